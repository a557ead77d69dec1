"""Logs: nobody's number stands in them."""

import logging
import sys
from collections.abc import Iterator

import pytest
import structlog

from app.settings import Settings
from app.web import traces
from app.web.logs import set_up, with_trace, without_numbers, without_words


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


def test_an_exception_is_told_by_its_kind_and_way_and_not_by_its_words() -> None:
    try:
        raise ValueError("王女士 13812345678")  # noqa: TRY301 - it is what is logged
    except ValueError as error:
        told = without_words(None, "error", {"event": "x", "exc_info": error})
        as_logging_gives_it = without_words(None, "error", {"exc_info": sys.exc_info()})
    assert told["error"] == as_logging_gives_it["error"] == "ValueError"
    assert "test_logs.py" in told["way"]
    assert "王" not in str(told)


@pytest.fixture
def set_up_anew() -> Iterator[None]:
    """Other tests read what is logged at every level."""
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("set_up_anew")
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_libraries_say_goes_the_same_way(
    settings: Settings, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    set_up(settings.model_copy(update={"log_format": form, "log_level": "info"}))
    library = logging.getLogger("uvicorn.error")
    try:
        raise ValueError("王女士")  # noqa: TRY301 - it is what is logged
    except ValueError:
        library.exception("failed for %s", "13812345678")
    library.info("too little to tell")
    told = capsys.readouterr().err
    assert "failed for ****" in told
    assert "ValueError" in told
    assert "王" not in told
    assert "too little" not in told
