"""Versions: an edit names the version it saw, so that nobody overwrites another unseen."""

from typing import Annotated, Any

from fastapi import Depends, Header

from app.procedure.refusal import NextAction, Words
from app.web.problems import ProblemError, problem

LOOK_AGAIN = NextAction(Words("查看最新内容后再决定", "Look at the current state, then decide"))


def etag(version: int) -> str:
    """The version as an ETag."""
    return f'"{version}"'


async def _if_match(
    if_match: Annotated[
        str | None, Header(max_length=40, description='The version you saw, as `"7"`', examples=['"7"'])
    ] = None,
) -> int | None:
    if if_match is None:
        return None
    digits = if_match.removeprefix("W/").strip().strip('"')
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):
        reason = Words("If-Match 须是所见版本号", "If-Match must be the version you saw")
        raise ProblemError(problem(422, "bad_version", reason))
    return int(digits)


async def _must_match(version: Annotated[int | None, Depends(_if_match)]) -> int:
    if version is None:
        reason = Words("请在 If-Match 中注明您所见的版本", "Name the version you saw in If-Match")
        raise ProblemError(problem(428, "version_needed", reason, then=LOOK_AGAIN))
    return version


IfMatch = Annotated[int, Depends(_must_match)]
IfMatchOptional = Annotated[int | None, Depends(_if_match)]


def changed_meanwhile(version: int, current: dict[str, Any] | None = None) -> ProblemError:
    """412: somebody else was faster. Tells the version that stands now."""
    reason = Words("内容已被他人更新", "Somebody changed it meanwhile")
    told = problem(
        412, "changed_meanwhile", reason, then=LOOK_AGAIN, standing={"version": version} | (current or {})
    )
    return ProblemError(told, {"ETag": etag(version)})
