"""The portfolio: values of a library that several pages need, each computed once."""

from __future__ import annotations

import datetime
from collections import ChainMap
from collections.abc import Iterable, Mapping
from functools import cached_property

from journeybook.drawing.charts.metric_chart import sparkline
from journeybook.drawing.charts.thumbnail import draw_thumbnail
from journeybook.drawing.palette import Scheme
from journeybook.drawing.swimlane.swimlane import draw_swimlanes
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.model import MapView
from journeybook.history.edits import Edit, Ownership
from journeybook.incremental.computed_values import (
    Keyed,
    KeyedValues,
    computed,
    computed_by_content,
    computed_for,
)
from journeybook.insight.agenda import (
    Entry,
    PlannedEntry,
    agenda,
    in_order_of_titles,
    other_planned_entries,
    planned_entry,
)
from journeybook.insight.claims import Claim, Tally, claims_in, expiries, resting_on, tally
from journeybook.insight.counts import MapCounts, PortalCounts, map_counts, portal_counts
from journeybook.insight.health import Health, PortalHealth, health, portal_health
from journeybook.insight.list_lengths import Entry as ListEntry
from journeybook.insight.list_lengths import list_entries, list_lengths
from journeybook.insight.overview import Overview, overview
from journeybook.insight.recommendation_effect import answered, answering, ideas
from journeybook.insight.spots import Spot
from journeybook.insight.step_context import StepContext, step_contexts
from journeybook.insight.summary import Summary, summarise
from journeybook.kinds import KINDS, VOCABULARY_KINDS
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.images import image_path
from journeybook.library.objects import Kind, Ref, Use, moments
from journeybook.library.page_addresses import page_address
from journeybook.library.tracked_library import ref_named
from journeybook.model.path import ReadingPath
from journeybook.pages.catalogue.catalogue_curve import CatalogueCurve, catalogue_curve
from journeybook.pages.catalogue.searched_words import searched_words
from journeybook.pages.docs_pages import Mention, WrittenPage
from journeybook.pages.personas.persona_curve import view_for
from journeybook.pages.personas.persona_journeys import PersonaJourney, persona_journeys
from journeybook.pages.portfolio_relations import PortfolioRelations
from journeybook.pages.vocabulary.usage import Usage, usages

WORD_KINDS = tuple(kind for kind in KINDS if kind in VOCABULARY_KINDS)
"""The kinds that are words of the vocabulary and share its source."""


