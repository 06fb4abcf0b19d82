"""The lanes that every map has: their keys, and their order from top to bottom for each type of map."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.model.journey import MapType

CURVE = "emotion"
"""Stands in an order for the emotion curve, and is what a custom lane names to stand below it."""

LANE_ORDERS: Mapping[MapType, tuple[str, ...]] = MappingProxyType(
    {
        kind: tuple(order.split())
        for kind, order in (
            (
                MapType.CURRENT_STATE,
                """
                goal mindset personas channel action time thought need emotion feeling quotes pains gains
                opportunities risks physical_evidence frontstage system_response backstage support variants next
                metrics team systems lifecycle journeys links""",
            ),
            (
                MapType.DAY_IN_THE_LIFE,
                """
                time goal mindset personas action channel thought need emotion feeling quotes pains gains
                opportunities risks physical_evidence frontstage system_response backstage support variants next
                metrics team systems lifecycle journeys links""",
            ),
            (
                MapType.SERVICE_BLUEPRINT,
                """
                goal mindset personas physical_evidence channel time action frontstage system_response backstage
                support systems thought need emotion feeling quotes pains gains opportunities risks team variants
                next metrics lifecycle journeys links""",
            ),
            (
                MapType.EMOTIONAL_JOURNEY,
                """
                goal mindset personas quotes emotion feeling thought need pains gains channel action time
                opportunities risks physical_evidence frontstage system_response backstage support variants next
                metrics team systems lifecycle journeys links""",
            ),
        )
    }
)
"""The keys of the lanes; a type of map that is not here has the order of a current state."""

BUILT_IN_LANES = frozenset(key for order in LANE_ORDERS.values() for key in order)
"""What no custom lane may be called, because the drawings show the format's own field there."""
