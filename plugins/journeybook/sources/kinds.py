"""The folders of `maps/` and the kind of thing that each of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.library import Item, Kind
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation

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

SHELVES: Mapping[Kind, str] = MappingProxyType({kind: folder for folder, kind in KIND_FOLDERS.items()})
"""The field of the library that holds the objects of each kind; it bears the folder's name."""
