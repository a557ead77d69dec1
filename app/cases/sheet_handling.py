"""The lower parts of the handling sheet: assignment, handling, approval, reply, return, callback, filing."""

from datetime import datetime
from enum import StrEnum

from app.cases.sheet_sources import Happened, Source
from app.paper.document import Block, Column, Entry, Section, Table
from app.paper.writing import boxes, joined, minute, yes_no
from app.procedure.labels import LABELS, label_of
from app.procedure.vocabulary import Channel, Decision, HelpOutcome, Kind, ReplyChannel, Role, Satisfaction

CALLS = (
    Column(heading="时间", share=1.6, align="center"),
    Column(heading="回访人", align="center"),
    Column(heading="方式", align="center"),
    Column(heading="联系上", share=0.8, align="center"),
    Column(heading="是否解决", share=0.8, align="center"),
    Column(heading="满意度", align="center"),
    Column(heading="业户意见", share=3),
)
PARTY = {"yes": "对等", "no": "不对等"}


def handling_blocks(source: Source | None) -> tuple[Block, ...]:
    """Every part on a blank form; on a filled one those that this kind of matter knows."""
    kind = source.facts.kind if source else None
    blank = source is None
    parts: list[Block] = [_assignment(source)]
    if blank or kind is not Kind.HELP:
        parts.append(_study(source))
    if blank or kind is Kind.SUGGESTION:
        parts.append(_decision(source))
    if blank or kind is Kind.HELP:
        parts.append(_on_site(source))
    if blank or kind is not Kind.HELP:
        parts += [_approval(source), _reply(source)]
    return (*parts, _return(source), _calls(source), _end(source))


def _at(source: Source | None, happened: Happened | None) -> str:
    return minute(happened.at, source.zone) if source and happened else ""


def _by(happened: Happened | None) -> str:
    return (happened.person or "") if happened else ""


def _text(happened: Happened | None, name: str) -> str:
    return str(happened.texts.get(name) or "") if happened else ""


def _choice(words: type[StrEnum], chosen: str | None) -> str:
    return boxes({each.value: told.zh for each, told in LABELS[words].items()}, chosen)


def _assignment(source: Source | None) -> Section:
    last = source.last if source else _nothing
    held = last("MadeResponsible", whole=True)
    notice = last("NoticeSent", whole=True)
    taken = last("SheetTakenUp", "Acknowledged", "StudyBegun")
    return Section(
        title="二、开单派办",
        rows=(
            (
                Entry(label="承办岗位", text=_holder(source)),
                Entry(label="承办人", text=(source.row["responsible_person"] or "") if source else ""),
                Entry(label="依据条款", text=str(held.payload.get("clause") or "") if held else ""),
            ),
            (
                Entry(label="派出时间", text=_at(source, last("SheetIssued", whole=True) or notice or held)),
                Entry(label="接单时间", text=_at(source, taken)),
                Entry(label="应办时限", text=_due(source)),
            ),
        ),
    )


def _nothing(*_: str, whole: bool = False) -> Happened | None:
    return None


def _holder(source: Source | None) -> str:
    role = source.row["responsible_role"] if source else None
    return label_of(Role(role)).zh if role else ""


def _due(source: Source | None) -> str:
    if source is None:
        return ""
    dates = [clock.due_at for name, clock in source.facts.clocks.items() if "callback" not in name]
    latest: datetime | None = max(dates, default=None)
    return minute(latest, source.zone)


def _study(source: Source | None) -> Section:
    last = source.last if source else _nothing
    found = last("FindingsRecorded")
    return Section(
        title="三、调查处理",
        rows=(
            (Entry(label="来龙去脉", text=_text(found, "findings"), lines=_room(source, 2)),),
            (Entry(label="咨询情况", text=_consulted(source), lines=_room(source, 2)),),
            (Entry(label="处理人", text=_by(found)), Entry(label="处理时间", text=_at(source, found))),
        ),
    )


def _room(source: Source | None, lines: int) -> int:
    return lines if source is None else 1


def _consulted(source: Source | None) -> str:
    if source is None:
        return ""
    answers = {each.payload.get("number"): each for each in source.all("ConsultationAnswered")}
    lines = []
    for asked in source.all("Consulted"):
        whom = _text(asked, "outside_unit") or str(asked.payload.get("department") or "")
        answer = answers.get(asked.payload.get("number"))
        told = (
            f"答复（{_at(source, answer)}）：{_text(answer, 'consultation_answer')}" if answer else "未答复"
        )
        lines.append(f"{_at(source, asked)} 向{_department(whom)}：{_text(asked, 'question')}。{told}")
    return "\n".join(lines)


def _department(word: str) -> str:
    known = {"customer_service": "客服部门", "security": "安防服务部门", "engineering": "工程管理部门"}
    return known.get(word, word)


def _decision(source: Source | None) -> Section:
    last = source.last if source else _nothing
    made = last("Decided")
    chosen = source.facts.decision if source else None
    return Section(
        title="对建议的决定",
        rows=(
            (Entry(label="决定", text=_choice(Decision, chosen)),),
            (Entry(label="理由", text=_text(made, "decision_reasons"), lines=_room(source, 2)),),
            (Entry(label="决定人", text=_by(made)), Entry(label="决定时间", text=_at(source, made))),
        ),
    )


