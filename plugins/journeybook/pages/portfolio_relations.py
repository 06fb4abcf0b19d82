"""The order of the listed maps, and the maps that a map leads to, is part of or replaces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from journeybook.incremental.computed_values import (
    KeyedValues,
    computed,
    computed_by_content,
    computed_for,
)
from journeybook.insight.atlas_order import AtlasPage, AtlasPlace, atlas_pages
from journeybook.insight.map_relations import MapRelation, relations_of
from journeybook.insight.spots import places_of, step_count
from journeybook.library.translations import original_of
from journeybook.model.journey import Journey
from journeybook.pages.portfolio_inputs import PortfolioInputs


class PortfolioRelations(PortfolioInputs):
    """What maps are to one another. Only the maps that an edit concerns are read again for it."""

    @cached_property
    def futures(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed future maps, by the id of their current map."""
        return self._related(self.future_ids)

    @cached_property
    def children(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed maps that are part of a bigger one, by the id of the bigger one."""
        return self._related(self.child_ids)

    @cached_property
    def before(self) -> Mapping[str, tuple[Journey, ...]]:
        """The listed maps that may lead to a map, by the id of that map."""
        return self._related(self.earlier_ids)

    @computed
    def listed(self) -> tuple[Journey, ...]:
        """The maps in the catalogue, by section and title.

        Retired maps are not in it, nor translations, which say what another map says.
        """
        return tuple(self.library.journeys[key] for key in self.listed_ids)

    @computed_by_content
    def listed_ids(self) -> tuple[str, ...]:
        """The ids of the maps in the catalogue, in its order."""
        places = ((key, self.place_of(key)) for key in self.library.journeys)
        return tuple(key for _, key in sorted((place, key) for key, place in places if place is not None))

    @computed_for(str, by_content=True)
    def place_of(self, key: str) -> tuple[str, str] | None:
        """What a map is ordered by in the catalogue: section and title.

        None for a retired map and for a translation.
        """
        found = self.library.journeys[key]
        if not found.listed or self.original_of(key):
            return None
        return found.section, found.title.casefold()

    @computed_for(str, by_content=True)
    def original_of(self, key: str) -> str | None:
        """The map that a map translates; None for a map that stands for itself."""
        return original_of(key, self.library.journeys)

    @computed_by_content
    def _all_translations(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key in self.library.journeys:
            original = self.original_of(key)
            if original and self.library.journeys[key].listed:
                found.setdefault(original, []).append(key)
        return {key: tuple(maps) for key, maps in found.items()}

    @computed_for(str, by_content=True)
    def translation_ids(self, key: str) -> tuple[str, ...]:
        """The translations of a map that are not retired, by id."""
        return self._all_translations.get(key, ())

    def in_other_languages(self, key: str) -> tuple[Journey, ...]:
        """The map that this one translates, if it does, then the other translations, by id."""
        original = self.original_of(key) or key
        found = (original, *self.translation_ids(original))
        return tuple(self.library.journeys[each] for each in found if each != key)

    @computed_by_content
    def has_several(self) -> bool:
        """Whether more than one map is listed."""
        return len(self.listed_ids) > 1

    @computed_for(str, by_content=True)
    def is_listed(self, key: str) -> bool:
        """Whether a map exists and is in the catalogue."""
        return key in self.library.journeys and self.place_of(key) is not None

    @computed_by_content
    def _section_ids(self) -> Mapping[str, tuple[str, ...]]:
        """The listed maps of each section, in catalogue order."""
        found: dict[str, list[str]] = {}
        for key in self.listed_ids:
            place = self.place_of(key)
            found.setdefault(place[0] if place else "", []).append(key)
        return {section: tuple(maps) for section, maps in found.items()}

    @computed_for(str, by_content=True)
    def beside(self, key: str) -> tuple[str | None, str | None]:
        """The ids of the listed maps before and after a map in its section of the catalogue."""
        place = self.place_of(key)
        around = self._section_ids.get(place[0], ()) if place else ()
        if key not in around:
            return None, None
        at = around.index(key)
        return around[at - 1] if at else None, around[at + 1] if at + 1 < len(around) else None

    def relate(self) -> None:
        """Find how all maps are related, which the page of any map needs."""
        _ = self._section_ids, self._all_children, self._all_futures, self._all_earlier

    @computed_by_content
    def _all_children(self) -> Mapping[str, tuple[str, ...]]:
        return self._pointing(self.parents_of)

    @computed_by_content
    def _all_futures(self) -> Mapping[str, tuple[str, ...]]:
        return self._pointing(self.currents_of)

    @computed_by_content
    def _all_earlier(self) -> Mapping[str, tuple[str, ...]]:
        return self._pointing(self.next_of)

    @computed_for(str, by_content=True)
    def child_ids(self, key: str) -> tuple[str, ...] | None:
        """The ids of the listed maps that are part of a map; None for none."""
        return self._all_children.get(key)

    @computed_for(str, by_content=True)
    def future_ids(self, key: str) -> tuple[str, ...] | None:
        """The ids of the listed future maps of a map; None for none."""
        return self._all_futures.get(key)

    @computed_for(str, by_content=True)
    def earlier_ids(self, key: str) -> tuple[str, ...] | None:
        """The ids of the listed maps that may lead to a map; None for none."""
        return self._all_earlier.get(key)

    @computed_for(str, by_content=True)
    def parents_of(self, key: str) -> tuple[str | None, ...]:
        """The map that a map says it is part of."""
        return (self.library.journeys[key].parent,)

    @computed_for(str, by_content=True)
    def currents_of(self, key: str) -> tuple[str | None, ...]:
        """The map that a map says it is the future of."""
        return (self.library.journeys[key].future_of,)

    @computed_for(str, by_content=True)
    def next_of(self, key: str) -> tuple[str | None, ...]:
        """The maps that a map says it leads to."""
        return self.library.journeys[key].next

    @computed_for(str, by_content=True)
    def ab_test_count(self, key: str) -> int:
        """How many stages and steps of a map have variants to choose from."""
        places = places_of(self.library.journeys[key])
        return sum(1 for _stage, moment in places if len(moment.variants) > 1)

    @computed_by_content
    def future_pairs(self) -> tuple[tuple[str, str], ...]:
        """The ids of each listed current map and a listed future map of it, in catalogue order."""
        return tuple(
            (now, then)
            for then in self.listed_ids
            for now in self.currents_of(then)
            if now and now != then and self.is_listed(now)
        )

    @computed_for(str, by_content=True)
    def relations(self, key: str) -> tuple[MapRelation, ...]:
        """What a map says of other maps."""
        return tuple(relations_of(self.library.journeys[key]))

    @computed_by_content
    def _all_incoming(self) -> Mapping[str, tuple[MapRelation, ...]]:
        found: dict[str, list[MapRelation]] = {}
        for key in self.listed_ids:
            for relation in self.relations(key):
                found.setdefault(relation.end, []).append(relation)
        return {key: tuple(relations) for key, relations in found.items()}

    @computed_for(str, by_content=True)
    def incoming(self, key: str) -> tuple[MapRelation, ...]:
        """What listed maps say of a map."""
        return self._all_incoming.get(key, ())

    def atlas_place(self, key: str) -> AtlasPlace:
        """What decides where a map stands in the atlas."""
        return AtlasPlace(key, *self._atlas_fields(key))

    @computed_for(str, by_content=True)
    def _atlas_fields(self, key: str) -> tuple[str | None, str | None, int]:
        """The fields of a map's place: plain, so that they are recorded for the next run."""
        found = self.library.journeys[key]
        known = self.library.vocabulary.lifecycle
        first = next((stage.lifecycle for stage in found.stages if stage.lifecycle in known), None)
        return first, found.parent, step_count(found)

    @computed_by_content
    def atlas_pages(self) -> tuple[AtlasPage, ...]:
        """The drawings of the atlas, each with the listed maps on it."""
        return atlas_pages(map(self.atlas_place, self.listed_ids), tuple(self.library.vocabulary.lifecycle))

    def _pointing(self, targets: Callable[[str], Iterable[str | None]]) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for key in self.listed_ids:
            for target in targets(key):
                if target:
                    found.setdefault(target, []).append(key)
        return {key: tuple(maps) for key, maps in found.items()}

    def _related(self, ids: Callable[[str], tuple[str, ...] | None]) -> Mapping[str, tuple[Journey, ...]]:
        """The maps with the ids that are found for a key, for every key that has some."""

        def find(key: str) -> tuple[Journey, ...] | None:
            found = ids(key)
            return None if found is None else tuple(self.library.journeys[each] for each in found)

        def whole() -> Mapping[str, tuple[Journey, ...]]:
            return {key: maps for key in self.library.journeys if (maps := find(key))}

        return KeyedValues(find, whole)
