"""The library: every object of a portal by its id, and every link between them in both directions.

It is built once from the models and never changes. Checking, drawing and pages are functions of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from journeybook.diagnostics import Place
from journeybook.kinds import FILE_KINDS, KINDS, PLURALS, VOCABULARY_KINDS, Kind, load
from journeybook.library.federation import ALONE, MARK, Federation
from journeybook.library.images import ImageFile
from journeybook.model.account import Account
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Stage, Step
from journeybook.model.metric import Metric
from journeybook.model.path import ReadingPath
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation
from journeybook.model.vocabulary import Subject, Vocabulary

if TYPE_CHECKING:
    from journeybook.library.map_headers import MapHeader
    from journeybook.library.mentions import ItemMentions, Mentions

__all__ = ["KEY", "KIND_OF", "Item", "Kind", "Library", "Ref", "Source", "Use", "moments"]


Item: TypeAlias = Journey | Persona | Account | Evidence | Metric | Recommendation | ReadingPath

KIND_OF: Mapping[type[Item], Kind] = {load("model", KINDS[kind].model): kind for kind in FILE_KINDS}
"""The kind of an object by its model."""


class Ref(NamedTuple):
    """A reference: a kind and an id, for a journey perhaps with the id of a step or stage."""

    kind: Kind
    id: str
    step: str | None = None

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}" + (f"#{self.step}" if self.step else "")


KEY = "[key]"
"""At the end of a path: the key there and not its value."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source of an object: its file below the portal's root, and the place of each value.

    `places` maps a path such as `("stages", 0, "steps", 1, "channel")` to its place, and the same
    path with `KEY` at its end to the place of the key; `text` is the whole file.
    """

    file: str
    text: str = ""
    places: Mapping[tuple[str | int, ...], Place] = field(default_factory=dict)

    def place(self, path: tuple[str | int, ...] = ()) -> Place:
        """The place of the value at `path`, or of the nearest value around it."""
        for length in range(len(path), -1, -1):
            found = self.places.get(path[:length])
            if found:
                return found
        return Place(self.file)


class Use(NamedTuple):
    """A mention of an object: `by` which object, with the step if it is in one, in which field."""

    by: Ref
    field: str


@dataclass(frozen=True)
class Library:
    """Every object of a portal, each mapping ordered by id.

    `sources` says where an object came from, `vocabulary_file` where its words did; objects made in
    memory have none. Steps that say `same_as` are resolved before the library is made, and every
    stage and step has an id that is unique in its map.

    `federation` holds what is known of other portals: `title` and `has` answer for their objects
    too, and `known` names them.

    `journeys` may read a map when it is first asked for. `headers` holds the titles and mentions of
    such maps, so that `ids`, `title`, `has`, `uses` and `named` read none (a step's map excepted).

    `images` are the pictures beside the sources that can be shown, by `library.images.image_path`.
    """

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    recommendations: Mapping[str, Recommendation] = field(default_factory=dict)
    paths: Mapping[str, ReadingPath] = field(default_factory=dict)
    sources: Mapping[Ref, Source] = field(default_factory=dict)
    vocabulary_file: str | None = None
    headers: Mapping[str, MapHeader] = field(default_factory=dict)
    federation: Federation = ALONE
    images: Mapping[str, ImageFile] = field(default_factory=dict)

    def ids(self, kind: Kind) -> Mapping[str, str]:
        """Every id of a kind with its title."""
        titles = self._titles.get(kind)
        if titles is None:
            shelf = self.shelf(kind)
            known = self.headers if kind is Kind.JOURNEY else {}
            titles = {key: (known.get(key) or shelf[key]).title for key in shelf}
            self._titles[kind] = titles
        return titles

    @property
    def known(self) -> Mapping[Kind, Mapping[str, str]]:
        """The titles of all objects that `[[links]]` may name, other portals' after this one's."""
        return self.federation.with_titles({kind: self.ids(kind) for kind in Kind})

    def title(self, ref: Ref) -> str:
        """The title of the object or step that `ref` names; its id if it is unknown."""
        if MARK in ref.id:
            return self.federation.title(*ref) or ref.id
        if ref.kind is Kind.JOURNEY and ref.step:
            moment = self.moment(ref)
            return moment.title if moment else ref.step
        return self.ids(ref.kind).get(ref.id, ref.id)

    def has(self, ref: Ref) -> bool:
        """Whether `ref` points to something that exists, the step included."""
        if MARK in ref.id:
            return self.federation.has(*ref)
        if ref.id not in self.ids(ref.kind):
            return False
        return ref.step is None or (ref.kind is Kind.JOURNEY and self.moment(ref) is not None)

    def moment(self, ref: Ref) -> Stage | Step | None:
        """The step or stage that `ref` names, by its id or a former one."""
        found = self._moments.get(ref.id)
        if found is None:
            journey = self.journeys.get(ref.id)
            found = self._moments[ref.id] = moments_by_id(journey) if journey else {}
        return found.get(ref.step or "")

    def item(self, ref: Ref) -> Item | None:
        """The object that `ref` points to; None for a word of the vocabulary or an unknown id."""
        return None if ref.kind in VOCABULARY_KINDS else self.shelf(ref.kind).get(ref.id)

    def term(self, ref: Ref) -> Subject | None:
        """The word of the vocabulary that `ref` names; None for other objects and unknown ids."""
        return self.shelf(ref.kind).get(ref.id) if ref.kind in VOCABULARY_KINDS else None

    def shelf(self, kind: Kind) -> Mapping[str, Any]:
        """The objects of a kind by id: ordered by id, or as in the vocabulary."""
        holder = self.vocabulary if kind in VOCABULARY_KINDS else self
        shelf: Mapping[str, Any] = getattr(holder, PLURALS[kind])
        return shelf

    def items(self) -> Iterator[Item]:
        """Every object that has a file, kind by kind in the order of ids."""
        for kind in FILE_KINDS:
            yield from self.shelf(kind).values()

    def named(self, ref: Ref) -> tuple[Ref, ...]:
        """The objects that one names in its fields, existing or not, each once and in order."""
        return self._mentions.named(ref)

    def uses(self, ref: Ref) -> tuple[Use, ...]:
        """Every mention of `ref` in the library, ordered by who mentions it and where it stands."""
        return self._mentions.uses(ref)

    def source_file(self, ref: Ref) -> str | None:
        """The file of an object; None for one that was made in memory."""
        found = self.sources.get(ref)
        return found.file if found else None

    @cached_property
    def _titles(self) -> dict[Kind, Mapping[str, str]]:
        """The titles of each kind that was asked for."""
        return {}

    @cached_property
    def _moments(self) -> dict[str, Mapping[str, Stage | Step]]:
        """The stages and steps of each map that was asked for."""
        return {}

    @cached_property
    def _mentions(self) -> Mentions:
        """Who mentions each object, and what each object mentions."""
        # Imported here: the module reads references through this module's types.
        from journeybook.library.mentions import Mentions  # noqa: PLC0415

        return Mentions(_mentions_by_item(self))


def moments(journey: Journey) -> Iterator[Stage | Step]:
    """Every stage of a map followed by its steps, in the order of the story."""
    for stage in journey.stages:
        yield stage
        yield from stage.steps


def moments_by_id(journey: Journey) -> Mapping[str, Stage | Step]:
    """The stages and steps of a map by their ids and former ids; a present id takes precedence."""
    by_id: dict[str, Stage | Step] = {}
    for moment in moments(journey):
        for former in moment.was:
            by_id.setdefault(former, moment)
    for moment in moments(journey):
        if moment.id:
            by_id[moment.id] = moment
    return by_id


def _mentions_by_item(library: Library) -> Iterator[tuple[Ref, ItemMentions]]:
    """Every object and word of a library with what it mentions, whether that resolves or not."""
    # Imported here: these modules read the models through this module's types.
    from journeybook.library.links import links_of, links_of_word  # noqa: PLC0415
    from journeybook.library.mentions import item_mentions  # noqa: PLC0415

    for kind in FILE_KINDS:
        shelf = library.shelf(kind)
        known = library.headers if kind is Kind.JOURNEY else {}
        for key in shelf:
            header = known.get(key)
            if header:
                yield Ref(kind, key), header.mentions_by(key)
                continue
            links = links_of(shelf[key])
            yield Ref(kind, key), item_mentions((Use(link.by, link.field), link.ref) for link in links)
    for kind in KINDS:
        if kind in VOCABULARY_KINDS:
            for key, word in library.shelf(kind).items():
                links = links_of_word(Ref(kind, key), word)
                yield Ref(kind, key), item_mentions((Use(link.by, link.field), link.ref) for link in links)
