"""4.4 What makes a challenge stricter than an inquiry."""

import hashlib

from app.procedure.acts import kinds
from app.procedure.facts import CaseFacts
from app.procedure.vocabulary import Kind

CHALLENGES = kinds(Kind.CHALLENGE)


def digest_of(text: str) -> str:
    """The fingerprint by which an approval, or a unified answer, is bound to its exact text."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_flagged(facts: CaseFacts) -> bool:
    """Important or sensitive: the head approves the very words of the answer (4.4.4)."""
    return facts.kind is Kind.CHALLENGE and (facts.important or facts.sensitive)


def cite(facts: CaseFacts, inquiry: str, challenge: str) -> str:
    """The clause that speaks for this kind; both chapters say much the same."""
    return challenge if facts.kind is Kind.CHALLENGE else inquiry
