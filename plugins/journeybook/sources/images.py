"""Checks of pictures, which a browser opens on the portal's origin: type and size."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.library.images import ImageFile
from journeybook.rules import file_rules
from journeybook.sources.image_data import ImageDataError, image_orientation
from journeybook.sources.text_file import read_bytes

PHOTO_ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".webp"})

PHOTO_BYTES = 2_000_000
PHOTO_SIDE = 4_096
"""The longest side in pixels. A header of a few bytes can claim an image that fills the memory."""

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}

_WEBP_HEADER = 30
"""The bytes within which each variant of WebP states its size."""


_SIDEWAYS = 5
"""The orientation from which on width and height change places."""


def read_image(path: Path, file: str) -> tuple[ImageFile | None, tuple[Diagnostic, ...]]:
    """What is known of a picture, None if it cannot be shown, and its faults."""
    content, findings = read_bytes(path, file, PHOTO_BYTES)
    if content is None:
        return None, findings
    findings = check_photo(content, file)
    ending = file.rpartition(".")[2]
    size = None if findings else _size(content, ending)
    if size is None:
        return None, findings
    try:
        sideways = image_orientation(content, ending) >= _SIDEWAYS
    except ImageDataError as fault:
        return None, (
            file_rules.invalid_picture.at(
                Place(file), f"this picture is damaged: {fault}", "save it anew", severity=Severity.WARNING
            ),
        )
    width, height = reversed(size) if sideways else size
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    return ImageFile(width, height, digest, path), ()


def check_photo(content: bytes, file: str) -> tuple[Diagnostic, ...]:
    """The faults of an image: its content does not fit its file name, or it is too large."""
    size = _size(content, file.rpartition(".")[2])
    if size is None:
        return (
            file_rules.invalid_picture.at(
                Place(file),
                "this is no picture of the kind that its name says",
                "save it anew as PNG, JPEG or WebP, with the ending that fits",
            ),
        )
    if max(size) > PHOTO_SIDE or min(size) < 1:
        return (
            file_rules.invalid_picture.at(
                Place(file),
                f"the picture is {size[0]:,} by {size[1]:,} pixels",
                f"scale it down; {PHOTO_SIDE:,} pixels a side are the limit, and 1,600 are enough",
            ),
        )
    return ()


def _size(content: bytes, ending: str) -> tuple[int, int] | None:
    """Width and height in pixels from the header; None if it is not of this type."""
    try:
        if ending == "png":
            return _png(content)
        return _webp(content) if ending == "webp" else _jpeg(content)
    except (struct.error, IndexError):
        return None


def _png(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\x89PNG\r\n\x1a\n") or content[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _webp(content: bytes) -> tuple[int, int] | None:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP" or len(content) < _WEBP_HEADER:
        return None
    match content[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", content[26:30])
            return width & 0x3FFF, height & 0x3FFF
        case b"VP8L":
            (bits,) = struct.unpack("<I", content[21:25])
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8X":
            return int.from_bytes(content[24:27], "little") + 1, int.from_bytes(content[27:30], "little") + 1
    return None


def _jpeg(content: bytes) -> tuple[int, int] | None:
    if not content.startswith(b"\xff\xd8"):
        return None
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        at += 2 + length
    return None