class Portfolio(PortfolioRelations):
    """A library with everything that pages read of it, each computed once.

    What is read is recorded, so that a page or value is made again only where something that it
    reads has changed. A value that is compared by its content (`computed_by_content`) stops a
    change that it does not show; every other one changes with everything that it reads.
    """

    @cached_property
    def summaries(self) -> Mapping[str, Summary]:
        """The summary of every map by its id, retired ones included."""
        return Keyed(lambda: self.library.journeys, self.summary)

    @cached_property
    def met(self) -> Mapping[str, Summary]:
        """The summaries of the listed maps, by the map's id and in catalogue order."""
        return Keyed(lambda: self.listed_ids, self.summary, self.is_listed)

    @cached_property
    def healths(self) -> Mapping[str, Health]:
        """The health of each listed map, by the map's id and in catalogue order."""
        return Keyed(lambda: self.listed_ids, self.map_health, self.is_listed)

    @cached_property
    def claims(self) -> Mapping[str, tuple[Claim, ...]]:
        """Every claim of each listed map, by the map's id and in catalogue order."""
        return Keyed(lambda: self.listed_ids, self.claims_of, self.is_listed)

    @cached_property
    def answered(self) -> Mapping[str, tuple[Ref, ...]]:
        """The steps and journeys that each recommendation answers, by the recommendation's id."""
        return KeyedValues(self.targets_of, lambda: self._all_answered)

    @cached_property
    def answers(self) -> Mapping[Ref, tuple[str, ...]]:
        """The recommendations that answer each step, stage or journey, by id."""
        return KeyedValues(self.answers_to, lambda: self._all_answers)

    @cached_property
    def spots(self) -> Mapping[Ref, Spot]:
        """Every spot of every listed map by its reference."""
        return KeyedValues(self._spot, lambda: self._all_spots)

    @computed
    def paths(self) -> tuple[ReadingPath, ...]:
        """The reading paths, by section and title."""
        paths = self.library.paths.values()
        return tuple(sorted(paths, key=lambda each: (each.section, each.title.casefold(), each.id)))

    @computed_for(str, by_content=True)
    def former_ids(self, key: str) -> tuple[str, ...]:
        """The former ids of a map."""
        return self.library.journeys[key].was

    @computed_for(str, by_content=True)
    def stage_lengths(self, key: str) -> Mapping[str, int]:
        """How many steps each stage of a map has, by the stage's id."""
        stages = self.library.journeys[key].stages
        return {stage.id or "": len(stage.steps) for stage in stages if stage.steps}

    @computed_for(str)
    def summary(self, key: str) -> Summary:
        """The summary of a map, listed or not."""
        return summarise(self.library.journeys[key], self.library.vocabulary.emotion_scale)

    @computed
    def in_view(self) -> tuple[Summary, ...]:
        """The summaries of the listed maps, in catalogue order."""
        return tuple(self.summary(key) for key in self.listed_ids)

    @computed_for(str)
    def _spots_of(self, key: str) -> Mapping[Ref, Spot]:
        return {spot.ref: spot for spot in self.summary(key).spots}

    def _spot(self, ref: Ref) -> Spot | None:
        return self._spots_of(ref.id).get(ref) if self.is_listed(ref.id) else None

    @computed
    def _all_spots(self) -> Mapping[Ref, Spot]:
        return {ref: spot for key in self.listed_ids for ref, spot in self._spots_of(key).items()}

    @computed_by_content
    def _all_answered(self) -> Mapping[str, tuple[Ref, ...]]:
        return answered(self.library, self.ideas_of)

    @computed_for(str, by_content=True)
    def ideas_of(self, key: str) -> tuple[tuple[str, str], ...]:
        """The recommendations that opportunities of a map name, each with the id of its step."""
        return ideas(self.library.journeys[key])

    @computed_by_content
    def _all_answers(self) -> Mapping[Ref, tuple[str, ...]]:
        return answering(self._all_answered)

    @computed_for(str, by_content=True)
    def targets_of(self, key: str) -> tuple[Ref, ...] | None:
        """What a recommendation answers; None for an unknown one."""
        return self._all_answered.get(key)

    @computed_for(ref_named, by_content=True)
    def answers_to(self, ref: Ref) -> tuple[str, ...] | None:
        """The recommendations that answer a step, stage or journey; None for none."""
        return self._all_answers.get(ref)

    @computed_for(str, by_content=True)
    def pictures_of(self, key: str) -> tuple[str, ...]:
        """The pictures of a map, listed or not, by their paths below the sources."""
        journey = self.library.journeys[key]
        images = (moment.image for moment in moments(journey) if moment.image)
        return tuple(image_path(Kind.JOURNEY, journey.section, image.src) for image in images)

    @property
    def pictures_shown(self) -> tuple[str, ...]:
        """The pictures of all maps and personas that can be shown, in the order of paths."""
        named = {path for key in self.library.journeys for path in self.pictures_of(key)}
        personas = self.library.personas.values()
        named.update(
            image_path(Kind.PERSONA, persona.section, persona.image.src)
            for persona in personas
            if persona.image
        )
        return tuple(sorted(named & set(self.library.images)))

    @computed_for(str)
    def claims_of(self, key: str) -> tuple[Claim, ...]:
        """Every claim of a map, listed or not."""
        return claims_in(self.summary(key))

    @computed
    def resting(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims of the listed maps that rest on each source, by the source's id."""
        return resting_on(claim for found in self.claims.values() for claim in found)

    @computed
    def agenda(self) -> tuple[Entry, ...]:
        """Every entry of the agenda, the most urgent first."""
        return agenda(self.library, self.judged_on)

    @computed_by_content
    def agenda_length(self) -> int:
        """The number of entries of the agenda."""
        return len(self._planned_entries)

    @computed_for(str, by_content=True)
    def _planned_entry(self, key: str) -> PlannedEntry | None:
        return planned_entry(self.library.journeys[key])

    @computed_by_content
    def _planned_entries(self) -> tuple[PlannedEntry, ...]:
        """The entries of the agenda as far as pages are planned by them, in no order."""
        of_maps = map(self._planned_entry, self.library.journeys)
        return (*filter(None, of_maps), *other_planned_entries(self.library))

    @computed_by_content
    def has_due_days(self) -> bool:
        """Whether anything on the agenda has a day."""
        return any(dated for _owner, dated in self._planned_entries)

    @computed_by_content
    def dated_owners(self) -> tuple[str, ...]:
        """The teams that own something on the agenda that has a day."""
        owners = {owner for owner, dated in self._planned_entries if owner and dated}
        return tuple(filter(None, in_order_of_titles(owners, self.library)))

    @computed_by_content
    def expiries(self) -> Mapping[str, datetime.date]:
        """The last day on which each source holds, by its id, without sources that have no end."""
        return expiries(self.library)

    def tally(self, claims: Iterable[Claim]) -> Tally:
        """Claims counted on the portfolio's day."""
        return tally(claims, self.expiries, self.judged_on)

    @computed
    def overview(self) -> Overview:
        """The findings over all listed maps."""
        return overview(self.library, self.in_view)

    @computed_by_content
    def list_lengths(self) -> Mapping[str, int]:
        """The lengths of the lists of findings as far as pages show them, for planning."""
        return list_lengths(map(self._list_entries, self._listed), LIST_SHOWN)

    @computed_by_content
    def _listed(self) -> tuple[str, ...]:
        """The ids of the listed maps, in the order of ids: the same while titles change."""
        return tuple(sorted(self.listed_ids))

    @computed_for(str, by_content=True)
    def _list_entries(self, key: str) -> tuple[ListEntry, ...]:
        return list_entries(self.library.journeys[key], self.library.vocabulary.emotion_scale)

    @computed
    def counts(self) -> PortalCounts:
        """The figures of the portal that are shown in more than one place."""
        return portal_counts(
            self.library,
            [self.map_counts(each.id) for each in self.listed],
            self.overview,
            sum(self.tally(claim).outdated for claim in self.claims.values()),
            self.agenda,
        )

    @computed_for(str)
    def map_counts(self, key: str) -> MapCounts:
        """The figures of a map, listed or not."""
        summary = self.summary(key)
        return map_counts(summary.journey, summary.spots, self.tally(self.claims_of(key)))

    @computed_for(str)
    def map_health(self, key: str) -> Health:
        """The health of a map, listed or not."""
        return health(self.summary(key), self.library, self.judged_on, self.answers)

    @computed
    def health(self) -> PortalHealth | None:
        """The health of the listed maps together, None without maps."""
        return portal_health(self.healths.values())

    @computed
    def _all_edits(self) -> Mapping[Ref, tuple[Edit, ...]]:
        found: dict[Ref, list[Edit]] = {}
        for edit in self.history.edits:
            if edit.ref:
                found.setdefault(edit.ref, []).append(edit)
        return {ref: tuple(edits) for ref, edits in found.items()}

    @computed_for(ref_named, by_content=True)
    def edits_of(self, ref: Ref) -> tuple[Edit, ...]:
        """The edits of an object, newest first."""
        return self._all_edits.get(ref, ())

    @computed_for(ref_named, by_content=True)
    def ownership(self, ref: Ref) -> Ownership | None:
        """Who edited an object and when; None without edits."""
        return self.history.care.get(ref)

    def source(self, ref: Ref) -> str | None:
        """The file that an edit link opens."""
        if ref.kind in WORD_KINDS:
            return self.library.vocabulary_file
        return self.library.source_file(ref)

    @computed_for(str)
    def view(self, key: str) -> MapView:
        """The view model of a map."""
        return compose(self.library.journeys[key], self.library)

    @computed_for(str)
    def step_contexts(self, key: str) -> tuple[StepContext, ...]:
        """The context of each column of a map, over listed maps only."""
        summaries = ChainMap({key: self.summary(key)}, self.met)  # type: ignore[arg-type]  # only read
        before = tuple(Ref(Kind.JOURNEY, each.id) for each in self.before.get(key, ()))
        return step_contexts(summaries, key, before)

    @computed_for(str)
    def drawings(self, key: str) -> Mapping[Scheme, str]:
        """The swimlanes of a map in every colour scheme."""
        return draw_swimlanes(self.view(key), self.library.title, self.known)

    def thumbnail(self, key: str, persona: str | None = None) -> str:
        """The small curve of a map, or of one persona on it."""
        return self._thumbnail(f"{key} {persona}" if persona else key)

    @computed_for(str, by_content=True)
    def _thumbnail(self, key: str) -> str:
        journey, _space, persona = key.partition(" ")
        view = self.view(journey)
        return draw_thumbnail(view_for(view, persona, self.summary(journey)) if persona else view)

    @computed_for(str, by_content=True)
    def catalogue_curve(self, key: str) -> CatalogueCurve:
        """The small curve of a map in the data of the catalogue."""
        return catalogue_curve(self.view(key))

    @computed_for(str, by_content=True)
    def sparkline(self, key: str) -> str:
        """The small chart of a metric."""
        return sparkline(self.library.metrics[key], key=f"jp--{key}")

    @computed_for(ref_named)
    def usages(self, ref: Ref) -> tuple[Usage, ...]:
        """Every listed map that uses a word of the vocabulary, in catalogue order, with steps."""
        return usages(self.uses(ref), self.in_view)

    @computed_for(str)
    def persona_journeys(self, persona: str) -> tuple[PersonaJourney, ...]:
        """The listed maps that a persona takes part in, those with them as actor first."""
        return persona_journeys(persona, self.in_view)

    @computed
    def _all_mentions(self) -> Mapping[str, tuple[tuple[WrittenPage, Mention], ...]]:
        """The hand-written pages that mention an object or a step of it, by the object's page."""
        found: dict[str, list[tuple[WrittenPage, Mention]]] = {}
        for _uri, page in sorted(self.written.items()):
            for mention in page.mentions:
                target = page_address(Ref(mention.ref.kind, mention.ref.id), self.library)
                if target is not None:
                    found.setdefault(target, []).append((page, mention))
        return {target: tuple(pages) for target, pages in found.items()}

    @computed_for(str, by_content=True)
    def mentions_of(self, address: str) -> tuple[tuple[WrittenPage, Mention], ...]:
        """The hand-written pages that mention the object whose page is at an address."""
        return self._all_mentions.get(address, ())

    @computed_for(str, by_content=True)
    def searched_length(self, key: str) -> int:
        """How many characters of a map the filter of the catalogue searches."""
        return len(searched_words(self.library.journeys[key]))

    def tag_title(self, tag: str) -> str:
        """The title of a tag in the vocabulary, else the tag itself."""
        term = self.library.vocabulary.tags.get(tag)
        return term.title if term else tag.replace("-", " ")

    @computed_for(ref_named, by_content=True)
    def uses(self, ref: Ref) -> tuple[Use, ...]:
        """Every mention of `ref` by objects that are not retired."""
        return tuple(use for use in self.library.uses(ref) if self._met(use.by))

    def _met(self, ref: Ref) -> bool:
        return ref.kind is not Kind.JOURNEY or ref.id not in self.library.journeys or self.is_listed(ref.id)
