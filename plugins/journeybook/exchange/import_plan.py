"""Plans an import: the files that would be written, before any is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.exchange.import_ids import IdMaker, id_from
from journeybook.exchange.markdown_page import mermaid_blocks, rest_of
from journeybook.exchange.mermaid.journey_map import Cast, ImportedMap, map_of_mermaid
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.exchange.mermaid.tokens import short
from journeybook.kinds import FILE_KINDS
from journeybook.library.objects import Item, Kind, Library, Ref
from journeybook.model.vocabulary import Lane, Vocabulary
from journeybook.rules import import_rules
from journeybook.sources.folder import RESERVED
from journeybook.sources.ids import spelled
from journeybook.sources.markdown.code_blocks import Fence
from journeybook.sources.objects import read_object
from journeybook.sources.yaml.writer import write_yaml
from journeybook.text.characters import visible

MERMAID_ENDINGS = (".mmd", ".mermaid")
MARKDOWN_ENDINGS = (".md", ".markdown")

VOCABULARY = "vocabulary.yml"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that an import writes: its path below the folder of maps, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files that an import would write, and its findings."""

    files: tuple[PlannedFile, ...]
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Diagram:
    """The text of one diagram, its position in the file, and its fallback title.

    `block` is its fence in a page, None if the diagram is a file of its own.
    """

    text: str
    row: int
    column: int
    fallback: str
    block: Fence | None = None


def plan_import(
    sources: Iterable[tuple[str, str]],
    library: Library,
    *,
    taken: Iterable[Ref] = (),
    has_vocabulary: bool,
) -> ImportPlan:
    """The files for all journeys in `sources`, pairs of a file's name and text.

    `library` is what the portal has, `taken` the other ids in use; nothing of it is overwritten. A
    source with an error gives findings and no files.
    """
    planning = _Planning(library, list(taken), has_vocabulary=has_vocabulary)
    for file, text in sources:
        planning.take(file, text)
    planning.declare_lanes()
    return ImportPlan(tuple(planning.files), tuple(planning.findings))


