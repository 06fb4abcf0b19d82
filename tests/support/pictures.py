"""Small pictures made in a test, with and without what does not belong to the picture."""

from __future__ import annotations

import base64
import io
import struct
import zlib

from PIL import Image

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/4QA2RXhpZgAATU0AKgAAAAgAAgEOAAIAAAAHAAAAJgESAAMAAAABAAYAAAAAAABDQU5BUlkA"
    "AP/+AAhzZWNyZXT/2wBDAKBueIx4ZKCMgoy0qqC+8P//8Nzc8P//////////////////////////////////////////////////"
    "////////2wBDAaq0tPDS8P//////////////////////////////////////////////////////////////////////////////"
    "wAARCAACAAMDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAXEAEBAQEAAAAAAAAAAAAAAAAAAREx/8QAFAEBAAAA"
    "AAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AJW3e0AH/9k="
)
"""3 by 2 pixels, to be turned by a quarter, with `CANARY` in its camera data and `secret` in a comment."""

WEBP = base64.b64decode(
    "UklGRooAAABXRUJQVlA4WAoAAAAIAAAAAgAAAQAAVlA4TDYAAAAvAkAAACdAmG2cG8YQZnLvI8w2zg1jCDO59xFmG+eGMYSZ3Pvm"
    "P4DbqP6rQCBAhjgRIaL/sQFFWElGLgAAAE1NACoAAAAIAAIBDgACAAAABwAAACYBEgADAAAAAQAGAAAAAAAAQ0FOQVJZAAA="
)
"""3 by 2 pixels, to be turned by a quarter, with `CANARY` in its camera data."""


def png(width: int = 3, height: int = 2, *, note: bytes = b"", level: int = 9, first: int = 0) -> bytes:
    """A black PNG picture, with a comment where there is a note; `first` is its first byte."""
    pixels = bytearray((1 + 4 * width) * height)
    pixels[1] = first
    parts = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))]
    parts += [_chunk(b"tEXt", b"Comment\0" + note)] * bool(note)
    parts += [_chunk(b"IDAT", zlib.compress(bytes(pixels), level)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def plain_picture(width: int, height: int, color: str) -> bytes:
    """A PNG picture of one color."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), color).save(written, "PNG")
    return written.getvalue()


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
