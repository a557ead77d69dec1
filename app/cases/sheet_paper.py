"""《处理单》: the handling sheet as it is printed, filled or blank (4.6.2)."""

from enum import StrEnum
from typing import Any

from app.cases.sheet_handling import handling_blocks
from app.cases.sheet_sources import Source
from app.paper.document import Block, Entry, Note, Paper, Section, Signatures
from app.paper.writing import boxes, joined, minute, yes_no
from app.procedure.labels import LABELS, label_of
from app.procedure.sheets import SHEET_FIELD_ZH, missing_on_sheet
from app.procedure.vocabulary import Channel, Contact, Kind, RelatedProcedure, ResidentType

TITLE = "业户投诉、建议、问询、质疑和求助处理工作单"
KINDS = {
    RelatedProcedure.COMPLAINT.value: "投诉",
    **{kind.value: label_of(kind).zh for kind in Kind},
}
FLAGS = {
    "emergency": "紧急情况",
    "dispute": "涉及纠纷",
    "important": "重要事项",
    "sensitive": "敏感内容",
    "out_of_scope": "超出服务范围",
}
SIGNED_BY = ("前台经办人", "处理人", "客户服务部门负责人", "业户（上门时）")
MASKED = "联系方式已作遮盖；确需完整联系方式的，须注明事由另行打印。"
IN_FULL = "本单载有完整联系方式，打印事由：{}。用毕请妥善保管，不得外传。"
BY_HAND = "断网时手写填用。网络恢复后由前台补录：写明原接到时间和未即时记录的原因，本单附后备查。"


def options(words: type[StrEnum]) -> dict[str, str]:
    """The words of a vocabulary as boxes to tick."""
    return {each.value: told.zh for each, told in LABELS[words].items()}


def blank_sheet(centre: str) -> Paper:
    """The same form with nothing written, for when the network is down."""
    return Paper(
        centre=centre,
        title=TITLE,
        heading=(f"类别：{boxes(KINDS)}", "编号：＿＿＿＿＿＿＿＿"),
        blocks=(*_head(None), *handling_blocks(None), Signatures(names=SIGNED_BY), Note(text=BY_HAND)),
    )


def handling_sheet(source: Source, printed: str, in_full: tuple[str, str] | None = None) -> Paper:
    """The sheet of a case. `in_full` is the contact unmasked, and why."""
    kind = source.facts.kind or source.facts.related_procedure
    note = IN_FULL.format(in_full[1]) if in_full else MASKED
    return Paper(
        centre=source.centre,
        title=TITLE,
        number=source.row["number"] or "（待受理编号）",
        heading=(f"类别：{boxes(KINDS, kind)}", completeness(source)),
        blocks=(
            *_head(source, in_full[0] if in_full else None),
            *handling_blocks(source),
            Signatures(names=SIGNED_BY),
            Note(text=note),
        ),
        foot=printed,
    )


def completeness(source: Source) -> str:
    """Whether the sheet is complete, or what it lacks (4.6.2)."""
    if not source.facts.sheet_issued:
        return "填写情况：未开单"
    missing = missing_on_sheet(source.facts)
    if not missing:
        return "填写情况：■完整"
    return "填写情况：□完整，尚缺：" + "、".join(SHEET_FIELD_ZH.get(name, name) for name in missing)


def _head(source: Source | None, contact: str | None = None) -> tuple[Block, ...]:
    """What the desk fills in: how it came, from whom, what it is about, how it was received."""
    said = _said(source, contact) if source else {}

    def at(label: str, name: str, lines: int = 1) -> Entry:
        return Entry(label=label, text=said.get(name, ""), lines=1 if source else lines)

    rows = (
        (at("接到时间", "received_at"), at("记录时间", "recorded_at"), at("受理时间", "accepted_at")),
        (at("接到人", "received_by"), at("受理人", "accepted_by"), at("责任区域", "area")),
        (Entry(label="来访方式", text=boxes(options(Channel), said.get("channel"))),),
        (Entry(label="业户身份", text=boxes(options(ResidentType), said.get("resident_type"))),),
        (at("房号", "unit"), at("称呼", "salutation"), at("联系方式", "contact")),
        (at("回复意愿", "preferred_reply"), at("联名人数", "joint"), at("附件", "attachments")),
        (at("事由摘要", "summary"), at("地点", "place")),
        (at("业户原话", "words", 3),),
        (Entry(label="事项标记", text=boxes(FLAGS, said.get("flags", "").split())),),
        (
            Entry(label="当场致谢", text=yes_no(_told(source, "thanked"))),
            Entry(label="告知研究", text=yes_no(_told(source, "told_will_study"))),
            Entry(label="询问联系", text=yes_no(_told(source, "contact_asked"))),
        ),
    )
    late = ((at("补录原因", "late"),),) if said.get("late") or source is None else ()
    return (Section(title="一、受理", rows=(*rows, *late)),)


def _told(source: Source | None, name: str) -> bool | None:
    if source is None or (name != "contact_asked" and source.facts.kind is not Kind.SUGGESTION):
        return None
    return bool(getattr(source.facts, name))


def _said(source: Source, contact: str | None) -> dict[str, str]:
    facts, row, texts, zone = source.facts, source.row, source.texts, source.zone
    taken = source.last("TakenIn", whole=True)
    flags = [name for name in ("dispute", "important", "sensitive", "out_of_scope") if getattr(facts, name)]
    emergency = ["emergency"] if facts.emergency else []
    words: dict[str, Any] = {
        "received_at": minute(facts.received_at, zone),
        "recorded_at": minute(facts.recorded_at, zone),
        "accepted_at": minute(facts.accepted_at, zone),
        "received_by": joined(
            row["received_by_name"], label_of(facts.received_as).zh if facts.received_as else None, by=" "
        ),
        "accepted_by": source.name(facts.accepted_by),
        "area": source.area,
        "channel": facts.channel.value,
        "resident_type": facts.resident_type.value,
        "unit": row["unit"] or ("匿名" if facts.resident_type is ResidentType.ANONYMOUS else None),
        "salutation": texts.get("salutation"),
        "contact": contact or row["contact_mask"] or _no_contact(source),
        "preferred_reply": texts.get("preferred_reply"),
        "joint": f"{facts.joint_count} 名" if facts.joint_count > 1 else "",
        "attachments": f"{source.attachments} 件" if source.attachments else "",
        "summary": texts.get("summary"),
        "place": texts.get("place"),
        "words": texts.get("words"),
        "flags": " ".join(flags + emergency),
        "late": _late(source, taken.texts.get("late_reason") if taken else None),
    }
    return {name: value or "" for name, value in words.items()}


def _late(source: Source, reason: str | None) -> str:
    if not source.facts.late_record:
        return reason or ""
    return joined("未即时记录", reason, by="：")


def _no_contact(source: Source) -> str:
    if source.facts.contact in {Contact.DECLINED, Contact.NONE}:
        return joined(label_of(source.facts.contact).zh, source.texts.get("contact_reason"), by="：")
    return ""
