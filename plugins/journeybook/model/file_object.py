"""The base of all objects that have a file of their own."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from journeybook.model.scalars import Part


class FileObject(Part):
    """The base of the models of kinds that have files of their own."""

    def page_texts(self) -> Iterable[str | None]:
        """The texts on its page besides title and narrative; None for an empty field."""
        return ()

    def past_dates(self) -> Iterable[datetime.date | None]:
        """The days of past events, such as a review; None for an empty field."""
        return ()
