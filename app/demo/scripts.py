"""The unified answers of the demo centre: one in force, one that ends soon, one that waits for the head."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.actions.decisions import approve
from app.answers.actions.wordings import Wording, begin_script, submit
from app.answers.queries import open_versions
from app.centre.actions.lists import add_topic
from app.centre.vocabulary import Mark
from app.demo.estate import Estate

TAKEAWAY = "takeaway"
SAY = "外卖车辆停放在南门外取餐点，骑手步行送餐上楼，这是业主大会表决通过的办法。"
DRAFTED_BEFORE, ENDS_AFTER = timedelta(days=20), timedelta(days=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoScript:
    """What the centre says on a topic of its own, and how far the wording has come."""

    topic: str
    name_zh: str
    name_en: str
    words: tuple[str, ...]
    wording: Wording
    approved: bool = True


def demo_scripts(now: datetime) -> tuple[DemoScript, ...]:
    """How we answer about riders, the pool in the coming days, and parcels once the head agrees (4.4.5)."""
    return (
        DemoScript(
            topic=TAKEAWAY,
            name_zh="外卖进小区",
            name_en="Takeaway riders",
            words=("外卖", "骑手"),
            wording=Wording(say=SAY, do_not_say="不要说“公司规定”"),
        ),
        DemoScript(
            topic="pool",
            name_zh="泳池换水",
            name_en="The pool's water",
            words=("泳池", "游泳"),
            wording=Wording(
                say="泳池正在换水检修，完成后贴出水质检测结果再开放。",
                do_not_say="不要先许诺开放日期",
                effective_to=now + ENDS_AFTER,
            ),
        ),
        DemoScript(
            topic="parcels",
            name_zh="快递入户",
            name_en="Parcels to the door",
            words=("快递柜", "驿站"),
            wording=Wording(
                say="大件快递可由快递员登记后送货上门，小件放在各栋快递柜。",
                background="近一月有多户问到，门岗与前台说法不一。",
            ),
            approved=False,
        ),
    )


async def add_scripts(session: AsyncSession, estate: Estate, now: datetime) -> None:
    """Drafted by the desk some weeks ago; approved by the head, or still before the head."""
    drafted_at = now - DRAFTED_BEFORE
    for each in demo_scripts(now):
        topic = {
            "key": each.topic,
            "name_zh": each.name_zh,
            "name_en": each.name_en,
            "mark": Mark.NONE,
            "words": list(each.words),
        }
        await add_topic(session, estate.centre_id, topic)
        script = await begin_script(
            session,
            estate.centre_id,
            each.topic,
            each.wording,
            author=estate.people["desk"],
            now=drafted_at,
        )
        version = (await open_versions(session, estate.centre_id, [script.id]))[script.id]
        await submit(session, version, drafted_at)
        if each.approved:
            await approve(session, script, version, by=estate.people["head"], now=drafted_at)
