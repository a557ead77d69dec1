"""Receivers on this machine: one that verifies signatures and fails on demand, one that takes mail."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

WORDS = {200: "OK", 302: "Found", 410: "Gone", 500: "Failed"}


@dataclass
class Receiver:
    """An HTTP server that remembers what it got, in order, and answers as it is told."""

    address: str = ""
    secrets: list[str] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """What to answer next; 200 when nothing is left."""
    after: float = 0.0
    got: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    unverified: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            headers = {
                name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)
            }
            body = (await reader.readexactly(int(headers.get("content-length", "0")))).decode()
            await asyncio.sleep(self.after)
            status = self.answers.pop(0) if self.answers else 200
            self._take(headers, body, status)
            more = "Location: http://127.0.0.1:1/\r\n" if status == 302 else ""
            ending = "Content-Length: 2\r\nConnection: close\r\n\r\n{}"
            told = f"HTTP/1.1 {status} {WORDS[status]}\r\n{more}{ending}"
            writer.write(told.encode())
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # a sender that was killed in the middle
        finally:
            writer.close()

    def _take(self, headers: dict[str, str], body: str, status: int) -> None:
        self.bodies.append(body)
        if status != 200 or not self.secrets:
            return
        for secret in self.secrets:
            try:
                told = Webhook(secret).verify(body, headers)
            except WebhookVerificationError:
                continue
            self.got.append((headers["webhook-id"], told))
            return
        self.unverified += 1

    def entries(self, case: str) -> list[int]:
        """The entries of a case in the order of their first arrival."""
        arrived = [told["data"]["entry"] for _, told in self.got if told["data"]["case_id"] == case]
        return list(dict.fromkeys(arrived))

    def ids(self) -> Counter[str]:
        return Counter(event for event, _ in self.got)


@asynccontextmanager
async def receiving(*secrets: str) -> AsyncIterator[Receiver]:
    receiver = Receiver(secrets=list(secrets))
    server = await asyncio.start_server(receiver.serve, "127.0.0.1", 0)
    receiver.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook"
    try:
        yield receiver
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Postbox:
    """What a mail server has taken."""

    port: int = 0
    mails: list[Message] = field(default_factory=list)
    refuse: bool = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuse:
            return "550 no"
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


@asynccontextmanager
async def postbox() -> AsyncIterator[Postbox]:
    box = Postbox()
    controller = Controller(box, hostname="127.0.0.1", port=0)
    await asyncio.to_thread(_start, controller, box)
    try:
        yield box
    finally:
        await asyncio.to_thread(controller.stop)


def _start(controller: Controller, box: Postbox) -> None:

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = box.port = probe.getsockname()[1]
    controller.start()
