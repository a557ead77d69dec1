"""Who drafts a unified answer, who decides on it, who reads the drafts (4.4.5)."""

from typing import Annotated

from fastapi import Depends

from app.answers.actions.decisions import APPROVERS
from app.answers.tables import ScriptVersion
from app.answers.vocabulary import VersionState
from app.procedure.actors import Actor
from app.procedure.refusal import Refused, forbidden
from app.procedure.vocabulary import Role
from app.staff.guards import require

DRAFTERS = (Role.FRONT_DESK, Role.AREA_CUSTOMER_MANAGER, *APPROVERS)
Drafts = Annotated[Actor, Depends(require(*DRAFTERS))]
"""Drafted by those who answer residents, approved by the head; the centre manager may (A12)."""

Approves = Annotated[Actor, Depends(require(*APPROVERS))]


def refuse_anothers_draft(actor: Actor, version: ScriptVersion) -> None:
    """A draft belongs to its author; the head and the centre manager may work on every one."""
    if version.drafted_by != actor.person_id and not actor.holds(*APPROVERS):
        raise Refused(
            forbidden(
                "anothers_draft",
                None,
                "这份草稿由他人起草",
                "This draft is somebody else's",
                then=(None, "请起草人或负责人修改", "Leave it to its author or the head"),
            )
        )


def refuse_withdrawal(actor: Actor, version: ScriptVersion) -> None:
    """What is in force is withdrawn by those who approve; a draft also by its author."""
    if version.state == VersionState.APPROVED and not actor.holds(*APPROVERS):
        raise Refused(
            forbidden(
                "approved_by_others",
                "4.4.5-a",
                "已批准的口径由负责人撤回",
                "An approved answer is withdrawn by the head or the centre manager",
            )
        )
    refuse_anothers_draft(actor, version)
