"""A sheet of codes to put up at the places: who reads one with a phone calls for help from there."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from app.paper.document import Code, Codes, Note, Paper

TITLE = "地点二维码"
HOW = "沿虚线剪下，贴在各处显眼的地方。巡逻人员用手机扫码，求助页面即已填好地点。"
FORM = "patrol/new/help"
"""Where the screens have the form for help; `at` names its place."""


def codes_paper(centre: str, origin: str, places: Iterable[tuple[UUID, str]]) -> Paper:
    """One code a place, leading to the form for help with the place filled in."""
    codes = [
        Code(words=name, address=f"{origin.rstrip('/')}/{FORM}?{urlencode({'at': place})}")
        for place, name in places
    ]
    return Paper(centre=centre, title=TITLE, blocks=(Note(text=HOW), Codes(codes=tuple(codes))))
