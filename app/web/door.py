"""The door that every request comes through: it gets a name, is measured, and leaves with an answer."""

import time
from collections.abc import Iterable

import structlog
from fastapi import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.procedure.refusal import Words
from app.web import asked, traces
from app.web.failures import told_as_problem
from app.web.problems import Problem, answer, problem
from app.web.readable import refuse_unreadable_address, refuse_unreadable_json
from app.web.switchboard import Switchboard

MOST_JSON_BYTES = 1024 * 1024
TOO_LARGE = Words("提交的内容过大", "What was sent is too large")
API, FILES = "/api/", "/attachments"

_log = structlog.get_logger(__name__)


class TooLarge(Exception):
    """More came than was announced or allowed."""


class CutOff(Exception):
    """An answer that had begun could not be ended. Its cause stands in the log, under this name."""


class Gone(Exception):
    """The caller hung up before the request was whole."""


class Door:
    """Names requests, turns away what no store can hold, and lets no fault out unanswered."""

    def __init__(self, app: ASGIApp, *, switchboard: Switchboard, attachment_bytes: int) -> None:
        self.app, self.switchboard = app, switchboard
        self.attachment_bytes = attachment_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        visit = Visit(scope, receive, send)
        try:
            await self._pass(visit)
        except TooLarge:
            await visit.end(problem(413, "too_large", TOO_LARGE))
        except Gone:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets an answer
            await visit.fail(error)
        finally:
            visit.record()

    async def _pass(self, visit: "Visit") -> None:
        path, header = visit.scope["path"], visit.header
        told = refuse_unreadable_address(visit.scope)
        if told is not None or not path.startswith(API):
            await (visit.end(told) if told else self.app(visit.scope, visit.receive, visit.send))
            return
        is_file = FILES in path
        visit.most = self.attachment_bytes if is_file else MOST_JSON_BYTES
        announced = header(b"content-length") or b"0"
        if not announced.isdigit() or int(announced) > visit.most:
            raise TooLarge
        if is_file:
            await self.app(visit.scope, visit.counted, visit.send)
            return
        has_body = announced != b"0" or header(b"transfer-encoding") is not None
        body = await visit.whole_body() if has_body else b""
        if told := refuse_unreadable_json(header(b"content-type"), body):
            await visit.end(told)
            return
        receive = visit.again(body) if has_body else visit.counted
        if not await self.switchboard.answers(visit.scope, body, receive, visit.send):
            await self.app(visit.scope, receive, visit.send)


class Visit:
    """One request on its way through the house."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope, self.receive, self._send = scope, receive, send
        self.trace = traces.begin(self.header(b"x-request-id"))
        asked.begin(scope)
        self.most = MOST_JSON_BYTES
        self._taken = 0
        self._status = 0
        self._begun_at = time.perf_counter()

    def header(self, wanted: bytes) -> bytes | None:
        headers: Iterable[tuple[bytes, bytes]] = self.scope["headers"]
        return next((value for name, value in headers if name == wanted), None)

    async def send(self, message: Message) -> None:
        """Passes the answer on, with the request's name; an answer of the API is kept by nobody."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = message["headers"] = [*message["headers"], (b"x-request-id", self.trace.encode())]
            kept = any(name == b"cache-control" for name, _ in headers)
            if not kept and self.scope["path"].startswith(API):
                headers.append((b"cache-control", b"no-store"))
        await self._send(message)

    async def counted(self) -> Message:
        """The next piece of the body, as long as it is not too much."""
        message = await self.receive()
        self._taken += len(message.get("body", b""))
        if self._taken > self.most:
            raise TooLarge
        return message

    async def whole_body(self) -> bytes:
        """The body, read to its end."""
        pieces = []
        more = True
        while more:
            message = await self.counted()
            if message["type"] == "http.disconnect":
                raise Gone
            pieces.append(message.get("body", b""))
            more = message.get("more_body", False)
        return b"".join(pieces)

    def again(self, body: bytes) -> Receive:
        """Hands the body out once more, then whatever else comes."""
        held: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def next_message() -> Message:
            return held.pop() if held else await self.receive()

        return next_message

    async def end(self, told: Problem) -> None:
        """Answers with a problem, unless an answer has begun already."""
        if not self._status:
            await answer(told)(self.scope, self.receive, self.send)

    async def fail(self, error: Exception) -> None:
        """A refusal, or a fault of our own. Half an answer cannot be mended: the connection is cut."""
        response = await told_as_problem(Request(self.scope), error)
        if self._status:
            raise CutOff(self.trace) from None
        await response(self.scope, self.receive, self.send)

    def record(self) -> None:
        """One line for each request: never its address' query, which may hold somebody's name."""
        fine = self._status < 500
        tell = _log.debug if fine else _log.warning
        spent = round((time.perf_counter() - self._begun_at) * 1000, 1)
        tell("request", method=self.scope["method"], path=self.scope["path"], status=self._status, ms=spent)
