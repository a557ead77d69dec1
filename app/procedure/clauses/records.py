"""4.6 Records: sheet, register and owner file."""

from app.procedure.clauses.entries import DESK, Clause
from app.procedure.refusal import Words
from app.procedure.vocabulary import Keeping, Strength

ENTRIES = (
    Clause(
        id="4.6.1-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words("该开处理单的，一张不少。", "Where a sheet is asked for, there is a sheet."),
    ),
    Clause(
        id="4.6.1-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "受理一件登记一件，当场答完的也登。",
            "Every acceptance stands in the register, even if answered at once.",
        ),
    ),
    Clause(
        id="4.6.2-a",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "单子填全；缺项的不能回单，也不能归档。",
            "The sheet is filled in whole; with gaps it is neither returned nor filed.",
        ),
    ),
    Clause(
        id="4.6.2-b",
        strength=Strength.DUTY,
        keeping=Keeping.ENFORCED,
        who=DESK,
        text=Words(
            "建议和质疑的单子办完后，前台放进业主档案。",
            "Sheets of suggestions and challenges are filed in the owner file by the desk.",
        ),
        source_gap=Words(
            "业主档案的规程不在原文内；别的类别不归档是本系统为少存个人信息的做法",
            "The filing procedure is not in the document; not filing other kinds is our own thrift "
            "with personal data",
        ),
    ),
)
