"""A picture of a step or of a persona: the file, and what it shows in words."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from journeybook.model.scalars import Part, Text

IMAGE_SOURCE = r"^(\.\./|[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9._-]*\.(png|jpg|jpeg|webp)$"


class Image(Part):
    """A picture that lies beside the file that names it, with a description for all who cannot see
    it.
    """

    src: Annotated[str, Field(max_length=200, pattern=IMAGE_SOURCE)]
    """The file: png, jpg, jpeg or webp. Its path begins at the folder of the file that names it.

    Example: images/order-status.png
    """
    alt: Text
    """What the picture shows, for readers who cannot see it.

    Example: The order page of the app, which says "in preparation" and names no date.
    """
    caption: Text | None = None
    """A line below the picture.

    Example: The order page on day nine
    """
    credit: Text | None = None
    """Who made the picture.

    Example: Drawn by the design team
    """
