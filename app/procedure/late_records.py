"""What is written down later than it was heard: its own time, its mark and its reason."""

from datetime import datetime, timedelta

from app.procedure.actions.intake import TakeIn
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.refusal import Refusal, incomplete
from app.procedure.vocabulary import Kind


def received_at(taken: TakeIn, ctx: Context) -> datetime:
    """When it was heard; never later than now."""
    return min(taken.received_at or ctx.now, ctx.now)


@clause("4.1.1.2-a")
def recorded_late(taken: TakeIn, ctx: Context) -> bool:
    """A suggestion a colleague received is written down at once; later than the centre's limit is marked."""
    return taken.kind is Kind.SUGGESTION and _after_the_limit(taken, ctx)


def _after_the_limit(taken: TakeIn, ctx: Context) -> bool:
    at_once = timedelta(minutes=ctx.policy.limit("record_at_once").amount)
    return ctx.now - received_at(taken, ctx) > at_once


def the_delay_is_explained(taken: TakeIn, ctx: Context) -> Refusal | None:
    """What the desk enters later from paper keeps its own time, and says why it comes only now."""
    if taken.late_reason or not _after_the_limit(taken, ctx):
        return None
    return incomplete(
        "late_reason_needed",
        None,
        "补录须写明原因",
        "What is entered later needs a reason",
        "late_reason",
    )
