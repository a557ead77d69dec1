"""Group bots and text messages, posted by apprise. Imported where something is sent, in the worker alone.

apprise opens its own connections, so the door they go through is guarded here: every connection of
urllib3 in this process goes to a checked address, and requests follows no redirect.
"""

import re
import socket
from contextvars import ContextVar
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from app.notifications.addresses import NotAllowed, Outside, Unresolved
from app.notifications.messages import Message
from app.notifications.vocabulary import Outcome, Sort

PATIENCE = 10.0
_outside: ContextVar[Outside | None] = ContextVar("outside", default=None)
_refused: ContextVar[list[Outcome] | None] = ContextVar("refused", default=None)

_HOOK = re.compile(r"/open-apis/bot/v2/hook/([A-Za-z0-9-]+)/?$")


def as_apprise(sort: Sort, address: str) -> str:
    """The address as the chat's own pages show it, in the form that apprise reads."""
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    if parts.scheme != "https":
        return address
    if sort is Sort.WECOM and asked.get("key"):
        return f"wecombot://{asked['key'][0]}"
    if sort is Sort.DINGTALK and asked.get("access_token"):
        secret = f"{asked['secret'][0]}@" if asked.get("secret") else ""
        return f"dingtalk://{secret}{asked['access_token'][0]}"
    if sort is Sort.FEISHU and (hook := _HOOK.search(parts.path)):
        return f"feishu://{hook.group(1)}"
    return address


def post_to_group(sort: Sort, address: str, message: Message, outside: Outside) -> Outcome:
    """Post one message. Runs in a thread of its own."""
    apprise = _guarded_apprise()
    outcomes: list[Outcome] = []
    held, noted = _outside.set(outside), _refused.set(outcomes)
    try:
        sender = apprise.Apprise()
        if not sender.add(as_apprise(sort, address)):
            return Outcome.REFUSED
        if sender.notify(body=message.text(), title="", body_format=apprise.NotifyFormat.TEXT):
            return Outcome.DELIVERED
        return outcomes[0] if outcomes else Outcome.FAILED_THERE
    finally:
        _outside.reset(held)
        _refused.reset(noted)


@cache
def _guarded_apprise() -> Any:
    import apprise  # noqa: PLC0415 - large: only the worker loads it, when a group is first written to
    import urllib3.connection  # noqa: PLC0415
    import urllib3.util.connection  # noqa: PLC0415

    real = urllib3.util.connection.create_connection

    def create_connection(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        host, port = address
        checked = _checked(host.strip("[]"), port)
        try:
            return real((checked, port), *rest, **named)
        except TimeoutError:
            _note(Outcome.TIMED_OUT)
            raise
        except OSError:
            _note(Outcome.UNREACHABLE)
            raise

    urllib3.util.connection.create_connection = create_connection
    import requests.sessions  # noqa: PLC0415

    requests.sessions.DEFAULT_REDIRECT_LIMIT = 0  # type: ignore[attr-defined]
    return apprise


def _checked(host: str, port: int) -> str:
    try:
        return (_outside.get() or Outside()).find_now(host, port)
    except NotAllowed as error:
        _note(Outcome.ADDRESS_NOT_ALLOWED)
        raise OSError("not allowed") from error
    except Unresolved:
        _note(Outcome.UNREACHABLE)
        raise


def _note(outcome: Outcome) -> None:
    noted = _refused.get()
    if noted is not None:
        noted.append(outcome)
