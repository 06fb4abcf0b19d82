"""Finds metrics in a table: a column of dates, or dates across, with figures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.metrics.figures import figures_in
from journeybook.exchange.metrics.periods import period_in, periods_in
from journeybook.exchange.tables.header_words import plain_label
from journeybook.exchange.tables.table import Row, Table
from journeybook.model.metric import Reading
from journeybook.model.scalars import TITLE_LENGTH
from journeybook.rules import import_rules

_WORDS = {
    "date": "date, day, month, week, quarter, year, period, time, datum, tag, monat, woche, quartal, jahr, zeitraum, jour, mois, "
    "semaine, trimestre, année, période, fecha, día, mes, semana, año, periodo, data, dia, mês, ano, período, التاريخ, تاريخ, "
    "الشهر, السنة, 日期, 月份, 年份, 日付, 年月, 月, 年, 날짜, 월, 연도",
    "metric": "metric, metrics, kpi, measure, indicator, figure, metrik, kennzahl, indicateur, indicador, métrica, مؤشر, المؤشر, 指标, "
    "指標, 지표",
    "value": "value, score, result, wert, valeur, valor, القيمة, قيمة, 数值, 值, 値, 값",
    "people": "people, n, base, respondents, responses, answers, sample, sample size, befragte, antworten, répondants, réponses, "
    "encuestados, respuestas, respondentes, respostas, 人数, 回答数, 응답자 수, عدد المشاركين",
}
_ROLES = {plain_label(word): role for role, words in _WORDS.items() for word in words.split(", ")}
_PERSON = frozenset(
    plain_label(word)
    for word in [
        "name",
        "first name",
        "last name",
        "full name",
        "e mail",
        "email",
        "mail",
        "phone",
        "phone number",
        "telephone",
        "mobile",
        "contact",
        "customer",
        "customer name",
        "customer id",
        "user",
        "user id",
        "user name",
        "username",
        "respondent",
        "respondent id",
        "account name",
        "ip",
        "ip address",
        "vorname",
        "nachname",
        "kunde",
        "kundennummer",
        "telefon",
        "nom",
        "prénom",
        "client",
        "téléphone",
        "nombre",
        "cliente",
        "correo",
        "teléfono",
        "nome",
    ]
)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{7,}[0-9]")
_DIALLED = re.compile(r"(?:\+|00?)[1-9][0-9 ()/-]{7,}")
"""A number that is dialled, and none that is counted."""
_ID = re.compile(
    r"(?i:(?:^|[\s_-])(?:id|uuid)$|(?:phone|customer|account|member|user|contract)[\s_-]*(?:nr|no|number)$)"
    r"|[a-z](?:Id|ID)$"
)
_BRACKETS = re.compile(r"\s*[(\[（]([^)\]）]{1,20})[)\]）]\s*$")
_MOSTLY = 0.8


@dataclass(slots=True)
class Series:
    """The values of a metric. `unit` is that of its cells, `about` what holds for all of them."""

    title: str
    place: Place
    readings: list[Reading] = field(default_factory=list)
    unit: str | None = None
    about: str = ""
    label: str = ""


@dataclass(slots=True)
class FoundMetrics:
    """The series of a table, its findings, and the labels with what they were taken for."""

    series: list[Series] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    shape: list[tuple[str, str, int, bool]] = field(default_factory=list)


def metrics_of_table(table: Table, title: str) -> FoundMetrics | None:
    """The metrics of a table, None for one without dates beside figures.

    `title` is for a table whose only figure has a label that says nothing, such as `value`.
    """
    rows = [row for row in table.rows if row.filled]
    start = next((at for at, row in enumerate(rows) if row.filled > 1), None)
    if start is None or len(rows) - start < 2:
        return None
    header, body = rows[start], rows[start + 1 :]
    across = [at for at, cell in enumerate(header.cells) if at and period_in(cell)]
    if len(across) > 1:
        return _across(table, header, body, across)
    return _down(table, header, body, title)


def _across(table: Table, header: Row, body: Sequence[Row], across: Sequence[int]) -> FoundMetrics:
    found = FoundMetrics()
    dates, sure = periods_in([header.cells[at] for at in across])
    first = across[0]
    for row in body:
        name = next((cell for cell in row.cells[:first] if cell), "")
        segment = " / ".join(cell for cell in row.cells[1:first] if cell) if row.cells[0] else ""
        cells = [(date, row.cells[at]) for date, at in zip(dates, across, strict=True) if row.cells[at]]
        if not name or not cells:
            continue
        series = next((each for each in found.series if each.title == name), None)
        if series is None:
            series = Series(name, table.place(row), label=name)
            found.series.append(series)
        _fill(series, found, [(date, cell, "", segment, row.line) for date, cell in cells], table)
    found.shape.append(("(first row)", "dates", len(across), sure))
    _say_repeated(found)
    return found if found.series else FoundMetrics(findings=found.findings)


def _down(table: Table, header: Row, body: Sequence[Row], title: str) -> FoundMetrics | None:
    columns = [[row.cells[at] for row in body] for at in range(len(header.cells))]
    roles = [_ROLES.get(plain_label(cell)) for cell in header.cells]
    date_at = _date_column(columns, roles)
    if date_at is None:
        return None
    figures = [
        at
        for at, cells in enumerate(columns)
        if at != date_at and any(cells) and None not in figures_in([cell for cell in cells if cell])[0]
    ]
    if not figures:
        return None
    found = FoundMetrics()
    for at, cells in enumerate(columns):
        if at != date_at and is_of_persons(header.cells[at], cells, is_figure=at in figures):
            found.findings.append(
                import_rules.not_imported.at(
                    table.place(header),
                    f"the column `{short(header.cells[at])}` looks like one of single people, and only counts enter a portal",
                    "remove it from the file, and give one value for each day and segment",
                )
            )
    if found.findings:
        return found
    dates, sure = periods_in(columns[date_at])
    found.shape.append((header.cells[date_at] or "(first column)", "dates", len(body), sure))
    people_at = next((at for at in figures if roles[at] == "people"), None)
    metric_at = next(
        (at for at, role in enumerate(roles) if role == "metric" and at not in figures and at != date_at),
        None,
    )
    texts = [
        at for at, cells in enumerate(columns) if at not in (date_at, metric_at, *figures) and any(cells)
    ]
    constant = [at for at in texts if len(set(columns[at])) == 1]
    about = "; ".join(f"{header.cells[at]}: {columns[at][0]}" for at in constant)
    values = [at for at in figures if at != people_at]
    if not values and people_at is not None:
        values, people_at = [people_at], None
    for at in values:
        label = header.cells[at]
        plain = roles[at] == "value" or not label
        for name, numbers in _by_name(columns, metric_at, len(body)).items():
            named = name or (title if plain and len(values) == 1 else label or title)
            if name and len(values) > 1:
                named = f"{name}, {label}"
            series = Series(named, table.place(header), about=about, label=label or named)
            values_of = [
                (
                    dates[number],
                    columns[at][number],
                    columns[people_at][number] if people_at is not None else "",
                    " / ".join(columns[t][number] for t in texts if t not in constant and columns[t][number]),
                    body[number].line,
                )
                for number in numbers
                if columns[at][number]
            ]
            _fill(series, found, values_of, table)
            if series.readings:
                found.series.append(series)
    for at in texts:
        if at not in constant:
            found.shape.append((header.cells[at] or "(no label)", "segment", len(body), True))
    _say_repeated(found)
    return found


def _date_column(columns: Sequence[Sequence[str]], roles: Sequence[str | None]) -> int | None:
    ranked = sorted(range(len(columns)), key=lambda at: (roles[at] != "date", at))
    for at in ranked:
        filled = [cell for cell in columns[at] if cell]
        # Years alone look like any number.
        dated = [cell for cell in filled if period_in(cell) and (roles[at] == "date" or not cell.isdecimal())]
        if filled and len(dated) >= _MOSTLY * len(filled):
            return at
    return None


def is_of_persons(label: str, cells: Sequence[str], *, is_figure: bool) -> bool:
    """Whether a column looks like names, addresses, numbers or ids of people."""
    plain = plain_label(label.replace("_", " "))
    if _ID.search(label) or any(_MAIL.fullmatch(cell) or _DIALLED.fullmatch(cell) for cell in cells):
        return True
    return not is_figure and (plain in _PERSON or any(_PHONE.fullmatch(cell) for cell in cells))


def _by_name(columns: Sequence[Sequence[str]], metric_at: int | None, count: int) -> dict[str, list[int]]:
    if metric_at is None:
        return {"": list(range(count))}
    names: dict[str, list[int]] = {}
    for number, name in enumerate(columns[metric_at]):
        names.setdefault(name, []).append(number)
    return names


def _fill(
    series: Series,
    found: FoundMetrics,
    cells: Sequence[tuple[str | None, str, str, str, int]],
    table: Table,
) -> None:
    units = Counter("%" if "%" in value else "" for _, value, _, _, _ in cells)
    if units["%"] and not units[""]:
        series.unit = "%"
    bracket = _BRACKETS.search(series.title)
    if bracket:
        series.unit = series.unit or bracket[1].strip()
        series.title = series.title[: bracket.start()]
    numbers, sure = figures_in([value for _, value, _, _, _ in cells])
    counts, _ = figures_in([people for _, _, people, _, _ in cells])
    if not sure:
        example = next(value for _, value, _, _, _ in cells if "," in value or "." in value)
        found.shape.append(
            (f"numbers such as {example}", f"{figures_in([example])[0][0]:g}", len(cells), False)
        )
    for (date, value, _, segment, line), number, count in zip(cells, numbers, counts, strict=True):
        fault = None
        if date is None:
            fault = "its date cannot be read"
        elif number is None:
            fault = f"`{short(value)}` is no number"
        elif len(segment) > TITLE_LENGTH:
            fault = f"its segment has more than {TITLE_LENGTH} characters"
        if fault or date is None or number is None:
            found.findings.append(
                import_rules.text_without_field.at(
                    Place(table.file, line), f"a value of `{short(series.title)}` is left out: {fault}"
                )
            )
            continue
        whole = int(count) if count is not None and count >= 0 and count == int(count) else None
        series.readings.append(Reading(date, number, whole, segment or None))


def _say_repeated(found: FoundMetrics) -> None:
    """Refuse series with several values for one day and segment: they are answers of people."""
    kept: list[Series] = []
    for series in found.series:
        (day, segment), most = Counter((each.date, each.segment) for each in series.readings).most_common(1)[
            0
        ]
        if most == 1:
            kept.append(series)
            continue
        of = f" of `{short(segment)}`" if segment else ""
        found.findings.append(
            import_rules.not_imported.at(
                series.place,
                f"`{short(series.title)}` has {most} values for {day}{of}",
                "give one value for each day, or a column that tells them apart, such as `Segment`",
            )
        )
    found.series = kept
