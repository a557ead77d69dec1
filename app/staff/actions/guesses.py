"""Guessing is slowed down, for each sign-in name and for each address, in the store itself.

A try is counted before the password is looked at, so that many tries at once count as many.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address

from sqlalchemy import delete, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from app.staff.tables import SignInGuess

FORGOTTEN_AFTER = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Suspect:
    """What is counted: a name or an address, and how many tries it has before it must wait."""

    subject: bytes
    free: int
    first_wait: timedelta

    def wait_after(self, count: int) -> timedelta:
        """How long the next try must wait: twice as long with each failure."""
        if count < self.free:
            return timedelta()
        doublings = min(count - self.free, 10)
        return min(LONGEST_WAIT, self.first_wait * (1 << doublings))


class MustWait(Exception):
    """Too many tries. The moment of the next one is told."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


def of_name(login: str) -> Suspect:
    """A sign-in name, whether anybody has it or not."""
    return Suspect(_subject("name", login), free=5, first_wait=timedelta(seconds=30))


def of_address(address: str) -> Suspect:
    """An address. A whole centre may share one, so it has more tries."""
    return Suspect(_subject("address", _network(address)), free=60, first_wait=timedelta(seconds=10))


def _subject(sort: str, value: str) -> bytes:
    return hashlib.sha256(f"{sort}:{value}".encode()).digest()


def _network(address: str) -> str:
    """One subscriber has a whole /64 of the new addresses."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(parsed.ipv4_mapped or int(parsed) >> 64)
    return str(parsed)


async def count_try(session: AsyncSession, suspects: Sequence[Suspect], now: datetime) -> None:
    """Counts a try for each, or says until when the caller must wait."""
    for suspect in sorted(suspects, key=lambda each: each.subject):  # one order: no deadlock
        count, last_at = await _held(session, suspect.subject, now)
        if now - last_at >= FORGOTTEN_AFTER:
            count = 0
        until = last_at + suspect.wait_after(count)
        if count and now < until:
            raise MustWait(until)
        await session.execute(
            update(SignInGuess)
            .where(SignInGuess.subject == suspect.subject)
            .values(tries=count + 1, last_at=now)
        )


async def _held(session: AsyncSession, subject: bytes, now: datetime) -> tuple[int, datetime]:
    """The row of a subject, made if need be, and held until the transaction ends."""
    fresh = insert(SignInGuess).values(subject=subject, tries=0, last_at=now)
    held = fresh.on_conflict_do_update(
        index_elements=[SignInGuess.subject], set_={"subject": fresh.excluded.subject}
    ).returning(SignInGuess.tries, SignInGuess.last_at)
    row = (await session.execute(held)).one()
    return row.tries, row.last_at


async def take_back(session: AsyncSession, name: Suspect, address: Suspect, now: datetime) -> None:
    """The try was good: the name is cleared, the address gets its one try back."""
    await session.execute(
        delete(SignInGuess).where(
            (SignInGuess.subject == name.subject) | (SignInGuess.last_at < now - FORGOTTEN_AFTER)
        )
    )
    await session.execute(
        update(SignInGuess)
        .where(SignInGuess.subject == address.subject)
        .values(tries=func.greatest(SignInGuess.tries - 1, 0))
    )
