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


KIND_FOLDERS: Mapping[str, Kind] = MappingProxyType(
    {
        "journeys": Kind.JOURNEY,
        "personas": Kind.PERSONA,
        "accounts": Kind.ACCOUNT,
        "evidence": Kind.EVIDENCE,
        "metrics": Kind.METRIC,
        "recommendations": Kind.RECOMMENDATION,
        "paths": Kind.PATH,
    }
)
"""The kinds by their folder."""
