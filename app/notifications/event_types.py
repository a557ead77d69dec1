"""What a webhook can subscribe to: every event of a case, under a name that stays."""

import re
from collections.abc import Collection

from app.cases.codecs import EVENTS

TYPE_OF: dict[str, str] = {
    name: "case." + re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in sorted(EVENTS)
}
EVENT_TYPES = tuple(TYPE_OF.values())


def wanted(event_type: str, subscribed: Collection[str]) -> bool:
    """Whether a subscription covers an event; nothing named means everything."""
    return not subscribed or event_type in subscribed
