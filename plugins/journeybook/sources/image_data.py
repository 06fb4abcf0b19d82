"""Image files reduced to their pixels and colours, without metadata.

PNG, JPEG and WebP files are sequences of chunks. Those that affect the image are kept byte for
byte. Comments, previews, private chunks, data after the end and camera data (which can hold a place
and a name), except for the orientation, are dropped. The image is not decoded, so the output is the
same on every machine. Sources: PNG third edition (W3C), ITU-T T.81 and JFIF, RFC 9649.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PARTS = frozenset(b"IHDR PLTE tRNS IDAT IEND cHRM gAMA iCCP sBIT sRGB cICP pHYs bKGD".split())
_PNG_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PIECE = 1 << 20

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_PARTS = _FRAMES | {0xC4, 0xCC, 0xDA, 0xDB, 0xDC, 0xDD}
_JPEG_NAMED = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
_EXIF = b"Exif\0\0"
_MARKER = re.compile(rb"\xff+[\x01-\xcf\xd8-\xfe]")

_WEBP_PARTS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF", b"EXIF"))
_WEBP_PICTURES = frozenset((b"VP8 ", b"VP8L", b"ANMF"))
_WEBP_EXIF, _WEBP_XMP = 0b1000, 0b0100
"""The bits of a WebP header that announce camera data (EXIF) and XMP."""


_ORIENTED = struct.pack(">IHHHI", 8, 1, 0x0112, 3, 1)
_UPRIGHT = re.compile(re.escape(b"MM\0*" + _ORIENTED + b"\0") + rb"([\2-\x08])")
"""Camera data as `image_data` writes it; the group is the orientation."""


class ImageDataError(ValueError):
    """An image file is invalid; the message says how in a few words."""


def image_data(content: bytes, ending: str) -> bytes:
    """The image without metadata.

    Raises ImageDataError if it is truncated or of another type than its `ending` says.
    """
    try:
        match ending.removeprefix(".").lower():
            case "png":
                return _PNG + b"".join(_png(content))
            case "webp":
                body = b"WEBP" + b"".join(_webp(content))
                return b"RIFF" + struct.pack("<I", len(body)) + body
            case _:
                return b"\xff\xd8" + b"".join(_jpeg(content))
    except (struct.error, IndexError, zlib.error):
        raise ImageDataError("it is cut off, or damaged") from None


def image_orientation(content: bytes, ending: str) -> int:
    """How a picture was held, 1 (upright) to 8 as in EXIF; from 5 on, it is turned to its side.

    Pixels are not unpacked. Raises ImageDataError if the file is truncated or of another type.
    """
    try:
        if ending.removeprefix(".").lower() == "png":
            exif = b"".join(_orientation(part) for name, part in _png_chunks(content) if name == b"eXIf")
        else:
            exif = image_data(content, ending)
    except (struct.error, IndexError):
        raise ImageDataError("it is cut off, or damaged") from None
    found = _UPRIGHT.search(exif)
    return found[1][0] if found else 1


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The name and the data of each chunk of a PNG file up to its end."""
    if not content.startswith(_PNG):
        raise ImageDataError("it is no PNG picture")
    at, name = len(_PNG), b""
    while name != b"IEND":
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise ImageDataError("it is cut off, or damaged")
        yield name, content[at + 8 : end - 4]
        at = end


def _png(content: bytes) -> Iterator[bytes]:
    if not content.startswith(_PNG):
        raise ImageDataError("it is no PNG picture")
    inflater, pixels, limit = zlib.decompressobj(), 0, _pixel_bytes(content)
    at, first = len(_PNG), True
    while True:
        (length,) = struct.unpack_from(">I", content, at)
        name, end = content[at + 4 : at + 8], at + 12 + length
        (checksum,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[at + 4 : end - 4]) != checksum or (name == b"IHDR") is not first:
            raise ImageDataError("it is damaged")
        if name == b"IDAT":
            pixels += _unpacked(inflater, content[at + 8 : end - 4], limit - pixels)
        if name in _PNG_PARTS:
            yield content[at:end]
        elif name == b"eXIf" and (exif := _orientation(content[at + 8 : end - 4])):
            yield struct.pack(">I", len(exif)) + name + exif + struct.pack(">I", zlib.crc32(name + exif))
        if name == b"IEND":
            if not inflater.eof:
                raise ImageDataError("it holds no whole picture")
            return
        at, first = end, False


