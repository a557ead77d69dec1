"""What holds of every case at every moment, and of everything that is done to one: each with its clause."""

from collections.abc import Callable, Mapping

from app.procedure.actions.answers import AnswerAtDesk, Approve, Reject, Reply
from app.procedure.actions.closing import Archive, Close, RecordCallback
from app.procedure.actions.help import FinishHelpAtDesk, RecordResult, WriteDutyLog
from app.procedure.actions.intake import Accept
from app.procedure.actions.suggestions import BeginStudy, Decide
from app.procedure.actions.supervision import ClearFlag
from app.procedure.acts import OVER
from app.procedure.challenge import digest_of
from app.procedure.duties import DutyCode
from app.procedure.facts import ApprovalState, CaseFacts, Impossible
from app.procedure.lifecycle import ACTS, evolve, may
from app.procedure.owed import owed
from app.procedure.sheets import missing_on_sheet
from app.procedure.vocabulary import Credential, HelpOutcome, Kind, Role, Satisfaction, Status
from tests.procedure.exploration import State, Step
from tests.procedure.performing import somebody_may_discharge
from tests.procedure.stories import A_SYSTEM, ADMINISTRATOR, STAFF, VIEWER

DESK_ROLE, HEAD, CENTRE = Role.FRONT_DESK, Role.HEAD_OF_CUSTOMER_SERVICE, Role.CENTRE_MANAGER
FINISHED = frozenset({Status.CLOSED, Status.ARCHIVED})
AFTER_ACCEPTANCE = FINISHED | {
    Status.ACCEPTED,
    Status.DESK_HANDLING,
    Status.ISSUED,
    Status.IN_PROGRESS,
    Status.AWAITING_APPROVAL,
    Status.IN_STUDY,
    Status.DECIDED,
    Status.REPLIED,
    Status.HANDED_OFF,
}
WITH_A_HANDLER = frozenset(
    {
        Status.ISSUED,
        Status.IN_PROGRESS,
        Status.AWAITING_APPROVAL,
        Status.IN_STUDY,
        Status.DECIDED,
        Status.REPLIED,
    }
)
FOUR_WAYS = frozenset(
    {
        HelpOutcome.MEDIATED_SETTLED,
        HelpOutcome.MEDIATED_UNSETTLED,
        HelpOutcome.POLICE_CALLED,
        HelpOutcome.RESIDENT_WITHDREW,
    }
)
STILL_OWED_WHEN_CLOSED = frozenset(
    {
        DutyCode.ARCHIVE,
        DutyCode.PLAN_IMPLEMENTATION,
        DutyCode.KEEP_CONTACT,
        DutyCode.TELL_FIRST_RECEIVER,
        DutyCode.WRITE_EMERGENCY_REPORT,
        DutyCode.REVIEW_INCIDENT,
        DutyCode.CONSIDER_SCRIPT,
        DutyCode.SEE_FOLLOW_UPS,
        DutyCode.SEE_EXCEPTION,
        DutyCode.SEE_WORDS_ADDED,
        DutyCode.SEE_LATE_CO_SIGNERS,
    }
)


def was_asked(facts: CaseFacts) -> bool:
    return any(
        each.reached
        and each.round == facts.sheet_round
        and each.satisfaction is not Satisfaction.DISSATISFIED
        for each in facts.callbacks
    )


def closed_only_after_its_callback(facts: CaseFacts) -> bool:
    """4.5.1-a, 4.5.1-b."""
    ended_by_the_head = (
        Impossible.CALLBACK in facts.impossible_confirmed
        or facts.unreachable_closed
        or (facts.dissatisfied_final and facts.reviewed)
    )
    asked = facts.finished_by_desk or was_asked(facts) or ended_by_the_head
    return facts.status not in FINISHED or (asked and not facts.review_due)


