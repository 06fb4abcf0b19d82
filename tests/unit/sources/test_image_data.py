from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.sources.image_data import ImageDataError, image_data
from journeybook.sources.images import check_photo
from pictures import JPEG, WEBP, png

PICTURES = {"png": png(note=b"CANARY"), "jpg": JPEG, "webp": WEBP}


@pytest.mark.parametrize("ending", PICTURES)
def test_a_picture_is_kept_and_what_else_its_file_holds_is_not(ending: str) -> None:
    picture = PICTURES[ending]
    assert b"CANARY" in picture
    kept = image_data(picture + b"<script>CANARY</script>", ending)
    assert b"CANARY" not in kept
    assert b"secret" not in kept
    assert image_data(kept, ending) == kept
    assert check_photo(kept, f"a.{ending}") == ()


def test_what_draws_is_kept_byte_for_byte() -> None:
    assert image_data(png(note=b"CANARY"), "png") == png()
    kept = image_data(JPEG, "jpg")
    assert kept.endswith(JPEG[JPEG.index(b"\xff\xdb") :])
    assert image_data(WEBP, "webp")[38:58] == WEBP[38:58]


@pytest.mark.parametrize("ending", ["jpg", "webp"])
def test_a_picture_stays_the_right_way_up(ending: str) -> None:
    assert b"\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06" in image_data(PICTURES[ending], ending)


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"<html><script>alert(1)</script>", "png"),
        (JPEG, "png"),
        (png(), "jpg"),
        (png(), "webp"),
        (png()[:-4], "png"),
        (png()[:40], "png"),
        (png().replace(b"IDAT", b"IDAX"), "png"),
        (JPEG[:-2], "jpg"),
        (JPEG[:200], "jpg"),
        (b"\xff\xd8\xff\xd9", "jpg"),
        (WEBP[:40], "webp"),
        (b"RIFF\x04\x00\x00\x00WEBP", "webp"),
        (b"", "png"),
        (b"\0" * 2_000_000, "png"),
    ],
)
def test_what_is_no_whole_picture_of_its_kind_is_refused(content: bytes, ending: str) -> None:
    with pytest.raises(ImageDataError):
        image_data(content, ending)


def test_nothing_hides_behind_the_pixels() -> None:
    picture = png()
    hidden = b"<script>CANARY"
    part = struct.pack(">I", len(hidden)) + b"IDAT" + hidden + struct.pack(">I", zlib.crc32(b"IDAT" + hidden))
    with pytest.raises(ImageDataError, match="more than its pixels"):
        image_data(picture[:-12] + part + picture[-12:], "png")


def test_pixels_that_unpack_without_an_end_are_refused() -> None:
    bomb = zlib.compress(bytes(200_000_000), 9)
    picture = png()
    at = picture.index(b"IDAT") - 4
    part = struct.pack(">I", len(bomb)) + b"IDAT" + bomb + struct.pack(">I", zlib.crc32(b"IDAT" + bomb))
    with pytest.raises(ImageDataError, match="more than its pixels"):
        image_data(picture[:at] + part + picture[-12:], "png")


@given(
    ending=st.sampled_from(sorted(PICTURES)),
    changes=st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), max_size=5),
    length=st.integers(0, 700),
)
def test_a_damaged_picture_is_cleaned_or_refused_and_nothing_else(
    ending: str, changes: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(PICTURES[ending][:length])
    for at, value in changes:
        content[at % max(len(content), 1) : at % max(len(content), 1) + 1] = bytes((value,))
    try:
        kept = image_data(bytes(content), ending)
    except ImageDataError:
        return
    assert image_data(kept, ending) == kept
