"""The way of a suggestion: acknowledged, studied, decided, carried out (4.1)."""

from datetime import date
from uuid import UUID

from app.procedure.fields import LINE, SHORT, asked, record, told
from app.procedure.vocabulary import Channel, Decision, Department


@record
class RecordAckCall:
    """The desk calls whoever sent a written suggestion (4.1.1.4)."""

    reached: bool = asked("接通", "Reached")
    thanked: bool = asked("已致谢", "Thanked", default=False)
    told_received: bool = asked("已告知收到", "Told it was received", default=False)
    told_studying: bool = asked("已告知正在研究", "Told it is being studied", default=False)
    told_reply_soon: bool = asked("已告知会尽快回复", "Told a reply will follow", default=False)
    channel: Channel = asked("方式", "How", default=Channel.PHONE)
    comment: str | None = told("备注", "Remark", default=None, at_most=LINE)


@record
class BeginStudy:
    """The head, or the centre manager, takes the suggestion up for study (4.1.2.1)."""


@record
class NoteStudy:
    """What the study has brought so far; anyone of the centre may add to it (4.1.2.1)."""

    study_notes: str = told("研究记录", "Study notes")


@record
class Decide:
    """采纳与否: signed personally by the one who handles the suggestion (4.1.2.1)."""

    decision: Decision = asked("决定", "Decision")
    reasons: str = told("理由", "Reasons")


@record
class AddCoSigners:
    """More residents stand behind the suggestion (X12)."""

    joint_count: int = asked("联名总人数", "Joint residents in all", at_least=1, at_most=100000)
    co_signers: tuple[str, ...] = told("联名人", "Co-signers", default=(), at_most=SHORT)


@record
class LowerJointCount:
    """The head corrects the count downwards, with a reason; the handler stays (X12)."""

    joint_count: int = asked("联名总人数", "Joint residents in all", at_least=1, at_most=100000)
    reason: str = told("原因", "Why", at_most=LINE)


@record
class TreatAsJoint:
    """The head treats several like suggestions as one joint suggestion (X13)."""

    joint_count: int = asked("合计人数", "Residents in all", at_least=2, at_most=100000)
    reason: str = told("原因", "Why", at_most=LINE)


@record
class ReevaluateHandler:
    """Time's own step: the resident's key flag changed (4.1.2.1-b)."""

    is_key: bool = asked("重要业户", "Key resident")


@record
class PlanImplementation:
    """How and until when an adopted suggestion is carried out (4.1.3.1-f)."""

    plan: str = told("实施计划", "Plan")
    expected_end: date | None = asked("预计完成", "Expected end", default=None)


@record
class PlanStep:
    """One step of carrying it out, with its owner and its day (4.1.3.1-f)."""

    step: str = told("步骤", "Step", at_most=LINE)
    due_on: date = asked("完成日期", "Done by")
    department: Department | None = asked("负责部门", "Department", default=None)
    owner: UUID | None = asked("负责人", "Owner", default=None, of="person")


@record
class FinishStep:
    """A step is done, as its owner or the head says (4.1.3.1-f)."""

    number: int = asked("步骤序号", "Which step", at_least=1, at_most=1000)
    step_result: str | None = told("完成情况", "How it went", default=None, at_most=LINE)


@record
class KeepContact:
    """The resident hears how the adopted suggestion goes on (4.1.3.1-f)."""

    progress: str = told("沟通内容", "What was told")
    channel: Channel = asked("沟通方式", "How")


@record
class FinishImplementation:
    """The adopted suggestion is carried out, and the resident told (4.1.3.1-f)."""

    closing_contact: str = told("完成告知", "What was told at the end")


@record
class PublishOnBoard:
    """What was done is told to everyone, without anybody's name (4.1.3.1-f)."""

    public_title: str = told("公示标题", "Title for the board", at_most=SHORT)
    public_text: str = told("公示内容", "Text for the board")


@record
class TakeOffBoard:
    """What stands on the board is taken down."""

    reason: str = told("原因", "Why", at_most=LINE)


@record
class ReviewDecision:
    """The centre manager looks once more at a suggestion not adopted (X6)."""

    upheld: bool = asked("维持原决定", "Decision stands")
    reasons: str = told("理由", "Reasons")


@record
class ReopenByCentreManager:
    """After a sixth co-signer joined late, the centre manager reopens the suggestion."""

    reason: str = told("原因", "Why", at_most=LINE)


@record
class LeaveDecision:
    """After a sixth co-signer joined late, the centre manager leaves the decision as it is."""

    reason: str = told("原因", "Why", at_most=LINE)