def _pixel_bytes(content: bytes) -> int:
    """The largest valid size in bytes of a PNG file's unpacked pixels, from its header.

    The bound allows for interlacing, which adds lines.
    """
    width, height, depth, color = struct.unpack_from(">IIBB", content, 16)
    bits = width * depth * _PNG_CHANNELS.get(color, 4)
    return int(((bits + 7) // 8 + 4) * height + 64)


def _unpacked(inflater: zlib._Decompress, packed: bytes, limit: int) -> int:
    """The unpacked size of a chunk in bytes; raises ImageDataError beyond `limit`."""
    size = 0
    while packed and not inflater.eof:
        size += len(inflater.decompress(packed, _PIECE))
        packed = inflater.unconsumed_tail
        if size > limit:
            raise ImageDataError("it holds more than its pixels")
    if packed or inflater.unused_data:
        raise ImageDataError("it holds more than its pixels")
    return size


def _jpeg(content: bytes) -> Iterator[bytes]:
    if not content.startswith(b"\xff\xd8"):
        raise ImageDataError("it is no JPEG picture")
    at, framed, drawn = 2, False, False
    while True:
        found = _MARKER.match(content, at)
        if found is None:
            raise ImageDataError("it is cut off, or damaged")
        marker, start = content[found.end() - 1], found.end()
        if marker == 0xD9:
            if not drawn:
                raise ImageDataError("it holds no whole picture")
            yield b"\xff\xd9"
            return
        (length,) = struct.unpack_from(">H", content, start)
        part = content[start : start + length]
        if length < 2 or len(part) < length:
            raise ImageDataError("it is cut off, or damaged")
        at = start + length
        framed |= marker in _FRAMES
        if marker in _JPEG_PARTS or part[2:].startswith(_JPEG_NAMED.get(marker, b"\0none")):
            yield bytes((0xFF, marker)) + part
        elif marker == 0xE1 and part[2:].startswith(_EXIF):
            exif = _orientation(part[2 + len(_EXIF) :])
            if exif:
                yield b"\xff\xe1" + struct.pack(">H", 2 + len(_EXIF + exif)) + _EXIF + exif
        if marker == 0xDA:
            following = _MARKER.search(content, at)
            if following is None or not framed:
                raise ImageDataError("it is cut off, or damaged")
            yield content[at : following.start()]
            at, drawn = following.start(), True


def _orientation(exif: bytes) -> bytes:
    """Camera data (TIFF) with the orientation alone; empty if the image is upright."""
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None or len(exif) < 8:
        return b""
    (table,) = struct.unpack_from(f"{order}I", exif, 4)
    if table + 2 > len(exif):
        return b""
    (entries,) = struct.unpack_from(f"{order}H", exif, table)
    for at in range(table + 2, min(table + 2 + 12 * entries, len(exif) - 11), 12):
        key, kind, count, value = struct.unpack_from(f"{order}HHIH", exif, at)
        if (key, kind, count) == (0x0112, 3, 1) and 2 <= value <= 8:
            return b"MM\0*" + _ORIENTED + struct.pack(">HHI", value, 0, 0)
    return b""


def _webp(content: bytes) -> Iterator[bytes]:
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        raise ImageDataError("it is no WebP picture")
    (size,) = struct.unpack_from("<I", content, 4)
    end, at = 8 + size, 12
    if end > len(content):
        raise ImageDataError("it is cut off, or damaged")
    parts: list[tuple[bytes, bytes]] = []
    while at + 8 <= end:
        name = content[at : at + 4]
        (length,) = struct.unpack_from("<I", content, at + 4)
        if at + 8 + length > end:
            raise ImageDataError("it is cut off, or damaged")
        part = content[at + 8 : at + 8 + length]
        if name == b"EXIF":
            part = _orientation(part.removeprefix(_EXIF))
        if name in _WEBP_PARTS and part:
            parts.append((name, part))
        at += 8 + length + length % 2
    names = {name for name, _ in parts}
    if not names & _WEBP_PICTURES:
        raise ImageDataError("it holds no whole picture")
    for name, part in parts:
        if name == b"VP8X":
            notes = _WEBP_EXIF if b"EXIF" in names else 0
            part = bytes((part[0] & ~(_WEBP_EXIF | _WEBP_XMP) | notes,)) + part[1:]  # noqa: PLW2901 (its header alone)
        yield name + struct.pack("<I", len(part)) + part + b"\0" * (len(part) % 2)
