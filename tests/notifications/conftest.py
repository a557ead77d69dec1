"""A centre whose work is really committed, with a worker's hand for what leaves the house."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx
import pytest

from app.cases.actions import Desk, perform, take_in
from app.database.ids import new_id
from app.database.session import Database
from app.main import create_app
from app.notifications.addresses import Outside
from app.notifications.delivery import deliver
from app.notifications.sealing import ChannelKeys
from app.notifications.sending import Sending
from app.procedure.actions.intake import TakeIn
from app.procedure.actions.supervision import Supervise
from app.procedure.vocabulary import Channel, Department, Kind, Role
from app.residents.contacts import ContactKeys
from app.settings import Settings
from tests.conftest import SettableClock, caller_of
from tests.factories.centres import SmallCentre, small_centre
from tests.factories.matters import DESK, HEAD

ADMIN = Role.ADMINISTRATOR
LOOPBACK = "127.0.0.0/8"


@dataclass
class Post:
    """The centre, its administrator's browser, and a worker that sends."""

    store: Database
    centre: SmallCentre
    clock: SettableClock
    client: httpx.AsyncClient
    sending: Sending
    contact_keys: ContactKeys

    async def channel(self, **given: Any) -> dict[str, Any]:
        body = {"name": "平台", "sort": "webhook", **given}
        answer = await self.client.post("/channels", json=body, headers=self.centre.signed_in(ADMIN))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def ask(
        self, method: str, path: str, body: Any = None, seen: int | None = None, role: Role = ADMIN
    ) -> httpx.Response:
        headers = self.centre.signed_in(role) | ({} if seen is None else {"If-Match": f'"{seen}"'})
        return await self.client.request(method, path, json=body, headers=headers)

    async def told(self, path: str) -> Any:
        answer = await self.ask("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def choose(self, role: Role, **choices: list[str]) -> None:
        answer = await self.ask("PUT", f"/notification-settings/{role}", {"choices": choices}, seen=0)
        assert answer.status_code == 200, answer.text

    async def call_for_help(self) -> UUID:
        async with self.store.transaction() as session:
            desk = Desk(session, self.centre.actor(DESK), self.clock(), self.contact_keys)
            matter = TakeIn(
                kind=Kind.HELP,
                channel=Channel.PHONE,
                place="地库B2，回电13900001234",
                words="老人摔倒了，我的电话13800001234",
                department=Department.SECURITY,
            )
            return (await take_in(desk, matter, new_id())).case_id

    async def supervise(self, case: UUID) -> None:
        async with self.store.transaction() as session:
            head = Desk(session, self.centre.actor(HEAD), self.clock(), self.contact_keys)
            await perform(head, case, Supervise(instruction="请尽快"))

    async def send(self) -> None:
        """What a worker does in one round."""
        await deliver(self.store, self.centre.id, self.clock(), 500)
        await self.sending.send_due(self.centre.id, self.clock())
        await self.sending.settle()

    async def log(self, channel: dict[str, Any]) -> list[dict[str, Any]]:
        items: list[dict[str, Any]] = (await self.told(f"/channels/{channel['id']}/deliveries"))["items"]
        return items


@pytest.fixture
async def post(own_database: Database, settings: Settings) -> AsyncIterator[Post]:
    clock = SettableClock(datetime.now(UTC))  # receivers compare a message's time with their own
    async with own_database.transaction() as session:
        centre = await small_centre(session, clock(), "传书苑")
    app = create_app(settings, clock=clock, database=own_database)
    sending = Sending(
        own_database, ChannelKeys.from_settings(settings), Outside.with_networks([LOOPBACK]), clock
    )
    async with caller_of(app) as client:
        yield Post(own_database, centre, clock, client, sending, ContactKeys.from_settings(settings))