def finished_by_the_desk_is_its_own_work(facts: CaseFacts) -> bool:
    """3.1-b, 4.1.2.1-a, 4.5.1-b."""
    own = facts.kind in {Kind.INQUIRY, Kind.CHALLENGE, Kind.HELP} and not facts.answered_by_others
    return not facts.finished_by_desk or (own and not facts.doers and facts.accepted_at is not None)


def registered_before_anything_else(facts: CaseFacts) -> bool:
    """4.6.1-b."""
    return facts.status not in AFTER_ACCEPTANCE or facts.accepted_at is not None


def filed_are_only_two_kinds(facts: CaseFacts) -> bool:
    """4.6.2-b."""
    return facts.status is not Status.ARCHIVED or (
        facts.kind in {Kind.SUGGESTION, Kind.CHALLENGE} and facts.sheet_issued
    )


def handled_with_the_own_log(facts: CaseFacts) -> bool:
    """4.2.5-a, 4.2.4-a."""
    handled = facts.kind is Kind.HELP and facts.status in {Status.HANDLED, Status.RETURNED, *FINISHED}
    logged = facts.result_by is not None and facts.result_by in facts.duty_log_by & frozenset(facts.doers)
    return not handled or facts.finished_by_desk or (logged and facts.arrived_at is not None)


def never_simply_turned_away(facts: CaseFacts) -> bool:
    """4.3.3-a, 4.3.3-c."""
    if facts.kind is not Kind.INQUIRY or facts.status not in FINISHED:
        return True
    nobody_to_tell = Impossible.REPLY in facts.impossible_confirmed
    offered = not facts.out_of_scope or nobody_to_tell or (facts.alternatives > 0 and facts.proxy_offered)
    return offered and (not facts.proxy_accepted or facts.proxy_told)


def disputes_end_in_four_ways(facts: CaseFacts) -> bool:
    """4.2.4-b, 4.2.4-c."""
    bound = facts.kind is Kind.HELP and facts.dispute and facts.outcome is not None
    return not bound or facts.outcome in FOUR_WAYS


def police_where_it_says_so(facts: CaseFacts) -> bool:
    """4.2.4-d."""
    return facts.outcome is not HelpOutcome.POLICE_CALLED or facts.police_called


def undecided_before_study(facts: CaseFacts) -> bool:
    """4.1.1.3-d."""
    return facts.status not in {Status.PENDING_DESK, Status.ACCEPTED} or facts.decision is None


def six_or_key_lie_with_the_centre_manager(facts: CaseFacts) -> bool:
    """4.1.2.1-b."""
    before_the_reply = facts.status in {Status.ACCEPTED, Status.IN_STUDY, Status.DECIDED}
    theirs = facts.kind is Kind.SUGGESTION and (facts.joint_count > 5 or facts.is_key) and before_the_reply
    return not theirs or (facts.responsible is not None and facts.responsible.role is CENTRE)


def sheets_where_they_are_asked_for(facts: CaseFacts) -> bool:
    """4.1.1.1-a, 4.6.1-a."""
    accepted_suggestion = facts.kind is Kind.SUGGESTION and facts.accepted_at is not None
    owed_one = accepted_suggestion or facts.status in WITH_A_HANDLER
    return facts.sheet_issued or not owed_one


def closed_sheets_are_complete(facts: CaseFacts) -> bool:
    """4.6.2-a."""
    return facts.status not in FINISHED or not facts.sheet_issued or not missing_on_sheet(facts)


def dissatisfied_at_the_desk_means_a_sheet(facts: CaseFacts) -> bool:
    """4.3.4(1)-a, 4.4.3-a."""
    return not (facts.must_issue_sheet and facts.status in FINISHED)


def open_cases_owe_something(facts: CaseFacts) -> bool:
    """3.4-b: nothing is left to nobody."""
    return facts.status in OVER or bool(owed(facts))


