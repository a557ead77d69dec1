"""A text somebody wrote, as a notice may tell it: where it is, and nobody's telephone number.

A log hides whatever may be a number; a notice that hides "12-2-2502" sends nobody to the right door.
"""

import re

_APART = r"[\s\-‐‑–—.·_/()（）\u200b-\u200f\u2060\ufeff]{0,3}"
_SPOKEN = "〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"
HIDDEN = "****"

_TELEPHONES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\+\d(?:{_APART}\d){{6,14}}(?!\d)",
        rf"(?<!\d)(?:86{_APART})?[1１]{_APART}[3-9３-９](?:{_APART}\d){{9}}(?!\d)",
        rf"(?<!\d)[(（]?0\d{{2,3}}{_APART}\d(?:{_APART}\d){{6,7}}(?!\d)",
        rf"(?<!\d)\d{{3}}{_APART}\d{{3}}{_APART}\d{{4}}(?!\d)",
        rf"(?<!\d)(?!(\d\d)\d\d{_APART}\1\d\d(?!\d))\d{{3,4}}{_APART}\d{{4}}(?!\d)",
        r"(?<![\dA-Za-z])\d{7,}(?![\dA-Za-z])",
        rf"[{_SPOKEN}](?:{_APART}[{_SPOKEN}]){{6,14}}",
    )
)
"""Abroad, mobile, landline, service, local, any long number, and one written as it is spoken.

A building, unit and room, a date or a time have other lengths between their dashes, and stay; so do two
rooms of one floor.
"""


def without_telephones(text: str | None) -> str | None:
    """The same text, with telephone numbers hidden however they are written."""
    if text is None:
        return None
    for each in _TELEPHONES:
        text = each.sub(HIDDEN, text)
    return text
