"""Ids of stages and steps: unique in their map, made from titles where none is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from journeybook.diagnostics import Diagnostic
from journeybook.model.scalars import ID_LENGTH, ID_PATTERN
from journeybook.rules import field_rules
from journeybook.sources.ids import make_id, spelled, what_is_left
from journeybook.sources.yaml.nodes import Mapping, Node, Path, Scalar, Sequence, pruned

STAGES = 20
STEPS = 200


def number_moments(data: dict[str, Any]) -> None:
    """Give each stage and step in a map's plain data a unique id.

    Earlier versions made ids from the transliterable letters alone. Where such an id would differ
    today, it is added to `was`, so that old links still work.
    """
    moments = list(_moments(data))
    taken: set[str] = set()
    for moment, _ in moments:
        own = moment.get("id")
        if isinstance(own, str) and is_id(own):
            if own in taken:
                moment["id"] = None
            taken.add(own)
    # A former id keeps pointing to the stage or step that had it.
    taken |= {each for moment, _ in moments for each in _texts(moment.get("was"))}
    for moment, fallback in moments:
        if moment.get("id") is None:
            title = moment.get("title")
            title = title if isinstance(title, str) else ""
            moment["id"] = make_id(title, fallback, taken)
            taken.add(moment["id"])
            if not spelled(title) and what_is_left(title):
                former = make_id(what_is_left(title), fallback, taken)
                moment["was"] = [*_texts(moment.get("was")), former]
                taken.add(former)


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id."""
    return len(text) <= ID_LENGTH and ID_PATTERN.fullmatch(text) is not None


def has_sound_moments(data: dict[str, Any]) -> bool:
    """Whether `check_moments` would find nothing in this plain data; False if uncertain."""
    stages = _objects(data.get("stages"))
    ids = [moment["id"] for moment, _ in _moments(data) if isinstance(moment.get("id"), str)]
    steps = sum(len(stage["steps"]) for stage in stages if isinstance(stage.get("steps"), list))
    listed = data.get("stages")
    many = len(listed) > STAGES if isinstance(listed, list) else False
    return not many and steps <= STEPS and len(ids) == len(set(ids))


def has_names(data: dict[str, Any]) -> bool:
    """Whether every stage and step of a map's plain data has a written id."""
    return all("id" in moment for moment, _ in _moments(data))


def _moments(data: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every stage and step that is an object, with the id to use if its title gives none."""
    count = 0
    for at, stage in enumerate(_objects(data.get("stages")), 1):
        yield stage, f"stage-{at}"
        for step in _objects(stage.get("steps")):
            count += 1
            yield step, f"step-{count}"


def _objects(value: Any) -> list[dict[str, Any]]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _texts(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def check_moments(root: Mapping) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """The tree cut to the number of stages and steps that can be drawn, and findings on its ids."""
    findings: list[Diagnostic] = []
    gone: set[Path] = set()
    stages = root.get("stages")
    if isinstance(stages, Sequence) and len(stages.items) > STAGES:
        findings.append(_too_many("stages", len(stages.items), STAGES, stages.items[STAGES]))
        gone.update(("stages", at) for at in range(STAGES, len(stages.items)))
    count = 0
    for path, steps in _lists_of_steps(root):
        room = max(0, STEPS - count)
        if count <= STEPS < count + len(steps.items):
            findings.append(_too_many("steps", count + len(steps.items), STEPS, steps.items[room]))
        gone.update((*path, at) for at in range(room, len(steps.items)))
        count += len(steps.items)
    kept = pruned(root, gone)
    assert isinstance(kept, Mapping), "only items of lists are cut out"
    return kept, (*findings, *_twice(kept))


def _too_many(what: str, count: int, limit: int, first: Node) -> Diagnostic:
    return field_rules.too_many_items.at(
        first.place,
        f"the map has {count} {what}, and {limit} is the limit",
        "split it: let a step name another map in `journey`, and give that map a `parent`",
    )


def _lists_of_steps(root: Mapping) -> Iterator[tuple[Path, Sequence]]:
    stages = root.get("stages")
    for at, stage in enumerate(stages.items if isinstance(stages, Sequence) else ()):
        steps = stage.get("steps") if isinstance(stage, Mapping) else None
        if isinstance(steps, Sequence):
            yield ("stages", at, "steps"), steps


def _twice(root: Mapping) -> Iterator[Diagnostic]:
    first: dict[str, Scalar] = {}
    for moment in _mappings(root):
        own = moment.get("id")
        if not isinstance(own, Scalar) or own.is_null or not is_id(own.text):
            continue
        if own.text in first:
            yield field_rules.duplicate_step_id.at(
                own.place,
                f"the id `{own.text}` stands twice in this map",
                f"line {first[own.text].place.line} has it already; links to it would be ambiguous",
            )
        else:
            first[own.text] = own


def _mappings(root: Mapping) -> Iterator[Mapping]:
    stages = root.get("stages")
    for stage in stages.items if isinstance(stages, Sequence) else (stages,):
        if isinstance(stage, Mapping):
            yield stage
            steps = stage.get("steps")
            for step in steps.items if isinstance(steps, Sequence) else (steps,):
                if isinstance(step, Mapping):
                    yield step
