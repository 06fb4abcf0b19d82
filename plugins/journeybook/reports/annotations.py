"""A difference for programs: as JSON, and as annotations on GitHub.

The JSON is one object. `format` is `journeybook-diff` and `version` 1; within a version keys are
only added.

- `base`, `head`: `name`, `missing` (whether it holds no maps), `mistakes` (errors by file).
- `headline`: the whole in a line.
- `things`: the changed objects, the most important first. Each has `kind`, `id` (null for the
  vocabulary), `was` (its former id or null), `guess`, `title`, `act`, `sort`, `link`, `ask` (ids of
  teams), and
- `curve` (null but for maps): `mean` and `lowest` with `before` and `after`, `columns` with `step`,
  `stage`, `title`, `before`, `after`, `added`, `removed`,
- `changes`: `fingerprint` (12 hexadecimal digits, independent of the place), `sort`, `act`, `step`,
  `trail`, `field`, `about`, `before`, `after`, `guess`, `says` (a sentence), `filename`, `line`,
  `link`,
- `affected`: `kind`, `id`, `step`, `field`: what else refers to it.

Sorts are `regression`, `review`, `improvement`, `addition`, `removal`, `move`, `detail` and `text`;
acts are `added`, `removed`, `moved`, `renamed` and `changed`.
"""

from __future__ import annotations

import json
import posixpath
from typing import Any

from journeybook.forge.workflow_commands import escape_data, escape_property
from journeybook.history.change import Change, CurveChange, Low, ThingChange
from journeybook.history.snapshot import Snapshot
from journeybook.reports.change_json import change_values
from journeybook.reports.change_phrases import phrase, where_of
from journeybook.reports.change_places import place_of
from journeybook.reports.comparison import SORT_WORDS, Comparison, headline

VERSION = 1

SHOWN = 10
"""GitHub shows ten annotations of a level for a step of a workflow, and drops the rest silently."""


def json_report(comparison: Comparison) -> str:
    """The difference as JSON."""
    difference = comparison.difference
    content = {
        "format": "journeybook-diff",
        "version": VERSION,
        "base": _side(comparison.base),
        "head": _side(comparison.head),
        "headline": headline(difference),
        "things": [_thing(thing, comparison) for thing in difference.things],
    }
    # Everything but ASCII is escaped, so that no terminal, pipe or locale can damage the report.
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


def _side(side: Snapshot) -> dict[str, Any]:
    return {"name": side.name, "missing": side.missing, "mistakes": dict(side.mistakes)}


def _thing(thing: ThingChange, comparison: Comparison) -> dict[str, Any]:
    return {
        "kind": thing.ref.kind.value if thing.ref else "vocabulary",
        "id": thing.ref.id if thing.ref else None,
        "was": thing.was.id if thing.was else None,
        "guess": thing.guess,
        "title": thing.title,
        "act": thing.act.value,
        "sort": thing.sort.value,
        "link": comparison.link(thing.ref),
        "ask": list(thing.ask),
        "curve": _curve(thing.curve) if thing.curve else None,
        "changes": [_change(change, comparison) for change in thing.changes],
        "affected": [
            {"kind": each.ref.kind.value, "id": each.ref.id, "step": each.ref.step, "field": each.field}
            for each in thing.affected
        ],
    }


def _change(change: Change, comparison: Comparison) -> dict[str, Any]:
    place = place_of(change, comparison.difference.head)
    return {
        **change_values(change, comparison.names),
        "filename": place.file if place else None,
        "line": place.line if place else None,
        "link": comparison.link(change.ref) if change.ref.id else None,
    }


def _curve(curve: CurveChange) -> dict[str, Any]:
    return {
        "mean": {"before": curve.mean_before, "after": curve.mean_after},
        "lowest": {"before": _low(curve.lowest_before), "after": _low(curve.lowest_after)},
        "columns": [
            {
                "step": column.ref.step,
                "stage": column.stage,
                "title": column.title,
                "before": column.before,
                "after": column.after,
                "added": column.added,
                "removed": column.removed,
            }
            for column in curve.columns
        ],
    }


def _low(low: Low | None) -> dict[str, Any] | None:
    if low is None:
        return None
    return {"value": low.value, "step": low.ref.step, "title": low.title, "persona": low.persona}


def github_report(comparison: Comparison) -> str:
    """Workflow commands for GitHub, the most important first, at most `SHOWN`.

    Removed objects have no line and are left out.
    """
    placed = [
        (thing, change, place)
        for thing in comparison.difference.things
        for change in thing.told
        if (place := place_of(change, comparison.difference.head))
    ]
    placed.sort(key=lambda each: (each[1].sort.rank, each[2].file, each[2].line))
    lines = []
    for index, (thing, change, place) in enumerate(placed[:SHOWN]):
        where = where_of(change)
        said = f"{thing.title}{f': {where}' if where else ''}: {phrase(change, comparison.names).line}"
        more = len(placed) - SHOWN
        if index == SHOWN - 1 and more > 0:
            said = f"{said}\nand {more} more changes, see the report"
        title = escape_property(f"journeybook: {SORT_WORDS[change.sort]}")
        head = f"file={escape_property(posixpath.normpath(comparison.prefix + place.file))},line={place.line},title={title}"
        lines.append(f"::notice {head}::{escape_data(said)}\n")
    return "".join(lines)