def duties_are_whole(facts: CaseFacts) -> bool:
    """3.4-b: each duty once, somebody's, and with its time."""
    duties = owed(facts)
    whole = all((duty.role or duty.person_id) and duty.due_at for duty in duties)
    return whole and len({duty.key for duty in duties}) == len(duties)


def what_is_over_owes_only_what_outlives_it(facts: CaseFacts) -> bool:
    """4.6.1-b, 4.1.3.1-f."""
    codes = {duty.code for duty in owed(facts)}
    match facts.status:
        case Status.VOIDED | Status.ANSWERED_ON_SPOT:
            return not codes
        case Status.HANDED_OFF:
            return codes <= {*STILL_OWED_WHEN_CLOSED, DutyCode.CONFIRM_HAND_OFF}
        case Status.CLOSED | Status.ARCHIVED:
            return codes <= STILL_OWED_WHEN_CLOSED
        case _:
            return True


OF_FACTS: tuple[Callable[[CaseFacts], bool], ...] = (
    closed_only_after_its_callback,
    finished_by_the_desk_is_its_own_work,
    registered_before_anything_else,
    filed_are_only_two_kinds,
    handled_with_the_own_log,
    never_simply_turned_away,
    disputes_end_in_four_ways,
    police_where_it_says_so,
    undecided_before_study,
    six_or_key_lie_with_the_centre_manager,
    sheets_where_they_are_asked_for,
    closed_sheets_are_complete,
    dissatisfied_at_the_desk_means_a_sheet,
    open_cases_owe_something,
    duties_are_whole,
    what_is_over_owes_only_what_outlives_it,
)


def due_decider(facts: CaseFacts) -> Role:
    theirs = facts.held_by_centre_manager or facts.joint_count > 5 or facts.is_key
    return CENTRE if theirs else HEAD


def only_the_right_ones(state: State) -> bool:
    """3.1-a, 3.1-c, 4.1.2.1-a, 4.1.2.1-b, 4.2.5-a, 4.4.4-c: whoever else tries is refused."""
    facts = state.facts
    approver = CENTRE if facts.head_concerned or facts.manager_concerned else HEAD
    posts: Mapping[type, Role] = {
        Accept: DESK_ROLE,
        RecordCallback: DESK_ROLE,
        Close: DESK_ROLE,
        Archive: DESK_ROLE,
        FinishHelpAtDesk: DESK_ROLE,
        BeginStudy: due_decider(facts),
        Decide: due_decider(facts),
        Approve: approver,
        Reject: approver,
    }
    for actor in STAFF:
        ctx = state.context(actor)
        for action, role in posts.items():
            if not actor.holds(role) and may(facts, action, ctx) is None:
                return False
        went = actor.person_id in facts.doers
        if not went and any(may(facts, action, ctx) is None for action in (RecordResult, WriteDutyLog)):
            return False
    return True


def outsiders_do_nothing(state: State) -> bool:
    """3.1-a: neither a system, nor an administrator, nor a viewer of counts.

    A system may add a file to what it captured.
    """
    return all(
        may(state.facts, act.action, state.context(actor)) is not None
        for act in ACTS
        for actor in (A_SYSTEM, ADMINISTRATOR, VIEWER)
        if not (act.with_a_file and actor is A_SYSTEM)
    )


def every_duty_can_be_discharged(state: State) -> bool:
    """3.4-b: whoever owes something is let do it."""
    return all(somebody_may_discharge(duty, state) for duty in owed(state.facts))


OF_STATES: tuple[Callable[[State], bool], ...] = (
    only_the_right_ones,
    outsiders_do_nothing,
    every_duty_can_be_discharged,
)


