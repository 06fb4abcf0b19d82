"""Pictures of steps and personas: where their files lie, and what is known of each."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.kinds import KINDS, Kind

FOLDER = "images"
"""The folder of the portal in which published pictures lie."""


@dataclass(frozen=True, slots=True)
class ImageFile:
    """A picture beside the sources that can be shown.

    `width` and `height` are in pixels as it is seen, after its orientation is applied. `digest` is
    that of its content, `file` is where it lies on this machine.
    """

    width: int
    height: int
    digest: str
    file: Path = field(compare=False)

    def fitted(self, size: ImageSize) -> tuple[int, int]:
        """Width and height in pixels of the published picture of a size; none is enlarged."""
        return self._within(size.width, size.height)

    def shown(self, size: ImageSize) -> tuple[int, int]:
        """Width and height on a page, in CSS pixels."""
        return self._within(*size.shown)

    def _within(self, width: int, height: int) -> tuple[int, int]:
        scale = min(1.0, width / self.width, height / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


@dataclass(frozen=True, slots=True)
class ImageSize:
    """A size in which every picture is published: the box in pixels that it fits into.

    `shown` is the box on a page, in CSS pixels; a screen of twice the density shows all pixels.
    """

    ending: str
    width: int
    height: int
    shown: tuple[int, int]


LARGE = ImageSize(".webp", 1_600, 1_200, (640, 420))
"""For the card of a step and the page of a persona."""

SMALL = ImageSize(".small.webp", 440, 280, (220, 140))
"""For cells of a map and for lists."""

IMAGE_SIZES = (LARGE, SMALL)


def image_path(kind: Kind, section: str, src: str) -> str:
    """The path of a picture below the folder of sources: `journeys/join/images/order.png`.

    `src` is relative to the folder of the source that names it, `section` is that folder below the
    one of its kind. A path that begins with `../` is outside of the folder of sources.
    """
    return posixpath.normpath(posixpath.join(KINDS[kind].plural, section, src))


def image_address(path: str, size: ImageSize) -> str:
    """The address in the portal of the picture with a path, in a size."""
    return f"{FOLDER}/{path}{size.ending}"


def moved_source(src: str, here: str, there: str) -> str:
    """The `src` for a map in the section `there` of a picture that one in section `here` names."""
    return posixpath.relpath(posixpath.join("/", here, src), posixpath.join("/", there))
