"""What the house puts before people where it cannot enforce: words to read, to say, to offer."""

from app.procedure.prompts import intake, work
from app.procedure.prompts.entries import Manner, Moment, Prompt, Script, Step
from app.procedure.prompts.scripts import ACK_CALL, CALLBACK, SCRIPTS
from app.procedure.vocabulary import Kind

PROMPTS: tuple[Prompt, ...] = (*intake.PROMPTS, *work.PROMPTS)

__all__ = [
    "ACK_CALL",
    "CALLBACK",
    "PROMPTS",
    "SCRIPTS",
    "Manner",
    "Moment",
    "Prompt",
    "Script",
    "Step",
    "prompted_clauses",
    "prompts_at",
]


def prompts_at(moment: Moment, kind: Kind | None) -> tuple[Prompt, ...]:
    """What is shown at this moment for this kind, in order."""
    return tuple(prompt for prompt in PROMPTS if moment in prompt.moments and (kind in prompt.kinds))


def prompted_clauses() -> frozenset[str]:
    """Every clause that some prompt or line of a call serves."""
    prompts = (clause for prompt in PROMPTS for clause in prompt.clauses)
    lines = (step.clause for script in SCRIPTS for step in script.steps if step.clause)
    return frozenset((*prompts, *lines))
