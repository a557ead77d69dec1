"""For each act the few payloads that make a difference, and which acts go beside the way of a case."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from app.procedure.actions.answers import (
    AnswerAtDesk,
    AnswerConsultation,
    Approve,
    AssignSheet,
    Consult,
    DecideOnScript,
    HandToDesignee,
    IssueSheet,
    MarkClarified,
    ObjectToSheet,
    RecordFindings,
    RecordProxyAnswer,
    Reject,
    Reply,
    RequestApproval,
    RuleOnObjection,
    TakeUpSheet,
    TellProgress,
    TellProxyAnswer,
    TellUnifiedAnswer,
)
from app.procedure.actions.closing import (
    Archive,
    Close,
    ConfirmImpossible,
    DeclareImpossible,
    ReturnSheet,
    RuleOnUnreachable,
    TellFirstReceiver,
)
from app.procedure.actions.help import (
    Acknowledge,
    Arrive,
    Dispatch,
    EscalateNotice,
    FinishHelpAtDesk,
    NotifyMore,
    RecordResult,
    ReportPolice,
    ReviewIncident,
    WriteEmergencyReport,
)
from app.procedure.actions.intake import (
    Accept,
    AddFollowUpContact,
    AmendSheet,
    ConfirmHandOff,
    PassToDesk,
    Reclassify,
    ReplyMyself,
    VoidCase,
)
from app.procedure.actions.joining import Absorb, LinkCase, MergeInto, SplitOff
from app.procedure.actions.suggestions import (
    AddCoSigners,
    BeginStudy,
    Decide,
    FinishImplementation,
    FinishStep,
    KeepContact,
    LeaveDecision,
    LowerJointCount,
    NoteStudy,
    PlanImplementation,
    PlanStep,
    PublishOnBoard,
    RecordAckCall,
    ReevaluateHandler,
    ReopenByCentreManager,
    ReviewDecision,
    TakeOffBoard,
    TreatAsJoint,
)
from app.procedure.actions.supervision import (
    AddNote,
    AttachFile,
    ClearFlag,
    DeclareEmergency,
    EscalateDuty,
    ExtendDuty,
    Flag,
    RaiseFlag,
    Supervise,
)
from app.procedure.facts import Impossible
from app.procedure.vocabulary import (
    Channel,
    Contact,
    Decision,
    Department,
    EmergencyType,
    HelpOutcome,
    Kind,
    RelatedProcedure,
    ReplyChannel,
)
from tests.procedure.stories import (
    CASE,
    DISSATISFIED,
    GUARD,
    HEAD,
    LEFT_A_NUMBER,
    LOG,
    MANAGER,
    MORNING,
    OTHER_AREA,
    SATISFIED,
    SCRIPT,
    UNIT,
    UNREACHED,
    id_of,
)

TEXT, MORE = "统一口径", "此外"
BY_SCRIPT: dict[str, Any] = {"script_version_id": SCRIPT.version_id}
OUTSIDE: dict[str, Any] = {"alternatives": ("燃气公司",), "proxy_offered": True}
CALL = RecordAckCall(reached=True, thanked=True, told_received=True, told_studying=True, told_reply_soon=True)
DONE = "处理完"
WHOLE_SHEET: dict[str, Any] = {
    "words": "话",
    "unit_id": UNIT,
    "contact_state": Contact.NONE,
    "conduct_reason": "补录",
}


def _answers(satisfied: bool) -> tuple[AnswerAtDesk, ...]:
    said: dict[str, Any] = {"answer": TEXT, "satisfied": satisfied}
    return (
        AnswerAtDesk(**said),
        AnswerAtDesk(**said, **OUTSIDE, **BY_SCRIPT),
        AnswerAtDesk(**said, **OUTSIDE, proxy_accepted=True),
        AnswerAtDesk(**said, **BY_SCRIPT, words_added=MORE),
        AnswerAtDesk(**said, prepared_by_other=True),
    )


def _replies() -> tuple[Reply, ...]:
    told: dict[str, Any] = {"reply_text": TEXT, "channel": ReplyChannel.PHONE}
    return (
        Reply(**told),
        Reply(**told, **OUTSIDE, **BY_SCRIPT, exception_reason="例外"),
        Reply(**told, **OUTSIDE, proxy_accepted=True),
        Reply(**told, **BY_SCRIPT, words_added=MORE),
    )


def _results() -> tuple[RecordResult, ...]:
    said: dict[str, Any] = {"result": DONE}
    settled, unsettled = HelpOutcome.MEDIATED_SETTLED, HelpOutcome.MEDIATED_UNSETTLED
    return (
        RecordResult(outcome=HelpOutcome.HELPED, **said),
        RecordResult(outcome=settled, **said),
        RecordResult(outcome=settled, **said, no_action_against_others=False),
        RecordResult(outcome=unsettled, **said, no_action_against_others=True),
        RecordResult(outcome=unsettled, **said, no_action_against_others=True, police_called=True),
        RecordResult(outcome=HelpOutcome.RESIDENT_WITHDREW, **said, no_action_against_others=True),
        RecordResult(
            outcome=HelpOutcome.RESIDENT_WITHDREW,
            **said,
            no_action_against_others=True,
            withdrew_reason="不再追究",
        ),
    )


PAYLOADS: Mapping[type, tuple[Any, ...]] = {
    Accept: (
        Accept(),
        Accept(kind=Kind.SUGGESTION, **WHOLE_SHEET),
        Accept(kind=Kind.INQUIRY),
        Accept(kind=Kind.HELP, place="大堂", dispute=True),
        Accept(related_procedure=RelatedProcedure.COMPLAINT),
    ),
    AmendSheet: (AmendSheet(**WHOLE_SHEET), AmendSheet(channel=Channel.EMAIL, out_of_scope=True)),
    Reclassify: (
        *(Reclassify(kind=each, reason="改") for each in Kind),
        Reclassify(related_procedure=RelatedProcedure.REPAIR, reason="改"),
    ),
    ConfirmHandOff: (ConfirmHandOff(received_by_whom="工程部"),),
    AddFollowUpContact: (AddFollowUpContact(words="怎么样了"),),
    VoidCase: (VoidCase(reason="重复"),),
    ReplyMyself: (
        ReplyMyself(reply_text=TEXT, satisfied=True),
        ReplyMyself(reply_text=TEXT, satisfied=False),
    ),
    PassToDesk: (PassToDesk(),),
    Acknowledge: (Acknowledge(),),
    Dispatch: (Dispatch(doer=id_of(GUARD)),),
    Arrive: (Arrive(),),
    ReportPolice: (ReportPolice(),),
    RecordResult: _results(),
    type(LOG): (LOG,),
    FinishHelpAtDesk: (FinishHelpAtDesk(result=DONE),),
    ReviewIncident: (ReviewIncident(remark="查问"),),
    DeclareEmergency: (DeclareEmergency(emergency=EmergencyType.FIRE),),
    NotifyMore: (NotifyMore(department=Department.ENGINEERING), NotifyMore(notify_area_manager=True)),
    EscalateNotice: tuple(EscalateNotice(number=each) for each in (1, 2)),
    WriteEmergencyReport: (WriteEmergencyReport(report="经过"),),
    RecordAckCall: (CALL, RecordAckCall(reached=False), RecordAckCall(reached=True)),
    BeginStudy: (BeginStudy(),),
    NoteStudy: (NoteStudy(study_notes="可行"),),
    Decide: tuple(Decide(decision=each, reasons="理由") for each in (Decision.ADOPTED, Decision.NOT_ADOPTED)),
    ReviewDecision: (
        ReviewDecision(upheld=True, reasons="维持"),
        ReviewDecision(upheld=False, reasons="再议"),
    ),
    AddCoSigners: (AddCoSigners(joint_count=6),),
    LowerJointCount: (LowerJointCount(joint_count=1, reason="误记"),),
    TreatAsJoint: (TreatAsJoint(joint_count=6, reason="同类"),),
    ReopenByCentreManager: (ReopenByCentreManager(reason="联名"),),
    LeaveDecision: (LeaveDecision(reason="不变"),),
    ReevaluateHandler: (ReevaluateHandler(is_key=True), ReevaluateHandler(is_key=False)),
    AnswerAtDesk: _answers(satisfied=True) + _answers(satisfied=False)[:2],
    type(LEFT_A_NUMBER): (LEFT_A_NUMBER,),
    MarkClarified: (MarkClarified(),),
    IssueSheet: (IssueSheet(),),
    HandToDesignee: (HandToDesignee(),),
    RecordProxyAnswer: (
        RecordProxyAnswer(proxy_answer=TEXT),
        RecordProxyAnswer(proxy_answer=TEXT, details_passed_on=True),
    ),
    TellProxyAnswer: (
        TellProxyAnswer(channel=ReplyChannel.PHONE),
        TellProxyAnswer(channel=ReplyChannel.PHONE, satisfied=False),
    ),
    TakeUpSheet: (TakeUpSheet(),),
    RecordFindings: tuple(RecordFindings(findings=TEXT, involves_other_unit=each) for each in (False, True)),
    ObjectToSheet: (ObjectToSheet(reason="不属本区"),),
    RuleOnObjection: (
        RuleOnObjection(upheld=False),
        RuleOnObjection(upheld=True, department=Department.ENGINEERING),
    ),
    AssignSheet: (AssignSheet(reason="改派"), AssignSheet(reason="改派", area_id=OTHER_AREA)),
    Consult: (
        Consult(question="?", department=Department.ENGINEERING),
        Consult(question="?", outside_unit="燃气"),
    ),
    AnswerConsultation: (AnswerConsultation(number=1, consultation_answer=TEXT),),
    RequestApproval: (RequestApproval(reply_text=TEXT), RequestApproval(reply_text=f"{TEXT}\n{MORE}")),
    Approve: (Approve(),),
    Reject: (Reject(remark="再改"),),
    Reply: _replies(),
    TellProgress: (TellProgress(progress="在办", channel=Channel.PHONE),),
    TellUnifiedAnswer: (TellUnifiedAnswer(script_version_id=SCRIPT.version_id, channel=ReplyChannel.PHONE),),
    DecideOnScript: (DecideOnScript(script_needed=True),),
    ReturnSheet: (ReturnSheet(),),
    Close: (Close(),),
    Archive: (Archive(owner_file_number="1-602"),),
    TellFirstReceiver: (TellFirstReceiver(),),
    type(SATISFIED): (SATISFIED, DISSATISFIED, UNREACHED),
    DeclareImpossible: tuple(DeclareImpossible(what=each, reason="无法") for each in Impossible),
    ConfirmImpossible: tuple(
        ConfirmImpossible(what=what, confirmed=agreed) for what in Impossible for agreed in (True, False)
    ),
    RuleOnUnreachable: (RuleOnUnreachable(close=True), RuleOnUnreachable(close=False)),
    PlanImplementation: (PlanImplementation(plan="计划"),),
    PlanStep: (PlanStep(step="采购", due_on=MORNING.date() + timedelta(days=9), owner=id_of(GUARD)),),
    FinishStep: (FinishStep(number=1),),
    PublishOnBoard: (PublishOnBoard(public_title="标题", public_text="做到了"),),
    TakeOffBoard: (TakeOffBoard(reason="有误"),),
    KeepContact: (KeepContact(progress="进展", channel=Channel.PHONE),),
    FinishImplementation: (FinishImplementation(closing_contact="完成"),),
    RaiseFlag: (
        *(RaiseFlag(flag=each) for each in Flag),
        RaiseFlag(flag=Flag.SENSITIVE, persons_concerned=(id_of(HEAD),)),
        RaiseFlag(flag=Flag.IMPORTANT, persons_concerned=(id_of(MANAGER),)),
    ),
    ClearFlag: tuple(ClearFlag(flag=each, reason="不是") for each in Flag),
    Supervise: (Supervise(instruction="尽快"),),
    EscalateDuty: (EscalateDuty(duty="find_out"), EscalateDuty(duty="callback")),
    ExtendDuty: (ExtendDuty(duty="find_out", due_at=MORNING + timedelta(days=3), reason="等"),),
    LinkCase: (LinkCase(other=UNIT), LinkCase(other=CASE)),
    MergeInto: (MergeInto(other=UNIT, reason="重复"),),
    Absorb: (Absorb(other=UNIT),),
    SplitOff: (SplitOff(words="另一件事", kind=Kind.INQUIRY),),
    AddNote: (AddNote(note="备注"),),
    AttachFile: (AttachFile(attachment_id=UNIT, media_type="image/jpeg", size=1, sha256="00"),),
}

BESIDE_THE_WAY: frozenset[type] = frozenset(
    {
        AmendSheet,
        Reclassify,
        AddFollowUpContact,
        VoidCase,
        ReportPolice,
        DeclareEmergency,
        NotifyMore,
        AddCoSigners,
        LowerJointCount,
        TreatAsJoint,
        ReevaluateHandler,
        ObjectToSheet,
        AssignSheet,
        Consult,
        TellProgress,
        DeclareImpossible,
        RaiseFlag,
        ClearFlag,
        Supervise,
        ExtendDuty,
        PlanImplementation,
        TellFirstReceiver,
        AddNote,
        AttachFile,
        LinkCase,
        MergeInto,
        Absorb,
        SplitOff,
        NoteStudy,
        PlanStep,
        FinishStep,
        PublishOnBoard,
        TakeOffBoard,
        TellUnifiedAnswer,
    }
)
"""Acts that may happen at almost any time; a walk has room for only so many of them."""

OTHER_WORDS: frozenset[Any] = frozenset(PAYLOADS[Accept][1:])
"""Payloads that lead to another kind of case: they go beside the way as well."""


def is_beside(action: Any) -> bool:
    return type(action) in BESIDE_THE_WAY or (type(action) is Accept and action in OTHER_WORDS)
