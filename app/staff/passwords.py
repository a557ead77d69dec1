"""Passwords: argon2, away from the event loop, and as slow for a name that nobody has."""

import unicodedata

from anyio import CapacityLimiter, to_thread
from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from app.procedure.refusal import Refused, incomplete
from app.settings import Settings

SHORTEST, LONGEST = 8, 200
AT_ONCE = 2
"""Hashes worked out at the same time in one process: each takes memory and a whole core."""

TOO_COMMON = frozenset(
    {"password", "passw0rd", "password1", "qwertyui", "qwerty123", "1q2w3e4r", "abcd1234", "iloveyou"}
)
ROWS = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl")


class Passwords:
    """Makes and checks password hashes at the cost that the installation sets."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHash(
            (
                Argon2Hasher(
                    time_cost=settings.password_rounds,
                    memory_cost=settings.password_memory_kib,
                    parallelism=1,
                ),
            )
        )
        self._room: CapacityLimiter | None = None
        self._nobodys: str | None = None

    async def hash(self, password: str) -> str:
        """The hash to store."""
        return await to_thread.run_sync(self._hasher.hash, _normal(password), limiter=self._limiter())

    async def fits(self, password: str, stored: str | None) -> bool:
        """Whether it is the password. Without a stored hash the same work is done, in vain."""
        if self._nobodys is None:
            self._nobodys = await self.hash("nobody has this one")
        checked = stored or self._nobodys
        try:
            good = await to_thread.run_sync(
                self._hasher.verify, _normal(password), checked, limiter=self._limiter()
            )
        except UnknownHashError:
            return False
        return good and stored is not None

    def _limiter(self) -> CapacityLimiter:
        if self._room is None:
            self._room = CapacityLimiter(AT_ONCE)
        return self._room


def check_strength(password: str, login: str) -> None:
    """Refuses what would be guessed first. Length counts; no mixture of signs is asked for."""
    plain = _normal(password).casefold()
    if len(plain) < SHORTEST:
        raise _weak(f"密码至少 {SHORTEST} 个字符", f"A password has at least {SHORTEST} characters")
    if login and login in plain and len(plain) < len(login) + 4:
        raise _weak("密码不要用登录名", "The password must not be the sign-in name")
    if len(set(plain)) < 4 or plain in TOO_COMMON or any(plain in row * 2 for row in ROWS):
        raise _weak("这个密码太常见，请换一个", "This password is too common: choose another")


def _weak(zh: str, en: str) -> Refused:
    return Refused(incomplete("weak_password", None, zh, en, "password"))


def _normal(password: str) -> str:
    """The same password however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password)
