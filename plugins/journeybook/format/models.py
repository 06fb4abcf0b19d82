"""The kinds of files that a portal is made of: the folder of each, and the model of what it describes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.kinds import KIND_FOLDERS, Kind
from journeybook.library.objects import Item
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation

__all__ = ["KIND_FOLDERS", "MODELS"]

MODELS: Mapping[Kind, type[Item]] = MappingProxyType(
    {
        Kind.JOURNEY: Journey,
        Kind.PERSONA: Persona,
        Kind.ACCOUNT: Account,
        Kind.EVIDENCE: Evidence,
        Kind.METRIC: Metric,
        Kind.RECOMMENDATION: Recommendation,
        Kind.PATH: ReadingPath,
    }
)
"""The model of each kind that has files of its own."""
