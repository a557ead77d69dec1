"""What is turned away at the door: bodies too large, and characters no store can hold."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.procedure.refusal import Words
from app.web.problems import answer, problem

MOST_JSON_BYTES = 1024 * 1024
TOO_LARGE = Words("提交的内容过大", "What was sent is too large")
UNREADABLE = Words("内容含有不能保存的字符", "It holds characters that cannot be stored")


class TooLarge(Exception):
    """More came than was announced or allowed."""


class Limits:
    """Counts what comes in; attachments have a limit of their own."""

    def __init__(self, app: ASGIApp, *, attachment_bytes: int) -> None:
        self.app = app
        self.attachment_bytes = attachment_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if b"%00" in scope.get("query_string", b"") or "\x00" in scope["path"]:
            await answer(problem(422, "malformed", UNREADABLE))(scope, receive, send)
            return
        most = self.attachment_bytes if "/attachments" in scope["path"] else MOST_JSON_BYTES
        announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if announced.isdigit() and int(announced) > most:
            await answer(problem(413, "too_large", TOO_LARGE))(scope, receive, send)
            return
        await self._counted(scope, receive, send, most)

    async def _counted(self, scope: Scope, receive: Receive, send: Send, most: int) -> None:
        taken, begun = 0, False

        async def counting() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooLarge
            return message

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counting, noting)
        except TooLarge:
            if not begun:
                await answer(problem(413, "too_large", TOO_LARGE))(scope, receive, send)