def _on_site(source: Source | None) -> Section:
    last = source.last if source else _nothing
    result = last("ResultRecorded")
    arrived = source.facts.arrived_at if source else None
    doers = "、".join(filter(None, map(source.name, source.facts.doers))) if source else ""
    police = last("PoliceCalled")
    return Section(
        title="求助的到场处理",
        rows=(
            (
                Entry(label="到场人员", text=doers),
                Entry(label="到场时间", text=minute(arrived, source.zone) if source else ""),
                Entry(
                    label="报警时间",
                    text=joined(_at(source, police), _text(police, "police_receipt"), by=" "),
                ),
            ),
            (Entry(label="处理结果", text=_choice(HelpOutcome, source.facts.outcome if source else None)),),
            (
                Entry(
                    label="经过结果",
                    text=joined(_text(result, "process"), _text(result, "result"), by="\n"),
                    lines=_room(source, 2),
                ),
            ),
            (
                Entry(label="处理人", text=_by(result)),
                Entry(label="处理时间", text=_at(source, result)),
                Entry(label="值班记录", text=_at(source, last("DutyLogWritten"))),
            ),
        ),
    )


def _approval(source: Source | None) -> Section:
    last = source.last if source else _nothing
    ruled = last("ApprovalGiven", "ApprovalRefused")
    verdict = {"ApprovalGiven": "yes", "ApprovalRefused": "no"}.get(ruled.event if ruled else "")
    opinion = joined(boxes({"yes": "认可", "no": "不认可"}, verdict), _text(ruled, "remark"))
    return Section(
        title="四、请示与认可（重要事项或敏感内容）",
        rows=(
            (
                Entry(label="请示时间", text=_at(source, last("ApprovalRequested"))),
                Entry(label="意见", text=opinion),
            ),
            (Entry(label="认可人", text=_by(ruled)), Entry(label="认可时间", text=_at(source, ruled))),
        ),
    )


def _reply(source: Source | None) -> Section:
    last = source.last if source else _nothing
    given = last("Replied", "DeskAnswered", "AnsweredOnSpot")
    text = _text(given, "reply_text") or _text(given, "answer")
    parity = given.payload.get("parity") if given else None
    ticked = None if parity is None else ("yes" if parity else "no")
    return Section(
        title="五、回复业户",
        rows=(
            (Entry(label="回复内容", text=text, lines=_room(source, 3)),),
            (
                Entry(
                    label="回复方式",
                    text=_choice(ReplyChannel, given.payload.get("channel") if given else None),
                ),
            ),
            (Entry(label="方式对等", text=joined(boxes(PARTY, ticked), _text(given, "exception_reason"))),),
            (Entry(label="回复人", text=_by(given)), Entry(label="回复时间", text=_at(source, given))),
        ),
    )


def _return(source: Source | None) -> Section:
    last = source.last if source else _nothing
    back = last("SheetReturned")
    return Section(
        title="六、回单",
        rows=(
            (Entry(label="采取措施", text=_text(back, "measures"), lines=_room(source, 2)),),
            (Entry(label="回单人", text=_by(back)), Entry(label="回单时间", text=_at(source, back))),
        ),
    )


def _calls(source: Source | None) -> Table:
    tries = source.all("CalledBack") if source else []
    rows = tuple(_call(source, each) for each in tries if source)
    return Table(title="七、前台回访", columns=CALLS, rows=rows, blank=3 if source is None else int(not rows))


def _call(source: Source, call: Happened) -> tuple[str, ...]:
    told = call.payload
    satisfaction = told.get("satisfaction")
    solved = told.get("solved")
    return (
        _at(source, call),
        _by(call),
        label_of(Channel(told["channel"])).zh,
        "是" if told["reached"] else "否",
        "" if solved is None else ("是" if solved else "否"),
        label_of(Satisfaction(satisfaction)).zh if satisfaction else "",
        _text(call, "comments"),
    )


def _end(source: Source | None) -> Section:
    last = source.last if source else _nothing
    filed = last("Archived")
    closed = source.facts.closed_at if source else None
    return Section(
        title="八、办结与归档（建议、质疑归入业主档案）",
        rows=(
            (
                Entry(label="办结时间", text=minute(closed, source.zone) if source else ""),
                Entry(label="档案号", text=str(filed.payload["owner_file_number"]) if filed else ""),
                Entry(label="归档", text=joined(_by(filed), _at(source, filed), by=" ")),
            ),
            (
                Entry(label="回访结论", text=_conclusion(source)),
                Entry(label="无法回访", text=_impossible(source)),
            ),
        ),
    )


def _conclusion(source: Source | None) -> str:
    if source is None:
        return ""
    facts = source.facts
    if facts.unreachable_closed:
        return "联系不上，经负责人决定办结（不计满意）"
    if facts.dissatisfied_final:
        return "复核后业户仍不同意，如实记录"
    return "前台直接处理完毕，无须回访" if facts.finished_by_desk else ""


def _impossible(source: Source | None) -> str:
    if source is None:
        return yes_no(None)
    said = source.last("ImpossibleDeclared")
    ruled = source.last("ImpossibleRuled")
    if said is None:
        return ""
    verdict = (
        f"{_by(ruled)}{'确认' if ruled.payload.get('confirmed') else '未确认'}" if ruled else "待负责人确认"
    )
    return joined(_text(said, "reason"), verdict)
