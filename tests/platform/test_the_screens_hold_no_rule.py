"""The screens show what the service allows; who may do what with which kind stands in the procedure alone."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.procedure.vocabulary import Kind, Role, Status

SCREENS = Path(__file__).resolve().parents[2] / "frontend" / "src"
KNOWS_WORDS = ("api", "domain")
"""The types of the service, and how its words look; neither decides anything."""
RULED = "|".join(word.value for word in (*Role, *Kind, *Status))
CONDITION = re.compile(
    rf"[!=]==?\s*['\"](?:{RULED})['\"]"
    rf"|['\"](?:{RULED})['\"]\s*[!=]=="
    rf"|case ['\"](?:{RULED})['\"]"
    rf"|(?:includes|has)\(\s*['\"](?:{RULED})['\"]"
    rf"|\[\s*['\"](?:{RULED})['\"][^\]]*\]\.(?:includes|some)"
)


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted([*SCREENS.rglob("*.vue"), *SCREENS.rglob("*.ts")]):
        place = path.relative_to(SCREENS)
        if place.parts[0] not in KNOWS_WORDS and not place.name.endswith(".test.ts"):
            yield str(place), path.read_text(encoding="utf-8")


def conditions(text: str) -> list[str]:
    return [found.group(0) for found in CONDITION.finditer(text)]


def test_no_screen_asks_for_a_role_a_kind_or_a_status() -> None:
    found = {place: told for place, text in sources() if (told := conditions(text))}
    assert found == {}


def test_such_a_question_would_be_noticed() -> None:
    assert conditions("v-if=\"row.kind === 'help'\"")
    assert conditions("if (posts.includes('front_desk')) show()")
    assert conditions("['patrol_guard', 'front_desk'].includes(role)")
    assert not conditions("to({ params: { button: 'help' } })")
