"""Every screen of the house: its address, who stands before it, on a desk or in a hand."""

import re
from dataclasses import dataclass
from pathlib import Path

from tests.browser.colleagues import Colleague

ROUTER = Path(__file__).parents[2] / "frontend" / "src" / "app" / "router.ts"
SHOWN_BESIDES = frozenset({"sign-in", "home", "missing", "admin-channel-log"})
"""The door, which needs nobody signed in, and what is no screen of its own;
and the log of a channel, of which the demo centre has none."""


@dataclass(frozen=True)
class Screen:
    """One screen. `{case}` in its address stands for the newest case, `{unit}` for its home."""

    name: str
    path: str
    login: str
    phone: bool = False


SCREENS = (
    Screen("password", "/password", "desk"),
    Screen("today", "/today", "desk"),
    Screen("intake", "/intake", "desk"),
    Screen("queue", "/queue?sort=latest", "desk"),
    Screen("case", "/cases/{case}", "desk"),
    Screen("callbacks", "/callbacks", "desk"),
    Screen("register", "/register", "desk"),
    Screen("owner-files", "/owner-files", "desk"),
    Screen("papers", "/papers", "desk"),
    Screen("paper", "/papers/sheet/{case}", "desk"),
    Screen("approvals", "/approvals", "head"),
    Screen("answers", "/answers", "head"),
    Screen("suggestions", "/suggestions", "head"),
    Screen("rules", "/rules", "head"),
    Screen("rule-set", "/rules/1", "head"),
    Screen("duty", "/roster", "head"),
    Screen("handover", "/hand-over", "desk"),
    Screen("log", "/duty-log", "security"),
    Screen("supervision", "/supervision", "head"),
    Screen("reports", "/reports?from=2026-03-01&to=2026-03-31", "head"),
    Screen("privacy", "/privacy", "head"),
    Screen("group-report", "/reports/centres?from=2026-03-01&to=2026-03-31", "viewer"),
    Screen("conformance", "/conformance?from=2026-03-01&to=2026-03-31", "head"),
    Screen("case-conformance", "/cases/{case}/conformance", "head"),
    Screen("admin", "/admin", "admin"),
    Screen("admin-policy", "/admin/policy", "manager"),
    Screen("admin-book", "/admin/staff", "admin"),
    Screen("admin-import", "/admin/import", "admin"),
    Screen("patrol", "/patrol", "guard", phone=True),
    Screen("patrol-new", "/patrol/new/help", "guard", phone=True),
    Screen("patrol-outbox", "/patrol/outbox", "guard", phone=True),
    Screen("patrol-handover", "/patrol/hand-over", "guard", phone=True),
    Screen("patrol-log", "/patrol/duty-log", "guard", phone=True),
    Screen("patrol-control", "/patrol/control-room", "control", phone=True),
    Screen("patrol-case", "/patrol/cases/{case}", "guard", phone=True),
)


def routes() -> set[str]:
    """The names of all routes the router knows."""
    return set(re.findall(r"name: '([a-z-]+)'", ROUTER.read_text(encoding="utf-8"))) - SHOWN_BESIDES


async def address(screen: Screen, colleague: Colleague) -> str:
    """The screen's address, with what it is about filled in from the list of cases."""
    if "{" not in screen.path:
        return screen.path
    rows = await colleague.page.evaluate(
        "() => fetch('/api/v1/cases?sort=latest&limit=50').then((answer) => answer.json())"
    )
    at_home = next(row for row in rows["items"] if row["unit_id"] and row["number"])
    return screen.path.format(case=at_home["id"], unit=at_home["unit_id"])
