"""A contact stands sealed beside the entry that tells it, to be sealed anew when the key changes.

Entries written before tell the seal itself, and their digests cover it: they stay as they are until then.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
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


def upgrade() -> None:
    op.add_column("case_journal", sa.Column("contact_ciphertext", sa.LargeBinary(), nullable=True))
    op.add_column("case_journal", sa.Column("contact_key", sa.Text(), nullable=True))
    op.execute(BESIDE)
    op.drop_column("cases", "contact_ciphertext")
    op.drop_column("cases", "contact_key")


def downgrade() -> None:
    op.add_column("cases", sa.Column("contact_ciphertext", sa.LargeBinary(), nullable=True))
    op.add_column("cases", sa.Column("contact_key", sa.Text(), nullable=True))
    op.execute(BACK)
    op.drop_column("case_journal", "contact_key")
    op.drop_column("case_journal", "contact_ciphertext")
