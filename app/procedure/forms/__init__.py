"""The intake forms as data, with prompts, situations, guides and ways to reply."""

from app.procedure.forms.guides import GUIDES, Guide, Matter
from app.procedure.forms.intake_forms import (
    FORM_VERSION,
    FORMS,
    RECEIVER_OF,
    IntakeForm,
    Receiver,
    form_of,
)
from app.procedure.forms.replies import REPLY_WAYS, ReplyWays, reply_ways
from app.procedure.forms.situations import SITUATIONS, Situation

__all__ = [
    "FORMS",
    "FORM_VERSION",
    "GUIDES",
    "RECEIVER_OF",
    "REPLY_WAYS",
    "SITUATIONS",
    "Guide",
    "IntakeForm",
    "Matter",
    "Receiver",
    "ReplyWays",
    "Situation",
    "form_of",
    "reply_ways",
]
