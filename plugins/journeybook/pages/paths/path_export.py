"""Reading paths as `portal.json` holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from journeybook.library.objects import Kind, Ref
from journeybook.pages.paths.stops import path_stops, whole_time
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of a reading path; `address` is null if the target does not exist."""

    read: str
    title: str
    address: str | None
    minutes: int
    why: str | None
    ask: str | None


@dataclass(frozen=True, slots=True)
class Path:
    """A reading path."""

    id: str
    title: str
    summary: str | None
    for_: Annotated[tuple[str, ...], Field(serialization_alias="for")]
    owner: str | None
    address: str | None
    minutes: int
    stops: tuple[Stop, ...]


def export_path(portfolio: Portfolio, key: str) -> Path:
    """A reading path with its stops."""
    path = portfolio.library.paths[key]
    stops = path_stops(portfolio, path)
    return Path(
        id=key,
        title=path.title,
        summary=path.summary,
        for_=path.for_,
        owner=path.owner,
        address=portfolio.page_address(Ref(Kind.PATH, key)),
        minutes=whole_time(stops),
        stops=tuple(
            Stop(
                stop.stop.read,
                stop.title,
                None if stop.target is None else portfolio.published(stop.target),
                stop.minutes,
                stop.stop.why,
                stop.stop.ask,
            )
            for stop in stops
        ),
    )
