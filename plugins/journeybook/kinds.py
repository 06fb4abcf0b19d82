"""The registry of kinds: what is true of a kind of object as a whole, declared once.

A new kind is a model, a folder of pages, and one entry of `KINDS`. The module imports only the
marks for messages, so that options of commands can name kinds without loading models. What an entry
names as `module:name` is loaded by `load`. Nouns, titles and sections are messages of the
catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

from journeybook.i18n.markers import N_, ngettext_noop


class Kind(StrEnum):
    """The kinds of objects that can be referred to. The value is the word used in `[[kind:id]]`.

    A link without a kind means the first of these kinds that has the id.
    """

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


@dataclass(frozen=True, slots=True)
class KindInfo:
    """The declaration of a kind.

    `plural` is its folder of sources or its key in the vocabulary, its folder in the portal, and
    its field of the library. `noun` stands in sentences and, with a capital, in headings of one
    object, `titles` in headings of lists. `model`, `page` and `list_page` are `module:name` below
    `journeybook.model` and `journeybook.pages`: the model, the function that makes the page of one
    object from `(portfolio, ref)`, and the function that makes the list from `(portfolio)`, or from
    `(portfolio, kind)` for the kinds of the vocabulary, which share one. `draft` and `questions`
    are below `journeybook.drafts`: the function that writes a first file, and what is asked for it;
    `about` says in a line what such a file describes.
    """

    plural: str
    noun: str
    titles: str
    model: str
    page: str
    list_page: str
    list_position: int
    """Where its list stands among the lists in the navigation and the plan of pages."""
    counted: tuple[str, str] | None = None
    """Singular and plural of the message for a number of them; None for words."""
    columns: tuple[str, ...] = ()
    """The columns of `journeybook list`: fields, or what `inventory.lists` computes."""
    nav_section: str | None = None
    """The section of the navigation that its list shares with others, if any."""
    in_vocabulary: bool = False
    """Whether the vocabulary defines it, so that it has no files of its own."""
    export: str | None = None
    """The function that makes its entry of `portal.json` from `(portfolio, id)`; None for words."""
    draft: str | None = None
    questions: str | None = None
    about: str = ""

    @property
    def phrase(self) -> str:
        """The noun with its article: `a piece of evidence`."""
        return f"{'an' if self.noun[0] in 'aeiou' else 'a'} {self.noun}"


KINDS: Mapping[Kind, KindInfo] = MappingProxyType(
    {
        Kind.JOURNEY: KindInfo(
            plural="journeys",
            noun=N_("journey"),
            titles=N_("Journeys"),
            counted=ngettext_noop("%(num)s journey", "%(num)s journeys"),
            columns=("status", "owner", "personas", "steps", "reviewed"),
            model="journey:Journey",
            page="journey.journey_page:make_journey_page",
            list_page="catalogue.catalogue:make_catalogue",
            export="journey.journey_export:export_journey",
            list_position=0,
            nav_section=N_("Journeys"),
            questions="journey_questions:QUESTIONS",
            about="A journey map, as YAML or as Markdown.",
        ),
        Kind.PERSONA: KindInfo(
            plural="personas",
            noun=N_("persona"),
            titles=N_("Personas"),
            counted=ngettext_noop("%(num)s persona", "%(num)s personas"),
            columns=("kind", "role", "owner"),
            model="persona:Persona",
            page="personas.persona:make_persona_page",
            list_page="personas.persona_list:make_persona_list",
            export="personas.persona_export:export_persona",
            list_position=1,
            nav_section=N_("Customers"),
            draft="persona_draft:persona_yaml",
            questions="persona_draft:QUESTIONS",
            about="A persona: a person, or a group of people.",
        ),
        Kind.ACCOUNT: KindInfo(
            plural="accounts",
            noun=N_("account"),
            titles=N_("Accounts"),
            counted=ngettext_noop("%(num)s account", "%(num)s accounts"),
            columns=("segment", "contacts", "owner"),
            model="account:Account",
            page="accounts.account:make_account_page",
            list_page="accounts.account_list:make_accounts",
            export="accounts.account_export:export_account",
            list_position=7,
            nav_section=N_("Customers"),
            draft="account_draft:account_yaml",
            questions="account_draft:QUESTIONS",
            about="A customer who is a company, with its people.",
        ),
        Kind.EVIDENCE: KindInfo(
            plural="evidence",
            noun=N_("piece of evidence"),
            titles=N_("Evidence"),
            counted=ngettext_noop("%(num)s source", "%(num)s sources"),
            columns=("kind", "date", "owner"),
            model="evidence:Evidence",
            page="evidence.source:make_evidence_page",
            list_page="evidence.evidence_list:make_evidence_index",
            export="evidence.evidence_export:export_evidence",
            list_position=10,
            nav_section=N_("Insights"),
            draft="evidence_draft:evidence_yaml",
            questions="evidence_draft:QUESTIONS",
            about="A piece of research that claims rest on.",
        ),
        Kind.METRIC: KindInfo(
            plural="metrics",
            noun=N_("metric"),
            titles=N_("Metrics"),
            counted=ngettext_noop("%(num)s metric", "%(num)s metrics"),
            columns=("newest", "target", "owner"),
            model="metric:Metric",
            page="metrics.metric:make_metric_page",
            list_page="metrics.metric_list:make_metric_index",
            export="metrics.metric_export:export_metric",
            list_position=9,
            nav_section=N_("Insights"),
            draft="metric_draft:metric_yaml",
            questions="metric_draft:QUESTIONS",
            about="A metric, with the file for its values.",
        ),
        Kind.RECOMMENDATION: KindInfo(
            plural="recommendations",
            noun=N_("recommendation"),
            titles=N_("Recommendations"),
            counted=ngettext_noop("%(num)s recommendation", "%(num)s recommendations"),
            columns=("status", "due", "owner"),
            model="recommendation:Recommendation",
            page="recommendations.recommendation:make_recommendation_page",
            list_page="recommendations.board:make_recommendations",
            export="recommendations.recommendation_export:export_recommendation",
            list_position=8,
            nav_section=N_("Insights"),
            draft="recommendation_draft:recommendation_yaml",
            questions="recommendation_draft:QUESTIONS",
            about="What should be done about something.",
        ),
        Kind.PATH: KindInfo(
            plural="paths",
            noun=N_("reading path"),
            titles=N_("Reading paths"),
            counted=ngettext_noop("%(num)s reading path", "%(num)s reading paths"),
            columns=("for", "stops", "owner"),
            model="path:ReadingPath",
            page="paths.reading_path:make_path_page",
            list_page="paths.reading_path:make_path_index",
            export="paths.path_export:export_path",
            list_position=11,
            draft="path_draft:path_yaml",
            questions="path_draft:QUESTIONS",
            about="A reading path for those who are new.",
        ),
        Kind.CHANNEL: KindInfo(
            plural="channels",
            noun=N_("channel"),
            titles=N_("Channels"),
            model="vocabulary:Channel",
            page="vocabulary.term:make_term_page",
            list_page="vocabulary.index:make_index",
            list_position=2,
            nav_section=N_("Touchpoints"),
            in_vocabulary=True,
        ),
        Kind.TEAM: KindInfo(
            plural="teams",
            noun=N_("team"),
            titles=N_("Teams"),
            columns=("contact", "handles"),
            model="vocabulary:Team",
            page="vocabulary.term:make_term_page",
            list_page="vocabulary.index:make_index",
            list_position=3,
            nav_section=N_("Organisation"),
            in_vocabulary=True,
        ),
        Kind.SYSTEM: KindInfo(
            plural="systems",
            noun=N_("system"),
            titles=N_("Systems"),
            columns=("team",),
            model="vocabulary:System",
            page="vocabulary.term:make_term_page",
            list_page="vocabulary.index:make_index",
            list_position=4,
            nav_section=N_("Organisation"),
            in_vocabulary=True,
        ),
        Kind.AREA: KindInfo(
            plural="areas",
            noun=N_("area"),
            titles=N_("Areas"),
            model="vocabulary:Area",
            page="vocabulary.term:make_term_page",
            list_page="vocabulary.index:make_index",
            list_position=5,
            nav_section=N_("Organisation"),
            in_vocabulary=True,
        ),
        Kind.LIFECYCLE: KindInfo(
            plural="lifecycle",
            noun=N_("lifecycle stage"),
            titles=N_("Lifecycle"),
            model="vocabulary:LifecycleStage",
            page="vocabulary.lifecycle:make_lifecycle_page",
            list_page="vocabulary.index:make_index",
            list_position=6,
            nav_section=N_("Journeys"),
            in_vocabulary=True,
        ),
    }
)
"""Every kind, in the order of `Kind`."""

PLURALS: Mapping[Kind, str] = MappingProxyType({kind: info.plural for kind, info in KINDS.items()})
"""The plural of each kind: its folder of sources or vocabulary key, and its folder of pages."""

VOCABULARY_KINDS = frozenset(kind for kind, info in KINDS.items() if info.in_vocabulary)
"""The kinds that the vocabulary defines."""

FILE_KINDS: Mapping[Kind, str] = MappingProxyType(
    {kind: info.plural for kind, info in KINDS.items() if not info.in_vocabulary}
)
"""The kinds that have files of their own, each with its folder."""

KIND_FOLDERS: Mapping[str, Kind] = MappingProxyType({folder: kind for kind, folder in FILE_KINDS.items()})
"""The same kinds by their folder."""

LISTED_KINDS: tuple[Kind, ...] = tuple(sorted(KINDS, key=lambda kind: KINDS[kind].list_position))
"""Every kind in the order in which lists of kinds stand in the portal."""


@cache
def load(package: str, name: str) -> Any:
    """What an entry names as `module:name` in `journeybook.<package>`."""
    module, _, attribute = name.partition(":")
    return getattr(import_module(f"journeybook.{package}.{module}"), attribute)
