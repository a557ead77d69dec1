"""Filling a store with the demo centre: people, places, rosters, cases on every part of their way."""

import json
import os
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.queries import script_in_force
from app.cases.actions import Desk, Done, perform, take_in
from app.centre.tables import Centre
from app.database.ids import new_id
from app.database.session import Database
from app.demo.estate import COLLEAGUES, ONE_EACH, Estate, build, home_of
from app.demo.intakes import Intake, demo_cases, intakes, invented_number, resident_type
from app.demo.scripts import SAY, TAKEAWAY, add_scripts
from app.demo.stories import story_of
from app.procedure.actions.answers import AnswerAtDesk
from app.procedure.actions.intake import TakeIn
from app.procedure.vocabulary import Channel, Contact, Kind, Role
from app.residents.actions.records import LeftContact, add_resident, set_key_flag
from app.residents.contacts import ContactKeys
from app.residents.vocabulary import ContactBasis
from app.settings import Settings
from app.staff.actions.signing_in import set_password
from app.staff.passwords import Passwords
from app.staff.queries.people import login_of

Say = Callable[[str], None]
ANSWERS = {
    "D06": "带身份证到前台补办，工本费以公示为准。",
    "D07": "供冷时间以公示为准，开启前会张贴通知。",
    "D09": "燃气表由燃气公司负责，可拨打客服热线。",
    "D11": "本月保洁排班有调整，楼道拖洗次数未变，少的一次已补上。",
}

LATER_WORDS = frozenset({"D09", "D14"})


def sign_ins_file(settings: Settings) -> Path:
    """Where the demo passwords are kept for whoever owns the data folder."""
    return settings.data_dir / "demo_sign_ins.json"


async def fill(settings: Settings, say: Say) -> None:
    """Fill an empty store; one that holds a centre is left alone."""
    database = Database(settings.sqlalchemy_url())
    try:
        async with database.transaction() as session:
            if (await session.execute(select(func.count()).select_from(Centre))).scalar_one():
                return
            say("正在布置演示中心 / laying out the demo centre …")
            now = datetime.now(UTC)
            estate = await build(session, now)
            passwords = await _passwords(session, settings, estate, now)
            keys = ContactKeys.from_settings(settings)
            await _residents(session, estate, keys, now - timedelta(days=30))
            await add_scripts(session, estate, now)
            say("正在录入 25 个演示事项 / taking in the 25 demo cases …")
            await _cases(session, estate, keys, now)
        _write_down(settings, passwords)
    finally:
        await database.close()


def show_sign_ins(settings: Settings, say: Say) -> None:
    """Tell the demo sign-ins, one per post; nothing where there is no demo centre."""
    file = sign_ins_file(settings)
    if not file.exists():
        return
    known = json.loads(file.read_text(encoding="utf-8"))
    say("演示登录 / demo sign-ins:")
    for each in COLLEAGUES:
        if each.login in ONE_EACH and each.login in known:
            say(f"  {each.login:<12} {known[each.login]}   {each.name} · {each.role.value}")


async def _passwords(
    session: AsyncSession, settings: Settings, estate: Estate, now: datetime
) -> dict[str, str]:
    hashing, told = Passwords(settings), {}
    for each in COLLEAGUES:
        told[each.login] = secrets.token_urlsafe(9)
        name = await login_of(session, estate.centre_id, estate.people[each.login])
        assert name is not None
        await set_password(session, hashing, name, told[each.login], now)
    return told


