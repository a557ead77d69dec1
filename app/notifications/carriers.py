"""How a message gets to its receiver, by each sort of channel, and what came of it."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from uuid import UUID

import aiosmtplib
import httpx
from standardwebhooks.webhooks import Webhook

from app.notifications.addresses import NotAllowed, Outside
from app.notifications.groups import post_to_group
from app.notifications.messages import Message
from app.notifications.vocabulary import TEST, Outcome, Sort

PATIENCE = 10.0
"""Seconds a receiver has. Longer ones are tried again later."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A channel with its address and secrets, for as long as something is sent."""

    id: UUID
    centre_id: UUID
    sort: Sort
    told: Mapping[str, Any]
    previous_secret_until: datetime | None


Carrier = Callable[[Opened, Message, Outside, datetime], Awaitable[Outcome]]


async def carry(channel: Opened, message: Message, outside: Outside, now: datetime) -> Outcome:
    """Send one message. Whatever goes wrong is an outcome: the receiver's own words are not kept."""
    try:
        async with asyncio.timeout(2 * PATIENCE):
            return await CARRIERS[channel.sort](channel, message, outside, now)
    except NotAllowed:
        return Outcome.ADDRESS_NOT_ALLOWED
    except (TimeoutError, httpx.TimeoutException, aiosmtplib.SMTPTimeoutError):
        return Outcome.TIMED_OUT
    except (OSError, httpx.TransportError, aiosmtplib.SMTPConnectError, aiosmtplib.SMTPServerDisconnected):
        return Outcome.UNREACHABLE


def signatures(told: Mapping[str, Any], until: datetime | None, now: datetime, of: tuple[str, str]) -> str:
    """Signed with the secret, and for a while after a change with the one before."""
    message_id, body = of
    secrets = [told["secret"]]
    if told.get("previous") and until is not None and now < until:
        secrets.append(told["previous"])
    return " ".join(Webhook(secret).sign(message_id, now, body) for secret in secrets)


async def _webhook(channel: Opened, message: Message, outside: Outside, now: datetime) -> Outcome:
    parts = urlsplit(str(channel.told["address"]))
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = await outside.find(host, port)
    literal = f"[{address}]" if ":" in address else address
    body, message_id = message.body(channel.centre_id), f"evt_{message.event_id}"
    signed = signatures(channel.told, channel.previous_secret_until, now, (message_id, body))
    request = httpx.Request(
        "POST",
        urlunsplit(parts._replace(netloc=f"{literal}:{port}", fragment="")),
        content=body.encode(),
        headers={
            "Host": parts.netloc.rpartition("@")[2],
            "Content-Type": "application/json",
            "User-Agent": "Yingmen",
            "webhook-id": message_id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signed,
        },
        extensions={"sni_hostname": host},
    )
    async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False, follow_redirects=False) as client:
        answer = await client.send(request, stream=True)  # its words are not read
        await answer.aclose()
    return outcome_of(answer.status_code)


def outcome_of(status: int) -> Outcome:
    """What an answer of HTTP means for a delivery."""
    if 200 <= status < 300:
        return Outcome.DELIVERED
    if 300 <= status < 400:
        return Outcome.REDIRECTED
    if status == 410:
        return Outcome.GONE
    return Outcome.REFUSED if status < 500 else Outcome.FAILED_THERE


async def _mail(channel: Opened, message: Message, outside: Outside, now: datetime) -> Outcome:
    parts = urlsplit(str(channel.told["address"]))
    host, at_once = parts.hostname or "", parts.scheme == "smtps"
    port = parts.port or (465 if at_once else 587)
    address = await outside.find(host, port)
    mail = EmailMessage()
    mail["From"], mail["To"] = channel.told["sender"], ", ".join(channel.told["recipients"])
    mail["Subject"] = f"【应门】{message.title().zh} {message.number or ''}".rstrip()
    mail["Message-ID"] = f"<{message.event_id}.{channel.id}@yingmen.invalid>"
    mail["Date"] = now
    mail.set_content(message.text())
    line = await _connected(address, port)
    try:
        await aiosmtplib.send(
            mail,
            hostname=host,  # for the certificate; the line stands already
            sock=line,
            username=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
            use_tls=at_once,
            timeout=PATIENCE,
        )
    except aiosmtplib.SMTPResponseException as error:
        return Outcome.FAILED_THERE if error.code < 500 else Outcome.REFUSED
    except aiosmtplib.SMTPRecipientsRefused:
        return Outcome.REFUSED
    finally:
        line.close()
    return Outcome.DELIVERED


async def _connected(address: str, port: int) -> socket.socket:
    """A line to the address that was checked."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    line = socket.socket(family, socket.SOCK_STREAM)
    line.setblocking(False)
    try:
        async with asyncio.timeout(PATIENCE):
            await asyncio.get_running_loop().sock_connect(line, (address, port))
    except BaseException:
        line.close()
        raise
    return line


async def _group(channel: Opened, message: Message, outside: Outside, now: datetime) -> Outcome:
    address = str(channel.told["address"])
    if channel.sort is Sort.SMS and "{phone}" in address:
        if message.telephone is None and message.event != TEST:
            return Outcome.NO_NUMBER
        address = address.replace("{phone}", (message.telephone or "").replace(" ", ""))
    return await asyncio.to_thread(post_to_group, channel.sort, address, message, outside)


CARRIERS: dict[Sort, Carrier] = {
    Sort.WEBHOOK: _webhook,
    Sort.MAIL: _mail,
    Sort.WECOM: _group,
    Sort.DINGTALK: _group,
    Sort.FEISHU: _group,
    Sort.SMS: _group,
}
