"""The argument of a rule about several objects: the library, and how it was read."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from journeybook.checks.map_outline import Outline, name_of, outline_of
from journeybook.diagnostics import Place
from journeybook.history.baseline import Baseline
from journeybook.kinds import VOCABULARY_KINDS
from journeybook.library.federation import MARK
from journeybook.library.links import Path as FieldPath
from journeybook.library.links import links_of
from journeybook.library.objects import KEY, Item, Kind, Library, Ref, Source
from journeybook.sources.validation import Stray
from journeybook.text.suggestions import KnownWords


@dataclass(frozen=True)
class PortalContext:
    """The library that is checked.

    `damaged` are the objects whose files have errors: parts of them may be missing, so a reference
    to such a part is not reported. `vocabulary` is the source of the vocabulary, `docs` the folder
    of hand-written pages or None, `today` the day by which age is judged. `outlined` are the
    outlines of all maps if they are known already. `past` is the earlier content of the files that
    changed since a revision, None if no revision was named.

    Use `outlines` for questions about maps: taking a map from the library may read its file.
    """

    library: Library
    damaged: frozenset[Ref] = frozenset()
    strays: tuple[Stray, ...] = ()
    vocabulary: Source = field(default_factory=lambda: Source("vocabulary.yml"))
    words_damaged: bool = False
    docs: Path | None = None
    today: datetime.date | None = None
    outlined: Mapping[str, Outline] | None = None
    past: Baseline | None = None

    def excuses(self, ref: Ref) -> bool:
        """Whether the object may be missing only because its source cannot be read completely."""
        return Ref(ref.kind, ref.id) in self.damaged or (self.words_damaged and ref.kind in VOCABULARY_KINDS)

    @cached_property
    def outlines(self) -> Mapping[str, Outline]:
        """The outline of every map, in the order of ids."""
        if self.outlined is not None:
            return self.outlined
        return {
            key: outline_of(each, self.source(Ref(Kind.JOURNEY, key)))
            for key, each in self.library.journeys.items()
        }

    @cached_property
    def known(self) -> Mapping[Kind, Mapping[str, str]]:
        """The titles of all objects by kind and id, with "" for objects that could not be read."""
        known = {kind: dict(self.titles(kind)) for kind in Kind}
        for ref in self.damaged:
            known[ref.kind].setdefault(ref.id, "")
        return known

    def words(self, kind: Kind | None) -> KnownWords:
        """The ids of a kind, or of all kinds for None, prepared for suggestions."""
        found = self._words.get(kind)
        if found is None:
            kinds = list(Kind) if kind is None else [kind]
            # If several kinds have the same id, the first kind counts.
            every = {key: title for one in reversed(kinds) for key, title in self.known[one].items()}
            found = self._words[kind] = KnownWords(self.known[kind] if kind else every)
        return found

    @cached_property
    def _words(self) -> dict[Kind | None, KnownWords]:
        return {}

    def has(self, ref: Ref) -> bool:
        """Whether the object of `ref` exists, and the step, by a present or former id."""
        if MARK in ref.id:
            return self.library.federation.has(*ref)
        if ref.id not in self.titles(ref.kind):
            return False
        if ref.step is None or ref.kind is not Kind.JOURNEY:
            return ref.step is None
        outline = self.outlines[ref.id]
        return ref.step in outline.moments or ref.step in outline.former

    def has_step(self, target: str) -> bool:
        """Whether a text such as `journey:moving#visit` names a step or stage that exists."""
        whole, mark, step = target.partition("#")
        kind, _, key = whole.partition(":")
        return bool(mark) and self.has(Ref(Kind(kind), key, step))

    def titles(self, kind: Kind) -> Mapping[str, str]:
        """Every id of a kind with its title."""
        return self._map_titles if kind is Kind.JOURNEY else self.library.ids(kind)

    @cached_property
    def _map_titles(self) -> Mapping[str, str]:
        return {key: each.title for key, each in self.outlines.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        """All existing objects as texts such as `team:care`, without the steps of maps."""
        return frozenset(name_of(kind, key) for kind in Kind for key in self.titles(kind))

    @cached_property
    def named(self) -> frozenset[str]:
        """Objects that maps refer to, as texts such as `team:care`; a step counts as its map."""
        return frozenset(
            target.partition("#")[0] for each in self.outlines.values() for target in each.targets
        )

    @cached_property
    def used(self) -> frozenset[str]:
        """All objects that another object refers to, as texts such as `team:care`."""
        found = set(self.named)
        for ref, item, _ in self.others():
            links = (link.ref for link in links_of(item))
            found.update(
                name_of(each.kind, each.id) for each in links if (each.kind, each.id) != (ref.kind, ref.id)
            )
        return frozenset(found)

    def items(self, asked: Callable[[Outline], bool]) -> Iterator[tuple[Ref, Item, Source]]:
        """All objects with their sources, in the order of references.

        Of the maps, only those for whose outline `asked` is true.
        """
        for ref, source in self._sources:
            if ref.kind is Kind.JOURNEY and not asked(self.outlines[ref.id]):
                continue
            item = self.library.item(ref)
            if item is not None:
                yield ref, item, source

    def others(self) -> Iterator[tuple[Ref, Item, Source]]:
        """All objects other than maps with their sources, by kind and id."""
        return self.items(lambda _: False)

    @cached_property
    def _sources(self) -> tuple[tuple[Ref, Source], ...]:
        sources = self.library.sources
        outlines = self.outlines
        return tuple(
            (ref, sources[ref])
            for ref in sorted(sources)
            if ref.kind is not Kind.JOURNEY or ref.id in outlines
        )

    def place(self, ref: Ref, path: FieldPath = ()) -> Place:
        """The place of a field of an object."""
        return self.source(ref).place(path)

    def key_place(self, ref: Ref, path: FieldPath) -> Place:
        """The place of a field's name."""
        return self.source(ref).place((*path, KEY))

    def source(self, ref: Ref) -> Source:
        """The source of an object; an empty one, named by the reference, if made in memory."""
        return self.library.sources.get(Ref(ref.kind, ref.id)) or Source(str(ref))
