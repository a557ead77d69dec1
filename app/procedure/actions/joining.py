"""Cases that belong together: linked, merged, or several matters of one contact (X13, X23)."""

from enum import StrEnum
from uuid import UUID

from app.procedure.fields import LINE, asked, record, told
from app.procedure.vocabulary import Kind, RelatedProcedure


class Relation(StrEnum):
    """How one case belongs to another, told from its own side."""

    RELATED = "related"
    DUPLICATE_OF = "duplicate_of"
    HAS_DUPLICATE = "has_duplicate"
    SPLIT_FROM = "split_from"
    SPLIT_INTO = "split_into"


@record
class LinkCase:
    """Two cases belong together; both journals tell it (X13, X23)."""

    other: UUID = asked("另一事项", "Other case", of="case")
    relation: Relation = asked("关系", "Relation", default=Relation.RELATED)


@record
class MergeInto:
    """The same matter twice: this case ends in the other one, which goes on for both."""

    other: UUID = asked("并入哪一事项", "Into which case", of="case")
    reason: str = told("原因", "Why", at_most=LINE)


@record
class Absorb:
    """The other side of a merge: this case goes on for both."""

    other: UUID = asked("被并入的事项", "The case merged", of="case")


@record
class SplitOff:
    """Several matters in one contact: this one becomes a case of its own (X23)."""

    words: str = told("业户原话", "In the resident's words")
    kind: Kind | None = asked("类别", "Kind", default=None)
    related_procedure: RelatedProcedure | None = asked("另有规程", "Other procedure", default=None)
    summary: str | None = told("事由摘要", "Summary", default=None, at_most=LINE)
    place: str | None = told("地点", "Place", default=None, at_most=LINE)
    topic: str | None = asked("主题", "Topic", default=None, at_most=80, of="topic")
    thanked: bool = asked("已致谢", "Thanked", default=False)
    told_will_study: bool = asked("已告知会认真研究", "Told it will be studied", default=False)
