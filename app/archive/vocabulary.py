"""Why an owner file is opened or lent."""

from enum import StrEnum

from app.procedure.refusal import Words


class FileReason(StrEnum):
    """What it is needed for."""

    HANDLE_CASE = "handle_case"
    CALLBACK = "callback"
    RESIDENT_ASKED = "resident_asked"
    INSPECTION = "inspection"
    FILE_SHEET = "file_sheet"
    OTHER = "other"


REASON_LABELS = {
    FileReason.HANDLE_CASE: Words("办理事项查阅", "To handle a matter"),
    FileReason.CALLBACK: Words("回访查阅", "To call back"),
    FileReason.RESIDENT_ASKED: Words("应业户要求", "The resident asked"),
    FileReason.INSPECTION: Words("检查、审核", "An inspection"),
    FileReason.FILE_SHEET: Words("归档核对", "To file a sheet"),
    FileReason.OTHER: Words("其他", "Other"),
}