@dataclass(slots=True)
class _Planning:
    library: Library
    taken: list[Ref]
    has_vocabulary: bool
    files: list[PlannedFile] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    first: Place | None = None
    journeys: IdMaker = field(init=False)
    cast: Cast = field(init=False)

    def __post_init__(self) -> None:
        def ids(kind: Kind) -> set[str]:
            return {*RESERVED, *self.library.ids(kind), *(ref.id for ref in self.taken if ref.kind is kind)}

        self.journeys = IdMaker(ids(Kind.JOURNEY))
        # Of several personas with the same name, the first by id.
        known = {each.title: key for key, each in reversed(list(self.library.personas.items()))}
        self.cast = Cast(known, ids(Kind.PERSONA))

    def take(self, file: str, text: str) -> None:
        """Plan the maps of one source."""
        diagrams = list(_diagrams(file, text))
        for diagram in diagrams:
            self._take(file, diagram)
        if not diagrams:
            self.findings.append(
                import_rules.not_a_journey.at(
                    Place(file),
                    "there is no Mermaid journey in it",
                    "a journey stands in a fence ```mermaid, a block `::: mermaid` or an element "
                    '`<pre class="mermaid">`, and begins with the line `journey`',
                )
            )
            return
        rest = rest_of(text.split("\n"), [each.block for each in diagrams if each.block])
        if rest and all(each.block for each in diagrams):
            self.findings.append(
                import_rules.import_note.at(
                    Place(file, rest.first + 1),
                    f"what else this page holds is not imported: {_listed(rest.words)}",
                    "carry over what belongs to the map or to its steps, such as `pains:`, `thought:` or `summary:`",
                )
            )

    def _take(self, file: str, diagram: _Diagram) -> None:
        tree, problems = parse_mermaid(diagram.text, file, row=diagram.row, column=diagram.column)
        self.findings.extend(problems)
        if tree is None:
            return
        met = {actor for task in tree.tasks for actor in task.actors if self.cast.knows(actor)}
        made, notes = map_of_mermaid(
            tree,
            fallback_title=diagram.fallback,
            journeys=self.journeys,
            cast=self.cast,
            scale=self.library.vocabulary.emotion_scale,
        )
        self.findings.extend(notes)
        self._say_ids(made, tree.title or tree.accessible_title or diagram.fallback, tree.place)
        for actor in sorted(met):
            key = self.cast.id_of(actor)
            if key in self.library.personas:
                self.findings.append(
                    import_rules.known_persona.at(
                        tree.place, f"the actor `{short(actor)}` is the persona `{key}`, who is there already"
                    )
                )
        origin = f"Imported from {visible(PurePosixPath(file).name)}, a Mermaid journey."
        comments = [origin, *(f"Comment there: {line}" for line in made.comments)]
        self._plan(Ref(Kind.JOURNEY, made.journey.id), made.journey, comments, tree.place)
        for persona in made.personas:
            self._plan(Ref(Kind.PERSONA, persona.id), persona, [origin], tree.place)
        for lane, title in made.lanes.items():
            self.lanes.setdefault(lane, title)
        self.first = self.first or tree.place

    def _say_ids(self, made: ImportedMap, title: str, place: Place) -> None:
        named = (
            (made.journey.id, title),
            *((each.id, each.title) for each in made.personas),
            *((each.id, each.title) for stage in made.journey.stages for each in (stage, *stage.steps)),
        )
        unspelled = [key for key, each in named if not spelled(each)]
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
        if made.journey.id != wanted:
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

    def _plan(self, ref: Ref, item: Item, comments: Iterable[str], place: Place) -> None:
        path = f"{FILE_KINDS[ref.kind]}/{ref.id}.yml"
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
            return
        self.files.append(PlannedFile(path, text))

    def declare_lanes(self) -> None:
        """Declare the lanes of the imported maps, or report them if a vocabulary exists."""
        missing = {
            key: title for key, title in self.lanes.items() if key not in self.library.vocabulary.lanes
        }
        if not missing or self.first is None:
            return
        if not self.has_vocabulary:
            words = Vocabulary(lanes={key: Lane(title=title) for key, title in missing.items()})
            self.files.append(PlannedFile(VOCABULARY, write_yaml(words)))
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


def _diagrams(file: str, text: str) -> Iterator[_Diagram]:
    name = PurePosixPath(file)
    words = name.stem.replace("-", " ").replace("_", " ").strip()
    stem = words[:1].upper() + words[1:] if any(map(str.isalpha, words)) else f"Journey {words}".strip()
    in_fence = text.lstrip().startswith(("```", "~~~"))
    if name.suffix.lower() not in MARKDOWN_ENDINGS and not in_fence:
        yield _Diagram(text, 1, 1, stem)
        return
    lines = text.split("\n")
    for block in mermaid_blocks(lines):
        if _first_words(block.lines).startswith("journey"):
            title = _heading_above(lines[: block.first]) or stem
            yield _Diagram(block.text, block.first + 2, block.indent + 1, title, block)


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _first_words(lines: Iterable[str]) -> str:
    """The line with the type of a diagram, after front matter, directives and comments."""
    front = False
    for number, line in enumerate(lines):
        words = line.strip()
        if words == "---" and (front or number == 0):
            front = not front
        elif words and not front and not words.startswith("%%"):
            return words
    return ""


def _heading_above(lines: list[str]) -> str | None:
    for line in reversed(lines):
        if line.startswith("#"):
            return line.strip("# \t") or None
    return None


def refusal_of(file: str) -> Diagnostic | None:
    """The reason why a file of this name is not imported, or None."""
    ending = PurePosixPath(file).suffix.lower()
    if ending in (*MERMAID_ENDINGS, *MARKDOWN_ENDINGS):
        return None
    return import_rules.not_imported.at(
        Place(file),
        f"files that end in `{visible(ending)}` are not imported" if ending else "this file is not imported",
        "journeys are imported out of Mermaid: `.mmd` and `.mermaid` files, and fences in `.md` files",
    )
