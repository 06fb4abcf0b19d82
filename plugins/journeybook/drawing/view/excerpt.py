"""A part of a map's view: one stage, or the curve alone. The parts are drawn as whole maps are."""

from __future__ import annotations

from dataclasses import replace

from journeybook.drawing.view.model import Cell, Curve, CurveRow, Lane, MapView, Point, Rule, StageBand


def curve_of(view: MapView) -> MapView:
    """The view with no lane but the curve; one without emotions has no lane at all."""
    row = view.curve_row
    return replace(
        view,
        id=f"{view.id}-curve",
        summary=None,
        objective=None,
        rows=(replace(row, tall=True),) if row else (),
    )


def stage_of(view: MapView, stage: StageBand) -> MapView:
    """The view of one stage of the map, which keeps its number and the words of its steps.

    Cells over several stages are cut at its ends. Whatever is said of the whole map is left out.
    """
    columns = tuple(
        replace(column, index=column.index - stage.first)
        for column in view.columns[stage.first : stage.first + stage.span]
    )
    shown = {person for column in columns for person in column.personas}
    return replace(
        view,
        id=f"{view.id}-{stage.id}",
        title=f"{view.title}: {stage.title}",
        summary=None,
        objective=None,
        people=tuple(person for person in view.people if not shown or person.ref in shown),
        phases=tuple(
            replace(phase, first=0, span=stage.span)
            for phase in view.phases
            if phase.first <= stage.first < phase.first + phase.span
        ),
        stages=(replace(stage, first=0),),
        columns=columns,
        rows=tuple(part for row in view.rows if (part := _row(row, stage, len(view.columns))) is not None),
    )


def _row(row: Lane | Rule | CurveRow, stage: StageBand, columns: int) -> Lane | Rule | CurveRow | None:
    match row:
        case Lane():
            cells = tuple(cell for each in row.cells if (cell := _cell(each, stage)))
            return replace(row, cells=cells) if cells else None
        case CurveRow():
            curves = tuple(curve for each in row.curves if (curve := _curve(each, stage, columns)).points)
            return replace(row, curves=curves, sentence="") if curves else None
        case Rule():
            return row


def _cell(cell: Cell, stage: StageBand) -> Cell | None:
    first = max(cell.first, stage.first)
    end = min(cell.first + cell.span, stage.first + stage.span)
    return cell._replace(first=first - stage.first, span=end - first) if first < end else None


def _curve(curve: Curve, stage: StageBand, columns: int) -> Curve:
    inside = range(stage.first, stage.first + stage.span)

    def moved(point: Point) -> Point:
        x = (point.x * columns - stage.first) / stage.span
        return point._replace(column=point.column - stage.first, x=x)

    runs = (tuple(moved(point) for point in run if point.column in inside) for run in curve.runs)
    return replace(
        curve,
        points=tuple(moved(point) for point in curve.points if point.column in inside),
        runs=tuple(run for run in runs if run),
    )
