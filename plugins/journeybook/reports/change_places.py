"""The place of a change in the newer sources, for links and annotations."""

from __future__ import annotations

from journeybook.diagnostics import Place
from journeybook.history.change import Act, Change
from journeybook.library.objects import Kind, Library, Ref

Path = tuple[str | int, ...]


def place_of(change: Change, library: Library) -> Place | None:
    """The place of the changed value in `library`'s sources, or of its step if the value is gone.

    None if neither exists.
    """
    source = library.sources.get(Ref(change.ref.kind, change.ref.id))
    if source is None:
        return None
    start = _start(change.ref, library)
    if start is None:
        return None
    field = change.field if change.act is not Act.REMOVED else ""
    if field in ("", "id", "lowest", "section", "readings"):
        return source.place((*start, "title"))
    return source.place((*start, *field.split(".")))


def _start(ref: Ref, library: Library) -> Path | None:
    """The path of the step in its source; empty for the object itself."""
    if ref.kind is not Kind.JOURNEY or not ref.step:
        return ()
    journey = library.journeys.get(ref.id)
    for index, stage in enumerate(journey.stages if journey else ()):
        if stage.id == ref.step:
            return ("stages", index)
        for position, step in enumerate(stage.steps):
            if step.id == ref.step:
                return ("stages", index, "steps", position)
    return None
