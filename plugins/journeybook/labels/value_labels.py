"""The labels of the format's values on pages: plain, short, in sentence case."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.i18n.catalog import Labels, cached_in_language, ngettext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.i18n.markers import N_, ngettext_noop
from journeybook.insight.agenda import Entry, Urgency
from journeybook.insight.claims import ClaimKind
from journeybook.insight.evidence_strength import Strength
from journeybook.insight.health import Band
from journeybook.kinds import KINDS, Kind
from journeybook.model.evidence import EvidenceKind
from journeybook.model.journey import MapType, Status
from journeybook.model.metric import MetricKind
from journeybook.model.recommendation import RecommendationStatus
from journeybook.step_fields import STEP_FIELDS
from journeybook.text.numbers import figure

TYPE_WORDS = Labels(
    {
        MapType.CURRENT_STATE: N_("Current state"),
        MapType.FUTURE_STATE: N_("Future state"),
        MapType.DAY_IN_THE_LIFE: N_("Day in the life"),
        MapType.SERVICE_BLUEPRINT: N_("Service blueprint"),
        MapType.EMOTIONAL_JOURNEY: N_("Emotional journey"),
    }
)

STATUS_WORDS = Labels(
    {
        Status.DRAFT: N_("Draft"),
        Status.IN_REVIEW: N_("In review"),
        Status.PUBLISHED: N_("Published"),
        Status.RETIRED: N_("Retired"),
    }
)

TYPE_MARKS = Labels(
    {
        MapType.CURRENT_STATE: N_("current state"),
        MapType.FUTURE_STATE: N_("future state"),
        MapType.DAY_IN_THE_LIFE: N_("day in the life"),
        MapType.SERVICE_BLUEPRINT: N_("service blueprint"),
        MapType.EMOTIONAL_JOURNEY: N_("emotional journey"),
    }
)
"""What a type of map is called behind the title of one."""

STATUS_MARKS = Labels(
    {
        Status.DRAFT: N_("draft"),
        Status.IN_REVIEW: N_("in review"),
        Status.PUBLISHED: N_("published"),
        Status.RETIRED: N_("retired"),
    }
)
"""What a status is called behind the title of a map."""

EVIDENCE_WORDS = Labels(
    {
        EvidenceKind.SURVEY: N_("Survey"),
        EvidenceKind.INTERVIEWS: N_("Interviews"),
        EvidenceKind.FOCUS_GROUP: N_("Focus group"),
        EvidenceKind.ANALYTICS: N_("Analytics"),
        EvidenceKind.SOCIAL_MEDIA: N_("Social media"),
        EvidenceKind.SUPPORT_DATA: N_("Support data"),
        EvidenceKind.OBSERVATION: N_("Observation"),
        EvidenceKind.USABILITY_TEST: N_("Usability test"),
        EvidenceKind.DESK_RESEARCH: N_("Desk research"),
    }
)

LIST_TITLES = Labels({kind: info.titles for kind, info in KINDS.items()})
"""What many of a kind are called in a heading."""

_NOUNS = {kind: info.noun for kind, info in KINDS.items()} | {Kind.EVIDENCE: N_("evidence")}

KIND_NOUNS = Labels(_NOUNS)
"""What one of a kind is called beside its name."""


class _Titles(Labels[Kind]):
    """Labels with a capital at their start."""

    def __getitem__(self, key: Kind) -> str:
        return sentence(super().__getitem__(key))


KIND_TITLES = _Titles(_NOUNS)
"""What one of a kind is called in a heading."""

METRIC_WORDS = Labels(
    {
        MetricKind.NPS: N_("Net promoter score"),
        MetricKind.CSAT: N_("Customer satisfaction"),
        MetricKind.CES: N_("Customer effort"),
        MetricKind.CONVERSION: N_("Conversion"),
        MetricKind.RETENTION: N_("Retention"),
        MetricKind.CHURN: N_("Churn"),
        MetricKind.LIFETIME_VALUE: N_("Lifetime value"),
        MetricKind.DROP_OFF: N_("Drop-off"),
        MetricKind.VOLUME: N_("Volume"),
        MetricKind.TIME: N_("Time"),
        MetricKind.OTHER: N_("Own measure"),
    }
)

CLAIM_WORDS = Labels(
    {
        ClaimKind.PAIN: N_("pain"),
        ClaimKind.GAIN: N_("gain"),
        ClaimKind.QUOTE: N_("quote"),
        ClaimKind.FEELING: N_("feeling"),
    }
)
"""What one claim of a kind is called."""

CLAIM_COUNTS = {
    ClaimKind.PAIN: ngettext_noop("%(num)s pain", "%(num)s pains"),
    ClaimKind.GAIN: ngettext_noop("%(num)s gain", "%(num)s gains"),
    ClaimKind.QUOTE: ngettext_noop("%(num)s quote", "%(num)s quotes"),
    ClaimKind.FEELING: ngettext_noop("%(num)s feeling", "%(num)s feelings"),
}
"""The messages for so many claims of a kind."""

COUNT_MESSAGES = {
    **{info.plural: info.counted for info in KINDS.values() if info.counted},
    "steps": ngettext_noop("%(num)s step", "%(num)s steps"),
    "touchpoints": ngettext_noop("%(num)s touchpoint", "%(num)s touchpoints"),
    "moments_of_truth": ngettext_noop("%(num)s moment of truth", "%(num)s moments of truth"),
    "bright_spots": ngettext_noop("%(num)s bright spot", "%(num)s bright spots"),
    "unmet_needs": ngettext_noop("%(num)s unmet need", "%(num)s unmet needs"),
    "pains": ngettext_noop("%(num)s pain", "%(num)s pains"),
    "gains": ngettext_noop("%(num)s gain", "%(num)s gains"),
    "quotes": ngettext_noop("%(num)s quote", "%(num)s quotes"),
    "opportunities": ngettext_noop("%(num)s opportunity", "%(num)s opportunities"),
    "claims": ngettext_noop("%(num)s claim", "%(num)s claims"),
}
"""The singular and plural message for each figure of `insight.counts` that is printed."""

LIST_SHOWN = 500
"""The most entries of a list on a page, about half a megabyte; the data of maps has them all."""

DUE_WORDS = Labels(
    {
        "late": N_("overdue since %(day)s"),
        "soon": N_("due %(day)s"),
        "later": N_("due %(day)s"),
        "closed": N_("was due %(day)s"),
        "undated": N_("no date yet"),
    }
)
"""The messages about the date of a recommendation by its urgency, not yet filled."""

PROPOSAL_WORDS = Labels(
    {
        RecommendationStatus.PROPOSED: N_("proposed"),
        RecommendationStatus.ACCEPTED: N_("accepted"),
        RecommendationStatus.IN_PROGRESS: N_("in progress"),
        RecommendationStatus.DONE: N_("done"),
        RecommendationStatus.DROPPED: N_("dropped"),
    }
)
"""How far a recommendation is, beside its name."""

STRENGTH_WORDS = Labels(
    {
        Strength.STRONG: N_("well backed by research"),
        Strength.PARTIAL: N_("partly backed by research"),
        Strength.WEAK: N_("weakly backed by research"),
        Strength.NONE: N_("assumed"),
    }
)

BAND_WORDS = Labels(
    {
        Band.KEPT: N_("well kept"),
        Band.GAPS: N_("has gaps"),
        Band.POOR: N_("needs work"),
    }
)

SEVERITY_WORDS = Labels({1: N_("a nuisance"), 2: N_("it costs us trust"), 3: N_("people leave")})

USE_WORDS = Labels(
    {
        **{name: field.use for name, field in STEP_FIELDS.items() if field.use},
        "achievable": N_("would do the work"),
        "areas": N_("is used for it"),
        "channels": N_("uses it"),
        "contacts": N_("is one of its people"),
        "contributors": N_("contributes"),
        "for": N_("is written for it"),
        "future_of": N_("is its future state"),
        "measurable": N_("is measured by it"),
        "milestones": N_("maintains a milestone"),
        "observations": N_("was observed here"),
        "owner": N_("owns it"),
        "parent": N_("is part of it"),
        "read": N_("is read on the way"),
        "relevant": N_("answers it"),
        "segment": N_("is its segment"),
        "source": N_("comes from it"),
        "steps": N_("is read on the way"),
        "translation_of": N_("says the same in another language"),
    }
)


def counted(count: int, one: str, many: str = "") -> str:
    """`1 map`, `12 maps`, in reports of the command line, which are in English."""
    return f"{figure(count)} {one if count == 1 else many or one + 's'}"


def claim_words(kinds: Mapping[ClaimKind, int]) -> str:
    """Claims counted by kind: `2 pains, 1 feeling`."""
    return _claim_words(tuple([kinds.get(kind, 0) for kind in CLAIM_COUNTS]))


@cached_in_language(1_024)
def _claim_words(counts: tuple[int, ...]) -> str:
    return comma().join(
        ngettext(*words, count, num=figure(count))
        for words, count in zip(CLAIM_COUNTS.values(), counts, strict=True)
        if count
    )


def count_words(key: str, count: float) -> str:
    """So many of what a figure of `insight.counts` counts: `1 moment of truth`, `12 pains`."""
    return ngettext(*COUNT_MESSAGES[key], count, num=figure(count))


def entry_state(entry: Entry) -> str:
    """What stands beside an entry of the agenda that has no day: `never reviewed`."""
    if entry.urgency is Urgency.NEVER:
        return _("no date named") if entry.ref.kind is Kind.EVIDENCE else _("never reviewed")
    return _("no end named") if entry.ref.kind is Kind.EVIDENCE else _("no review interval")


def percent(share: float) -> int:
    """A share as whole percent for the width of a bar; 0 and 100 only for nothing and all."""
    if 0 < share < 1:
        return min(99, max(1, round(100 * share)))
    return 0 if share <= 0 else 100


def sentence(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
