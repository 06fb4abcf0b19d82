"""Imports the sticky notes of a board: CSV with a note in each row, and its frame or column."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportResult, SourceFile
from journeybook.exchange.outline import Entry, Outline, OutlineMoment
from journeybook.exchange.outline_map import map_of_outline
from journeybook.exchange.tables.csv_text import read_table
from journeybook.exchange.tables.header_words import plain_label
from journeybook.exchange.tables.table import Table
from journeybook.rules import import_rules

_TEXT = frozenset(
    {"text", "content", "sticky note", "sticky", "note", "sticky text", "sticky note text", "plain text"}
)
_FRAME = frozenset(
    {"frame", "frame name", "frame title", "section", "section name", "column", "parent", "group"}
)
_ROW = frozenset({"row", "row name", "lane", "swimlane", "tag", "tags", "category"})
_PEOPLE = frozenset({"author", "created by", "creator", "last modified by", "modified by", "user", "owner"})
_LOOKS = frozenset(
    {
        "x",
        "y",
        "width",
        "height",
        "color",
        "colour",
        "background color",
        "fill",
        "id",
        "type",
        "item type",
        "shape",
    }
    | {"created at", "modified at", "last modified", "created", "url", "link to item", "votes"}
)


@dataclass(frozen=True, slots=True)
class _Columns:
    text: int
    frame: int
    row: int | None
    others: tuple[int, ...]
    people: bool


def _columns(table: Table) -> _Columns | None:
    if not table.rows:
        return None
    labels = [plain_label(cell) for cell in table.rows[0].cells]

    def first(words: frozenset[str]) -> int | None:
        return next((at for at, label in enumerate(labels) if label in words), None)

    text, frame, row = first(_TEXT), first(_FRAME), first(_ROW)
    if text is None or frame is None:
        return None
    others = tuple(
        at
        for at, label in enumerate(labels)
        if label and at not in (text, frame, row) and label not in _LOOKS | _PEOPLE
    )
    return _Columns(text, frame, row, others, any(label in _PEOPLE for label in labels))


class BoardImporter:
    """The `Importer` of boards, such as Miro's and FigJam's."""

    kind = ImportKind.BOARD
    endings = (".csv",)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether it has a column of notes and one of frames."""
        table, _ = read_table(source)
        return table is not None and _columns(table) is not None

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The map whose stages are the frames or columns of the board."""
        table, findings = read_table(source)
        if table is None:
            return ImportResult((), findings)
        columns = _columns(table)
        if columns is None:
            found = import_rules.not_a_journey.at(
                Place(source.name),
                "there is no column of notes beside one of frames",
                "name them `Text` and `Frame`, and the lane of a note `Row`",
            )
            return ImportResult((), (*findings, found))
        notes: list[Diagnostic] = [*findings]
        if columns.people:
            notes.append(
                import_rules.import_note.at(
                    Place(source.name), "who wrote a note is left out: no person belongs into a map by that"
                )
            )
        made, said = map_of_outline(_outline(table, columns), context, source.title)
        return ImportResult((made,) if made else (), (*notes, *said))


def _outline(table: Table, columns: _Columns) -> Outline:
    header = table.rows[0]
    outline = Outline(None, table.place(header), "a board's CSV file")
    stages: dict[str, OutlineMoment] = {}
    unlabelled = 0
    for row in table.rows[1:]:
        text, frame = row.cells[columns.text], row.cells[columns.frame] or "Untitled"
        if not row.filled:
            continue
        place = table.place(row)
        if frame not in stages:
            stages[frame] = OutlineMoment(frame, place)
            outline.stages.append(stages[frame])
        label = row.cells[columns.row] if columns.row is not None else ""
        if text and label:
            stages[frame].entries.append(Entry(label, [text], place))
        elif text:
            unlabelled += 1
            stages[frame].entries.append(Entry("(notes)", [text], place, "action"))
        for at in columns.others:
            if row.cells[at]:
                stages[frame].entries.append(Entry(header.cells[at], [row.cells[at]], place))
    outline.shape.append((header.cells[columns.frame], "stages", len(stages), True))
    if unlabelled:
        outline.shape.append(("(notes)", "action", unlabelled, False))
        outline.guesses.append("notes without a row are what people do")
    return outline
