"""Pages by key: every row once, in order, whatever the cursor goes through."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.database.keyset import MOST_INTEGER, BadCursor, decode, encode

ID = UUID("019d0a00-0000-7000-8000-000000000001")


@given(
    st.tuples(
        st.text(alphabet=st.characters(exclude_characters="\x00", exclude_categories=["Cs"])),
        st.integers(min_value=0, max_value=MOST_INTEGER),
        st.uuids(),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
    )
)
def test_a_cursor_gives_back_what_went_into_it(key: tuple[Any, ...]) -> None:
    assert decode(encode(key), (str, int, UUID, date, datetime)) == key


@given(st.text(max_size=200))
def test_any_other_text_is_refused_and_breaks_nothing(text: str) -> None:
    try:
        decode(text, (str, int))
    except BadCursor:
        return
    assert encode(decode(text, (str, int)))


@pytest.mark.parametrize(
    ("key", "types"),
    [
        (("a",), (int,)),
        (("a", 1), (str,)),
        ((1,), (str,)),
        ((MOST_INTEGER + 1,), (int,)),
        ((-1,), (int,)),
        ((True,), (int,)),
        (("a\x00",), (str,)),
        (("yesterday",), (datetime,)),
        (("2026-04-01T10:00:00",), (datetime,)),
        ((ID,), (datetime,)),
        (("x",), (UUID,)),
    ],
)
def test_a_cursor_of_another_list_is_refused(key: tuple[Any, ...], types: tuple[type, ...]) -> None:
    with pytest.raises(BadCursor):
        decode(encode(key), types)
