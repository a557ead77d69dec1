"""Sealing, finding and masking a resident's contact."""

from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.residents.contacts import CannotOpen, ContactKeys, mask, normalise
from app.secret_keys import KeyRing
from app.settings import Settings

CENTRE = UUID("01890000-0000-7000-8000-000000000001")
ELSEWHERE = UUID("01890000-0000-7000-8000-000000000002")
OLD, NEW, SEARCH = b"o" * 32, b"n" * 32, b"s" * 32


@pytest.fixture
def keys() -> ContactKeys:
    return ContactKeys(KeyRing("new", {"old": OLD, "new": NEW}), SEARCH)


def test_a_sealed_contact_opens_to_the_words_that_were_given(keys: ContactKeys) -> None:
    sealed = keys.seal(CENTRE, " 138 0000 1234 ")
    assert keys.open_contact(CENTRE, sealed.ciphertext, sealed.key_id) == "138 0000 1234"


def test_the_store_holds_no_trace_of_the_number(keys: ContactKeys) -> None:
    sealed = keys.seal(CENTRE, "13800001234")
    assert b"13800001234" not in sealed.ciphertext + sealed.digest
    assert "13800001234" not in repr(sealed)
    assert "nnnn" not in repr(keys)


def test_the_same_number_is_sealed_differently_each_time_and_found_each_time(keys: ContactKeys) -> None:
    first, second = keys.seal(CENTRE, "13800001234"), keys.seal(CENTRE, "+86 138-0000-1234")
    assert first.ciphertext != second.ciphertext
    assert first.digest == second.digest == keys.digest(CENTRE, "１３８００００１２３４")


def test_another_centre_can_neither_open_nor_recognise_the_value(keys: ContactKeys) -> None:
    sealed = keys.seal(CENTRE, "13800001234")
    with pytest.raises(CannotOpen):
        keys.open_contact(ELSEWHERE, sealed.ciphertext, sealed.key_id)
    assert keys.digest(ELSEWHERE, "13800001234") != sealed.digest


def test_a_value_of_an_earlier_key_still_opens_and_is_still_found_after_rotation(keys: ContactKeys) -> None:
    before = ContactKeys(KeyRing("old", {"old": OLD}), SEARCH).seal(CENTRE, "13800001234")
    assert keys.open_contact(CENTRE, before.ciphertext, before.key_id) == "13800001234"
    assert keys.digest(CENTRE, "13800001234") == before.digest
    assert keys.seal(CENTRE, "13800001234").key_id == "new"


def test_an_unknown_key_or_an_altered_value_does_not_open(keys: ContactKeys) -> None:
    sealed = keys.seal(CENTRE, "13800001234")
    with pytest.raises(CannotOpen):
        keys.open_contact(CENTRE, sealed.ciphertext, "lost")
    altered = sealed.ciphertext[:-1] + bytes([sealed.ciphertext[-1] ^ 1])
    with pytest.raises(CannotOpen):
        keys.open_contact(CENTRE, altered, sealed.key_id)
    with pytest.raises(CannotOpen):
        keys.open_contact(CENTRE, b"", sealed.key_id)


def test_the_keys_come_from_the_installations_settings(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    settings.make_keys()
    sealed = ContactKeys.from_settings(settings).seal(CENTRE, "13800001234")
    again = ContactKeys.from_settings(Settings(data_dir=tmp_path))
    assert again.open_contact(CENTRE, sealed.ciphertext, sealed.key_id) == "13800001234"
    assert again.digest(CENTRE, "13800001234") == sealed.digest


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("138 0000 1234", "13800001234"),
        ("0086-138-0000-1234", "13800001234"),
        ("8613800001234", "13800001234"),
        ("(0571) 8888 8888", "057188888888"),
        ("+86 571 88888888", "057188888888"),
        ("0571-88888888转801", "057188888888#801"),
        ("0571-88888888 ext. 801", "057188888888#801"),
        ("+852 6123 4567", "+85261234567"),
        ("110", "110"),
        ("Zhang.San@Example.com", "zhang.san@example.com"),
        ("微信 wx_602", "微信wx_602"),
    ],
)
def test_one_contact_written_in_many_ways_is_one_contact(written: str, number: str) -> None:
    assert normalise(written) == number


@pytest.mark.parametrize(
    ("contact", "shown"),
    [
        ("13800000000", "138****0000"),
        ("0571-88888888转801", "057****8888"),
        ("88888888", "88****88"),
        ("12345", "****5"),
        ("zhang@example.com", "z****@example.com"),
        ("wx_602", "w****2"),
        ("微信", "****"),
        ("", "****"),
    ],
)
def test_a_mask_shows_enough_to_recognise_and_too_little_to_call(contact: str, shown: str) -> None:
    assert mask(contact) == shown


@given(st.text(max_size=80))
def test_any_contact_at_all_can_be_sealed_opened_and_masked(contact: str) -> None:
    keys = ContactKeys(KeyRing("new", {"new": NEW}), SEARCH)
    sealed = keys.seal(CENTRE, contact)
    assert keys.open_contact(CENTRE, sealed.ciphertext, sealed.key_id) == contact.strip()
    if len(normalise(contact)) > 4:
        assert normalise(contact) not in sealed.mask
