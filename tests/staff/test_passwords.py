"""Passwords: what is taken, how it is kept, and what a wrong one costs."""

import pytest

from app.procedure.refusal import Refused
from app.staff.passwords import SHORTEST, Passwords, check_strength

GOOD = "七盏绿灯照着门廊"


async def test_a_password_fits_its_own_hash_and_no_other(passwords: Passwords) -> None:
    stored = await passwords.hash(GOOD)
    assert await passwords.fits(GOOD, stored)
    assert not await passwords.fits(GOOD + "!", stored)
    assert GOOD not in stored
    assert stored.startswith("$argon2id$")


async def test_the_same_password_is_never_stored_the_same(passwords: Passwords) -> None:
    assert await passwords.hash(GOOD) != await passwords.hash(GOOD)


async def test_the_way_a_keyboard_composes_letters_does_not_matter(passwords: Passwords) -> None:
    assert await passwords.fits("ｃａｆé-am-Tor", await passwords.hash("cafe\u0301-am-Tor"))


async def test_nothing_fits_where_nobody_has_a_password(passwords: Passwords) -> None:
    assert not await passwords.fits("nobody has this one", None)
    assert not await passwords.fits(GOOD, None)


async def test_a_damaged_hash_fits_nothing(passwords: Passwords) -> None:
    assert not await passwords.fits(GOOD, "plain text that should not be here")


@pytest.mark.parametrize(
    "weak",
    ["a1b2c3d", "aaaaaaaaaaaa", "1234567890", "87654321", "password", "PassWord", "qwertyuiop", "lin.qian1"],
)
def test_what_is_guessed_first_is_not_taken(weak: str) -> None:
    with pytest.raises(Refused) as refused:
        check_strength(weak, "lin.qian")
    assert refused.value.refusal.code == "weak_password"
    assert refused.value.refusal.missing == ("password",)


@pytest.mark.parametrize("good", [GOOD, "seven green lanterns", "x" + "9rT-zq" * 3])
def test_length_is_enough_and_no_mixture_of_signs_is_asked_for(good: str) -> None:
    assert len(good) >= SHORTEST
    check_strength(good, "lin.qian")
