"""The pictures of a portal as they are published: fitted into two sizes, encoded again as WebP.

A picture is read up to the limits of the check and reduced to its pixels (`sources.image_data`)
before Pillow decodes it, and only as the type that its name says. What is published was drawn by
us: no comment, camera data or place of a photo gets through.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from journeybook.library.images import IMAGE_SIZES, ImageFile, ImageSize, image_address
from journeybook.pages.page import AssetPlan
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.image_data import ImageDataError, image_data
from journeybook.sources.images import PHOTO_BYTES, PHOTO_SIDE
from journeybook.sources.text_file import read_bytes

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY = 82
EFFORT = 4
"""Pillow's own choice between speed and size of WebP."""

_FORMATS = {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "webp": "WEBP"}
_WITHOUT_LOSS = frozenset({"png", "webp"})
"""Types in which screens and drawings are kept, whose edges a lossy encoder blurs."""

_log = logging.getLogger(__name__)


def image_assets(portfolio: Portfolio) -> Iterator[AssetPlan]:
    """The files of every picture that a map or a persona names, by address; nothing is read yet."""
    for path in portfolio.pictures_shown:
        for size in IMAGE_SIZES:
            yield AssetPlan(image_address(path, size), partial(_make, portfolio, path, size))


def _make(portfolio: Portfolio, path: str, size: ImageSize) -> bytes:
    picture = portfolio.library.picture(path)
    content, _findings = read_bytes(picture.file, path, PHOTO_BYTES)
    try:
        return encoded_image(content or b"", path.rpartition(".")[2], picture, size)
    except ImageDataError as fault:
        _log.warning("the picture %s is left blank: %s", path, fault)
        return _blank(picture, size)


def encoded_image(content: bytes, ending: str, picture: ImageFile, size: ImageSize) -> bytes:
    """The content of the file of a picture, as WebP of the size that `picture.fitted` says.

    Raises ImageDataError if the picture cannot be decoded.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415 - it takes 30 ms, and most builds find all pictures made

    Image.MAX_IMAGE_PIXELS = PHOTO_SIDE * PHOTO_SIDE
    try:
        with Image.open(io.BytesIO(image_data(content, ending)), formats=[_FORMATS[ending]]) as opened:
            profile = opened.info.get("icc_profile") if opened.mode in ("RGB", "RGBA") else None
            mode = "RGBA" if opened.has_transparency_data else "RGB"
            upright = ImageOps.exif_transpose(opened).convert(mode)
    except ImageDataError:
        raise
    except Exception as fault:
        # Decoders raise whatever a damaged file leads them to.
        raise ImageDataError(f"it cannot be decoded ({type(fault).__name__})") from fault
    fitted = upright.resize(picture.fitted(size), Image.Resampling.LANCZOS)
    lossy = _webp(fitted, profile, quality=QUALITY)
    if ending not in _WITHOUT_LOSS:
        return lossy
    return min(_webp(fitted, profile, lossless=True), lossy, key=len)


def _webp(image: Image, profile: bytes | None, **choices: int) -> bytes:
    written = io.BytesIO()
    image.save(written, "WEBP", method=EFFORT, icc_profile=profile or b"", **choices)
    return written.getvalue()


def _blank(picture: ImageFile, size: ImageSize) -> bytes:
    """A plain picture of the same size, so that nothing on a page moves."""
    from PIL import Image  # noqa: PLC0415 - see above

    return _webp(Image.new("RGB", picture.fitted(size), "#dddddd"), None, lossless=True)
