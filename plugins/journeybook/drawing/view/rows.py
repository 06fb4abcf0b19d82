"""The rows of a map: the cells of every lane, packed without overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from journeybook.drawing.view.lane_order import lane_order
from journeybook.drawing.view.lanes import READERS, LaneContext, LaneSource, Reader, phrases
from journeybook.drawing.view.model import Cell, CurveRow, Item, ItemKind, Lane
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Emotion, MapType
from journeybook.step_fields import CURVE, LANE_FIELDS, LANES, Zone
from journeybook.text.numbers import level_figure

# The suffixes of a field's second and third lane.
_SCOPES = ("", N_("%(lane)s, whole stage"), N_("%(lane)s, whole map"))


def compose_rows(
    groups: Sequence[tuple[LaneSource, Sequence[LaneSource]]],
    columns: int,
    context: LaneContext,
    curves: CurveRow | None,
) -> Iterator[Lane | CurveRow]:
    """Every lane with content, and the curve, in the order for the map's type."""
    custom = context.library.vocabulary.lanes
    found = dict.fromkeys(context.journey.lanes)
    filled: set[str] = set()
    for stage, steps in groups:
        for source in (stage, *steps):
            found.update(dict.fromkeys(source.moment.lanes))
            filled.update(
                [
                    name
                    for name, value in vars(source.moment).items()
                    if value or (value is not None and value != () and value == 0)
                ]
            )
    if not context.graph.is_plain:
        filled.add("next")
    zone: Zone | None = None
    blueprint = context.journey.type is MapType.SERVICE_BLUEPRINT
    for key in lane_order(context.journey.type, custom, found):
        if key == CURVE:
            zone = None
            if curves:
                yield curves
            continue
        lane = LANES.get(key)
        if lane:
            zone = lane.zone
            if filled.isdisjoint(LANE_FIELDS[key]):
                continue
            layers = _layers(groups, key, READERS[key], context, curves)
            title, icon = _(lane.title), lane.icon
        elif key in found:
            layers = _custom_layers(groups, key, columns, context)
            title = (
                custom[key].title if key in custom else key.replace("_", " ").replace("-", " ").capitalize()
            )
            icon = "card-text-outline"
            # An undeclared lane is at the end, outside of a blueprint's zones.
            zone = zone if key in custom and custom[key].after else None
        else:
            continue
        for part, (scope, cells) in enumerate(_packed(layers)):
            yield Lane(
                key=key,
                title=_(_SCOPES[scope], lane=title) if part else title,
                icon=icon,
                cells=cells,
                zone=zone if blueprint else None,
                part=part,
                custom=lane is None,
            )


def _layers(
    groups: Sequence[tuple[LaneSource, Sequence[LaneSource]]],
    key: str,
    read: Reader,
    context: LaneContext,
    curves: CurveRow | None,
) -> Iterator[list[Cell]]:
    of_steps = [
        Cell(source.first, 1, source.anchor, tuple(items))
        for _stage, steps in groups
        for source in steps
        if (items := list(read(source, context)))
    ]
    of_stages = []
    for source, _steps in groups:
        items = list(read(source, context))
        if key == "feeling":
            items += _undrawn_feelings(source, context, curves)
        if items:
            of_stages.append(Cell(source.first, source.span, source.anchor, tuple(items)))
    yield of_steps
    yield of_stages


def _undrawn_feelings(source: LaneSource, context: LaneContext, curves: CurveRow | None) -> Iterator[Item]:
    """A stage's own emotion, if the curve shows those of its steps instead."""
    levels: tuple[Emotion, ...] = (source.moment.emotion, source.moment.emotion_end)
    if source.span == 1 and not source.stage.steps:
        return
    drawn = {
        curve.persona.id if curve.persona else None
        for curve in (curves.curves if curves else ())
        for point in curve.points
        if point.anchor == source.anchor
    }
    scale = context.library.vocabulary.emotion_scale
    for level in levels:
        values = level if isinstance(level, dict) else {None: level}
        for persona, value in values.items():
            if value is None or (drawn if persona is None else persona in drawn):
                continue
            text = f"{scale.word(value)} {level_figure(value, scale.min)}".strip()
            if persona:
                ref = Ref(Kind.PERSONA, persona)
                yield Item(ItemKind.FEELING, text, ref, context.library.title(ref))
            else:
                yield Item(ItemKind.FEELING, text)


def _custom_layers(
    groups: Sequence[tuple[LaneSource, Sequence[LaneSource]]], key: str, columns: int, context: LaneContext
) -> Iterator[list[Cell]]:
    def cell(source: LaneSource) -> Cell:
        return Cell(
            source.first, source.span, source.anchor, tuple(phrases(source.moment.lanes[key], context))
        )

    yield [cell(source) for _stage, steps in groups for source in steps if source.moment.lanes.get(key)]
    yield [cell(source) for source, _steps in groups if source.moment.lanes.get(key)]
    whole = context.journey.lanes.get(key)
    if whole and columns:
        yield [Cell(0, columns, context.journey.id, tuple(phrases(whole, context)))]


def _packed(layers: Iterable[Sequence[Cell]]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The layers of a field in as few lanes as possible, each with its first layer."""
    lanes: list[tuple[int, list[Cell], set[int]]] = []
    for scope, layer in enumerate(layers):
        wanted = {index for cell in layer for index in range(cell.first, cell.first + cell.span)}
        for _scope, cells, taken in lanes:
            if wanted and taken.isdisjoint(wanted):
                cells.extend(layer)
                taken.update(wanted)
                break
        else:
            if layer:
                lanes.append((scope, list(layer), wanted))
    for scope, cells, _taken in lanes:
        yield scope, tuple(sorted(cells, key=lambda cell: cell.first))
