"""The two faces every sheet is set in, and what to do with a sign that neither has."""

import struct
import unicodedata
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn as faces

INVISIBLE = frozenset({"Cf", "Cc", "Cs", "Co", "Cn"})


def files() -> tuple[Path, Path]:
    """The upright face of text and the plain one of labels."""
    return Path(faces.serif_path()), Path(faces.sans_path())


def legible(text: str, has: frozenset[int]) -> tuple[str, frozenset[str]]:
    """The text with every sign the faces lack put as its code, and those signs' codes.

    A rare character of a name is never lost, and never printed as an empty box: 𠮷 reads 〔U+20BB7〕.
    """
    lacking: set[str] = set()
    said = []
    for sign in unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", "    "):
        code = ord(sign)
        if code in has or sign == "\n":
            said.append(sign)
        elif not _is_invisible(sign):
            name = f"U+{code:04X}"
            lacking.add(name)
            said.append(f"〔{name}〕")
    return "".join(said), frozenset(lacking)


def _is_invisible(sign: str) -> bool:
    """Marks of control and the choosers of a variant form print nothing; the sign itself stays."""
    code = ord(sign)
    chooses_a_form = 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF
    return chooses_a_form or unicodedata.category(sign) in INVISIBLE - {"Co", "Cn"}


@cache
def signs() -> frozenset[int]:
    """Every sign that one of the faces has: each stands in for the other."""
    serif, sans = (_signs_of(path.read_bytes()) for path in files())
    return serif | sans


def _signs_of(font: bytes) -> frozenset[int]:
    """The signs a font maps to a glyph, read from its own table of them (format 12: ranges)."""
    count = struct.unpack_from(">H", font, 4)[0]
    tables = (struct.unpack_from(">4sIII", font, 12 + 16 * each) for each in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"cmap")
    parts = struct.unpack_from(">H", font, start + 2)[0]
    found: set[int] = set()
    for each in range(parts):
        offset = start + struct.unpack_from(">HHI", font, start + 4 + 8 * each)[2]
        if struct.unpack_from(">H", font, offset)[0] == 12:
            groups = struct.unpack_from(">I", font, offset + 12)[0]
            for group in range(groups):
                first, last, _ = struct.unpack_from(">III", font, offset + 16 + 12 * group)
                found.update(range(first, last + 1))
    return frozenset(found)
