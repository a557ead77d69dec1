"""What the head's board counts."""

from enum import StrEnum

from app.procedure.refusal import Words


class Watched(StrEnum):
    """One figure of the board."""

    NOT_RETURNED = "not_returned"
    CALLBACKS_MISSING = "callbacks_missing"
    CALLBACKS_PAST_LIMIT = "callbacks_past_limit"
    UNACKNOWLEDGED = "unacknowledged"
    REOPENED = "reopened"
    MARKED_FOR_WATCH = "marked_for_watch"
    EXTENDED = "extended"
    LATE_RECORDS = "late_records"
    EXCEPTION_ANSWERS = "exception_answers"
    WITHOUT_PARITY = "without_parity"


WATCHED_WORDS: dict[Watched, Words] = {
    Watched.NOT_RETURNED: Words("逾期未回单", "Sheets not returned in time"),
    Watched.CALLBACKS_MISSING: Words("逾期未回访", "Callbacks missing"),
    Watched.CALLBACKS_PAST_LIMIT: Words("超过回访时限", "Callbacks past their limit"),
    Watched.UNACKNOWLEDGED: Words("逾期未接单", "Notices nobody acknowledged"),
    Watched.REOPENED: Words("重新办理中", "Reopened"),
    Watched.MARKED_FOR_WATCH: Words("督办中", "Kept under watch"),
    Watched.EXTENDED: Words("已延期", "Due times moved"),
    Watched.LATE_RECORDS: Words("补录", "Recorded late"),
    Watched.EXCEPTION_ANSWERS: Words("例外现场解答", "Answered on site by exception"),
    Watched.WITHOUT_PARITY: Words("回复方式不对等", "Answered another way than asked"),
}
CLAUSE_OF: dict[Watched, str] = {
    Watched.NOT_RETURNED: "4.5.1-a",
    Watched.CALLBACKS_MISSING: "4.5.1-a",
    Watched.CALLBACKS_PAST_LIMIT: "4.5.1-a",
    Watched.UNACKNOWLEDGED: "4.2.1-a",
    Watched.REOPENED: "3.4-b",
    Watched.MARKED_FOR_WATCH: "3.4-b",
    Watched.EXTENDED: "3.4-b",
    Watched.LATE_RECORDS: "4.1.1.2-a",
    Watched.EXCEPTION_ANSWERS: "4.4.2-a",
    Watched.WITHOUT_PARITY: "4.1.3.1-b",
}
