"""Links to pages elsewhere, as files for programs hold them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.model.evidence import Evidence
from journeybook.model.recommendation import Recommendation


@dataclass(frozen=True, slots=True)
class Link:
    """An external page, such as a ticket; its `url` begins with `https://` or `mailto:`."""

    title: str
    url: str


def links_out(holder: Evidence | Recommendation) -> Iterator[Link]:
    """The links that an object names, in its order."""
    for link in holder.links:
        yield Link(link.title, link.url)
