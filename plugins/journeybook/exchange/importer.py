"""The protocol of importers: endings, a look at the content, and bytes to maps.

`import_plan` knows nothing of a format but this. A new format is a module with an `Importer`, a
member of `ImportKind`, and a line in `importers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import Protocol

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_ids import IdMaker
from journeybook.exchange.import_kinds import ImportKind
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import EmotionScale, Vocabulary
from journeybook.sources.text_file import decode

FILE_BYTES = 5_000_000
"""The most bytes of a file to import."""


@dataclass(frozen=True)
class SourceFile:
    """A file to import: its name in messages and its content."""

    name: str
    content: bytes

    @cached_property
    def ending(self) -> str:
        """The ending of the name in small letters, such as `.csv`; "" without one."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def decoded(self) -> tuple[str | None, tuple[Diagnostic, ...]]:
        """The content as UTF-8, None where it is something else, and the findings."""
        return decode(self.content, self.name)

    @cached_property
    def title(self) -> str:
        """A title made from the name, for a map that has none."""
        words = PurePosixPath(self.name).stem.replace("-", " ").replace("_", " ").strip()
        return words[:1].upper() + words[1:] if any(map(str.isalpha, words)) else f"Journey {words}".strip()


@dataclass(frozen=True, slots=True)
class Recognized:
    """What a label of the source was taken for.

    `field` is a field of the format, or a lane such as `lanes: weather`. `texts` counts its texts.
    `sure` is False for a guess.
    """

    label: str
    field: str
    texts: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ImportedMap:
    """A converted map, its new personas, the custom lanes it needs, and comments for its file.

    `wanted` is the title from which its id should be made. `again` says that a map of the portal
    with this id is the same map, so that the two are compared. `whole` says that the source holds
    every field of a map, so that a field that is missing there is empty.
    """

    journey: Journey
    personas: tuple[Persona, ...]
    lanes: Mapping[str, str]
    comments: tuple[str, ...]
    place: Place = field(default_factory=lambda: Place(""))
    wanted: str = ""
    form: str = ""
    recognized: tuple[Recognized, ...] = ()
    again: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """A persona or metric that was imported by itself, with comments for its file.

    `values` is the text of the CSV beside the file of a metric.
    """

    item: Persona | Metric
    place: Place
    form: str
    recognized: tuple[Recognized, ...] = ()
    comments: tuple[str, ...] = ()
    values: str = ""


class Cast:
    """The personas of a portal by the names in a source; an unknown name gets a new persona."""

    def __init__(self, known: Mapping[str, str] | None = None, taken: Iterable[str] = ()) -> None:
        """`known` maps titles of existing personas to ids; `taken` are further ids in use."""
        self._ids = dict(known or {})
        self._maker = IdMaker({*self._ids.values(), *taken})

    def knows(self, name: str) -> bool:
        """Whether a persona has this name."""
        return name in self._ids

    def id_of(self, name: str) -> str:
        """The id of the persona with this name, which is new for an unknown name."""
        if name not in self._ids:
            self._ids[name] = self._maker.make(name, "persona")
        return self._ids[name]


@dataclass(slots=True)
class ImportContext:
    """What an importer knows of the portal: ids of maps, personas by name, and the vocabulary.

    `maps` are the titles of the portal's maps by id, `personas` the ids of its personas,
    `metric_ids` the ids of its metrics by title; `metrics` makes new ones.
    """

    journeys: IdMaker
    cast: Cast
    vocabulary: Vocabulary
    maps: Mapping[str, str] = field(default_factory=dict)
    personas: frozenset[str] = frozenset()
    metrics: IdMaker = field(default_factory=IdMaker)
    metric_ids: Mapping[str, str] = field(default_factory=dict)

    @property
    def scale(self) -> EmotionScale:
        """The portal's emotion scale."""
        return self.vocabulary.emotion_scale


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The maps of a file, the findings, and what it holds besides maps; a file that holds nothing
    has an error.
    """

    maps: tuple[ImportedMap, ...]
    findings: tuple[Diagnostic, ...]
    items: tuple[ImportedItem, ...] = ()


class Importer(Protocol):
    """Reads one form of files."""

    @property
    def kind(self) -> ImportKind:
        """The word by which a person names the form."""

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of its files."""

    def recognizes(self, source: SourceFile) -> bool:
        """Whether a file with one of the endings has this form, by a quick look at its content."""

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The maps of the file. User mistakes are findings; nothing is raised."""
