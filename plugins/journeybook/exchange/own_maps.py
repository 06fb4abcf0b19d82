"""What imports of our own files share: a map from its fields, and what the portal lacks for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.importer import ImportContext, ImportedMap, Recognized
from journeybook.exchange.mermaid.tokens import short
from journeybook.model.journey import Journey
from journeybook.model.persona import Persona
from journeybook.model.scalars import TITLE_LENGTH
from journeybook.rules import import_rules
from journeybook.sources.step_ids import is_id


def own_map(
    fields: Mapping[str, Any],
    titles: Mapping[str, str],
    context: ImportContext,
    place: Place,
    *,
    form: str,
    recognized: tuple[Recognized, ...],
    whole: bool,
) -> tuple[ImportedMap | None, tuple[Diagnostic, ...]]:
    """The map with `fields` in the source format, `id` included, or None with an error.

    `titles` are those of its personas by id; those whom the portal lacks are new.
    """
    key = fields.get("id")
    if not isinstance(key, str) or not is_id(key):
        return None, (_refused(place, "its id is none", "write an id such as `ordering`"),)
    again = key in context.maps
    try:
        # The reader of the format takes texts only, so numbers and flags arrive as they are.
        journey = Journey.model_validate({**fields, "id": key if again else context.journeys.free(key)})
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        return None, (_refused(place, f"`{short(where)}`: {first['msg']}", "mend it there and import again"),)
    new = tuple(
        Persona(id=each, title=(titles.get(each) or each)[:TITLE_LENGTH])
        for each in journey.personas
        if each not in context.personas
    )
    known = context.vocabulary.lanes
    named = {lane for moment in (journey, *_moments(journey)) for lane in moment.lanes}
    lanes = {lane: lane.replace("-", " ").capitalize() for lane in sorted(named) if lane not in known}
    made = ImportedMap(
        journey,
        new,
        lanes,
        (),
        place=place,
        wanted=journey.title,
        form=form,
        recognized=recognized,
        again=again,
        whole=whole,
    )
    return made, ()


def _moments(journey: Journey) -> list[Any]:
    return [moment for stage in journey.stages for moment in (stage, *stage.steps)]


def _refused(place: Place, message: str, way_out: str) -> Diagnostic:
    return import_rules.not_imported.at(place, f"the map cannot be read: {message}", way_out)
