"""What all objects with a file of their own can be asked for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from journeybook.model.scalars import Part


class FileObject(Part):
    """The base of the models of kinds that have files of their own."""

    def page_texts(self) -> Iterable[str | None]:
        """What readers of its page read, besides its title and its narrative; None for a field without a text."""
        return ()

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The days on which something happened to it, such as a review; None for a field without a day."""
        return ()
