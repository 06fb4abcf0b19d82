"""The words that pages print for the format's values: plain, short, in sentence case."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from journeybook.insight.agenda import Entry, Urgency
from journeybook.insight.claims import ClaimKind
from journeybook.insight.evidence_strength import Strength
from journeybook.insight.health import Band
from journeybook.kinds import KINDS, Kind
from journeybook.model.evidence import EvidenceKind
from journeybook.model.journey import MapType, Status
from journeybook.model.metric import MetricKind
from journeybook.step_fields import STEP_FIELDS
from journeybook.text.numbers import figure

TYPE_WORDS = {
    MapType.CURRENT_STATE: "Current state",
    MapType.FUTURE_STATE: "Future state",
    MapType.DAY_IN_THE_LIFE: "Day in the life",
    MapType.SERVICE_BLUEPRINT: "Service blueprint",
    MapType.EMOTIONAL_JOURNEY: "Emotional journey",
}

STATUS_WORDS = {
    Status.DRAFT: "Draft",
    Status.IN_REVIEW: "In review",
    Status.PUBLISHED: "Published",
    Status.RETIRED: "Retired",
}

EVIDENCE_WORDS = {
    EvidenceKind.SURVEY: "Survey",
    EvidenceKind.INTERVIEWS: "Interviews",
    EvidenceKind.FOCUS_GROUP: "Focus group",
    EvidenceKind.ANALYTICS: "Analytics",
    EvidenceKind.SOCIAL_MEDIA: "Social media",
    EvidenceKind.SUPPORT_DATA: "Support data",
    EvidenceKind.OBSERVATION: "Observation",
    EvidenceKind.USABILITY_TEST: "Usability test",
    EvidenceKind.DESK_RESEARCH: "Desk research",
}

KIND_WORDS = {kind: (info.title, info.titles) for kind, info in KINDS.items()}
"""What one and many of a kind are called in headings."""

METRIC_WORDS = {
    MetricKind.NPS: "Net promoter score",
    MetricKind.CSAT: "Customer satisfaction",
    MetricKind.CES: "Customer effort",
    MetricKind.CONVERSION: "Conversion",
    MetricKind.RETENTION: "Retention",
    MetricKind.CHURN: "Churn",
    MetricKind.LIFETIME_VALUE: "Lifetime value",
    MetricKind.DROP_OFF: "Drop-off",
    MetricKind.VOLUME: "Volume",
    MetricKind.TIME: "Time",
    MetricKind.OTHER: "Own measure",
}

CLAIM_WORDS = {
    ClaimKind.PAIN: ("pain", "pains"),
    ClaimKind.GAIN: ("gain", "gains"),
    ClaimKind.QUOTE: ("quote", "quotes"),
    ClaimKind.FEELING: ("feeling", "feelings"),
}

COUNT_WORDS = {
    "journeys": ("journey", "journeys"),
    "personas": ("persona", "personas"),
    "accounts": ("account", "accounts"),
    "evidence": ("source", "sources"),
    "metrics": ("metric", "metrics"),
    "recommendations": ("recommendation", "recommendations"),
    "paths": ("reading path", "reading paths"),
    "steps": ("step", "steps"),
    "touchpoints": ("touchpoint", "touchpoints"),
    "moments_of_truth": ("moment of truth", "moments of truth"),
    "bright_spots": ("bright spot", "bright spots"),
    "unmet_needs": ("unmet need", "unmet needs"),
    "pains": ("pain", "pains"),
    "gains": ("gain", "gains"),
    "quotes": ("quote", "quotes"),
    "opportunities": ("opportunity", "opportunities"),
    "claims": ("claim", "claims"),
}
"""What the figures of `insight.counts` count, one and many of them."""

LIST_SHOWN = 500
"""Entries of a list on one page: half a megabyte, and more than anybody reads; the maps' own data has them all."""

DUE_WORDS = {
    "late": "overdue since",
    "soon": "due",
    "later": "due",
    "closed": "was due",
    "undated": "no date yet",
}
"""What stands before the date of a recommendation, by how it stands to it."""

STRENGTH_WORDS = {
    Strength.STRONG: "well founded",
    Strength.PARTIAL: "partly founded",
    Strength.WEAK: "weakly founded",
    Strength.NONE: "assumed",
}

BAND_WORDS = {
    Band.KEPT: "well kept",
    Band.GAPS: "has gaps",
    Band.POOR: "needs work",
}

SEVERITY_WORDS = {1: "a nuisance", 2: "it costs us trust", 3: "people leave"}

USE_WORDS = {
    **{name: field.use for name, field in STEP_FIELDS.items() if field.use},
    "achievable": "would do the work",
    "areas": "is used for it",
    "channels": "uses it",
    "contacts": "is one of its people",
    "contributors": "contributes",
    "for": "is written for it",
    "future_of": "is its future state",
    "measurable": "is measured by it",
    "milestones": "keeps a milestone",
    "observations": "was observed here",
    "owner": "owns it",
    "parent": "is part of it",
    "read": "is read on the way",
    "relevant": "answers it",
    "segment": "is its segment",
    "source": "comes from it",
    "steps": "is read on the way",
}


def date_words(date: datetime.date) -> str:
    """`1 September 2026`."""
    return f"{date.day} {date:%B} {date.year}"


def iso_date_words(text: str) -> str:
    """The same for an ISO date as text; what is none is shown as it is written (`2026-Q3`)."""
    try:
        return date_words(datetime.date.fromisoformat(text))
    except ValueError:
        return text


def counted(count: int, one: str, many: str = "") -> str:
    """`1 map`, `12 maps`."""
    return f"{figure(count)} {one if count == 1 else many or one + 's'}"


def claim_words(kinds: Mapping[ClaimKind, int]) -> str:
    """Claims counted by kind: `2 pains, 1 feeling`."""
    return ", ".join(counted(kinds[kind], *CLAIM_WORDS[kind]) for kind in ClaimKind if kinds.get(kind))


def entry_state(entry: Entry) -> str:
    """What stands beside an entry of the agenda that has no day: `never reviewed`."""
    if entry.urgency is Urgency.NEVER:
        return "no date named" if entry.ref.kind is Kind.EVIDENCE else "never reviewed"
    return "no end named" if entry.ref.kind is Kind.EVIDENCE else "no rhythm agreed"


def percent(share: float) -> int:
    """A share as whole percent from 0 to 100, for the width of a bar: what is there at all is seen, what is missing too."""
    if 0 < share < 1:
        return min(99, max(1, round(100 * share)))
    return 0 if share <= 0 else 100


def sentence(text: str) -> str:
    """With a capital at its start, and the rest as its author wrote it."""
    return text[:1].upper() + text[1:]
