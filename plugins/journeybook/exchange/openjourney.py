"""Imports maps of the OpenJourney format: JSON with stages and nodes, each node a step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from journeybook.diagnostics import Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportResult, SourceFile
from journeybook.exchange.map_json import read_json
from journeybook.exchange.outline import Entry, Outline, OutlineMoment
from journeybook.exchange.outline_map import map_of_outline
from journeybook.rules import import_rules

_FIELDS = {
    "description": "narrative",
    "score": "emotion",
    "sentiment": "feeling",
    "evidence": "physical_evidence",
    "onstage": "frontstage",
    "backstage": "backstage",
    "support": "support",
}
_STRUCTURE = frozenset({"id", "stageId", "swimlaneId", "title", "blueprint", "isMomentOfTruth"})
_LOOKS = frozenset({"iconColor", "color", "icon"})
_OF_FILE = frozenset({"version", "stages", "swimlanes", "nodes", "metadata"})


class OpenJourneyImporter:
    """The `Importer` of the OpenJourney format."""

    kind = ImportKind.OPENJOURNEY
    endings = (".ojf", ".json")

    def recognizes(self, source: SourceFile) -> bool:
        """Whether it is JSON with stages and nodes."""
        data, _ = read_json(source)
        return _is_map(data)

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The map in the file."""
        data, failed = read_json(source)
        if failed:
            return failed
        place = Place(source.name)
        if not _is_map(data):
            found = import_rules.not_a_journey.at(
                place, "there are no lists `stages` and `nodes` in it", "export the map again"
            )
            return ImportResult((), (found,))
        made, findings = map_of_outline(_outline(data, place), context, source.title)
        looks = any(name in node for node in _objects(data["nodes"]) for name in _LOOKS)
        note = import_rules.import_note.at(place, "colours and icons are left out")
        return ImportResult((made,) if made else (), (*findings, *([note] if looks else [])))


def _is_map(data: object) -> bool:
    return (
        isinstance(data, dict)
        and isinstance(data.get("stages"), list)
        and isinstance(data.get("nodes"), list)
    )


def _objects(items: object) -> Iterator[Mapping[str, Any]]:
    yield from (item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict))


def _outline(data: Mapping[str, Any], place: Place) -> Outline:
    metadata = data.get("metadata")
    head = {**(metadata if isinstance(metadata, dict) else {}), **data}
    title = head.get("title") if isinstance(head.get("title"), str) else None
    outline = Outline(title or None, place, "an OpenJourney file")
    for name, value in head.items():
        if name in _OF_FILE or name == "title":
            continue
        if texts := list(_texts(value)):
            field = {"persona": "personas", "pov": "scenario", "pointOfView": "scenario"}.get(name)
            outline.entries.append(Entry(name, texts, place, field))
    stages: dict[object, OutlineMoment] = {}
    for stage in _objects(data["stages"]):
        moment = OutlineMoment(str(stage.get("name") or stage.get("title") or "Untitled"), place)
        for name, value in stage.items():
            if name not in ("id", "name", "title", *_LOOKS) and (texts := list(_texts(value))):
                moment.entries.append(Entry(name, texts, place))
        stages[str(stage.get("id"))] = moment
        outline.stages.append(moment)
    lanes = {str(lane.get("id")): str(lane.get("name")) for lane in _objects(data.get("swimlanes"))}
    used = {str(node.get("swimlaneId")) for node in _objects(data["nodes"])} if len(lanes) > 1 else set()
    if unused := [name for key, name in lanes.items() if key not in used and name != title]:
        outline.entries.append(Entry("swimlane", unused, place))
    for node in _objects(data["nodes"]):
        key = str(node.get("stageId"))
        if key not in stages:
            stages[key] = OutlineMoment("Untitled", place)
            outline.stages.append(stages[key])
        stages[key].steps.append(_step(node, lanes, place))
    steps = sum(len(stage.steps) for stage in outline.stages)
    outline.shape.extend([("stages", "stages", len(outline.stages), True), ("nodes", "steps", steps, True)])
    return outline


def _step(node: Mapping[str, Any], lanes: Mapping[str, str], place: Place) -> OutlineMoment:
    step = OutlineMoment(str(node.get("title") or "Untitled"), place)
    blueprint = node.get("blueprint")
    for name, value in {**node, **(blueprint if isinstance(blueprint, dict) else {})}.items():
        if name in _STRUCTURE or name in _LOOKS:
            continue
        if texts := list(_texts(value)):
            step.entries.append(Entry(name, texts, place, _FIELDS.get(name)))
    if node.get("isMomentOfTruth") is True:
        step.entries.append(Entry("isMomentOfTruth", ["yes"], place, "moment_of_truth"))
    lane = lanes.get(str(node.get("swimlaneId")))
    if lane and len(lanes) > 1:
        step.entries.append(Entry("swimlane", [lane], place))
    return step


def _texts(value: object) -> Iterator[str]:
    """A value as texts; the parts of an object are one text, as in `Reception: confirms it`."""
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield ": ".join(text for part in value.values() for text in _texts(part))
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    elif value is not None and str(value).strip():
        yield f"{value:g}" if isinstance(value, float) else str(value)
