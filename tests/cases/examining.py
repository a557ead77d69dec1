"""Looking through a store that somebody may have touched behind the service's back."""

from typing import Any

from sqlalchemy import text

from app.cases.faults import Fault
from app.cases.seals import SigningKeys, seal
from app.cases.verification import Beside, examine
from app.database.session import Database
from tests.factories.matters import Work


async def change(work: Work, statement: str, **values: Any) -> None:
    """Something done to the store behind the service's back."""
    done = await work.session.execute(text(statement), {"centre": work.centre.id} | values)
    assert done.rowcount, "nothing was tampered with"  # type: ignore[attr-defined]
    await work.session.commit()


async def faults(work: Work, store: Database, keys: SigningKeys, beside: Beside | None = None) -> set[Fault]:
    report = await examine(store, keys, work.centre.id, beside)
    assert report.clean == (report.found == 0)
    return {each.fault for each in report.differences}


async def sealed(work: Work, keys: SigningKeys) -> None:
    await seal(work.session, work.centre.id, work.clock(), keys)
    await work.session.commit()


TAMPERED: dict[str, tuple[str, Fault]] = {
    "an entry edited": (
        """UPDATE case_journal SET payload = payload || '{"channel": "email"}'
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.ENTRY_CHANGED,
    ),
    "an entry given to somebody else": (
        """UPDATE case_journal
              SET by = (SELECT id FROM people WHERE centre_id = :centre AND name = 'front_desk')
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.ENTRY_CHANGED,
    ),
    "an entry dated back": (
        """UPDATE case_journal SET at = at - interval '1 day'
            WHERE centre_id = :centre AND case_id = :case AND event = 'SheetReturned'""",
        Fault.ENTRY_CHANGED,
    ),
    "an entry said to come from a system": (
        """UPDATE case_journal SET via = 'call centre'
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.ENTRY_CHANGED,
    ),
    "a word left in the index": (
        """UPDATE case_terms SET terms = terms || '{漏水}' WHERE centre_id = :centre AND case_id = :case""",
        Fault.TERMS_DIFFER,
    ),
    "a text edited": (
        """UPDATE case_journal SET personal = personal || '{"reply_text": "免费"}'
            WHERE centre_id = :centre AND case_id = :case AND event = 'Replied'""",
        Fault.TEXT_CHANGED,
    ),
    "a text slipped in": (
        """UPDATE case_journal SET personal = coalesce(personal, '{}') || '{"note": "x"}'
            WHERE centre_id = :centre AND case_id = :case AND event = 'SheetReturned'""",
        Fault.TEXT_UNCOVERED,
    ),
    "an entry deleted": (
        "DELETE FROM case_journal WHERE centre_id = :centre AND case_id = :case AND number = 3",
        Fault.ENTRY_MISSING,
    ),
    "an entry inserted": (
        """INSERT INTO case_journal SELECT centre_id, case_id, number + 1, event, at, by, via, payload,
                  personal, salts, digests, hash FROM case_journal
            WHERE centre_id = :centre AND case_id = :case
            ORDER BY number DESC LIMIT 1""",
        Fault.ENTRY_CHANGED,
    ),
    "the tail cut": (
        """DELETE FROM case_journal WHERE centre_id = :centre AND case_id = :case
              AND number > (SELECT version - 2 FROM cases WHERE centre_id = :centre AND id = :case)""",
        Fault.SEALED_TAIL_GONE,
    ),
    "the facts edited": (
        """UPDATE cases SET facts = facts || '{"finished_by_desk": true}'
            WHERE centre_id = :centre AND id = :case""",
        Fault.FACTS_DIFFER,
    ),
    "a fact nobody knows added": (
        """UPDATE cases SET facts = facts || '{"paid_back": true}'
            WHERE centre_id = :centre AND id = :case""",
        Fault.FACTS_DIFFER,
    ),
    "a column edited": (
        "UPDATE cases SET status = 'closed' WHERE centre_id = :centre AND id = :case",
        Fault.COLUMN_DIFFERS,
    ),
    "a sheet's text edited on the case": (
        """UPDATE cases SET personal = personal || '{"reply_text": "免费"}'
            WHERE centre_id = :centre AND id = :case""",
        Fault.COLUMN_DIFFERS,
    ),
    "a contact put on another case": (
        """UPDATE case_journal j SET contact_ciphertext = other.contact_ciphertext
             FROM case_journal other
            WHERE j.centre_id = :centre AND j.case_id = :case AND j.contact_key IS NOT NULL
              AND other.centre_id = :centre AND other.case_id <> :case AND other.contact_key IS NOT NULL""",
        Fault.CONTACT_UNREADABLE,
    ),
    "a sealed contact altered": (
        """UPDATE case_journal SET contact_ciphertext = set_byte(contact_ciphertext, 20, 7)
            WHERE centre_id = :centre AND case_id = :case AND contact_key IS NOT NULL""",
        Fault.CONTACT_UNREADABLE,
    ),
    "a contact's mask edited": (
        "UPDATE cases SET contact_mask = '139****9999' WHERE centre_id = :centre AND id = :case",
        Fault.CONTACT_CHANGED,
    ),
    "a contact's search hash put on another case": (
        """UPDATE cases SET contact_digest = sha256('another') WHERE centre_id = :centre AND id = :case""",
        Fault.CONTACT_CHANGED,
    ),
    "a contact's reference edited": (
        """UPDATE case_journal SET personal = personal || '{"contact": "00"}'
            WHERE centre_id = :centre AND case_id = :case AND contact_key IS NOT NULL""",
        Fault.TEXT_CHANGED,
    ),
    "a contact taken away": (
        """UPDATE case_journal SET contact_ciphertext = NULL, contact_key = NULL
            WHERE centre_id = :centre AND case_id = :case AND contact_key IS NOT NULL""",
        Fault.CONTACT_CHANGED,
    ),
    "a head rewritten": (
        "UPDATE cases SET head = sha256('x') WHERE centre_id = :centre AND id = :case",
        Fault.HEAD_DIFFERS,
    ),
    "a version lowered": (
        "UPDATE cases SET version = version - 1 WHERE centre_id = :centre AND id = :case",
        Fault.VERSION_DIFFERS,
    ),
    "a duty removed": (
        "DELETE FROM case_duties WHERE centre_id = :centre AND case_id = :case",
        Fault.DUTY_DIFFERS,
    ),
    "a duty given more time": (
        """UPDATE case_duties SET due_at = due_at + interval '3 days'
            WHERE centre_id = :centre AND case_id = :case""",
        Fault.DUTY_DIFFERS,
    ),
    "a register row removed": (
        "DELETE FROM register_entries WHERE centre_id = :centre AND id = :case",
        Fault.REGISTER_MISSING,
    ),
    "a register row edited": (
        """UPDATE register_entries SET kind = 'help'
            WHERE centre_id = :centre AND id = :case""",
        Fault.REGISTER_DIFFERS,
    ),
    "a number given out for nothing": (
        "UPDATE register_counters SET last = last + 1 WHERE centre_id = :centre",
        Fault.NUMBER_MISSING,
    ),
}
