"""What a file is, told by its own first bytes; what the sender calls it counts for nothing."""

from collections.abc import Callable

JPEG, PNG, WEBP, HEIC, PDF = "image/jpeg", "image/png", "image/webp", "image/heic", "application/pdf"
WEBM, MP4_AUDIO, OGG = "audio/webm", "audio/mp4", "audio/ogg"
MP4_BRANDS = frozenset({b"M4A ", b"mp41", b"mp42", b"isom", b"iso2", b"iso5", b"iso6"})
EBML, DOCTYPE_WITHIN = b"\x1a\x45\xdf\xa3", 64
HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"})
PDF_BEGINS_WITHIN = 1024
"""Readers take a PDF whose header follows some other bytes, so scanners write such files."""


def _jpeg(content: bytes) -> bool:
    return content[:3] == b"\xff\xd8\xff"


def _png(content: bytes) -> bool:
    return content[:8] == b"\x89PNG\r\n\x1a\n" and content[12:16] == b"IHDR"


def _webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP" and content[12:15] == b"VP8"


def _heic(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def _webm(content: bytes) -> bool:
    return content[:4] == EBML and b"webm" in content[:DOCTYPE_WITHIN]


def _mp4_audio(content: bytes) -> bool:
    return content[4:8] == b"ftyp" and content[8:12] in MP4_BRANDS


def _ogg(content: bytes) -> bool:
    return content[:4] == b"OggS"


def _pdf(content: bytes) -> bool:
    return b"%PDF-" in content[:PDF_BEGINS_WITHIN]


TAKEN: dict[str, Callable[[bytes], bool]] = {
    JPEG: _jpeg,
    PNG: _png,
    WEBP: _webp,
    HEIC: _heic,
    PDF: _pdf,
    WEBM: _webm,
    MP4_AUDIO: _mp4_audio,
    OGG: _ogg,
}
"""The kinds of file the house takes: photographs and spoken notes as phones make them, and PDF."""


def media_type_of(content: bytes) -> str | None:
    """The kind of file this is, or nothing where the house does not take it."""
    return next((kind for kind, matches in TAKEN.items() if matches(content)), None)
