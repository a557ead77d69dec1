"""What a check of the store can find wrong, in words; nobody's words but ours stand in it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from app.procedure.refusal import Words


class Fault(StrEnum):
    """One way in which the store differs from what its journals say."""

    ENTRY_MISSING = "entry_missing"
    ENTRY_CHANGED = "entry_changed"
    TEXT_CHANGED = "text_changed"
    TEXT_UNCOVERED = "text_uncovered"
    CONTACT_CHANGED = "contact_changed"
    CONTACT_UNREADABLE = "contact_unreadable"
    HEAD_DIFFERS = "head_differs"
    VERSION_DIFFERS = "version_differs"
    UNREADABLE = "unreadable"
    FACTS_DIFFER = "facts_differ"
    COLUMN_DIFFERS = "column_differs"
    DUTY_DIFFERS = "duty_differs"
    REGISTER_MISSING = "register_missing"
    REGISTER_DIFFERS = "register_differs"
    TERMS_DIFFER = "terms_differ"
    NUMBER_MISSING = "number_missing"
    OWN_LOG_DIFFERS = "own_log_differs"
    ATTACHMENT_DIFFERS = "attachment_differs"
    LINK_DIFFERS = "link_differs"
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    SEAL_MISSING = "seal_missing"
    SEAL_CHANGED = "seal_changed"
    SEAL_KEY_UNKNOWN = "seal_key_unknown"
    SEALED_HEADS_DIFFER = "sealed_heads_differ"
    SEALED_CASE_GONE = "sealed_case_gone"
    SEALED_TAIL_GONE = "sealed_tail_gone"
    SEALED_ENTRY_CHANGED = "sealed_entry_changed"


FAULT_WORDS: dict[Fault, Words] = {
    Fault.ENTRY_MISSING: Words("日志缺条目", "an entry of the journal is missing"),
    Fault.ENTRY_CHANGED: Words("日志条目被改动", "an entry of the journal was changed"),
    Fault.TEXT_CHANGED: Words("日志中的文字被改动", "a text in the journal was changed"),
    Fault.TEXT_UNCOVERED: Words("日志中的文字不受校验", "a text in the journal is covered by no digest"),
    Fault.CONTACT_CHANGED: Words("联系方式与日志不符", "a contact is not the one the journal tells"),
    Fault.CONTACT_UNREADABLE: Words("联系方式打不开", "a contact cannot be opened"),
    Fault.HEAD_DIFFERS: Words("事项的链尾与日志不符", "the head of the case is not that of its journal"),
    Fault.VERSION_DIFFERS: Words("事项版本与日志不符", "the version of the case is not that of its journal"),
    Fault.UNREADABLE: Words("日志无法重放", "the journal cannot be replayed"),
    Fault.FACTS_DIFFER: Words("事项内容与日志不符", "the facts are not what the journal amounts to"),
    Fault.COLUMN_DIFFERS: Words("事项字段与日志不符", "a column is not what the journal amounts to"),
    Fault.DUTY_DIFFERS: Words("待办与事项不符", "a duty is not what the facts owe"),
    Fault.REGISTER_MISSING: Words("登记表缺行", "the register lacks the row"),
    Fault.REGISTER_DIFFERS: Words("登记表与日志不符", "the register row is not what the journal says"),
    Fault.TERMS_DIFFER: Words("检索词与事项文字不符", "a case is not found by its own words"),
    Fault.NUMBER_MISSING: Words("登记号不连续", "a number of the register has no row"),
    Fault.OWN_LOG_DIFFERS: Words("值班工作本与日志不符", "the own duty log is not what the journal says"),
    Fault.ATTACHMENT_DIFFERS: Words(
        "附件清单与日志不符", "the files of a case are not those its journal tells"
    ),
    Fault.LINK_DIFFERS: Words("关联与日志不符", "a link to another case is not what the journal tells"),
    Fault.FILE_MISSING: Words("附件不见了", "a file of a case is gone"),
    Fault.FILE_CHANGED: Words("附件被改动", "a file of a case is not the one that was added"),
    Fault.SEAL_MISSING: Words("缺封存记录", "a seal is missing"),
    Fault.SEAL_CHANGED: Words("封存记录被改动", "a seal was changed"),
    Fault.SEAL_KEY_UNKNOWN: Words("缺封存密钥，无法核对", "the key of a seal is not at hand"),
    Fault.SEALED_HEADS_DIFFER: Words("封存的链尾清单被改动", "the heads of a seal were changed"),
    Fault.SEALED_CASE_GONE: Words("已封存的事项不见了", "a sealed case is gone"),
    Fault.SEALED_TAIL_GONE: Words("已封存的日志尾部不见了", "the sealed tail of a journal is gone"),
    Fault.SEALED_ENTRY_CHANGED: Words("已封存的日志被改写", "a sealed journal was rewritten"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One fault: in which centre, at which case, and where exactly."""

    centre_id: UUID
    fault: Fault
    case_id: UUID | None = None
    where: str | None = None

    def __str__(self) -> str:
        words = FAULT_WORDS[self.fault]
        place = " ".join(str(part) for part in (self.centre_id, self.case_id, self.where) if part)
        return f"{words.zh} / {words.en}: {place}"