def _write_down(settings: Settings, passwords: dict[str, str]) -> None:
    handle = os.open(sign_ins_file(settings), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(passwords, file, ensure_ascii=False, indent=1)


async def _residents(session: AsyncSession, estate: Estate, keys: ContactKeys, now: datetime) -> None:
    """Whoever a demo case comes from, at their home, with an invented number."""
    for case in demo_cases():
        told = case["resident"]
        home = await home_of(session, estate, told["unit"])
        if home is None:
            continue
        left = None
        if told["contact"] == "given":
            left = LeftContact(invented_number(case["id"]), ContactBasis.SERVICE_CONTRACT)
        values = {"type": resident_type(told["type"]).value, "salutation": "业户"}
        made = await add_resident(session, keys, estate.centre_id, unit_id=home, left=left, values=values)
        estate.residents[case["id"]] = made.id
        if told["is_key"]:
            await set_key_flag(session, made, is_key=True, by=estate.people["manager"], now=now)


async def _cases(session: AsyncSession, estate: Estate, keys: ContactKeys, now: datetime) -> None:
    """Everything in the order it happened, across all cases, so that numbers and times agree."""
    due: list[tuple[datetime, int, Intake, int]] = []
    taken: dict[str, Done] = {}
    plans = {each.id: story_of(each.id, estate.people) for each in intakes(estate, now)}
    for order, each in enumerate(intakes(estate, now)):
        due.append((each.received_at, order, each, -1))
        for index, step in enumerate(plans[each.id]):
            due.append((each.received_at + timedelta(minutes=step.minutes), order, each, index))
    for at, _, each, index in sorted(due, key=lambda item: (item[0], item[1], item[3])):
        if at >= now:
            continue
        if index < 0:
            desk = Desk(session, estate.actor(each.login), at, keys)
            taken[each.id] = await take_in(desk, _at_once(each), new_id())
            if each.id in LATER_WORDS:
                taken[each.id] = await perform(desk, taken[each.id].case_id, await _words(desk, each.id))
        else:
            step = plans[each.id][index]
            desk = Desk(session, estate.actor(step.who), at, keys)
            taken[each.id] = await perform(desk, taken[each.id].case_id, step.action)
    await _just_now(session, estate, keys, now)


def _at_once(each: Intake) -> TakeIn:
    """What the desk can answer it answers in the same breath."""
    if each.id in LATER_WORDS or each.id not in ANSWERS:
        return each.taken
    return replace(each.taken, answer=ANSWERS[each.id], satisfied=True)


async def _words(desk: Desk, case_id: str) -> AnswerAtDesk:
    """Outside our services, with another way; or by the unified answer in force."""
    if case_id == "D09":
        return AnswerAtDesk(
            answer=ANSWERS["D09"], satisfied=True, alternatives=("燃气公司",), proxy_offered=True
        )
    script = await script_in_force(desk.session, desk.actor.centre_id, TAKEAWAY, desk.now)
    assert script is not None
    return AnswerAtDesk(answer=SAY, satisfied=True, script_version_id=script.version_id)


async def _just_now(session: AsyncSession, estate: Estate, keys: ContactKeys, now: datetime) -> None:
    """Three matters of the last half hour, so that the desk has something to do."""
    fresh = (
        (
            26,
            "desk",
            TakeIn(
                kind=Kind.SUGGESTION,
                channel=Channel.VISIT,
                words="中庭的长椅能不能加个靠背，老人坐着不累。",
                unit_id=estate.units["2栋302"],
                salutation="吴阿姨",
                thanked=True,
                told_will_study=True,
                contact_asked=True,
                contact_state=Contact.DECLINED,
            ),
        ),
        (
            12,
            "guard",
            TakeIn(
                kind=Kind.SUGGESTION,
                channel=Channel.MET_ON_PATROL,
                received_as=Role.PATROL_GUARD,
                words="地库转角加面镜子吧，出车看不见。",
                place="地库B2",
                thanked=True,
                told_will_study=True,
                contact_asked=True,
                contact_state=Contact.DECLINED,
            ),
        ),
        (
            4,
            "desk",
            TakeIn(
                kind=Kind.HELP,
                channel=Channel.PHONE,
                words="厨房水管漏水，关不上阀门。",
                unit_id=estate.units["5栋803"],
                contact="19900009001",
            ),
        ),
    )
    for minutes, login, form in fresh:
        desk = Desk(session, estate.actor(login), now - timedelta(minutes=minutes), keys)
        await take_in(desk, form, new_id())
