from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from journeybook.library.images import LARGE, SMALL, ImageSize
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal import read_portal
from journeybook.site.image_files import encoded_image, image_assets
from journeybook.sources.image_data import ImageDataError
from journeybook.sources.images import read_image
from pictures import JPEG, WEBP, png


def drawn(width: int, height: int, form: str = "PNG", **options: object) -> bytes:
    """A picture with a red upper left quarter on blue."""
    image = Image.new("RGB", (width, height), "blue")
    image.paste("red", (0, 0, width // 2, height // 2))
    written = io.BytesIO()
    image.save(written, form, **options)
    return written.getvalue()


def published(folder: Path, name: str, content: bytes, size: ImageSize) -> bytes:
    path = folder / name
    path.write_bytes(content)
    picture, findings = read_image(path, name)
    assert picture is not None, findings
    return encoded_image(content, path.suffix[1:], picture, size)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize(("ending", "form"), [("png", "PNG"), ("jpg", "JPEG"), ("webp", "WEBP")])
def test_a_picture_fits_its_box_and_is_encoded_alike_each_time(
    tmp_path: Path, size: ImageSize, ending: str, form: str
) -> None:
    content = drawn(2_000, 1_500, form)
    made = published(tmp_path, f"a.{ending}", content, size)
    assert made == published(tmp_path, f"a.{ending}", content, size)
    with Image.open(io.BytesIO(made)) as image:
        assert image.format == "WEBP"
        assert image.size == ((1_600, 1_200) if size is LARGE else (373, 280))
        assert image.convert("RGB").getpixel((3, 3))[0] > 200  # type: ignore[index]


def test_a_small_picture_is_not_enlarged(tmp_path: Path) -> None:
    with Image.open(io.BytesIO(published(tmp_path, "a.png", drawn(40, 30), LARGE))) as image:
        assert image.size == (40, 30)


@pytest.mark.parametrize(("name", "content"), [("a.jpg", JPEG), ("a.webp", WEBP)])
def test_a_picture_stands_upright_and_tells_nothing_else(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    picture, _ = read_image(path, name)
    assert picture is not None
    assert (picture.width, picture.height) == (2, 3)  # the file says 3 by 2, and how it was held
    made = encoded_image(content, path.suffix[1:], picture, LARGE)
    with Image.open(io.BytesIO(made)) as image:
        assert image.size == (2, 3)
        assert not image.getexif()
    assert b"CANARY" not in made


def test_transparency_stays(tmp_path: Path) -> None:
    written = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(written, "PNG")
    with Image.open(io.BytesIO(published(tmp_path, "a.png", written.getvalue(), LARGE))) as image:
        assert image.convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_what_cannot_be_decoded_is_one_error(tmp_path: Path) -> None:
    content = drawn(400, 300, "WEBP", lossless=True)
    torn = content[:30] + b"\xff" * (len(content) - 30)  # its parts are as long as they say
    with pytest.raises(ImageDataError, match="decoded"):
        published(tmp_path, "a.webp", torn, LARGE)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png()[:-14]),
        ("a.png", JPEG),
        ("a.jpg", JPEG[:200]),
        ("a.webp", b"RIFF"),
        ("a.png", png(5_000, 1)),
        ("a.png", png() + b"\0" * 2_000_001),
    ],
)
def test_what_is_cut_off_of_another_type_or_too_large_is_reported_and_not_shown(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    picture, findings = read_image(path, name)
    assert picture is None
    assert findings


def test_only_pictures_that_a_map_or_persona_names_are_published(tmp_path: Path) -> None:
    files = {
        "journeys/a/order.yml": (
            "title: Order\nstages:\n  - title: S\n    steps:\n"
            "      - {id: x, title: X, image: {src: images/page.png, alt: A page}}\n"
        ),
        "personas/ana.yml": "title: Ana\nimage: {src: ana.png, alt: Ana}\n",
    }
    for name, text in files.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for name in ("journeys/a/images/page.png", "journeys/a/images/unused.png", "personas/ana.png"):
        path = tmp_path / "maps" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(drawn(40, 30))
    portfolio = Portfolio(read_portal(tmp_path).library, "P")
    assert [each.address for each in image_assets(portfolio)] == [
        "images/journeys/a/images/page.png.webp",
        "images/journeys/a/images/page.png.small.webp",
        "images/personas/ana.png.webp",
        "images/personas/ana.png.small.webp",
    ]


def test_a_picture_that_is_gone_or_damaged_leaves_its_place_blank(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name, content in {
        "personas/ana.yml": b"title: Ana\nimage: {src: ana.png, alt: Ana}\n",
        "personas/ana.png": drawn(40, 30),
    }.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    portfolio = Portfolio(read_portal(tmp_path).library, "P")
    (tmp_path / "maps/personas/ana.png").unlink()
    large = next(image_assets(portfolio)).make()
    assert isinstance(large, bytes)
    with Image.open(io.BytesIO(large)) as image:
        assert image.size == (40, 30)
    assert "personas/ana.png is left blank" in caplog.text
