"""Matters like one, over HTTP."""

from uuid import UUID

from pydantic import Field

from app.cases.alike import Sameness, alike_cases
from app.cases.guards import DeskDep
from app.cases.views import CaseLine, View, case_line
from app.web.problems import problem_responses
from app.web.rooms import Room

router = Room()


class LikeCase(View):
    """Another matter, how like it is and in what."""

    case: CaseLine
    likeness: float = Field(ge=0, le=1, description="By the words; 0 where it stands here for its place")
    shared: list[str] = Field(description="Phrases both have", examples=[["物业费", "涨价"]])
    same: list[Sameness] = Field(description="What else they have in common")
    linked: bool = Field(description="Somebody has linked them already")


class LikeCases(View):
    """Matters like one. Whether they belong together is for a person to say."""

    cases: list[LikeCase]
    may_be_joint: bool = Field(
        description="So many residents suggest the like that the head may treat it as joint (4.1.2.1-b)"
    )


@router.get("/cases/{case_id}/alike", summary="Matters like one", responses=problem_responses(404, 422))
async def list_alike_cases(case_id: UUID, desk: DeskDep) -> LikeCases:
    """The likest of the same kind within the centre's days, and the open ones of the same person or place."""
    told = await alike_cases(desk.session, desk.actor, case_id, desk.now)
    return LikeCases(
        cases=[
            LikeCase(
                case=case_line(each.row),
                likeness=min(1.0, each.likeness),
                shared=list(each.shared),
                same=list(each.same),
                linked=each.linked,
            )
            for each in told.cases
        ],
        may_be_joint=told.may_be_joint,
    )
