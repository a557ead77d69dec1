"""Chapter 3: who may do what."""

from app.procedure.actors import Actor
from app.procedure.acts import Guard
from app.procedure.clauses import clause
from app.procedure.clauses.entries import ALL_STAFF_ROLES
from app.procedure.context import Context
from app.procedure.facts import CaseFacts, Responsible
from app.procedure.labels import label_of
from app.procedure.refusal import Refusal, forbidden
from app.procedure.vocabulary import Credential, Role

DESK = Role.FRONT_DESK
HEAD = Role.HEAD_OF_CUSTOMER_SERVICE
CENTRE = Role.CENTRE_MANAGER

STAFF = frozenset(ALL_STAFF_ROLES)
"""Posts of the service centre; an administrator and a group viewer take no part in a case."""

ROLE_ZH: dict[Role, str] = {role: label_of(role).zh for role in Role}
ROLE_EN: dict[Role, str] = {role: role.value.replace("_", " ") for role in Role}


def a_person(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """What the procedure asks of a person needs one of the staff: no system key, and not time itself.

    A token that a person has delegated acts for that person (13.7).
    """
    if ctx.actor.credential not in {Credential.PERSON, Credential.DELEGATED}:
        return forbidden(
            "needs_a_person",
            None,
            "这一步须由本人登录办理，系统密钥只能记录和查询",
            "A person must do this; a system key may only capture and read",
        )
    if ctx.actor.holds(*STAFF):
        return None
    return forbidden(
        "not_of_the_staff",
        None,
        "只有本中心在岗人员可以办理",
        "Only somebody who holds a post at the centre may do this",
    )


def captures(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Whoever may write a matter down may add a file to it: the staff, and a system by its key."""
    return None if ctx.actor.credential is Credential.SYSTEM_KEY else a_person(facts, ctx)


def only_time(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.credential is Credential.TIME:
        return None
    return forbidden("only_time", None, "这一步由系统按时执行", "This step is taken by time alone")


def _not_theirs(code: str, clause_id: str, role: Role) -> Refusal:
    return forbidden(
        code,
        clause_id,
        f"这一步由{ROLE_ZH[role]}办理",
        f"This is for the {ROLE_EN[role]}",
        then=(None, f"请交{ROLE_ZH[role]}办理", f"Leave it to the {ROLE_EN[role]}"),
    )


@clause("3.1-a")
def the_desk_accepts(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.holds(DESK):
        return None
    return _not_theirs("only_the_desk", "3.1-a", DESK)


@clause("3.1-c")
def the_desk_calls_back(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """The desk, and never the one who went, answered or decided (13.1)."""
    if not ctx.actor.holds(DESK):
        return _not_theirs("only_the_desk_calls_back", "3.1-c", DESK)
    if ctx.actor.person_id not in facts.handled_by:
        return None
    return forbidden(
        "handler_does_not_call_back",
        "3.1-c",
        "处理人不能回访自己处理的事项",
        "Whoever handled the case does not make its callback",
        then=(None, "请另一位前台人员回访", "Let another person at the desk call"),
    )


@clause("3.4-b")
def the_head(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.holds(HEAD):
        return None
    return _not_theirs("only_the_head", "3.4-b", HEAD)


@clause("3.4-b")
def the_head_or_the_centre_manager(facts: CaseFacts, ctx: Context) -> Refusal | None:
    if ctx.actor.holds(HEAD, CENTRE):
        return None
    return _not_theirs("only_the_head", "3.4-b", HEAD)


def is_told_of_key(actor: Actor) -> bool:
    """The flag tells the desk where a suggestion goes, and stays with those who set it (4.1.2.1)."""
    return actor.holds(DESK, HEAD, CENTRE)


def is_held_by(holder: Responsible | None, ctx: Context) -> bool:
    """Whether a matter lies with the actor: by name, by area, or by post."""
    if holder is None:
        return False
    if holder.person_id is not None:
        return ctx.actor.person_id == holder.person_id
    if holder.role is Role.AREA_CUSTOMER_MANAGER:
        return ctx.actor.manages_area(holder.area_id)
    return holder.role is not None and ctx.actor.holds(holder.role)


def holds_it(facts: CaseFacts, ctx: Context) -> bool:
    return is_held_by(facts.responsible, ctx)


@clause("3.2-a")
def its_responsible(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """An area manager works on the sheets of the own area; so does every holder on the own ones."""
    if holds_it(facts, ctx):
        return None
    return forbidden(
        "not_responsible",
        "3.2-a",
        "此事不在您的责任范围内",
        "This case is not yours to handle",
        then=(None, "由当前责任人办理，或请负责人改派", "Its holder acts, or the head assigns it anew"),
    )


def any_of(*guards: Guard) -> Guard:
    """At least one of these must let pass; the first refusal is told."""

    def one_lets_pass(facts: CaseFacts, ctx: Context) -> Refusal | None:
        refusals = [guard(facts, ctx) for guard in guards]
        return None if None in refusals else refusals[0]

    return one_lets_pass
