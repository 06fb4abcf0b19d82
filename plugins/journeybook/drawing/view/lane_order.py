"""The order of lanes for each type of map, a blueprint's zones, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from journeybook.drawing.view.model import CurveRow, Lane, Rule, RuleKind
from journeybook.i18n.catalog import Labels
from journeybook.i18n.markers import N_
from journeybook.model.journey import MapType
from journeybook.model.vocabulary import Lane as CustomLane
from journeybook.step_fields import BUILT_IN_LANES, LANE_ORDERS, Zone

_RULE_TITLES = Labels(
    {
        RuleKind.INTERACTION: N_("Line of interaction"),
        RuleKind.VISIBILITY: N_("Line of visibility"),
        RuleKind.INTERNAL: N_("Line of internal interaction"),
    }
)

_BELOW_LINE = {
    Zone.FRONTSTAGE: RuleKind.INTERACTION,
    Zone.BACKSTAGE: RuleKind.VISIBILITY,
    Zone.SUPPORT: RuleKind.INTERNAL,
}
_DEPTH = {zone: depth for depth, zone in enumerate(Zone)}


def lane_order(kind: MapType, custom: Mapping[str, CustomLane], found: Iterable[str]) -> list[str]:
    """The keys of all lanes of a map from top to bottom.

    A custom lane follows the one that it names, in the order of declaration. Undeclared keys of
    `found`, and lanes that name an unknown lane, come last.
    """
    order = list(LANE_ORDERS.get(kind, LANE_ORDERS[MapType.CURRENT_STATE]))
    placed: dict[str, str] = {}
    late: list[str] = []
    for key in dict.fromkeys([*custom, *found]):
        if key in BUILT_IN_LANES:
            continue
        after = custom[key].after if key in custom else None
        if after not in order:
            late.append(key)
            continue
        at = order.index(after) + 1
        # Several lanes after the same one keep the order of their declaration.
        while at < len(order) and placed.get(order[at]) == after:
            at += 1
        order.insert(at, key)
        placed[key] = after
    return order + late


def with_rules(rows: Iterable[Lane | CurveRow]) -> Iterator[Lane | Rule | CurveRow]:
    """The rows of a blueprint, with a line at each change of zone that has lanes on both sides.

    The line is the one above the lower zone. Only a customer zone directly above support or
    backstage has the line of visibility below it, because nothing in between can be seen.
    """
    above: Zone | None = None
    for row in rows:
        zone = row.zone if isinstance(row, Lane) else None
        if zone is not None:
            if above is not None and _DEPTH[zone] > _DEPTH[above]:
                kind = _BELOW_LINE.get(zone)
                if kind is RuleKind.INTERNAL and above is not Zone.BACKSTAGE:
                    kind = RuleKind.VISIBILITY
                if kind:
                    yield Rule(kind, _RULE_TITLES[kind])
            above = zone
        yield row
