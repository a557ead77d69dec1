"""4.5 Callbacks: the desk asks the resident how it went."""

from app.procedure.clauses.entries import DESK, Clause
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

ENTRIES = (
    Clause(
        id="4.5.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "别人办的，回单后件件回访，回访了才办结。",
            "Whatever others handled is called back on after its return, and only then closed.",
        ),
    ),
    Clause(
        id="4.5.1-b",
        strength=Strength.PERMISSION,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "前台自己办完的，不用再回访。",
            "What the desk itself finished needs no callback.",
        ),
    ),
)
