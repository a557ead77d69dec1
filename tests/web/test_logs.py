"""Logs: nobody's number stands in them."""

import pytest

from app.web import traces
from app.web.logs import with_trace, without_numbers


@pytest.mark.parametrize(
    "number",
    ["13812345678", "+86 138 1234 5678", "138-1234-5678", "0571-88880000", "(0571)88880000", "88880000"],
)
@pytest.mark.parametrize("text", ["{}", "电话{}，请回", "call {} now", "contact={};"])
def test_whatever_looks_like_a_telephone_number_is_hidden(text: str, number: str) -> None:
    told = without_numbers(None, "info", {"event": text.format(number)})
    assert number not in told["event"]
    assert "****" in told["event"]


def test_numbers_are_hidden_however_deep_they_stand() -> None:
    deep = {"event": "x", "given": {"13812345678": [("0571-88880000",)]}}
    assert without_numbers(None, "info", deep)["given"] == {"****": [["****"]]}


@pytest.mark.parametrize(
    "kept",
    ["019d0a00-0000-7000-8000-000000000001", "状态 409", "4.1.1.3-d", "60 s", "3/14"],
)
def test_what_is_no_telephone_number_stays(kept: str) -> None:
    assert without_numbers(None, "info", {"event": kept})["event"] == kept


def test_a_line_names_the_request_it_belongs_to() -> None:
    trace = traces.begin(b"proxy-7f3a.1234")
    assert with_trace(None, "info", {"event": "x"})["trace_id"] == trace == "proxy-7f3a.1234"
