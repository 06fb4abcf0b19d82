"""The words by which the catalogue's filter finds a map."""

from __future__ import annotations

from journeybook.model.journey import Journey


def searched_words(journey: Journey) -> str:
    """The text of a map that the filter box searches, in lower case as a browser writes it."""
    return " ".join((journey.title, journey.summary or "", *journey.tags)).lower()
