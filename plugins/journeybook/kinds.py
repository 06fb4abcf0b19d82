"""The kinds of things in a portal, and the folders of those that have files. It imports nothing, so that options may name them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """The kinds of things that can be referred to. The value is the word used in `[[kind:id]]`."""

    JOURNEY = "journey"
    PERSONA = "persona"
    ACCOUNT = "account"
    EVIDENCE = "evidence"
    METRIC = "metric"
    RECOMMENDATION = "recommendation"
    PATH = "path"
    CHANNEL = "channel"
    TEAM = "team"
    SYSTEM = "system"
    AREA = "area"
    LIFECYCLE = "lifecycle"

    # An enum's own hash is a call of Python; references are looked up by the hundred on every page.
    __hash__ = str.__hash__


PLURALS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.JOURNEY: "journeys",
        Kind.PERSONA: "personas",
        Kind.ACCOUNT: "accounts",
        Kind.EVIDENCE: "evidence",
        Kind.METRIC: "metrics",
        Kind.RECOMMENDATION: "recommendations",
        Kind.PATH: "paths",
        Kind.CHANNEL: "channels",
        Kind.TEAM: "teams",
        Kind.SYSTEM: "systems",
        Kind.AREA: "areas",
        Kind.LIFECYCLE: "lifecycle",
    }
)
"""What many of a kind are called: its folder of sources or its shelf in the vocabulary, and its folder in the portal."""

WORDS = frozenset({Kind.CHANNEL, Kind.TEAM, Kind.SYSTEM, Kind.AREA, Kind.LIFECYCLE})
"""The kinds that the vocabulary defines."""

KIND_FOLDERS: Mapping[str, Kind] = MappingProxyType(
    {folder: kind for kind, folder in PLURALS.items() if kind not in WORDS}
)
"""The kinds that have files, by their folder."""
