"""A unified answer on its way, as its callers see it."""

from typing import Any

from app.procedure.vocabulary import Role
from tests.factories.callers import Callers

DESK, AREA, HEAD, MANAGER = (
    Role.FRONT_DESK,
    Role.AREA_CUSTOMER_MANAGER,
    Role.HEAD_OF_CUSTOMER_SERVICE,
    Role.CENTRE_MANAGER,
)
SAY = "物业费按备案合同执行。"
FEES = {"key": "fees", "name_zh": "收费", "name_en": "Fees", "mark": "sensitive", "words": ["物业费"]}


class Script:
    """One answer on its way, as its callers see it."""

    def __init__(self, as_: Callers, told: dict[str, Any]) -> None:
        self.as_, self.path = as_, f"/answer-scripts/{told['id']}"
        self.last: dict[str, Any] = told["in_work"]

    async def draft(self, role: Role, **wording: Any) -> dict[str, Any]:
        made = await self.as_(role)("POST", f"{self.path}/versions", {"say": SAY} | wording)
        assert made.status_code == 201, made.text
        self.last = made.json()
        return self.last

    async def step(self, role: Role, act: str, body: Any = None, *, seen: int | None = None) -> Any:
        path = f"{self.path}/versions/{self.last['id']}" + (f"/{act}" if act else "")
        seen = self.last["version"] if seen is None else seen
        told = await self.as_(role)("POST" if act else "PATCH", path, body, seen=seen)
        if told.status_code == 200:
            self.last = told.json()
        return told

    async def approved(self) -> dict[str, Any]:
        for role, act in ((DESK, "submit"), (HEAD, "approve")):
            told = await self.step(role, act)
            assert told.status_code == 200, told.text
        return self.last


async def begun(as_: Callers, role: Role = DESK, **wording: Any) -> Script:
    made = await as_(role)("POST", "/answer-scripts", {"topic": "fees", "say": SAY} | wording)
    assert made.status_code == 201, made.text
    return Script(as_, made.json())


async def said_now(as_: Callers) -> str | None:
    told = await as_(Role.PATROL_GUARD)("GET", "/answer-scripts/in-force", topic="fees")
    return told.json()["say"] if told.status_code == 200 else None
