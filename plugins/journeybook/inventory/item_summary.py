"""One object with its fields, and the objects that mention it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from journeybook.insight.claims import claims_among, tally
from journeybook.insight.counts import MapCounts, map_counts
from journeybook.insight.spots import Spot, SpotEmotion, spots
from journeybook.inventory.lists import users
from journeybook.library.lookup import LANE, PLURALS, Name, ids_of
from journeybook.library.objects import Kind, Library, Ref, Use
from journeybook.model.journey import Journey, Moment


@dataclass(frozen=True, slots=True)
class Curve:
    """The emotions of a persona along a map, one for each spot.

    `persona` is None if the map names none.

    A step in which the feeling changes counts with what it ends in.
    """

    persona: str | None
    title: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An object, word or step: its source file, the model with its fields, and its uses.

    `file` is None if it has none, `holder` for a lane or tag that nobody declared.

    `spots` are the columns of a map with one `Curve` for each of its people; for a step, the spot
    alone. `counts` are the figures of a map.
    """

    name: Name
    title: str
    file: str | None
    holder: BaseModel | None
    uses: tuple[Use, ...]
    curves: tuple[Curve, ...] = ()
    spots: tuple[Spot, ...] = ()
    counts: MapCounts | None = None


def card_of(library: Library, name: Name, vocabulary: str) -> Card:
    """The card of `name`, which is in the library; `vocabulary` is the file of the vocabulary."""
    ref = name.ref
    if ref is None:
        shelf: Mapping[str, BaseModel] = getattr(library.vocabulary, PLURALS[name.sort])
        field = "lanes" if name.sort == LANE else "tags"
        uses = tuple(Use(user, field) for user in users(library, name.sort, name.id))
        holder = shelf.get(name.id)
        return Card(name, ids_of(library, name.sort)[name.id], vocabulary if holder else None, holder, uses)
    whole = Ref(ref.kind, ref.id)
    item = library.item(whole)
    if item is None:
        words: Mapping[str, BaseModel] = getattr(library.vocabulary, PLURALS[name.sort])
        return Card(name, library.title(ref), vocabulary, words[name.id], library.uses(ref))
    source = library.sources.get(whole)
    file = source.file if source else None
    if not isinstance(item, Journey):
        return Card(name, item.title, file, item, library.uses(ref))
    found = spots(item, library.vocabulary.emotion_scale)
    if ref.step is None:
        counts = map_counts(item, found, tally(claims_among(found)))
        return Card(
            name, item.title, file, item, library.uses(ref), curves_of(item, found, library), found, counts
        )
    moment = library.moment(ref)
    assert isinstance(moment, Moment), "the name was found in this library"
    own = tuple(spot for spot in found if spot.moment.id == moment.id)
    return Card(name, moment.title, file, moment, library.uses(ref), spots=own)


def curves_of(journey: Journey, found: tuple[Spot, ...], library: Library) -> tuple[Curve, ...]:
    """A curve for each persona of the map who feels something, the actor first."""
    people: list[str | None] = [*journey.personas]
    named = {felt.persona for spot in found for felt in spot.emotions if felt.persona}
    people += sorted(named - {*journey.personas})
    curves = []
    for persona in people or [None]:
        values = tuple(_last(spot.emotions_of(persona)) for spot in found)
        if any(value is not None for value in values):
            title = library.title(Ref(Kind.PERSONA, persona)) if persona else "Everybody"
            curves.append(Curve(persona, title, values))
    return tuple(curves)


def _last(felt: tuple[SpotEmotion, ...]) -> float | None:
    return felt[-1].value if felt else None
