"""Imports `map.csv`: a row for each step and each stage with content, as the portal writes it.

The file lacks what no cell can hold, such as narratives and branches; over a map that is there,
these stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.importer import ImportContext, ImportResult, Recognized, SourceFile
from journeybook.exchange.own_maps import own_map
from journeybook.exchange.scores import number_in
from journeybook.exchange.tables.csv_text import read_table
from journeybook.exchange.tables.table import Row, Table
from journeybook.rules import import_rules
from journeybook.step_fields import STEP_FIELDS, Shape

SEPARATOR = " | "
LANE = "lane: "
_NEEDED = frozenset({"map", "map_title", "stage_title", "step_title"})

_GUARD = re.compile(r"(^|[;\t\r\n][\s\"]*)'(?=[\s\"]*[=+\-@＝＋－＠])")
_EMOTION = re.compile(r"(.+) (-?[0-9.]+(?:e-?[0-9]+)?)( at the end)?")
_METRIC = re.compile(r"(\S+) (-?[0-9.]+(?:e[-+]?[0-9]+)?)")
_TEAM = re.compile(r"(.+) \(([a-z0-9-]+)\)", re.DOTALL)


class MapCsvImporter:
    """The `Importer` of our own `map.csv`."""

    kind = ImportKind.MAP_CSV
    endings = (".csv",)

    def recognizes(self, source: SourceFile) -> bool:
        """Whether its columns are those of `map.csv`."""
        table, _ = read_table(source)
        return table is not None and is_own_table(table)

    def read(self, source: SourceFile, context: ImportContext) -> ImportResult:
        """The map in the file; one that holds rows of several maps gives each."""
        table, findings = read_table(source)
        return maps_in_own_table(table, findings, context) if table else ImportResult((), findings)


def is_own_table(table: Table) -> bool:
    """Whether the columns of a table are those of `map.csv`."""
    return bool(table.rows) and set(table.rows[0].cells) >= _NEEDED


def maps_in_own_table(table: Table, findings: tuple[Diagnostic, ...], context: ImportContext) -> ImportResult:
    """The maps in a table with the columns of `map.csv`, after `findings` about its file."""
    header = table.rows[0].cells if table.rows else ()
    if not is_own_table(table):
        missing = ", ".join(f"`{name}`" for name in sorted(_NEEDED - set(header)))
        found = import_rules.not_imported.at(
            Place(table.file), f"columns are missing: {missing}", "export the map again"
        )
        return ImportResult((), (*findings, found))
    maps, found_here = [], list(findings)
    by_map: dict[str, list[Row]] = {}
    at = header.index("map")
    for row in table.rows[1:]:
        if row.filled:
            by_map.setdefault(row.cells[at], []).append(row)
    for key, rows in by_map.items():
        reading = _Reading(table, header, context)
        fields = reading.map(key, rows)
        found_here.extend(reading.findings)
        made, problems = own_map(
            fields,
            reading.people,
            context,
            table.place(rows[0]),
            form="a map.csv of a portal",
            recognized=tuple(reading.recognized(rows)),
            whole=False,
        )
        found_here.extend(problems)
        maps.extend([made] if made else [])
    return ImportResult(tuple(maps), tuple(found_here))


def without_guard(text: str) -> str:
    """A text without the apostrophes that keep spreadsheets from running it as a formula."""
    return _GUARD.sub(r"\1", text)


@dataclass(slots=True)
class _Reading:
    table: Table
    header: Sequence[str]
    context: ImportContext
    findings: list[Diagnostic] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)

    def map(self, key: str, rows: Sequence[Row]) -> dict[str, Any]:
        cells = [self._cells(row) for row in rows]
        for row in cells:
            for name in self._list(row.get("personas", "")):
                self.people.setdefault(self._persona(name), name)
        everybody = list(self.people)
        stages: list[dict[str, Any]] = []
        known: dict[str, dict[str, Any]] = {}
        for row, source in zip(cells, rows, strict=True):
            number = f"{row.get('stage_number', '')}/{row.get('stage', '')}/{row['stage_title']}"
            stage = known.get(number)
            if stage is None:
                stage = known[number] = {"title": row["stage_title"], "steps": []}
                stages.append(stage)
                for column, name in (("stage", "id"), ("phase", "phase"), ("lifecycle", "lifecycle")):
                    if row.get(column):
                        stage[name] = row[column]
                if row.get("stage_entered"):
                    stage["entered"] = self._whole(row["stage_entered"])
            moment = self._moment(row, everybody, self.table.place(source))
            if row["step_title"]:
                own = {"title": row["step_title"], **({"id": row["step"]} if row.get("step") else {})}
                stage["steps"].append({**own, **moment})
            else:
                stage.update(moment)
        title = cells[0]["map_title"]
        return {"id": key, "title": title, "personas": everybody, "stages": stages}

    def recognized(self, rows: Sequence[Row]) -> Iterator[Recognized]:
        for at, name in enumerate(self.header):
            count = sum(1 for row in rows if row.cells[at])
            if count and name:
                yield Recognized(name, name.replace(LANE, "lanes: "), count)

    def _cells(self, row: Row) -> dict[str, str]:
        return {name: without_guard(cell) for name, cell in zip(self.header, row.cells, strict=True)}

    def _moment(self, row: Mapping[str, str], everybody: list[str], place: Place) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, field_ in STEP_FIELDS.items():
            if name == "image" and row.get(name):
                # The cell names the file, and a picture cannot be without its description.
                self._unplaced_image(place, row[name])
            elif field_.column and row.get(name):
                data[name] = self._value(name, field_.shape, row[name])
        here = [self._persona(name) for name in self._list(row.get("personas", ""))]
        if here and set(here) != set(everybody):
            data["personas"] = here
        self._emotions(data, row)
        self._claims(data, row, place)
        lanes = {
            name.removeprefix(LANE): self._phrases(text)
            for name, text in row.items()
            if name.startswith(LANE) and text
        }
        known = set(STEP_FIELDS) | _COMPUTED
        strays = {
            name: text
            for name, text in row.items()
            if name and name not in known and not name.startswith(LANE)
        }
        for name, text in strays.items():
            if text:
                lane = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "source-text"
                lanes[lane] = self._phrases(text)
                self.findings.append(
                    import_rules.text_without_field.at(
                        place, f"there is no column `{name[:60]}`", f"it is kept under `lanes:` as `{lane}`"
                    )
                )
        if lanes:
            data["lanes"] = lanes
        return data

    def _value(self, name: str, shape: Shape, text: str) -> Any:
        if name == "moment_of_truth":
            return text == "yes"
        if name == "metrics":
            pairs = (_METRIC.fullmatch(each) for each in self._list(text))
            return {each[1]: float(each[2]) for each in pairs if each}
        if name in ("evidence", "systems") or shape is Shape.TEXTS:
            return self._list(text)
        if shape is Shape.PHRASES:
            return self._phrases(text)
        if shape is Shape.CLAIMS:
            return [{"text": each} for each in self._list(text)]
        return text

    def _claims(self, data: dict[str, Any], row: Mapping[str, str], place: Place) -> None:
        recommendations = self._list(row.get("recommendations", ""))
        opportunities = data.get("opportunities", [])
        if recommendations and len(recommendations) == len(opportunities):
            for item, key in zip(opportunities, recommendations, strict=True):
                item["recommendation"] = key
        elif recommendations:
            self._unplaced(place, "recommendations", row["recommendations"])
        severity = row.get("severity", "")
        pains = data.get("pains", [])
        if severity and len(pains) == 1:
            pains[0]["severity"] = self._whole(severity)
        elif severity:
            self._unplaced(place, "severity", severity)

    def _unplaced_image(self, place: Place, text: str) -> None:
        self.findings.append(
            import_rules.import_note.at(
                place,
                f"the spreadsheet does not hold the description of the picture `{text[:60]}`",
                "over a map that is there, its step keeps the picture; else write `image:` there",
            )
        )

    def _unplaced(self, place: Place, column: str, text: str) -> None:
        self.findings.append(
            import_rules.import_note.at(
                place,
                f"the spreadsheet does not say to which item the {column} `{text[:60]}` belongs",
                "over a map that is there, items with the same text keep theirs; else write it there",
            )
        )

    def _emotions(self, data: dict[str, Any], row: Mapping[str, str]) -> None:
        named: dict[str, dict[str, float]] = {"emotion": {}, "emotion_end": {}}
        for each in self._list(row.get("emotions", "")):
            match = _EMOTION.fullmatch(each)
            if match:
                named["emotion_end" if match[3] else "emotion"][self._persona(match[1])] = float(match[2])
        for name, by_persona in named.items():
            if by_persona:
                data[name] = by_persona
            elif row.get(name):
                data[name] = self._number(row[name])

    def _whole(self, text: str) -> int | str:
        value = number_in(text)
        return int(value) if value is not None and value == int(value) else text

    def _number(self, text: str) -> float:
        value = number_in(text)
        return value if value is not None else float("nan")

    def _list(self, text: str) -> list[str]:
        return [each.strip() for each in text.split(SEPARATOR) if each.strip()]

    def _phrases(self, text: str) -> list[Any]:
        teams = self.context.vocabulary.teams
        found: list[Any] = []
        for each in self._list(text):
            match = _TEAM.fullmatch(each)
            found.append({"text": match[1], "team": match[2]} if match and match[2] in teams else each)
        return found

    def _persona(self, name: str) -> str:
        return name if name in self.context.personas else self.context.cast.id_of(name)


_COMPUTED = frozenset(
    {
        *("map", "map_title", "stage_number", "stage", "stage_title", "phase", "lifecycle", "stage_entered"),
        *("step_number", "step", "step_title", "address", "personas", "emotion", "emotion_end", "word"),
        *("emotion_lowest", "emotions", "severity", "claims", "assumed", "recommendations"),
    }
)
"""Columns that are read above, or that the portal computes anew."""
