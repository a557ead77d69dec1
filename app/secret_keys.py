"""The keys that the database does not hold, and the file that keeps them where the environment does not."""

import base64
import binascii
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from app.obstacle import Obstacle

KEY_BYTES = 32


class KeysMissing(Obstacle):
    """There are no secret keys, and this process is not the one that may make them."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys of one use by their names: all may open, the current one seals or signs."""

    current: str
    keys: Mapping[str, bytes] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecretKeys:
    """The keys that the database does not hold."""

    contact: KeyRing
    contact_search: bytes = field(repr=False)
    seal: KeyRing


def _draft(path: Path, text: str) -> Path:
    """A file beside it that is on the disk: a key in use must never be lost."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # 0600 from the start
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(draft)


def with_contact_key(path: Path) -> str:
    """Puts a fresh key for contacts before the others, whole or not at all; its name."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    name, fresh = secrets.token_hex(4), base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    stored["contact"] = f"{name}:{fresh},{stored['contact']}"
    _replace_keys(path, stored)
    return name


def with_current_contact_key_only(path: Path) -> None:
    """Takes the older keys for contacts out of the file, whole or not at all."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["contact"] = stored["contact"].split(",", 1)[0]
    _replace_keys(path, stored)


def _replace_keys(path: Path, stored: dict[str, str]) -> None:
    _draft(path, json.dumps(stored, indent=2)).replace(path)
    keys_of_file.cache_clear()


def write_new_keys(path: Path) -> None:
    """Makes the file, unless there is one."""

    def fresh() -> str:
        return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()

    text = json.dumps(
        {"contact": f"first:{fresh()}", "contact_search": fresh(), "seal": f"first:{fresh()}"},
        indent=2,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(path, text)
    try:
        os.link(draft, path)  # whole or not at all, and never over an older one
    except FileExistsError:
        pass
    finally:
        draft.unlink()


@cache
def keys_of_file(path: Path) -> SecretKeys:
    """The keys of a file that nobody else can read."""
    try:
        found = path.stat()
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeysMissing(
            f"没有密钥文件 {path}，请先运行 yingmen migrate 或设置密钥环境变量 / "
            f"no key file {path}: run `yingmen migrate` first or set the key variables"
        ) from None
    if found.st_mode & 0o077:
        raise KeysMissing(f"密钥文件 {path} 别人也能读，请改为 0600 / {path} is open to others: make it 0600")
    try:
        stored = json.loads(text)
        return SecretKeys(
            contact=ring_of(stored["contact"]),
            contact_search=key_of(stored["contact_search"]),
            seal=ring_of(stored["seal"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise KeysMissing(f"密钥文件 {path} 读不懂 / cannot read the key file {path}") from error


def ring_of(text: str) -> KeyRing:
    """Named keys as they are written down: `current:…,older:…`."""
    named = dict(entry.strip().split(":", 1) for entry in text.split(","))
    return KeyRing(next(iter(named)), {name: key_of(value) for name, value in named.items()})


def key_of(text: str) -> bytes:
    """One key, written in base64."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except binascii.Error as error:
        raise ValueError("密钥要用 base64 / a key is written in base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"密钥要 {KEY_BYTES} 字节 / a key has {KEY_BYTES} bytes")
    return key
