"""The names of fields in sentences about a change."""

from __future__ import annotations

from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.kinds import KINDS
from journeybook.step_fields import STEP_FIELDS

LABELS = Labels(
    {
        # A field that is called as a kind names one of that kind.
        **{kind.value: info.noun for kind, info in KINDS.items()},
        **{name: field.label for name, field in STEP_FIELDS.items()},
        "achievable": N_("how it is achieved"),
        "achievable.effort": N_("effort"),
        "achievable.team": N_("team that would do it"),
        "areas": N_("use"),
        "ask": N_("question"),
        "baseline": N_("baseline"),
        "behaviours": N_("behaviour"),
        "better": N_("direction that is better"),
        "business_value": N_("value for the business"),
        "channels": N_("channel"),
        "chat": N_("address of chat channels"),
        "contact": N_("contact"),
        "contacts": N_("person of the account"),
        "contributors": N_("contributor"),
        "customer_value": N_("value for customers"),
        "date": N_("date"),
        "demographics": N_("fact"),
        "desires": N_("desire"),
        "due": N_("date due"),
        "emotion_scale": N_("scale of feelings"),
        "expectations": N_("expectation"),
        "feelings": N_("word for feelings"),
        "findings": N_("finding"),
        "for": N_("area it is for"),
        "future_of": N_("map it is the future of"),
        "gates": N_("gate"),
        "goals": N_("goal"),
        "icon": N_("icon"),
        "kind": N_("kind"),
        "language": N_("language"),
        "link": N_("link"),
        "measurable": N_("how it is measured"),
        "measurable.from": N_("value it starts from"),
        "measurable.metric": N_("metric that shows it"),
        "measurable.to": N_("value to reach"),
        "method": N_("method"),
        "milestones": N_("milestone"),
        "motivations": N_("motivation"),
        "needs": N_("need"),
        "objective": N_("objective"),
        "observations": N_("observation"),
        "opportunities.recommendation": N_("recommendation for"),
        "outcome": N_("outcome"),
        "owner": N_("owner"),
        "parent": N_("map it is part of"),
        "people": N_("number of people"),
        "photo": N_("picture"),
        "psychographics": N_("fact"),
        "quote": N_("quote"),
        "relevant": N_("step it answers"),
        "review_every": N_("review interval"),
        "reviewed": N_("date of the last review"),
        "role": N_("role"),
        "scenario": N_("scenario"),
        "scope": N_("scope"),
        "scope.from": N_("start of the scope"),
        "scope.to": N_("end of the scope"),
        "segment": N_("segment"),
        "share": N_("share of customers"),
        "since": N_("start"),
        "source": N_("source"),
        "specific": N_("what exactly is to be done"),
        "status": N_("status"),
        "steps": N_("stop"),
        "struggles": N_("struggle"),
        "summary": N_("summary"),
        "tags": N_("tag"),
        "target": N_("target"),
        "translation_of": N_("map it translates"),
        "trigger": N_("trigger"),
        "type": N_("type of map"),
        "unit": N_("unit"),
        "valid_for": N_("time that it holds"),
    }
)
"""By the name that authors write, with a point before the field of an item."""

_ITEM_LABELS = Labels(
    {
        "after": N_("after"),
        "alt": N_("description"),
        "caption": N_("caption"),
        "credit": N_("credit"),
        "emotion": N_("emotion"),
        "evidence": N_("evidence"),
        "max": N_("max"),
        "metrics": N_("metrics"),
        "min": N_("min"),
        "minutes": N_("minutes"),
        "needs": N_("needs"),
        "note": N_("note"),
        "people": N_("people"),
        "persona": N_("persona"),
        "read": N_("read"),
        "recommendation": N_("recommendation"),
        "role": N_("role"),
        "severity": N_("severity"),
        "share": N_("share"),
        "since": N_("since"),
        "src": N_("file"),
        "step": N_("step"),
        "summary": N_("summary"),
        "team": N_("team"),
        "text": N_("text"),
        "title": N_("title"),
        "url": N_("url"),
        "when": N_("when"),
        "why": N_("why"),
        "winner": N_("winner"),
        "words": N_("words"),
    }
)
"""The label of an item's field in a sentence that names the item too."""


def label_of(field: str) -> str:
    """The label of a field, or of a field of an item in a list: `evidence of the pain`."""
    found = LABELS.get(field)
    if found:
        return found
    whole, point, part = field.partition(".")
    if not point:
        return field.replace("_", " ")
    inner = part.rpartition(".")[2].replace("_", " ")
    # Translators: a field of an item in a list, such as "severity of the pain".
    return _("%(part)s of the %(whole)s", part=_ITEM_LABELS.get(inner, inner), whole=label_of(whole))
