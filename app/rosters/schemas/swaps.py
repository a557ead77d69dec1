"""Swaps of shifts, as seen from outside."""

from uuid import UUID

from pydantic import AwareDatetime, ConfigDict

from app.rosters.tables import ShiftSwap as SwapRow
from app.rosters.vocabulary import SwapState
from app.schema import Schema
from app.web.bodies import Body


class ShiftSwap(Schema):
    """换班: who gives which shift to whom, for which, and how far it has come."""

    id: UUID
    shift_id: UUID
    return_shift_id: UUID | None
    asked_by: UUID
    other_id: UUID
    state: SwapState
    asked_at: AwareDatetime
    answered_at: AwareDatetime | None
    ruled_at: AwareDatetime | None
    ruled_by: UUID | None

    @classmethod
    def of(cls, row: SwapRow) -> "ShiftSwap":
        return cls.model_validate(row, from_attributes=True)


class NewShiftSwap(Body):
    """My shift, the colleague who is to take it, and perhaps the one I take for it."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "shift_id": "01968a30-0000-7000-8000-000000000021",
                "other_id": "01968a30-0000-7000-8000-000000000005",
                "return_shift_id": "01968a30-0000-7000-8000-000000000022",
            }
        }
    )

    shift_id: UUID
    other_id: UUID
    return_shift_id: UUID | None = None


class SwapAnswer(Body):
    """Yes or no."""

    agree: bool
