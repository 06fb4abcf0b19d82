"""The stops of a reading path for pages: target, reading time, and what to look at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.reading_time import minutes_of, reading_minutes
from journeybook.insight.spots import SpotEmotion
from journeybook.labels.value_labels import KIND_TITLES
from journeybook.library.links import KIND_WORDS as KINDS
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import page_address
from journeybook.model.journey import Journey
from journeybook.model.path import ReadingPath, Stop
from journeybook.model.persona import Persona
from journeybook.pages.docs_pages import find_written
from journeybook.pages.portfolio import Portfolio

DOCS = "docs/"


@dataclass(frozen=True, slots=True)
class PathStop:
    """One stop.

    `number` counts from 1; `kind` is the word for what is read (`Persona`, `Step`, `Guide`);
    `target` its address from the site's root, None if it does not exist or has no page. `inside` is
    the map of a step. `journey`, `persona` and `emotion` are for the picture beside it: a map's
    curve, a face. `minutes` are the author's if `own`, else estimated.
    """

    number: int
    stop: Stop
    kind: str
    title: str
    target: str | None
    minutes: int
    own: bool
    ref: Ref | None = None
    inside: Ref | None = None
    journey: Journey | None = None
    persona: Persona | None = None
    emotion: SpotEmotion | None = None
    about: str | None = None


def path_stops(portfolio: Portfolio, path: ReadingPath) -> tuple[PathStop, ...]:
    """The stops of `path` in their order; unknown targets keep their place, without an address."""
    return tuple(_stop(portfolio, number, stop) for number, stop in enumerate(path.steps, 1))


def whole_time(stops: tuple[PathStop, ...]) -> int:
    """The total minutes of the path."""
    return sum(path_stop.minutes for path_stop in stops)


def stop_ref(stop: Stop) -> Ref | None:
    """The object that a stop names; None for a hand-written page and for unreadable targets."""
    kind, slash, rest = stop.read.partition("/")
    if not slash or kind not in KINDS:
        return None
    key, _hash, step = rest.partition("#")
    return Ref(Kind(kind), key, step or None)


def _stop(portfolio: Portfolio, number: int, stop: Stop) -> PathStop:
    ref = stop_ref(stop)
    if ref is None:
        return _written(portfolio, number, stop)
    library = portfolio.library
    found = PathStop(
        number=number,
        stop=stop,
        kind=_("Step") if ref.step else KIND_TITLES[ref.kind],
        title=library.title(ref),
        target=page_address(ref, library) if library.has(ref) else None,
        minutes=stop.minutes or minutes_of(ref, library),
        own=stop.minutes is not None,
        ref=ref,
    )
    item = library.item(ref)
    if isinstance(item, Journey) and ref.step:
        return replace(found, inside=Ref(ref.kind, ref.id), emotion=_felt(portfolio, ref))
    if isinstance(item, Journey):
        return replace(found, journey=item, about=item.summary)
    if isinstance(item, Persona):
        return replace(found, persona=item, about=item.role)
    return found


def _felt(portfolio: Portfolio, ref: Ref) -> SpotEmotion | None:
    """The lowest emotion at a step, which may be named by a former id."""
    moment = portfolio.library.moment(ref)
    spots = (spot for spot in portfolio.summaries[ref.id].spots if spot.moment is moment)
    return next((spot.lowest for spot in spots), None)


def _written(portfolio: Portfolio, number: int, stop: Stop) -> PathStop:
    file = stop.read.removeprefix(DOCS)
    found = find_written(file, portfolio.written, portfolio.guides) if stop.read.startswith(DOCS) else None
    return PathStop(
        number=number,
        stop=stop,
        kind=_("Guide"),
        title=found.title if found else stop.read,
        target=found.address if found else None,
        minutes=stop.minutes or reading_minutes((found.text,) if found else ()),
        own=stop.minutes is not None,
    )
