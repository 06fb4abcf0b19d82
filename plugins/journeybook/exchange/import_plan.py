"""Plans an import: the files that would be written, before any is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.exchange.import_ids import IdMaker, id_from
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import (
    Cast,
    ImportContext,
    ImportedItem,
    ImportedMap,
    Importer,
    ImportResult,
    SourceFile,
)
from journeybook.exchange.importers import importer_of, refusal_of
from journeybook.exchange.map_merge import merged
from journeybook.exchange.mermaid.tokens import short
from journeybook.kinds import FILE_KINDS
from journeybook.library.objects import Item, Kind, Library, Ref
from journeybook.model.journey import Journey
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import Lane, Vocabulary
from journeybook.prose.time_limit import OutOfTime, time_limit
from journeybook.rules import import_rules
from journeybook.sources.folder import RESERVED
from journeybook.sources.ids import spelled
from journeybook.sources.objects import read_object
from journeybook.sources.yaml.writer import write_yaml
from journeybook.text.characters import visible

VOCABULARY = "vocabulary.yml"

SECONDS = 20
"""The CPU time in seconds for reading a file."""

_MOST_LANES = 30
"""The most lanes that a vocabulary declares."""


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that an import writes: its path below the folder of maps, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files that an import would write, its findings, and what was recognised.

    `maps` and `items` are what was read, each with the name of its file. `changed` are maps of
    the portal as they would be with what was imported; they are written only where this is asked
    for.
    """

    files: tuple[PlannedFile, ...]
    findings: tuple[Diagnostic, ...]
    maps: tuple[tuple[str, ImportedMap], ...] = ()
    changed: tuple[Journey, ...] = ()
    items: tuple[tuple[str, ImportedItem], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing in it is a guess."""
        read = (*(made.recognized for _, made in self.maps), *(made.recognized for _, made in self.items))
        return all(each.sure for recognized in read for each in recognized)


def plan_import(
    sources: Iterable[SourceFile],
    library: Library,
    *,
    taken: Iterable[Ref] = (),
    has_vocabulary: bool,
    kind: ImportKind | None = None,
    importer: Importer | None = None,
) -> ImportPlan:
    """The files for all journeys in `sources`, of the form `kind` or of that which they show, or
    read by `importer`.

    `library` is what the portal has, `taken` the other ids in use; nothing of it is overwritten. A
    source with an error gives findings and no files.
    """
    planning = _Planning(library, list(taken), has_vocabulary=has_vocabulary, importer=importer)
    for source in sources:
        planning.take(source, kind)
    planning.declare_lanes()
    return ImportPlan(
        tuple(planning.files),
        tuple(planning.findings),
        tuple(planning.maps),
        tuple(planning.changed),
        tuple(planning.items),
    )


@dataclass(slots=True)
class _Planning:
    library: Library
    taken: list[Ref]
    has_vocabulary: bool
    importer: Importer | None = None
    files: list[PlannedFile] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    maps: list[tuple[str, ImportedMap]] = field(default_factory=list)
    changed: list[Journey] = field(default_factory=list)
    items: list[tuple[str, ImportedItem]] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    first: Place | None = None
    context: ImportContext = field(init=False)

    def __post_init__(self) -> None:
        def ids(kind: Kind) -> set[str]:
            return {*RESERVED, *self.library.ids(kind), *(ref.id for ref in self.taken if ref.kind is kind)}

        # Of several personas with the same name, the first by id.
        known = {each.title: key for key, each in reversed(list(self.library.personas.items()))}
        self.context = ImportContext(
            IdMaker(ids(Kind.JOURNEY)),
            Cast(known, ids(Kind.PERSONA)),
            self.library.vocabulary,
            {key: self.library.title(Ref(Kind.JOURNEY, key)) for key in self.library.ids(Kind.JOURNEY)},
            frozenset(self.library.personas),
            IdMaker(ids(Kind.METRIC)),
            {each.title: key for key, each in self.library.metrics.items()},
        )

    def take(self, source: SourceFile, kind: ImportKind | None) -> None:
        """Plan the maps of one source; one that takes too long gives a finding and no files."""
        try:
            with time_limit(SECONDS):
                importer, result = self._read(source, kind)
        except OutOfTime:
            self.findings.append(
                import_rules.too_much_to_import.at(
                    Place(source.name),
                    f"reading it takes more than {SECONDS} seconds",
                    "part it into several files",
                )
            )
            return
        if importer is None:
            refused = refusal_of(source.name) or import_rules.not_imported.at(
                Place(source.name),
                "this file holds no map in a form that is known",
                "look at the forms in the guide, or name its form with --kind",
            )
            self.findings.append(refused)
            return
        assert result is not None
        self.findings.extend(result.findings)
        for made in result.maps:
            self._take(source, made)
        for each in result.items:
            self._take_item(source, each)

    def _read(
        self, source: SourceFile, kind: ImportKind | None
    ) -> tuple[Importer | None, ImportResult | None]:
        importer = self.importer or importer_of(source, kind)
        return importer, importer.read(source, self.context) if importer else None

    def _take(self, source: SourceFile, made: ImportedMap) -> None:
        self.maps.append((source.name, made))
        self._say_ids(made, made.wanted or made.journey.title, made.place)
        origin = f"Imported from {visible(PurePosixPath(source.name).name)}, {made.form}."
        if made.again and made.journey.id in self.context.maps:
            there = self._as_written(Ref(Kind.JOURNEY, made.journey.id))
            shown = self.library.journeys[made.journey.id]
            self.changed.append(merged(there, shown, made.journey, whole=made.whole))
        else:
            self._plan(Ref(Kind.JOURNEY, made.journey.id), made.journey, [origin, *made.comments], made.place)
        for persona in made.personas:
            self._plan(Ref(Kind.PERSONA, persona.id), persona, [origin], made.place)
        for lane, title in made.lanes.items():
            self.lanes.setdefault(lane, title)
        self.first = self.first or made.place

    def _take_item(self, source: SourceFile, made: ImportedItem) -> None:
        self.items.append((source.name, made))
        origin = f"Imported from {visible(PurePosixPath(source.name).name)}, {made.form}."
        kind = Kind.PERSONA if isinstance(made.item, Persona) else Kind.METRIC
        planned = self._plan(Ref(kind, made.item.id), made.item, [origin, *made.comments], made.place)
        if planned and made.values:
            self.files.append(PlannedFile(f"{FILE_KINDS[kind]}/{made.item.id}.csv", made.values))

    def _as_written(self, ref: Ref) -> Journey:
        """The map of the portal as its file says it: shared steps are not filled in."""
        journey = self.library.journeys[ref.id]
        source = self.library.sources.get(ref)
        if source is None:
            return journey
        markdown = source.file.endswith(".md")
        read = read_object(
            source.text,
            source.file,
            ref,
            markdown=markdown,
            given={"section": journey.section},
            advised=False,
        )
        return read.item if isinstance(read.item, Journey) else journey

    def _say_ids(self, made: ImportedMap, title: str, place: Place) -> None:
        named = (
            (made.journey.id, title),
            *((each.id, each.title) for each in made.personas),
            *((each.id, each.title) for stage in made.journey.stages for each in (stage, *stage.steps)),
        )
        unspelled = [] if made.whole else [key for key, each in named if key and not spelled(each)]
        if unspelled:
            what = f"{len(unspelled)} of its ids are" if len(unspelled) > 1 else "one of its ids is"
            self.findings.append(
                import_rules.import_note.at(
                    place,
                    f"{what} made up, such as `{unspelled[0]}`: these titles have no spelling in plain letters",
                    "choose better ones, and file names, while nothing links to them",
                )
            )
        wanted = id_from(title, "journey")
        if made.journey.id != wanted and not made.again:
            self.findings.append(
                import_rules.id_taken.at(
                    place,
                    f"the id `{wanted}` is taken, and the map is called `{made.journey.id}`",
                    "rename its file while nothing links to it",
                )
            )
        for persona in made.personas:
            wanted = id_from(persona.title, "persona")
            if persona.id != wanted and not persona.title.endswith("…"):
                self.findings.append(
                    import_rules.id_taken.at(
                        place,
                        f"the id `{wanted}` is taken, and the persona is called `{persona.id}`",
                        "where both are the same person, keep one of them",
                    )
                )

    def _plan(self, ref: Ref, item: Item, comments: Iterable[str], place: Place) -> bool:
        """Plan the file of an object; False, with a finding, where it cannot be kept."""
        section = f"{item.section}/" if isinstance(item, Journey) and item.section else ""
        path = f"{FILE_KINDS[ref.kind]}/{section}{ref.id}.yml"
        text = write_yaml(item, comments=comments)
        # The written text must pass `check`; if not, the importer is wrong, and no file is written.
        read = read_object(text, path, ref)
        faults = [each for each in read.findings if each.severity is Severity.ERROR]
        if faults:
            self.findings.append(
                import_rules.not_imported.at(
                    place, f"`{short(item.title)}` cannot be kept: {faults[0].message}"
                )
            )
            return False
        self.files.append(PlannedFile(path, text))
        return True

    def declare_lanes(self) -> None:
        """Declare the lanes of the imported maps, or report them if a vocabulary exists."""
        missing = {
            key: title for key, title in self.lanes.items() if key not in self.library.vocabulary.lanes
        }
        if not missing or self.first is None:
            return
        if not self.has_vocabulary:
            first = dict(list(missing.items())[:_MOST_LANES])
            words = Vocabulary(lanes={key: Lane(title=title) for key, title in first.items()})
            self.files.append(PlannedFile(VOCABULARY, write_yaml(words)))
            missing = {key: title for key, title in missing.items() if key not in first}
            if not missing:
                return
        lines = " and ".join(f"`{key}: {title}`" for key, title in missing.items())
        self.findings.append(
            import_rules.lanes_to_declare.at(
                self.first,
                f"the vocabulary declares no {'lane' if len(missing) == 1 else 'lanes'} "
                + " and ".join(f"`{key}`" for key in missing),
                f"add to the `lanes:` of {VOCABULARY}: {lines}",
            )
        )
