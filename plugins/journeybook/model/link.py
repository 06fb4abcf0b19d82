"""A page elsewhere, such as a ticket or a dashboard."""

from __future__ import annotations

from typing import Annotated

from journeybook.model.scalars import FEW, LISTED, Address, Part, Title


class Link(Part):
    """A page elsewhere, such as a ticket or a dashboard, and what readers will find there."""

    title: Title
    """What readers will find there.

    Example: Order API epic
    """
    url: Address
    """The address. It begins with `https://` or `mailto:`.

    Example: https://tracker.example/E-12
    """


Links = Annotated[tuple[Link, ...], FEW, LISTED]
