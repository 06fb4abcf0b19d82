"""A map with the curve of a single persona."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import groupby

from journeybook.drawing.view.model import Curve, MapView
from journeybook.insight.summary import Summary


def view_for(view: MapView, persona: str, summary: Summary) -> MapView:
    """The map with one persona's curve: their own, else their part of the shared one, else none."""
    row = view.curve_row
    if row is None:
        return view
    mine = tuple(curve for curve in row.curves if curve.persona and curve.persona.id == persona)
    if not mine and len(row.curves) == 1:
        felt = {
            f"{view.id}--{'s' if spot.is_stage else 't'}-{spot.moment.id}"
            for spot in summary.spots
            if spot.emotions_of(persona)
        }
        mine = (part,) if (part := _part(row.curves[0], felt)).points else ()
    rows = (replace(row, curves=mine) if each is row else each for each in view.rows)
    return replace(view, rows=tuple(rows))


def _part(curve: Curve, anchors: AbstractSet[str]) -> Curve:
    """The curve at these stages and steps only; its lines break at the others."""
    runs = [
        tuple(group)
        for run in curve.runs
        for inside, group in groupby(run, key=lambda point: point.anchor in anchors)
        if inside
    ]
    return replace(
        curve, points=tuple(point for point in curve.points if point.anchor in anchors), runs=tuple(runs)
    )
