"""What a change answers: where the case stands now, and what is owed next."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.cases.queries import standing_facts
from app.cases.views import DUTY_LABELS, ROLE_LABELS, STATUS_LABELS, View
from app.procedure.actors import Actor
from app.procedure.duties import Duty, DutyCode
from app.procedure.facts import CaseFacts
from app.procedure.owed import owed
from app.procedure.refusal import Words
from app.procedure.vocabulary import Department, EmergencyType, Kind, RelatedProcedure, Role, Status


class ResponsibleOut(View):
    """Who holds the matter now."""

    role: Role | None
    label: Words | None
    area_id: UUID | None
    department: Department | None
    person_id: UUID | None


class DutyOwed(View):
    """One duty the case owes."""

    key: str
    duty: DutyCode
    label: Words
    clause: str
    role: Role | None
    person_id: UUID | None
    due_at: datetime | None


class NoticeOut(View):
    """A notice that was sent."""

    number: int
    role: Role
    label: Words
    clause: str
    must_acknowledge: bool
    nobody_on_duty: bool


class CaseReceipt(View):
    """Where a case stands after a change."""

    id: UUID
    number: str | None
    kind: Kind | None
    related_procedure: RelatedProcedure | None
    emergency: EmergencyType | None
    status: Status
    status_label: Words
    version: int
    responsible: ResponsibleOut | None
    sheet_issued: bool
    duties: list[DutyOwed]
    notices: list[NoticeOut]


def receipt_of(
    facts: CaseFacts, number: str | None, version: int, duties: tuple[Duty, ...] | None = None
) -> CaseReceipt:
    """The receipt for a case as these facts have it; who has just worked out its duties hands them in."""
    duties = owed(facts) if duties is None else duties
    return CaseReceipt.model_construct(
        id=facts.id,
        number=number,
        kind=facts.kind,
        related_procedure=facts.related_procedure,
        emergency=facts.emergency,
        status=facts.status,
        status_label=STATUS_LABELS[facts.status],
        version=version,
        responsible=_responsible(facts),
        sheet_issued=facts.sheet_issued,
        duties=[_owed(duty) for duty in duties],
        notices=[
            NoticeOut.model_construct(
                number=each.number,
                role=each.role,
                label=ROLE_LABELS[each.role],
                clause=each.clause,
                must_acknowledge=each.must_acknowledge,
                nobody_on_duty=each.nobody_on_duty,
            )
            for each in facts.notices
        ],
    )


def _responsible(facts: CaseFacts) -> ResponsibleOut | None:
    holder = facts.responsible
    if holder is None:
        return None
    return ResponsibleOut.model_construct(
        role=holder.role,
        label=ROLE_LABELS[holder.role] if holder.role else None,
        area_id=holder.area_id,
        department=holder.department,
        person_id=holder.person_id,
    )


def _owed(duty: Duty) -> DutyOwed:
    return DutyOwed.model_construct(
        key=duty.key,
        duty=duty.code,
        label=DUTY_LABELS[duty.code],
        clause=duty.clause,
        role=duty.role,
        person_id=duty.person_id,
        due_at=duty.due_at,
    )


async def receipt_again(session: AsyncSession, actor: Actor, case_id: UUID) -> CaseReceipt:
    """The receipt of a case that an earlier request with the same key already changed."""
    return receipt_of(*await standing_facts(session, actor.centre_id, case_id))
