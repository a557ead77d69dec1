"""An event is written with what is told of it, and read again as it was."""

from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.cases.codecs import EVENTS, read_event, write_event
from app.database.documents import document

st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))  # no field takes a number that long


@pytest.mark.parametrize("name", sorted(EVENTS))
@settings(max_examples=5, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_what_is_left_at_its_default_is_not_written_and_the_rest_reads_back(name: str, data: Any) -> None:
    event = data.draw(st.from_type(EVENTS[name]))
    written = write_event(event)
    told = orjson.loads(document(written.payload | (written.personal or {})))
    usual = TypeAdapter(EVENTS[name]).dump_python(event, mode="json", exclude_defaults=True)
    assert told == usual
    assert read_event(name, written.payload, written.personal) == event
