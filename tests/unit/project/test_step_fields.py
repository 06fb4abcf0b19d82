"""The registry of step fields: no field of a step is forgotten by anything that shows, finds or counts it."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.view.compose import compose
from journeybook.drawing.view.lanes import READERS
from journeybook.drawing.view.model import CurveRow, Lane
from journeybook.format.fields import described
from journeybook.history.field_changes import field_changes
from journeybook.insight.reading_time import word_count
from journeybook.kinds import Kind
from journeybook.labels.field_labels import label_of
from journeybook.labels.value_labels import USE_WORDS
from journeybook.library.links import links_of
from journeybook.library.objects import Library, Ref
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.pages.exports.spreadsheet import columns, draw_map_csv
from journeybook.pages.journey.journey_search import journey_record
from journeybook.pages.portfolio import Portfolio
from journeybook.step_fields import CURVE, LANE_FIELDS, LANES, STEP_FIELDS, Shape, texts_of

WORD = "Zebra"

VALUES: dict[str, Any] = {
    "id": "zebra",
    "was": ["okapi"],
    "personas": ["amira"],
    "channel": "shop",
    "image": {"src": "images/zebra.png", "alt": WORD},
    "emotion": {"amira": -1.5},
    "emotion_end": {"amira": -0.5},
    "quotes": [{"text": WORD, "evidence": "calls"}],
    "moment_of_truth": True,
    "pains": [{"text": WORD, "severity": 3}],
    "gains": [WORD],
    "opportunities": [{"text": WORD, "recommendation": "tracker"}],
    "systems": ["crm"],
    "team": "field",
    "at": "09:30",
    "metrics": {"csat": 3.5},
    "evidence": ["calls"],
    "journey": "other",
    "same_as": "other#there",
    "next": [{"step": "on"}],
    "links": [{"title": WORD, "url": "https://tracker.example/1"}],
    "lanes": {"policy": WORD},
    "variants": [{"id": "a", "title": WORD, "metrics": {"csat": 3}}],
    "lifecycle": "use",
    "entered": 4010,
    "steps": [{"title": WORD}],
}
"""A value for each field that holds no mere texts: those hold the word, or a list of it."""

ONE_TEXT = {Shape.TEXT, Shape.TITLE, Shape.PROSE}


def value_of(name: str) -> Any:
    return VALUES.get(name, WORD if STEP_FIELDS[name].shape in ONE_TEXT else [WORD])


def journey_with(name: str) -> tuple[Journey, Moment]:
    """A map with a step, or a stage where only stages have the field, that says this field and little else."""
    fields = {"title": "T", name: value_of(name)}
    following = make_step("On", id="on")
    if STEP_FIELDS[name].only_on_stage:
        fields.setdefault("steps", [following.model_dump(by_alias=True)])
        stage = Stage.model_validate(fields)
        return make_journey("m", stage, personas=["amira"]), stage
    step = Step.model_validate({"id": "t", **fields})
    return make_journey("m", make_stage("S", step, following, id="s"), personas=["amira"]), step


def library_with(journey: Journey) -> Library:
    other = make_journey("other", make_stage("O", make_step("There", id="there")))
    return make_library(
        journey, other, vocabulary={"channels": {"shop": "Shop"}, "lanes": {"policy": "Policy"}}
    )


def test_the_registry_names_every_field_of_a_stage_or_step_and_no_other() -> None:
    assert set(STEP_FIELDS) == set(Stage.model_fields) | set(Step.model_fields)
    assert {name for name, field in STEP_FIELDS.items() if field.only_on_stage} == set(
        Stage.model_fields
    ) - set(Moment.model_fields)


def test_the_shape_of_a_field_is_that_of_its_values() -> None:
    for name, field in STEP_FIELDS.items():
        _, moment = journey_with(name)
        texts = list(texts_of(moment, field.shape))
        assert (WORD in texts) == (field.shape is not Shape.OTHER), name


@pytest.mark.parametrize("name", STEP_FIELDS)
def test_a_field_is_shown_in_a_lane_or_says_where_else(name: str) -> None:
    field = STEP_FIELDS[name]
    assert bool(field.lane) != bool(field.shown)
    assert field.lane is None or field.lane in LANES


@pytest.mark.parametrize("name", [name for name, field in STEP_FIELDS.items() if field.lane])
def test_a_field_with_a_lane_is_drawn_there(name: str) -> None:
    lane = STEP_FIELDS[name].lane
    journey, _ = journey_with(name)
    view = compose(journey, library_with(journey))
    if lane == CURVE:
        # An end without a beginning is no point of a curve; it is told in words.
        assert name == "emotion_end" or any(isinstance(row, CurveRow) for row in view.rows)
    else:
        assert lane in {row.key for row in view.rows if isinstance(row, Lane)}


def test_every_lane_but_the_curve_has_a_reader_and_shows_a_field() -> None:
    assert set(READERS) == set(LANES) - {CURVE}
    assert all(LANE_FIELDS.values())


@pytest.mark.parametrize(
    "name", [name for name, field in STEP_FIELDS.items() if field.shape is not Shape.OTHER]
)
def test_a_field_with_text_is_found_read_and_on_the_page(name: str) -> None:
    journey, moment = journey_with(name)
    portfolio = Portfolio(library_with(journey), "P")
    assert WORD in journey_record(portfolio, journey).body
    assert sum(map(word_count, texts_of(moment, *Shape))) > (0 if name == "title" else 1)
    page = draw_grid(compose(journey, portfolio.library), lambda _: None, portfolio.library.title)
    assert WORD in page


@pytest.mark.parametrize("name", STEP_FIELDS)
def test_a_field_has_its_column_or_is_left_out_of_the_spreadsheet_on_purpose(name: str) -> None:
    journey, _ = journey_with(name)
    portfolio = Portfolio(library_with(journey), "P")
    assert (name in columns(portfolio)) or not STEP_FIELDS[name].column
    rows = list(csv.DictReader(io.StringIO(draw_map_csv(portfolio, "m").lstrip("\ufeff"))))
    if STEP_FIELDS[name].column:
        assert any(row[name] for row in rows)


@pytest.mark.parametrize("name", [name for name, field in STEP_FIELDS.items() if field.refers])
def test_what_a_field_refers_to_is_linked_and_said(name: str) -> None:
    journey, _ = journey_with(name)
    made = [link for link in links_of(journey) if link.field == name]
    assert {link.ref.kind for link in made} == {STEP_FIELDS[name].refers}
    if name not in {"evidence", "metrics"}:
        assert USE_WORDS[name]


@pytest.mark.parametrize("name", sorted(set(STEP_FIELDS) - {"id", "was", "steps", "emotion", "emotion_end"}))
def test_a_change_of_a_field_is_told_under_its_label(name: str) -> None:
    _, moment = journey_with(name)
    kind = type(moment)
    bare = kind.model_validate({"title": "U" if name == "title" else "T", "id": moment.id})
    changes = list(field_changes(bare, moment, Ref(Kind.JOURNEY, "m", "t")))
    assert any(each.field.partition(".")[0] == name for each in changes)
    assert label_of(name) == STEP_FIELDS[name].label


def test_every_field_is_described_for_authors() -> None:
    assert {each.name for each in described(Stage)} == set(STEP_FIELDS)
