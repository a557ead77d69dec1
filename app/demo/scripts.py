"""The one unified answer the demo centre has in force."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.answers.actions.decisions import approve
from app.answers.actions.wordings import Wording, begin_script, submit
from app.answers.queries import open_versions
from app.centre.actions.lists import add_topic
from app.centre.vocabulary import Mark
from app.demo.estate import Estate

TAKEAWAY = "takeaway"
SAY = "外卖车辆停放在南门外取餐点，骑手步行送餐上楼，这是业主大会表决通过的办法。"


async def takeaway_script(session: AsyncSession, estate: Estate, now: datetime) -> None:
    """Drafted by the desk, approved by the head: how we answer about takeaway riders (4.4.5)."""
    words = ["外卖", "骑手"]
    topic = {
        "key": TAKEAWAY,
        "name_zh": "外卖进小区",
        "name_en": "Takeaway riders",
        "mark": Mark.NONE,
        "words": words,
    }
    await add_topic(session, estate.centre_id, topic)
    wording = Wording(say=SAY, do_not_say="不要说“公司规定”")
    script = await begin_script(
        session, estate.centre_id, TAKEAWAY, wording, author=estate.people["desk"], now=now
    )
    version = (await open_versions(session, estate.centre_id, [script.id]))[script.id]
    await submit(session, version, now)
    await approve(session, script, version, by=estate.people["head"], now=now)
