"""A case is answered as its schema has it, though its acts stand written already."""

from datetime import UTC, datetime
from uuid import UUID

import orjson

from app.cases.queries import case_of
from app.procedure.actors import Actor
from app.procedure.vocabulary import Credential
from tests.factories.matters import DESK, Work


async def test_the_acts_kept_written_are_the_acts_of_the_schema(work: Work, case: str) -> None:
    for _ in range(2):  # written first, then as it was kept
        answer = await work.client.get(f"/cases/{case}", headers=work.centre.signed_in(DESK))
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
        assert answer.json()["available_actions"]
    nobody = Actor(centre_id=work.centre.id, person_id=None, credential=Credential.SYSTEM_KEY)
    told = await case_of(work.session, nobody, UUID(case), datetime(2026, 4, 1, 2, tzinfo=UTC))
    assert orjson.loads(told.as_json()) == told.model_dump(mode="json")


async def test_the_forms_come_packed_to_whoever_can_unpack_them(work: Work) -> None:
    signed_in = work.centre.signed_in(DESK)
    address = "/procedure/intake-forms"
    plain = await work.client.get(address, headers=signed_in | {"Accept-Encoding": "identity"})
    packed = await work.client.get(address, headers=signed_in | {"Accept-Encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert plain.json() == packed.json()
    assert int(packed.headers["content-length"]) * 4 < int(plain.headers["content-length"])
    assert plain.headers["etag"] == packed.headers["etag"] == f'"{plain.json()["version"]}"'
