"""Whatever a journal tells of somebody's words stands on the screen under a name, never under its key."""

import re
from pathlib import Path

from app.cases.codecs import personal_names

JOURNAL = Path(__file__).parents[2] / "frontend" / "src" / "domain" / "journal.ts"


def test_every_text_of_a_journal_has_its_words_on_the_screen() -> None:
    known = set(re.findall(r"^  (\w+): words\(", JOURNAL.read_text(encoding="utf-8"), re.MULTILINE))
    assert set().union(*personal_names().values()) <= known
