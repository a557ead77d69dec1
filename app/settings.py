"""What one installation sets for itself, read once from the environment.

Every name stands as `YINGMEN_…`; `DATABASE_URL` and `PG_BIN` keep the names the field knows.
What a *centre* sets (deadlines, limits, words) is policy and stands in the store.
"""

import os
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from pydantic import AliasChoices, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from app.secret_keys import (
    KeysMissing,
    SecretKeys,
    key_of,
    keys_of_file,
    ring_of,
    with_contact_key,
    with_current_contact_key_only,
    write_new_keys,
)

MIB = 1024 * 1024


class Settings(BaseSettings):
    """One installation's settings."""

    model_config = SettingsConfigDict(
        env_prefix="YINGMEN_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    # Where people reach it
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    tls_cert: Path | None = None
    tls_key: Path | None = None
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    allow_demo_on_network: bool = False
    api_processes: Annotated[int, Field(ge=1, le=64)] = 1

    # Where things are kept
    data_dir: Path = Path(".data")
    database_url: Annotated[
        SecretStr | None, Field(validation_alias=AliasChoices("database_url", "DATABASE_URL"))
    ] = None
    pg_bin: Annotated[Path | None, Field(validation_alias=AliasChoices("pg_bin", "PG_BIN"))] = None
    db_pool_size: Annotated[int, Field(ge=1, le=200)] = 16
    db_pool_overflow: Annotated[int, Field(ge=0, le=200)] = 8
    db_pool_timeout_seconds: Annotated[float, Field(gt=0, le=120)] = 10
    attachments_url: str | None = None
    attachment_max_bytes: Annotated[int, Field(ge=MIB, le=200 * MIB)] = 10 * MIB
    screens_dir: Path = Path(__file__).parent.parent / "frontend" / "dist"

    # Secret keys, when they come from the environment: "name:base64,older-name:base64"
    contact_keys: SecretStr | None = None
    contact_search_key: SecretStr | None = None
    seal_keys: SecretStr | None = None

    # What may leave it by channels: nothing, the public internet, or some networks of its own too
    outgoing: bool = True
    outgoing_networks: Annotated[tuple[str, ...], NoDecode] = ()

    # What a password costs to check (argon2); tests set it low
    password_memory_kib: Annotated[int, Field(ge=8, le=1024 * 1024)] = 19 * 1024
    password_rounds: Annotated[int, Field(ge=1, le=20)] = 2

    # What it says about itself
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"

    @field_validator("trusted_proxies", "outgoing_networks", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value

    @field_validator("outgoing_networks")
    @classmethod
    def _networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            ip_network(each, strict=False)
        return value

    @field_validator("data_dir", "tls_cert", "tls_key", "screens_dir", "pg_bin")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        return None if value is None else Path(os.path.abspath(value.expanduser()))

    @field_validator("database_url")
    @classmethod
    def _postgres(cls, value: SecretStr | None) -> SecretStr | None:
        if value and urlsplit(value.get_secret_value()).scheme.split("+")[0] not in {
            "postgres",
            "postgresql",
        }:
            raise ValueError("要以 postgresql:// 开头 / must begin with postgresql://")
        return value

    @model_validator(mode="after")
    def _whole(self) -> "Settings":
        if (self.tls_cert is None) != (self.tls_key is None):
            raise ValueError(
                "YINGMEN_TLS_CERT 与 YINGMEN_TLS_KEY 要一起设置 / "
                "YINGMEN_TLS_CERT and YINGMEN_TLS_KEY go together"
            )
        given = [self.contact_keys, self.contact_search_key, self.seal_keys]
        if any(given) and not all(given):
            raise ValueError(
                "YINGMEN_CONTACT_KEYS、YINGMEN_CONTACT_SEARCH_KEY、YINGMEN_SEAL_KEYS 要一起设置 / "
                "the three key settings go together"
            )
        return self

    @property
    def over_tls(self) -> bool:
        """Whether people reach it over TLS, ended here or at a proxy: Secure cookies then."""
        return self.tls_cert is not None or bool(self.trusted_proxies)

    @property
    def loopback_only(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def address(self) -> str:
        """The address to type into a browser on this machine."""
        scheme = "https" if self.tls_cert else "http"
        host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host, self.host)  # noqa: S104
        return f"{scheme}://{f'[{host}]' if ':' in host and host[0] != '[' else host}:{self.port}"

    @property
    def postgres_folder(self) -> Path:
        """The folder of the embedded server."""
        return self.data_dir / "postgres"

    @property
    def attachments_folder(self) -> Path:
        """The folder of attachments, where they are kept in one."""
        return self.data_dir / "attachments"

    @property
    def attachments_address(self) -> str:
        """The store of attachments as a URL: a folder unless an S3-compatible one is set."""
        return self.attachments_url or f"file://{quote(str(self.attachments_folder))}"

    @property
    def erasure_list(self) -> Path:
        """What was erased, written down beside the store: applied again after a restore."""
        return self.data_dir / "erasures.jsonl"

    def libpq_url(self) -> str:
        """The database for asyncpg and for PostgreSQL's own programs."""
        parts = urlsplit(self._database_url())
        return urlunsplit(parts._replace(scheme="postgresql"))

    def sqlalchemy_url(self) -> str:
        """The database for SQLAlchemy over asyncpg."""
        parts = urlsplit(self._database_url())
        named = [("ssl" if key == "sslmode" else key, value) for key, value in parse_qsl(parts.query)]
        return urlunsplit(parts._replace(scheme="postgresql+asyncpg", query=urlencode(named, safe="/")))

    def _database_url(self) -> str:
        if self.database_url is None:
            raise LookupError("没有数据库地址 / no database address")
        return self.database_url.get_secret_value()

    def keys(self) -> SecretKeys:
        """The secret keys, from the environment or from the file that the first start made."""
        if self.contact_keys and self.contact_search_key and self.seal_keys:
            return SecretKeys(
                contact=ring_of(self.contact_keys.get_secret_value()),
                contact_search=key_of(self.contact_search_key.get_secret_value()),
                seal=ring_of(self.seal_keys.get_secret_value()),
            )
        return keys_of_file(self.key_file)

    @property
    def key_file(self) -> Path:
        """Where the keys are kept if the environment does not give them."""
        return self.data_dir / "keys.json"

    def add_contact_key(self) -> str:
        """Makes a new key for contacts the current one; its name."""
        if self.contact_keys is not None:
            raise KeysMissing("新密钥请写在 YINGMEN_CONTACT_KEYS 最前 / put it first in YINGMEN_CONTACT_KEYS")
        self.keys()
        return with_contact_key(self.key_file)

    def retire_contact_keys(self) -> list[str]:
        """Takes every key for contacts but the current one out of the key file; their names."""
        current, *older = self.keys().contact.keys
        if older and self.contact_keys is not None:
            raise KeysMissing(
                f"请从 YINGMEN_CONTACT_KEYS 去掉 {'、'.join(older)}，只留 {current} / "
                f"take {', '.join(older)} out of YINGMEN_CONTACT_KEYS and leave {current}"
            )
        if older:
            with_current_contact_key_only(self.key_file)
        return older

    def make_keys(self) -> None:
        """Makes the key file at the first start; leaves an existing one alone."""
        if self.contact_keys is None and not self.key_file.exists():
            write_new_keys(self.key_file)
