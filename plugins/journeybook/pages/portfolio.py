"""The portfolio: values of a library that several pages need, each computed once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from journeybook.drawing.charts.metric_chart import sparkline
from journeybook.drawing.charts.thumbnail import draw_thumbnail
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import MapView
from journeybook.history.edits import Edit, History
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.agenda import Entry, agenda
from journeybook.insight.claims import Claim, Tally, claims_in, expiries, resting_on, tally
from journeybook.insight.counts import MapCounts, PortalCounts, map_counts, portal_counts
from journeybook.insight.health import Health, PortalHealth, healths, portal_health
from journeybook.insight.overview import Overview, overview
from journeybook.insight.recommendation_effect import answered, answers
from journeybook.insight.spots import Spot
from journeybook.insight.summary import Summary, summarise
from journeybook.kinds import KINDS, VOCABULARY_KINDS
from journeybook.library.objects import Kind, Library, Ref, Use
from journeybook.library.page_addresses import page_address, published
from journeybook.model.journey import Journey
from journeybook.model.path import ReadingPath
from journeybook.pages.docs_pages import Mention, WrittenPage
from journeybook.pages.moved_pages import HOME, placed
from journeybook.pages.personas.persona_curve import view_for
from journeybook.pages.personas.persona_journeys import PersonaJourney, persona_journeys
from journeybook.pages.rules.rule_text import RuleText
from journeybook.pages.vocabulary.usage import Usage, usages
from journeybook.prose.rendering import Known

MOVED_HOME = N_("Customer journeys")

WORD_KINDS = tuple(kind for kind in KINDS if kind in VOCABULARY_KINDS)
"""The kinds that are words of the vocabulary and share its source."""


@dataclass(frozen=True)
class Portfolio:
    """A library with everything that pages read of it.

    `guides` maps the names of existing hand-written pages (`reading-a-map`) to their addresses
    (`/guide/reading-a-map/`). `today` is the day on which reviews are judged; with None nothing is
    overdue. `site_url` is the address of the portal with `/` at its end, None if unknown. `written`
    are hand-written pages by their path below their folder, `history` is the git history, may be
    empty, `rules` are the texts of the rules. `moved` says where pages are whose addresses are
    taken in the site (`pages.moved_pages`). Without `folders` the published address of a page ends
    in `index.html`. Computed values are kept as long as the portfolio.
    """

    library: Library
    site_name: str
    guides: Mapping[str, str] = field(default_factory=dict)
    today: datetime.date | None = None
    site_url: str | None = None
    written: Mapping[str, WrittenPage] = field(default_factory=dict)
    history: History = field(default_factory=History)
    rules: tuple[RuleText, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    folders: bool = True
    _usages: dict[Ref, tuple[Usage, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _persona_journeys: dict[str, tuple[PersonaJourney, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _counts: dict[str, MapCounts] = field(default_factory=dict, init=False, repr=False, compare=False)
    _views: dict[str, MapView] = field(default_factory=dict, init=False, repr=False, compare=False)
    _sparklines: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _thumbnails: dict[tuple[str, str | None], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def at(self, address: str) -> str:
        """The address in the site of an address of the portal; moved pages are elsewhere.

        `PageContext.to` uses this for every link that leaves a page.
        """
        return placed(address, self.moved)

    def published(self, address: str) -> str:
        """The address as published outside of pages: in calendars, the feed and exported files."""
        return published(self.at(address), folders=self.folders)

    def page_address(self, ref: Ref) -> str | None:
        """The published address of the page for `ref`, with the anchor of a step, or None."""
        address = page_address(ref, self.library)
        return None if address is None else self.published(address)

    @property
    def home_title(self) -> str:
        """The title of the home page: the site's name, unless another page is the front page."""
        return _(MOVED_HOME) if HOME in self.moved else self.site_name

    @cached_property
    def known(self) -> Known:
        """Every title of the portal by kind and id."""
        return MappingProxyType({kind: self.library.ids(kind) for kind in Kind})

    @cached_property
    def listed(self) -> tuple[Journey, ...]:
        """The maps in the catalogue, by section and title; all but the retired ones."""
        listed = (journey for journey in self.library.journeys.values() if journey.listed)
        return tuple(sorted(listed, key=lambda each: (each.section, each.title.casefold(), each.id)))

    @cached_property
    def paths(self) -> tuple[ReadingPath, ...]:
        """The reading paths, by section and title."""
        paths = self.library.paths.values()
        return tuple(sorted(paths, key=lambda each: (each.section, each.title.casefold(), each.id)))

    @cached_property
    def summaries(self) -> Mapping[str, Summary]:
        """The summary of every map by its id, retired ones included."""
        scale = self.library.vocabulary.emotion_scale
        return {key: summarise(each, scale) for key, each in self.library.journeys.items()}

    @cached_property
    def in_view(self) -> tuple[Summary, ...]:
        """The summaries of the listed maps, in catalogue order."""
        return tuple(self.summaries[each.id] for each in self.listed)

    @cached_property
    def met(self) -> Mapping[str, Summary]:
        """The summaries of the listed maps, by the map's id and in catalogue order."""
        return {each.journey.id: each for each in self.in_view}

    @cached_property
    def spots(self) -> Mapping[Ref, Spot]:
        """Every spot of every listed map by its reference."""
        return {spot.ref: spot for summary in self.in_view for spot in summary.spots}

    @cached_property
    def sections(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed maps of each section, in catalogue order."""
        found: dict[str, list[Journey]] = {}
        for each in self.listed:
            found.setdefault(each.section, []).append(each)
        return {section: tuple(maps) for section, maps in found.items()}

    @cached_property
    def children(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed maps that are part of a bigger one, by the id of the bigger one."""
        return self._pointing(lambda each: (each.parent,))

    @cached_property
    def futures(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed future maps, by the id of their current map."""
        return self._pointing(lambda each: (each.future_of,))

    @cached_property
    def before(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed maps that may lead to a map, by the id of that map."""
        return self._pointing(lambda each: each.next)

    @cached_property
    def answered(self) -> Mapping[str, tuple[Ref, ...]]:
        """The steps and journeys that each recommendation answers, by the recommendation's id."""
        return answered(self.library)

    @cached_property
    def answers(self) -> Mapping[Ref, tuple[str, ...]]:
        """The recommendations that answer each step, stage or journey, by id."""
        return answers(self.library)

    @cached_property
    def claims(self) -> Mapping[str, tuple[Claim, ...]]:
        """Every claim of each listed map, by the map's id and in catalogue order."""
        return {each.journey.id: claims_in(each) for each in self.in_view}

    @cached_property
    def resting(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of the listed maps that rest on each source, by the source's id."""
        return resting_on(claim for found in self.claims.values() for claim in found)

    @cached_property
    def agenda(self) -> tuple[Entry, ...]:
        """Every entry of the agenda, the most urgent first."""
        return agenda(self.library, self.today)

    @cached_property
    def expiries(self) -> Mapping[str, datetime.date]:
        """The last day on which each source holds, by its id, without sources that have no end."""
        return expiries(self.library)

    def tally(self, claims: Iterable[Claim]) -> Tally:
        """Claims counted on the portfolio's day."""
        return tally(claims, self.expiries, self.today)

    @cached_property
    def overview(self) -> Overview:
        """The findings over all listed maps."""
        return overview(self.library, self.in_view)

    @cached_property
    def counts(self) -> PortalCounts:
        """The figures of the portal that are shown in more than one place."""
        return portal_counts(
            self.library,
            [self.map_counts(each.id) for each in self.listed],
            self.overview,
            sum(self.tally(claim).outdated for claim in self.claims.values()),
            self.agenda,
        )

    def map_counts(self, key: str) -> MapCounts:
        """The figures of a map, listed or not."""
        if key not in self._counts:
            summary = self.summaries[key]
            self._counts[key] = map_counts(summary.journey, summary.spots, self.tally(self.claims_of(key)))
        return self._counts[key]

    @cached_property
    def healths(self) -> Mapping[str, Health]:
        """The health of each listed map, by the map's id and in catalogue order."""
        return healths(self.library, self.in_view, self.today)

    @cached_property
    def health(self) -> PortalHealth | None:
        """The health of the listed maps together, None without maps."""
        return portal_health(self.healths.values())

    @cached_property
    def edits(self) -> Mapping[Ref, tuple[Edit, ...]]:
        """The edits of each existing object, newest first."""
        found: dict[Ref, list[Edit]] = {}
        for edit in self.history.edits:
            if edit.ref:
                found.setdefault(edit.ref, []).append(edit)
        return {ref: tuple(edits) for ref, edits in found.items()}

    def _pointing(
        self, targets: Callable[[Journey], Iterable[str | None]]
    ) -> Mapping[str, tuple[Journey, ...]]:
        found: dict[str, list[Journey]] = {}
        for each in self.listed:
            for target in targets(each):
                if target:
                    found.setdefault(target, []).append(each)
        return {key: tuple(maps) for key, maps in found.items()}

    def source(self, ref: Ref) -> str | None:
        """The file that an edit link opens."""
        if ref.kind in WORD_KINDS:
            return self.library.vocabulary_file
        found = self.library.sources.get(ref)
        return found.file if found else None

    def view(self, key: str) -> MapView:
        """The view model of a map."""
        if key not in self._views:
            self._views[key] = compose(self.library.journeys[key], self.library)
        return self._views[key]

    def thumbnail(self, key: str, persona: str | None = None) -> str:
        """The small curve of a map, or of one persona on it."""
        at = (key, persona)
        if at not in self._thumbnails:
            view = self.view(key)
            if persona:
                view = view_for(view, persona, self.summaries[key])
            self._thumbnails[at] = draw_thumbnail(view)
        return self._thumbnails[at]

    def sparkline(self, key: str) -> str:
        """The small chart of a metric."""
        if key not in self._sparklines:
            self._sparklines[key] = sparkline(self.library.metrics[key], key=f"jp--{key}")
        return self._sparklines[key]

    def usages(self, ref: Ref) -> tuple[Usage, ...]:
        """Every listed map that uses a word of the vocabulary, in catalogue order, with steps."""
        if ref not in self._usages:
            self._usages[ref] = usages(self.uses(ref), self.in_view)
        return self._usages[ref]

    def persona_journeys(self, persona: str) -> tuple[PersonaJourney, ...]:
        """The listed maps that a persona takes part in, those with them as actor first."""
        if persona not in self._persona_journeys:
            self._persona_journeys[persona] = persona_journeys(persona, self.in_view)
        return self._persona_journeys[persona]

    def claims_of(self, key: str) -> tuple[Claim, ...]:
        """Every claim of a map, listed or not."""
        found = self.claims.get(key)
        return claims_in(self.summaries[key]) if found is None else found

    @cached_property
    def linked_from(self) -> Mapping[str, tuple[tuple[WrittenPage, Mention], ...]]:
        """The hand-written pages that mention an object or a step of it, by the object's page."""
        found: dict[str, list[tuple[WrittenPage, Mention]]] = {}
        for _uri, page in sorted(self.written.items()):
            for mention in page.mentions:
                target = page_address(Ref(mention.ref.kind, mention.ref.id), self.library)
                if target is not None:
                    found.setdefault(target, []).append((page, mention))
        return {target: tuple(pages) for target, pages in found.items()}

    def tag_title(self, tag: str) -> str:
        """The title of a tag in the vocabulary, else the tag itself."""
        term = self.library.vocabulary.tags.get(tag)
        return term.title if term else tag.replace("-", " ")

    def uses(self, ref: Ref) -> tuple[Use, ...]:
        """Every mention of `ref` by objects that are not retired."""
        return tuple(use for use in self.library.uses(ref) if self._met(use.by))

    def _met(self, ref: Ref) -> bool:
        journey = self.library.journeys.get(ref.id) if ref.kind is Kind.JOURNEY else None
        return journey is None or journey.listed
