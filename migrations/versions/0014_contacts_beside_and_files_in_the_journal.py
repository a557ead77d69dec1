"""A contact stands sealed beside the entry that tells it; every file is told in the journal of its case.

Entries written before tell a contact's seal itself, and their digests cover it: they stay as they are until
the key changes. Files added before are told now, at the end of their journals, with the moment they came.
"""

import hashlib
import json
import os
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BESIDE = """
UPDATE case_journal
   SET contact_ciphertext = decode(substr(split_part(personal ->> 'contact', ':', 1), 3), 'hex'),
       contact_key = split_part(personal ->> 'contact', ':', 2)
 WHERE starts_with(personal ->> 'contact', '\\x')
"""
BACK = """
UPDATE cases c SET contact_ciphertext = j.contact_ciphertext, contact_key = j.contact_key
  FROM (SELECT DISTINCT ON (centre_id, case_id) centre_id, case_id, contact_ciphertext, contact_key
          FROM case_journal WHERE contact_key IS NOT NULL ORDER BY centre_id, case_id, number DESC) j
 WHERE j.centre_id = c.centre_id AND j.case_id = c.id
"""
FILES = """
SELECT a.*, c.version, c.head FROM attachments a
  JOIN cases c ON c.centre_id = a.centre_id AND c.id = a.case_id
 ORDER BY a.centre_id, a.case_id, a.added_at, a.id
"""
TELL = """
INSERT INTO case_journal (centre_id, case_id, number, event, at, by, payload, personal, salts, digests, hash)
VALUES (:centre_id, :case_id, :number, 'FileAttached', :added_at, :added_by, CAST(:payload AS jsonb),
        CAST(:personal AS jsonb), CAST(:salts AS jsonb), CAST(:digests AS jsonb), :hash)
"""
GROWN = "UPDATE cases SET version = :number, head = :hash WHERE centre_id = :centre_id AND id = :case_id"


def canonical(value: Any) -> bytes:
    """The one way a value is written down before it is hashed."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def tell_files(connection: sa.Connection) -> None:
    """Each file added so far becomes the next entry of its case."""
    ends: dict[Any, tuple[int, bytes]] = {}
    for file in connection.execute(sa.text(FILES)).all():
        number, head = ends.get(file.case_id, (file.version, file.head))
        entry = _entry(file, number + 1, head)
        ends[file.case_id] = entry["number"], entry["hash"]
        connection.execute(sa.text(TELL), entry)
        connection.execute(sa.text(GROWN), entry)


def _entry(file: Any, number: int, head: bytes) -> dict[str, Any]:
    payload = {"at": file.added_at.isoformat(), "attachment_id": str(file.id)}
    payload |= {"media_type": file.media_type, "size": file.size, "sha256": file.sha256.hex()}
    payload |= {"by": str(file.added_by)} if file.added_by else {}
    salt, digest = os.urandom(16).hex(), hashlib.sha256()
    digest.update(f"{salt}:".encode() + canonical(file.name))
    digests = {"file_name": digest.hexdigest()} if file.name else None
    told = [str(file.case_id), number, "FileAttached", payload, digests, None]
    return {
        **{name: getattr(file, name) for name in ("centre_id", "case_id", "added_at", "added_by")},
        "number": number,
        "payload": json.dumps(payload),
        "personal": json.dumps({"file_name": file.name}) if file.name else None,
        "salts": json.dumps({"file_name": salt}) if file.name else None,
        "digests": json.dumps(digests) if digests else None,
        "hash": hashlib.sha256(head + canonical(told)).digest(),
    }


def upgrade() -> None:
    op.add_column("case_journal", sa.Column("contact_ciphertext", sa.LargeBinary(), nullable=True))
    op.add_column("case_journal", sa.Column("contact_key", sa.Text(), nullable=True))
    op.execute(BESIDE)
    op.drop_column("cases", "contact_ciphertext")
    op.drop_column("cases", "contact_key")
    tell_files(op.get_bind())


def downgrade() -> None:
    op.add_column("cases", sa.Column("contact_ciphertext", sa.LargeBinary(), nullable=True))
    op.add_column("cases", sa.Column("contact_key", sa.Text(), nullable=True))
    op.execute(BACK)
    op.drop_column("case_journal", "contact_key")
    op.drop_column("case_journal", "contact_ciphertext")
