"""Nobody handles, approves or rules on a matter about themselves (X18)."""

from app.procedure.acts import Guard
from app.procedure.clauses import clause
from app.procedure.context import Context
from app.procedure.facts import CaseFacts
from app.procedure.refusal import Refusal, forbidden
from app.procedure.roles import CENTRE, HEAD, ROLE_EN, ROLE_ZH
from app.procedure.vocabulary import Kind, Role


def head_is_concerned(facts: CaseFacts, ctx: Context) -> bool:
    return facts.head_concerned or bool(ctx.heads & facts.persons_concerned)


def manager_is_concerned(facts: CaseFacts, ctx: Context) -> bool:
    return facts.manager_concerned or bool(ctx.area_managers & facts.persons_concerned)


def superior(facts: CaseFacts) -> Role:
    """Who watches over the case: the head, or the centre manager where the head is the one concerned."""
    return CENTRE if facts.head_concerned else HEAD


@clause("4.5.1-a", "3.1-c")
def who_rules_on_silence(facts: CaseFacts) -> Role:
    """The head rules on a resident nobody reached; the centre manager where the head was to be asked about."""
    return CENTRE if facts.head_concerned or facts.head_handled else HEAD


APPROVERS = (HEAD, CENTRE)
"""Between them every text that needs approval finds its approver."""


def approver(facts: CaseFacts) -> Role:
    """Who approves the words: the centre manager where they are about the head or the area manager (X18)."""
    return CENTRE if facts.head_concerned or facts.manager_concerned else HEAD


@clause("4.4.4-c")
def not_concerned(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """A suggestion stays with its head whomever it is about: the procedure asks for the head in person."""
    if facts.kind is Kind.SUGGESTION or ctx.actor.person_id not in facts.persons_concerned:
        return None
    return forbidden(
        "person_concerned",
        "4.4.4-c",
        "事项涉及您本人，须由他人办理",
        "The matter is about you; someone else must do this",
        then=(None, "请上一级负责人办理", "Leave it to the next superior"),
    )


def only_the_superior(code: str, clause_id: str, *, of_words: bool = False) -> Guard:
    """Only the head; where the head is concerned, only the centre manager.

    `of_words` that need approval also where they are about the area manager, in whose place the head answers.
    """

    @clause(clause_id)
    def is_the_superior(facts: CaseFacts, ctx: Context) -> Refusal | None:
        higher = head_is_concerned(facts, ctx) or (of_words and manager_is_concerned(facts, ctx))
        role = CENTRE if higher else HEAD
        if ctx.actor.holds(role) and ctx.actor.person_id not in facts.persons_concerned:
            return None
        return _for(role, code, clause_id)

    return is_the_superior


def _for(role: Role, code: str, clause_id: str) -> Refusal:
    return forbidden(
        code,
        clause_id,
        f"这一步由{ROLE_ZH[role]}办理",
        f"This is for the {ROLE_EN[role]}",
        then=(None, f"请{ROLE_ZH[role]}办理", f"Leave it to the {ROLE_EN[role]}"),
    )


the_superior = only_the_superior("only_the_head", "3.4-b")


@clause("3.4-b", "3.1-c")
def rules_on_silence(facts: CaseFacts, ctx: Context) -> Refusal | None:
    """Nobody declares the resident they answered out of reach: the one above does."""
    if head_is_concerned(facts, ctx):
        return the_superior(facts, ctx)
    role = who_rules_on_silence(facts)
    if ctx.actor.holds(role):
        return None
    if facts.head_handled and ctx.actor.holds(HEAD):
        return forbidden(
            "handler_does_not_rule",
            "3.1-c",
            "事项由您本人处理，是否无法联系须由他人认定",
            "You handled the matter yourself; whether the resident is out of reach is for another to say",
            then=(None, f"请{ROLE_ZH[role]}认定", f"Leave it to the {ROLE_EN[role]}"),
        )
    return _for(role, "only_the_head" if role is HEAD else "only_the_centre_manager", "3.4-b")