def flagged_answers_are_the_approved_ones(step: Step) -> bool:
    """4.4.4-c."""
    facts, action = step.before.facts, step.action
    flagged = facts.kind is Kind.CHALLENGE and (facts.important or facts.sensitive)
    if not flagged or not isinstance(action, Reply | AnswerAtDesk):
        return True
    text = action.reply_text if isinstance(action, Reply) else action.answer
    said = digest_of(f"{text}\n{action.words_added}" if action.words_added else text)
    ctx = step.before.context(step.actor)
    by_script = ctx.script is not None and said == ctx.script.digest
    approval = facts.approval
    approved = approval and approval.state is ApprovalState.APPROVED and approval.digest == said
    left_open = isinstance(action, AnswerAtDesk) and not ctx.policy.sensitive_at_desk_blocked
    return bool(by_script or approved or (left_open and ctx.script is None))


def unified_answers_are_given_by_the_one_named(step: Step) -> bool:
    """4.4.5-b, 4.4.5-c."""
    script = step.before.context(step.actor).script
    answers = isinstance(step.action, Reply | AnswerAtDesk) and step.before.facts.kind is Kind.CHALLENGE
    if not answers or script is None:
        return True
    by_the_one = not script.designees or step.actor.person_id in script.designees
    return by_the_one and step.action.script_version_id == script.version_id


def called_back_after_the_return_by_another(step: Step) -> bool:
    """4.5.1-a, 3.1-c, 4.6.1-b."""
    if not isinstance(step.action, RecordCallback):
        return True
    facts = step.before.facts
    another = step.actor.person_id not in facts.handled_by and step.actor.holds(DESK_ROLE)
    return facts.status is Status.RETURNED and another and facts.accepted_at is not None


def answered_after_finding_out(step: Step) -> bool:
    """4.3.4(2)-a, 4.3.4(2)-b, 4.4.4-a, 4.4.4-b."""
    facts = step.before.facts
    if not isinstance(step.action, Reply) or facts.kind is Kind.SUGGESTION:
        return True
    asked = bool(facts.consultations) and all(each.answered_at for each in facts.consultations)
    return facts.findings and (asked or not facts.involves_other_unit)


def decided_by_the_right_one(step: Step) -> bool:
    """4.1.2.1-a, 4.1.2.1-b."""
    return not isinstance(step.action, Decide) or step.actor.holds(due_decider(step.before.facts))


def unsettled_means_police_or_withdrawn(step: Step) -> bool:
    """4.2.4-d."""
    action = step.action
    if not isinstance(action, RecordResult) or action.outcome is not HelpOutcome.MEDIATED_UNSETTLED:
        return True
    return step.after.facts.police_called or bool(action.withdrew_reason)


def marks_are_taken_away_by_the_head_alone(step: Step) -> bool:
    """4.4.4-c."""
    before, after = step.before.facts, step.after.facts
    gone = any(
        getattr(before, flag) and not getattr(after, flag) for flag in ("important", "sensitive", "dispute")
    )
    return not gone or (isinstance(step.action, ClearFlag) and step.actor.holds(HEAD, CENTRE))


def nothing_ends_by_time_alone(step: Step) -> bool:
    """4.5.1-a."""
    ended = step.after.facts.status in OVER and step.before.facts.status not in OVER
    return step.actor.credential is not Credential.TIME or not ended


def it_never_leaves_the_centre_manager_by_itself(step: Step) -> bool:
    """4.1.2.1-b."""
    return step.after.facts.held_by_centre_manager or not step.before.facts.held_by_centre_manager


def the_events_tell_it_all(step: Step) -> bool:
    """4.6.1-b: the journal gives the same facts again."""
    facts = step.before.facts
    for event in step.after.events:
        facts = evolve(facts, event)
    return facts == step.after.facts


OF_STEPS: tuple[Callable[[Step], bool], ...] = (
    flagged_answers_are_the_approved_ones,
    unified_answers_are_given_by_the_one_named,
    called_back_after_the_return_by_another,
    answered_after_finding_out,
    decided_by_the_right_one,
    unsettled_means_police_or_withdrawn,
    marks_are_taken_away_by_the_head_alone,
    nothing_ends_by_time_alone,
    it_never_leaves_the_centre_manager_by_itself,
    the_events_tell_it_all,
)
