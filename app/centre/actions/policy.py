"""Setting the procedure's open words. A change holds for clocks that start afterwards (13.11)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from app.centre.queries import centre_of, latest_policy
from app.centre.tables import PolicyVersion
from app.database.ids import new_id
from app.database.rows import missing, store
from app.procedure.policy import SETTING_OF, Policy
from app.procedure.refusal import Refusal, Refused, Words, incomplete
from app.procedure.terms import Setting, Value


async def set_policy(
    session: AsyncSession,
    centre_id: UUID,
    name: str,
    value: Value,
    *,
    reason: str,
    by: UUID,
    now: datetime,
) -> PolicyVersion:
    """Give a setting a value: a new version of the whole policy, beside all earlier ones."""
    setting = SETTING_OF.get(name)
    if setting is None:
        raise missing(Words("设定项", "setting"))
    centre = await centre_of(session, centre_id, lock=True)
    latest = await latest_policy(session, centre_id)
    before = dict(latest.values) if latest else {}
    after = before | {name: value}
    _refuse_what_cannot_stand(setting, value, after)
    centre.policy_version += 1
    version = PolicyVersion(
        centre_id=centre_id,
        id=new_id(),
        version=centre.policy_version,
        name=name,
        value_before=before.get(name, setting.default),
        value=value,
        values=after,
        reason=reason,
        changed_at=now,
        changed_by=by,
    )
    await store(session, version)
    return version


def _refuse_what_cannot_stand(setting: Setting, value: Value, after: dict[str, Value]) -> None:
    try:
        setting.check(value)
    except ValueError:
        raise Refused(_out_of_range(setting)) from None
    known = {name: kept for name, kept in after.items() if name in SETTING_OF}
    try:
        Policy.from_values(known, 0)
    except ValueError:
        raise Refused(
            incomplete(
                "policy_out_of_order",
                setting.clause,
                f"“{setting.label.zh}”与相关设定先后颠倒，例如目标不能晚于期限",
                f"“{setting.label.en}” contradicts a related setting: a target cannot lie behind its limit",
                "value",
            )
        ) from None


def _out_of_range(setting: Setting) -> Refusal:
    if setting.choices:
        zh = "、".join(words.zh for _, words in setting.choices)
        en = ", ".join(choice for choice, _ in setting.choices)
    elif setting.at_most is None:
        zh, en = "是或否", "true or false"
    else:
        zh = f"{setting.at_least}至{setting.at_most}{setting.unit.zh}"
        en = f"{setting.at_least} to {setting.at_most} {setting.unit.en}"
    return incomplete(
        "policy_value_not_allowed",
        setting.clause,
        f"“{setting.label.zh}”可设为：{zh}",
        f"“{setting.label.en}” may be: {en}",
        "value",
    )
