"""Steps shared between maps: `same_as: other#step` takes the other step's fields as defaults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from journeybook.diagnostics import Diagnostic, Place
from journeybook.library.images import moved_source
from journeybook.library.objects import Kind, Ref, Source, moments
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.rules import step_rules

# The identity of a stage or step, which is never taken from another.
_OWN = frozenset({"id", "title", "was", "same_as", "steps", "next", "variants"})

CHAIN = 20
"""The longest chain of `same_as` references; editors cannot follow a longer one."""


@dataclass(slots=True)
class _Sharing:
    journeys: Mapping[str, Journey]
    sources: Mapping[Ref, Source]
    findings: list[Diagnostic] = field(default_factory=list)
    done: dict[tuple[str, str], Moment] = field(default_factory=dict)


def resolve_shared(
    journeys: Mapping[str, Journey],
    sources: Mapping[Ref, Source],
    among: Mapping[str, Journey] | None = None,
) -> tuple[dict[str, Journey], tuple[Diagnostic, ...]]:
    """The maps with every `same_as` filled in, and the findings on cycles and too long chains.

    An unknown target changes nothing. `among` are all maps whose steps can be shared, by default
    `journeys`.
    """
    if not any(moment.same_as for journey in journeys.values() for moment in moments(journey)):
        return dict(journeys), ()
    sharing = _Sharing(journeys if among is None else among, sources)
    return {key: _resolved(journey, sharing) for key, journey in journeys.items()}, tuple(sharing.findings)


def _resolved(journey: Journey, sharing: _Sharing) -> Journey:
    if not any(moment.same_as for moment in moments(journey)):
        return journey
    stages = []
    for at, stage in enumerate(journey.stages):
        steps = tuple(
            _filled(journey.id, step, ("stages", at, "steps", position), sharing)
            for position, step in enumerate(stage.steps)
        )
        whole = _filled(journey.id, stage, ("stages", at), sharing)
        stages.append(whole.model_copy(update={"steps": steps}))
    return journey.model_copy(update={"stages": tuple(stages)})


def _filled(key: str, moment: Moment, path: tuple[str | int, ...], sharing: _Sharing) -> Moment:
    """`moment` with the fields of those that it shares; the nearest takes precedence."""
    if not moment.same_as:
        return moment
    seen = {(key, moment.id or "")}
    filled = moment
    here = moment
    while here.same_as:
        target = _target(here.same_as, sharing)
        if target is None:
            break
        other, following = target
        mark = (other, following.id or "")
        if mark in seen or len(seen) > CHAIN:
            sharing.findings.append(_endless(key, path, moment, sharing, circle=mark in seen))
            break
        seen.add(mark)
        filled = _over(filled, _moved(following, sharing.journeys[other], sharing.journeys[key]))
        here = following
    return filled


def _target(same_as: str, sharing: _Sharing) -> tuple[str, Moment] | None:
    other, _, name = same_as.partition("#")
    journey = sharing.journeys.get(other)
    if not journey or not name:
        return None
    found = next((each for each in moments(journey) if each.id == name), None) or next(
        (each for each in moments(journey) if name in each.was), None
    )
    return (other, found) if found else None


def _moved(moment: Moment, its: Journey, to: Journey) -> Moment:
    """`moment` as it is written in another map: the path of its picture begins at that map."""
    if moment.image is None or its.section == to.section:
        return moment
    image = moment.image.model_copy(update={"src": moved_source(moment.image.src, its.section, to.section)})
    return moment.model_copy(update={"image": image})


def _over(own: Moment, other: Moment) -> Moment:
    """`own` with the fields of `other` where its own are not set."""
    taken = {
        name: getattr(other, name)
        for name in _shared_fields(own, other)
        if name not in own.model_fields_set and name in other.model_fields_set
    }
    return own.model_copy(update=taken) if taken else own


def _shared_fields(own: Moment, other: Moment) -> Iterator[str]:
    # A step may share a stage that is one column itself, and vice versa: common fields are shared.
    both = Stage.model_fields if isinstance(own, Stage) and isinstance(other, Stage) else Step.model_fields
    return (name for name in both if name not in _OWN)


def _endless(
    key: str, path: tuple[str | int, ...], moment: Moment, sharing: _Sharing, *, circle: bool
) -> Diagnostic:
    source = sharing.sources.get(Ref(Kind.JOURNEY, key))
    place = source.place((*path, "same_as")) if source else Place(key)
    if circle:
        message = f"`{moment.id}` is shared in a circle: following `same_as` leads back to where it was"
        return step_rules.circle_of_shared_steps.at(
            place, message, "let one of the steps hold the fields itself"
        )
    return step_rules.circle_of_shared_steps.at(
        place, f"`same_as` leads through more than {CHAIN} maps", "name the step that holds the fields itself"
    )
