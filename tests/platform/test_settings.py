"""What one installation sets for itself."""

import base64
import json
import stat
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.secret_keys import KeysMissing
from app.settings import Settings


def key(letter: str) -> str:
    return base64.b64encode(letter.encode() * 32).decode()


def test_without_any_setting_only_this_machine_can_reach_it() -> None:
    settings = Settings()
    assert settings.loopback_only
    assert settings.address == "http://127.0.0.1:8000"
    assert not settings.over_tls


@pytest.mark.parametrize(
    ("host", "only_here"),
    [("localhost", True), ("::1", True), ("127.0.0.9", True), ("0.0.0.0", False), ("desk.example", False)],
)
def test_an_address_is_known_as_open_to_the_network_or_not(host: str, only_here: bool) -> None:
    assert Settings(host=host).loopback_only is only_here


def test_the_names_the_field_knows_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://me:p%40ss@db.example:6432/desk?sslmode=require")
    monkeypatch.setenv("PG_BIN", "/opt/postgres/bin")
    monkeypatch.setenv("YINGMEN_TRUSTED_PROXIES", "10.0.0.1, 10.0.0.2")
    settings = Settings()
    assert settings.sqlalchemy_url() == "postgresql+asyncpg://me:p%40ss@db.example:6432/desk?ssl=require"
    assert settings.libpq_url() == "postgresql://me:p%40ss@db.example:6432/desk?sslmode=require"
    assert settings.pg_bin == Path("/opt/postgres/bin")
    assert settings.trusted_proxies == ("10.0.0.1", "10.0.0.2")
    assert settings.over_tls, "a trusted proxy ends TLS, so cookies are Secure"


def test_an_empty_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("YINGMEN_PORT", "")
    assert Settings().database_url is None
    assert Settings().port == 8000


@pytest.mark.parametrize(
    "wrong",
    [
        {"port": 0},
        {"tls_cert": "/a.pem"},
        {"contact_keys": f"first:{key('a')}"},
        {"attachment_max_bytes": 5},
        {"database_url": "mysql://me@there/desk"},
    ],
)
def test_what_cannot_work_is_refused_at_the_start(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate(wrong)


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    settings = Settings.model_validate(
        {
            "database_url": "postgresql://me:hidden@db/desk",
            "contact_keys": f"first:{key('a')}",
            "contact_search_key": key("s"),
            "seal_keys": f"first:{key('b')}",
        }
    )
    assert "hidden" not in repr(settings)
    assert key("a") not in repr(settings)
    assert "aaaa" not in repr(settings.keys())


def test_the_first_start_makes_keys_that_only_their_owner_can_read(home: Path) -> None:
    settings = Settings(data_dir=home)
    settings.make_keys()
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    made = settings.keys()
    settings.make_keys()
    assert Settings(data_dir=home).keys() == made, "a later start keeps them"
    assert len({made.contact_search, *made.contact.keys.values(), *made.seal.keys.values()}) == 3
    assert [path.name for path in home.iterdir()] == ["keys.json"], "no draft is left behind"


def test_a_key_file_open_to_others_is_refused(home: Path) -> None:
    settings = Settings(data_dir=home)
    settings.make_keys()
    settings.key_file.chmod(0o640)
    with pytest.raises(KeysMissing, match="0600"):
        settings.keys()


@pytest.mark.parametrize("text", ["", "{}", "[1]", json.dumps({"contact": "first:AAAA"})])
def test_a_key_file_that_is_damaged_is_refused_and_not_replaced(home: Path, text: str) -> None:
    settings = Settings(data_dir=home)
    settings.key_file.touch(mode=0o600)
    settings.key_file.write_text(text)
    settings.make_keys()
    with pytest.raises(KeysMissing, match="cannot read"):
        settings.keys()
    assert settings.key_file.read_text() == text


def test_a_process_without_keys_says_how_to_make_them(home: Path) -> None:
    with pytest.raises(KeysMissing, match="yingmen migrate"):
        Settings(data_dir=home).keys()


def test_keys_rotate_the_first_named_is_the_current_one(home: Path) -> None:
    settings = Settings.model_validate(
        {
            "data_dir": home,
            "contact_keys": f"new:{key('n')},old:{key('o')}",
            "contact_search_key": key("s"),
            "seal_keys": f"only:{key('l')}",
        }
    )
    settings.make_keys()
    assert not settings.key_file.exists(), "keys of the environment need no file"
    ring = settings.keys().contact
    assert (ring.current, dict(ring.keys)) == ("new", {"new": b"n" * 32, "old": b"o" * 32})


def test_a_key_is_retired_from_the_file_and_never_from_the_environment(home: Path) -> None:
    settings = Settings(data_dir=home)
    settings.make_keys()
    assert settings.retire_contact_keys() == [], "the only key stays"
    newest = settings.add_contact_key()
    assert list(settings.keys().contact.keys) == [newest, "first"]
    assert settings.retire_contact_keys() == ["first"]
    assert list(settings.keys().contact.keys) == [newest]
    assert settings.key_file.stat().st_mode & 0o077 == 0
    given = Settings.model_validate(
        {
            "data_dir": home,
            "contact_keys": f"new:{key('n')},old:{key('o')}",
            "contact_search_key": key("s"),
            "seal_keys": f"only:{key('l')}",
        }
    )
    with pytest.raises(KeysMissing, match="take old out"):
        given.retire_contact_keys()
