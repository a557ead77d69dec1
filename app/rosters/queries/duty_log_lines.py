"""The duty log as lines of a document: each entry with its author and the case it belongs to."""

from collections.abc import AsyncGenerator, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import column, select, table
from sqlalchemy.ext.asyncio import AsyncSession

from app.procedure.vocabulary import Department
from app.rosters.queries.duty_log import entries, of_departments
from app.rosters.queries.shifts import During
from app.staff.tables import Person

CASES = table("cases", column("centre_id"), column("id"), column("number"))
AT_A_TIME = 200


async def duty_log_lines(
    session: AsyncSession,
    centre_id: UUID,
    during: During,
    person_id: UUID | None,
    departments: Iterable[Department] | None,
) -> AsyncGenerator[Any, None]:
    """Entries as they happened, of a person, or of everyone of these departments."""
    query = entries(centre_id, during, person_id)
    if departments is not None:
        query = of_departments(query, departments)
    picked = query.subquery()
    lines = (
        select(
            picked.c.occurred_at,
            picked.c.recorded_at,
            picked.c.process,
            picked.c.result,
            Person.name.label("person"),
            CASES.c.number,
        )
        .join(Person, (Person.centre_id == picked.c.centre_id) & (Person.id == picked.c.person_id))
        .outerjoin(CASES, (CASES.c.centre_id == picked.c.centre_id) & (CASES.c.id == picked.c.case_id))
        .order_by(picked.c.occurred_at, picked.c.id)
        .execution_options(yield_per=AT_A_TIME)
    )
    result = await session.stream(lines)
    try:
        async for row in result:
            yield row
    finally:
        await result.close()
