"""Finds a map in a table: wide (stages across, lanes down) or long (a row for each step)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise

from journeybook.diagnostics import Place
from journeybook.exchange.outline import Entry, Outline, OutlineMoment
from journeybook.exchange.tables.header_words import STAGE, STEP, Meaning, map_meaning_of, meaning_of
from journeybook.exchange.tables.table import Row, Table
from journeybook.model.vocabulary import Vocabulary


class Orientation(Enum):
    """Which way a table runs."""

    WIDE = auto()
    LONG = auto()


_NAMES_OF_STEPS = ("action", "touchpoint", "channel", "goal", "thought", "narrative")
"""The fields whose text names a step that has no title, in this order."""

_UNNAMED = "Untitled"


@dataclass(slots=True)
class _Parts:
    """The rows of a table: texts about the map, the header, the body, and what follows."""

    above: list[Row] = field(default_factory=list)
    header: Row = field(default_factory=lambda: Row((), 1))
    body: list[Row] = field(default_factory=list)


def outline_of_table(
    table: Table, vocabulary: Vocabulary, form: str, orientation: Orientation | None = None
) -> Outline | None:
    """The map in a table, or None where its labels are those of no map.

    With an `orientation` the table is read so, whatever its labels say.
    """
    parts = _parts(table, vocabulary)
    if not parts.body or len(parts.header.cells) < 2:
        return None
    across = _known(parts.header.cells[1:], vocabulary)
    corner = meaning_of(parts.header.cells[0], vocabulary)
    down = _known([row.cells[0] for row in parts.body], vocabulary)
    if orientation is None:
        # The corner of a wide table names what runs across, that of a long one what runs down.
        if down < 2 and across + (1 if corner else 0) < 2:
            return None
        orientation = Orientation.WIDE if down > across else Orientation.LONG
    outline = Outline(table.title, table.place(parts.header), form, table.markdown)
    _read_above(outline, table, parts.above)
    if orientation is Orientation.WIDE:
        _Wide(table, vocabulary, outline).read(parts)
    else:
        _Long(table, vocabulary, outline).read(parts)
    return outline if outline.stages else None


def _known(labels: Sequence[str], vocabulary: Vocabulary) -> int:
    return len({meaning.field for label in labels if label and (meaning := meaning_of(label, vocabulary))})


def _parts(table: Table, vocabulary: Vocabulary) -> _Parts:
    """The header is the first row with three cells, or the first of two known labels."""
    parts = _Parts()
    rows = [row for row in table.rows if row.filled]
    most = max((row.filled for row in rows), default=0)
    for at, row in enumerate(rows):
        labels = [cell for cell in row.cells if cell]
        one_fact = row.filled == 2 and row.cells[0] and map_meaning_of(row.cells[0]) and most > 2
        structural = (first := meaning_of(row.cells[0], vocabulary)) and first.field in (STAGE, STEP)
        if (row.filled < 2 and most > 1) or (one_fact and not structural and _known(labels, vocabulary) < 2):
            parts.above.append(row)
            continue
        parts.header, parts.body = row, rows[at + 1 :]
        break
    return parts


def _read_above(outline: Outline, table: Table, rows: Sequence[Row]) -> None:
    for row in rows:
        cells = [cell for cell in row.cells if cell]
        if len(cells) == 1:
            label, mark, rest = cells[0].partition(":")
            if mark and rest.strip() and map_meaning_of(label):
                outline.entries.append(Entry(label, [rest.strip()], table.place(row)))
            elif outline.title is None or (row is rows[0] and not table.markdown):
                if outline.title and outline.title != cells[0]:
                    outline.entries.append(Entry("", [outline.title], table.place(row)))
                outline.title = cells[0]
            else:
                outline.entries.append(Entry("", cells, table.place(row)))
        else:
            outline.entries.append(Entry(cells[0].rstrip(":"), cells[1:], table.place(row)))


@dataclass(slots=True)
class _Column:
    """A column of a wide table: the moment that its texts belong to."""

    moment: OutlineMoment
    stage: OutlineMoment


@dataclass(slots=True)
class _Wide:
    table: Table
    vocabulary: Vocabulary
    outline: Outline

    def read(self, parts: _Parts) -> None:
        header, body = parts.header, list(parts.body)
        corner = meaning_of(header.cells[0], self.vocabulary)
        bands: Row | None = None
        second = meaning_of(body[0].cells[0], self.vocabulary) if body else None
        steps: Row | None = None
        if corner and second and second.field == STAGE:  # phases above stages
            bands, header = header, body.pop(0)
            second = meaning_of(body[0].cells[0], self.vocabulary) if body else None
        if second and second.field == STEP:
            steps = body.pop(0)
        columns = self._columns(header, steps, bands, body)
        self._entries(columns, body)
        label = header.cells[0] or "(first row)"
        sure = bool(corner) and corner is not None and corner.sure
        self.outline.shape.append((label, "stages", len(self.outline.stages), sure or not header.cells[0]))
        count = sum(len(stage.steps) for stage in self.outline.stages)
        if count:
            named = steps is not None
            self.outline.shape.append((steps.cells[0] if steps else "(columns)", "steps", count, named))

    def _columns(
        self, header: Row, steps: Row | None, bands: Row | None, body: Sequence[Row]
    ) -> dict[int, _Column]:
        """A column is a stage; one whose head is empty belongs to the stage before it, as merged
        cells are exported, and is a step like its neighbours.
        """
        used = [
            at
            for at in range(1, len(header.cells))
            if header.cells[at] or (steps and steps.cells[at]) or any(row.cells[at] for row in body)
        ]
        groups: list[tuple[int, list[int]]] = []
        for at in used:
            title, before = header.cells[at], header.cells[groups[-1][0]] if groups else None
            if groups and (not title or (steps is not None and title == before)):
                groups[-1][1].append(at)
            else:
                groups.append((at, [at]))
        columns: dict[int, _Column] = {}
        band = ""
        for first, members in groups:
            stage = OutlineMoment(header.cells[first] or _UNNAMED, self.table.place(header))
            self.outline.stages.append(stage)
            if bands:
                band = bands.cells[first] or band
                if band:
                    stage.entries.append(Entry(bands.cells[0], [band], self.table.place(bands), "phase"))
            for at in members:
                moment = stage
                if steps and steps.cells[at]:
                    moment = OutlineMoment(steps.cells[at], self.table.place(steps))
                    stage.steps.append(moment)
                elif len(members) > 1 and not steps:
                    title = next((row.cells[at] for row in body if row.cells[at]), _UNNAMED)
                    moment = OutlineMoment(title, self.table.place(header))
                    stage.steps.append(moment)
                elif steps and stage.steps:
                    moment = stage.steps[-1]
                columns[at] = _Column(moment, stage)
        if any(len(members) > 1 for _, members in groups) and not steps:
            self.outline.guesses.append(
                "columns without a title of a stage are steps named by their first text"
            )
        return columns

    def _entries(self, columns: dict[int, _Column], body: Sequence[Row]) -> None:
        label = ""
        for row in body:
            label = row.cells[0] or label  # a merged cell stands for the rows below it
            for at, column in columns.items():
                if text := row.cells[at]:
                    column.moment.entries.append(Entry(label, [text], self.table.place(row)))


@dataclass(slots=True)
class _Long:
    table: Table
    vocabulary: Vocabulary
    outline: Outline

    def read(self, parts: _Parts) -> None:
        header = parts.header
        meanings = [meaning_of(cell, self.vocabulary) for cell in header.cells]
        stage_at, step_at, phase_at = self._structure(header, meanings)
        self._fill_down(parts, stage_at, phase_at)
        stages = [row.cells[stage_at] for row in parts.body] if stage_at is not None else []
        repeated = any(a == b for a, b in pairwise(stages)) or (
            stage_at is not None and any(not cell for cell in stages)
        )
        taken = {at for at in (stage_at, step_at, phase_at) if at is not None}
        open_stage: OutlineMoment | None = None
        for row in parts.body:
            place = self.table.place(row)
            stage_title = row.cells[stage_at] if stage_at is not None else ""
            step_title = row.cells[step_at] if step_at is not None else ""
            used = set(taken)
            if stage_at is None and step_at is not None:
                open_stage = self._stage(step_title or _UNNAMED, place)
                moment = open_stage
            else:
                if open_stage is None or (stage_title and stage_title != open_stage.title):
                    open_stage = self._stage(stage_title or _UNNAMED, place)
                moment = open_stage
                if step_at is not None and step_title:
                    moment = self._step(open_stage, step_title, place)
                elif step_at is None and repeated:
                    named = self._naming(meanings, row, used)
                    title = row.cells[named] if named is not None else stage_title or _UNNAMED
                    moment = self._step(open_stage, title, place)
                    if named is not None and len(title) <= 120 and "\n" not in title:
                        used.add(named)
            if (
                phase_at is not None
                and row.cells[phase_at]
                and not any(entry.field == "phase" for entry in open_stage.entries)
            ):
                open_stage.entries.append(
                    Entry(header.cells[phase_at], [row.cells[phase_at]], place, "phase")
                )
            for at, text in enumerate(row.cells):
                if text and at not in used:
                    moment.entries.append(Entry(header.cells[at], [text], place))
        self._say(header, meanings, stage_at, step_at, repeated=repeated)

    def _fill_down(self, parts: _Parts, stage_at: int | None, phase_at: int | None) -> None:
        """Rows below a merged cell belong to it; a row without a stage and a step goes on above."""
        for columns in (stage_at, phase_at):
            if columns is None:
                continue
            last = ""
            for number, row in enumerate(parts.body):
                last = row.cells[columns] or last
                cells = (*row.cells[:columns], last, *row.cells[columns + 1 :])
                parts.body[number] = Row(cells, row.line)

    def _structure(
        self, header: Row, meanings: Sequence[Meaning | None]
    ) -> tuple[int | None, int | None, int | None]:
        """The columns of stage, step and band above stages."""

        def columns(name: str) -> list[int]:
            found = [at for at, each in enumerate(meanings) if each and each.field == name]
            return sorted(found, key=lambda at: (not _sure(meanings[at]), at))

        stages, steps, bands = columns(STAGE), columns(STEP), columns("phase")
        stage_at = stages[0] if stages else None
        step_at = steps[0] if steps else None
        phase_at = bands[0] if bands else None
        if len(stages) > 1 and phase_at is None and _sure(meanings[stages[1]]):
            # Of two columns for stages, the first is the coarser one.
            phase_at, stage_at = (stages[0], stages[1]) if step_at is not None else (None, stages[0])
            if step_at is None:
                step_at = stages[1]
        if stage_at is None and step_at is None:
            step_at = 0
            self.outline.guesses.append(f"the column `{header.cells[0] or 1}` holds the titles of stages")
        return stage_at, step_at, phase_at

    def _naming(self, meanings: Sequence[Meaning | None], row: Row, used: set[int]) -> int | None:
        for name in _NAMES_OF_STEPS:
            for at, each in enumerate(meanings):
                if each and each.field == name and row.cells[at] and at not in used:
                    return at
        return next((at for at, cell in enumerate(row.cells) if cell and at not in used), None)

    def _stage(self, title: str, place: Place) -> OutlineMoment:
        self.outline.stages.append(OutlineMoment(title, place))
        return self.outline.stages[-1]

    def _step(self, stage: OutlineMoment, title: str, place: Place) -> OutlineMoment:
        stage.steps.append(OutlineMoment(title, place))
        return stage.steps[-1]

    def _say(
        self,
        header: Row,
        meanings: Sequence[Meaning | None],
        stage_at: int | None,
        step_at: int | None,
        *,
        repeated: bool,
    ) -> None:
        if stage_at is None and step_at is not None:
            sure = _sure(meanings[step_at])
            self.outline.shape.append((header.cells[step_at], "stages", len(self.outline.stages), sure))
            return
        if stage_at is not None:
            sure = _sure(meanings[stage_at])
            self.outline.shape.append((header.cells[stage_at], "stages", len(self.outline.stages), sure))
        count = sum(len(stage.steps) for stage in self.outline.stages)
        if step_at is not None:
            self.outline.shape.append((header.cells[step_at], "steps", count, _sure(meanings[step_at])))
        elif repeated:
            self.outline.shape.append(("(rows)", "steps", count, False))
            self.outline.guesses.append("steps have no title of their own and are named by their first text")


def _sure(meaning: Meaning | None) -> bool:
    return meaning is not None and meaning.sure
