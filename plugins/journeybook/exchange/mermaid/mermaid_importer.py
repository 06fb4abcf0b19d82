"""Imports Mermaid journeys: a file with one diagram, or a page with diagrams in fences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportedMap, ImportResult, Recognized, SourceFile
from journeybook.exchange.markdown_page import mermaid_blocks, rest_of
from journeybook.exchange.mermaid.journey_map import map_of_mermaid
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.mermaid.tree import MermaidJourney
from journeybook.rules import import_rules
from journeybook.sources.markdown.code_blocks import Fence

ENDINGS = (".mmd", ".mermaid")
MARKDOWN_ENDINGS = (".md", ".markdown")


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


class MermaidImporter:
    """The `Importer` of Mermaid journeys."""

    kind = ImportKind.MERMAID
    endings = (*ENDINGS, *MARKDOWN_ENDINGS)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether the file is Mermaid or a page; a page without a diagram gets an error."""
        return True

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The map of each diagram."""
        text, problems = source.decoded
        if text is None or problems:
            return ImportResult((), problems)
        findings: list[Diagnostic] = []
        diagrams = list(_diagrams(source, text))
        maps = [made for diagram in diagrams for made in _maps(source.name, diagram, context, findings)]
        if not diagrams:
            findings.append(
                import_rules.not_a_journey.at(
                    Place(source.name),
                    "there is no Mermaid journey in it",
                    "a journey stands in a fence ```mermaid, a block `::: mermaid` or an element "
                    '`<pre class="mermaid">`, and begins with the line `journey`',
                )
            )
        rest = rest_of(text.split("\n"), [each.block for each in diagrams if each.block])
        if diagrams and rest and all(each.block for each in diagrams):
            findings.append(
                import_rules.import_note.at(
                    Place(source.name, rest.first + 1),
                    f"what else this page holds is not imported: {_listed(rest.words)}",
                    "carry over what belongs to the map or to its steps, such as `pains:`, `thought:` or `summary:`",
                )
            )
        return ImportResult(tuple(maps), tuple(findings))


def has_diagram(text: str) -> bool:
    """Whether a page holds a Mermaid journey."""
    return any(_first_words(block.lines).startswith("journey") for block in mermaid_blocks(text.split("\n")))


def _maps(
    file: str, diagram: _Diagram, context: ImportContext, findings: list[Diagnostic]
) -> Iterator[ImportedMap]:
    tree, problems = parse_mermaid(diagram.text, file, row=diagram.row, column=diagram.column, lenient=True)
    findings.extend(problems)
    if tree is None:
        return
    met = {actor for task in tree.tasks for actor in task.actors if context.cast.knows(actor)}
    made, notes = map_of_mermaid(
        tree,
        fallback_title=diagram.fallback,
        journeys=context.journeys,
        cast=context.cast,
        scale=context.scale,
    )
    findings.extend(notes)
    for actor in sorted(met):
        key = context.cast.id_of(actor)
        if key in context.personas:
            findings.append(
                import_rules.known_persona.at(
                    tree.place, f"the actor `{short(actor)}` is the persona `{key}`, who is there already"
                )
            )
    yield replace(
        made,
        place=tree.place,
        wanted=tree.title or tree.accessible_title or diagram.fallback,
        form="a Mermaid journey",
        comments=tuple(f"Comment there: {line}" for line in made.comments),
        recognized=tuple(_recognized(tree, made)),
    )


def _recognized(tree: MermaidJourney, made: ImportedMap) -> Iterator[Recognized]:
    tasks = list(tree.tasks)
    counts = {
        ("sections", "stages"): len(tree.sections),
        ("tasks", "steps"): len(tasks),
        ("scores", "emotion"): sum(1 for task in tasks if task.score),
        ("actors", "personas"): len(made.journey.personas),
    }
    for (label, field), count in counts.items():
        if count:
            yield Recognized(label, field, count)
    for lane, title in made.lanes.items():
        yield Recognized(title, f"lanes: {lane}", 1)


def _diagrams(source: SourceFile, text: str) -> Iterator[_Diagram]:
    in_fence = text.lstrip().startswith(("```", "~~~"))
    if source.ending not in MARKDOWN_ENDINGS and not in_fence:
        yield _Diagram(text, 1, 1, source.title)
        return
    lines = text.split("\n")
    for block in mermaid_blocks(lines):
        if _first_words(block.lines).startswith("journey"):
            title = _heading_above(lines[: block.first]) or source.title
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
