"""What the fields of the format are called in a sentence about one of them."""

from __future__ import annotations

from types import MappingProxyType

from journeybook.step_fields import STEP_FIELDS

LABELS = MappingProxyType(
    {
        **{name: field.label for name, field in STEP_FIELDS.items()},
        "account": "account",
        "achievable": "how it is achieved",
        "achievable.effort": "effort",
        "achievable.team": "team that would do it",
        "areas": "use",
        "ask": "question",
        "baseline": "baseline",
        "behaviours": "behaviour",
        "better": "direction that is better",
        "business_value": "value for the business",
        "channels": "channel",
        "contact": "contact",
        "contacts": "person of the account",
        "contributors": "contributor",
        "customer_value": "value for customers",
        "date": "date",
        "demographics": "fact",
        "desires": "desire",
        "due": "date due",
        "emotion_scale": "scale of feelings",
        "expectations": "expectation",
        "feelings": "word for feelings",
        "findings": "finding",
        "for": "area it is for",
        "future_of": "map it is the future of",
        "gates": "gate",
        "goals": "goal",
        "icon": "icon",
        "kind": "kind",
        "language": "language",
        "link": "link",
        "measurable": "how it is measured",
        "measurable.from": "value it starts from",
        "measurable.metric": "metric that shows it",
        "measurable.to": "value to reach",
        "method": "method",
        "milestones": "milestone",
        "motivations": "motivation",
        "needs": "need",
        "objective": "objective",
        "observations": "observation",
        "opportunities.recommendation": "recommendation for",
        "outcome": "outcome",
        "owner": "owner",
        "parent": "map it is part of",
        "people": "number of people",
        "photo": "picture",
        "psychographics": "fact",
        "quote": "quote",
        "relevant": "step it answers",
        "review_every": "rhythm of reviews",
        "reviewed": "date of the last review",
        "role": "role",
        "scenario": "scenario",
        "scope": "scope",
        "scope.from": "start of the scope",
        "scope.to": "end of the scope",
        "segment": "segment",
        "share": "share of customers",
        "since": "start",
        "source": "source",
        "specific": "what exactly is to be done",
        "status": "status",
        "steps": "stop",
        "struggles": "struggle",
        "summary": "summary",
        "tags": "tag",
        "target": "target",
        "trigger": "trigger",
        "type": "type of map",
        "unit": "unit",
        "valid_for": "time that it holds",
    }
)
"""By the name that authors write, with a point before the field of an item."""


def label_of(field: str) -> str:
    """A field in words: its own, or those of the item and of what it says there (`evidence of the pain`)."""
    found = LABELS.get(field)
    if found:
        return found
    whole, point, part = field.partition(".")
    if not point:
        return field.replace("_", " ")
    inner = part.rpartition(".")[2].replace("_", " ")
    return f"{inner} of the {label_of(whole)}"
