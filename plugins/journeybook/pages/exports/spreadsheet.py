"""`map.csv`: one map for spreadsheets, a row for each step and each stage with content.

A text that a spreadsheet would take for a formula gets an apostrophe in front, so that it is shown
as text and never run. So does what follows a semicolon, a tab or a line end within a text: where
lists are separated by semicolons, spreadsheets split lines there, whatever the quotation marks say.
Numbers are written as numbers. The file begins with a byte order mark,
without which Excel misreads letters outside of ASCII; every record ends with CRLF (RFC 4180).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import cast

from journeybook.insight.claims import Claim
from journeybook.insight.spots import Spot, SpotEmotion
from journeybook.library.objects import Kind, Ref
from journeybook.model.scalars import Phrase
from journeybook.pages.portfolio import Portfolio
from journeybook.step_fields import STEP_FIELDS, Shape
from journeybook.text.escape import without_formula

Cell = str | float | int | None

MARK = "\ufeff"
SEPARATOR = " | "
"""Separates several texts of one cell; authors use commas and semicolons in their texts."""

LANE = "lane: "


def draw_map_csv(portfolio: Portfolio, key: str) -> str:
    """The map `key` as CSV, with the same columns for every map of a portal."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns(portfolio))
    for row in map_rows(portfolio, key):
        writer.writerow(
            [
                "" if each is None else without_formula(each) if isinstance(each, str) else number(each)
                for each in row
            ]
        )
    return MARK + text.getvalue()


def map_rows(portfolio: Portfolio, key: str) -> Iterator[list[Cell]]:
    """The cells of each row of the map `key`, in the order of `columns`, None for an empty one."""
    lanes = tuple(portfolio.library.vocabulary.lanes)
    claimed: dict[int, list[Claim]] = {}
    for claim in portfolio.claims_of(key):
        claimed.setdefault(claim.spot.order, []).append(claim)
    for spot in portfolio.summaries[key].spots:
        yield _row(portfolio, spot, claimed.get(spot.order, ()), lanes)


def columns(portfolio: Portfolio) -> tuple[str, ...]:
    """The names of the columns: those of the format, then the lanes of the vocabulary."""
    lanes = (f"{LANE}{key}" for key in portfolio.library.vocabulary.lanes)
    return (*_COLUMNS, *_MOMENT, *lanes)


def number(value: float) -> str:
    """A number in machine-readable form: `-1.7`, `812`."""
    return repr(int(value) if float(value).is_integer() else value)


_COLUMNS = (
    *("map", "map_title", "stage_number", "stage", "stage_title", "phase", "lifecycle", "stage_entered"),
    *("step_number", "step", "step_title", "address", "personas", "emotion", "emotion_end", "word"),
    *("emotion_lowest", "emotions", "severity", "claims", "assumed"),
)

_COMPUTED: Mapping[str, Callable[[Spot], Cell]] = {
    "moment_of_truth": lambda spot: "yes" if spot.moment.moment_of_truth else None,
    "metrics": lambda spot: _joined(f"{key} {number(value)}" for key, value in spot.moment.metrics.items()),
    "evidence": lambda spot: _joined(spot.evidence),
    "image": lambda spot: spot.moment.image.src if spot.moment.image else None,
}
"""Columns whose content is computed from several fields."""

_RECOMMENDATIONS = "recommendations"
"""The column beside `opportunities` with the recommendations that they link to."""


def _moment_columns() -> Mapping[str, Callable[[Spot], Cell]]:
    columns: dict[str, Callable[[Spot], Cell]] = {}
    for name, field in STEP_FIELDS.items():
        if not field.column:
            continue
        columns[name] = _COMPUTED.get(name) or _field_column(name, field.shape)
        if name == "opportunities":
            columns[_RECOMMENDATIONS] = _recommendations
    return columns


def _field_column(name: str, shape: Shape) -> Callable[[Spot], Cell]:
    value_of = attrgetter(name)

    def cell(spot: Spot) -> Cell:
        value = value_of(spot.moment)
        if value is None or value == ():  # as most fields of most steps
            return None
        match shape:
            case Shape.PHRASES:
                return _phrases(value)
            case Shape.CLAIMS:
                return _joined([each.text for each in value])
            case Shape.TEXTS:
                return _joined(value)
            case _:
                return _joined(value) if isinstance(value, tuple) else cast("Cell", value)

    return cell


def _recommendations(spot: Spot) -> Cell:
    return _joined(
        opportunity.recommendation for opportunity in spot.moment.opportunities if opportunity.recommendation
    )


def _row(portfolio: Portfolio, spot: Spot, claims: Sequence[Claim], lanes: Iterable[str]) -> list[Cell]:
    library = portfolio.library
    journey, stage, moment = spot.journey, spot.stage, spot.moment
    step_number = (
        None if spot.is_stage else next(at for at, step in enumerate(stage.steps, 1) if step is moment)
    )
    actor = next(iter(journey.personas), None)
    mine = spot.emotions_of(actor) if actor else spot.emotions
    first = next((each for each in mine if not each.end), None)
    last = next((each for each in mine if each.end), None)
    named = (library.title(Ref(Kind.PERSONA, key)) for key in spot.personas)
    values: tuple[Cell, ...] = (
        *(journey.id, journey.title, _place(journey.stages, stage), stage.id, stage.title, stage.phase),
        *(stage.lifecycle, stage.entered, step_number, None if spot.is_stage else moment.id),
        *(None if spot.is_stage else moment.title, portfolio.page_address(spot.ref), _joined(named)),
        *(first.value if first else None, last.value if last else None, first.word if first else None),
        *(spot.lowest.value if spot.lowest else None, _emotions(portfolio, spot.emotions)),
        max((pain.severity for pain in moment.pains if pain.severity), default=None),
        *(len(claims), sum(1 for claim in claims if claim.assumed)),
    )
    row = [*values]
    row += [take(spot) for take in _MOMENT.values()]
    row += [_phrases(moment.lanes.get(key, ())) for key in lanes]
    return row


def _place(stages: Iterable[object], stage: object) -> int:
    return next(at for at, each in enumerate(stages, 1) if each is stage)


def _emotions(portfolio: Portfolio, felt: Iterable[SpotEmotion]) -> str | None:
    """The emotions of personas in words: `Amira -1.7 | Tom -1.4`; None if they do not differ."""
    library = portfolio.library
    return _joined(
        f"{library.title(Ref(Kind.PERSONA, spot_emotion.persona))} {number(spot_emotion.value)}{' at the end' if spot_emotion.end else ''}"
        for spot_emotion in felt
        if spot_emotion.persona
    )


def _phrases(phrases: Sequence[Phrase]) -> str | None:
    if not phrases:
        return None
    return _joined([f"{phrase.text} ({phrase.team})" if phrase.team else phrase.text for phrase in phrases])


def _joined(texts: Iterable[str]) -> str | None:
    return SEPARATOR.join(texts) or None


_MOMENT = _moment_columns()
"""The columns of a step's own fields, in the order of the registry."""
