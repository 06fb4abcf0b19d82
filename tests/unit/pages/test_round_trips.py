"""A map made at random comes out of every form as it went in: YAML, Markdown, and the JSON that pages publish.

CSV is written for people and programs, and nothing reads it back yet.
"""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_stage, make_step
from fuzzing import inputs
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.pages.exports.map_export import draw_map_json
from journeybook.pages.portfolio import Portfolio
from journeybook.sources.markdown.map_writer import write_markdown
from journeybook.sources.metric_values import read_readings
from journeybook.sources.objects import read_object
from journeybook.sources.yaml.writer import write_yaml
from map_strategies import journeys


def published(journey: Journey) -> dict:
    """The map as `map.json` holds it."""
    made = draw_map_json(Portfolio(make_library(journey), site_name="Atlas"), journey.id)
    fields: dict = json.loads(made)["map"]
    return fields


def read(text: str, *, markdown: bool = False) -> Journey:
    made = read_object(
        text,
        f"maps/a-map.{'md' if markdown else 'yml'}",
        Ref(Kind.JOURNEY, "a-map"),
        markdown=markdown,
        given={"section": ""},
    )
    assert isinstance(made.item, Journey), made.findings
    assert not [each for each in made.findings if each.severity.value == "error"]
    return made.item


@inputs(60)
@given(journeys())
def test_a_map_comes_back_from_the_json_that_is_published(journey):
    fields = published(journey)
    assert Journey.model_validate({**fields, "id": "a-map"}) == journey
    # JSON is YAML: what is published can be put into a portal as it is.
    assert read(json.dumps(fields, ensure_ascii=False)) == journey
    assert published(read(write_yaml(journey))) == fields


@inputs(60)
@given(journeys())
def test_a_map_says_the_same_after_every_form_in_turn(journey):
    there = read(write_markdown(journey), markdown=True)
    again = read(json.dumps(published(read(write_yaml(there))), ensure_ascii=False))
    assert again == there
    assert read(write_markdown(again), markdown=True) == there


NUMBERS = st.one_of(
    st.floats(-2, 2, allow_nan=False),
    st.decimals(-2, 2, places=9, allow_nan=False).map(float),
    st.integers(-2, 2),
    st.sampled_from([0.1, -1.7, 1 / 3, 5e-324, -0.0, 1.005]),
)


@inputs(100)
@given(NUMBERS, st.floats(-1e12, 1e12, allow_nan=False))
def test_numbers_come_out_as_they_went_in(emotion, metric):
    step = make_step("B", id="b", emotion=emotion, metrics={"m": metric})
    journey = make_journey("a-map", make_stage("A", step, id="a"))
    for said in (read(write_yaml(journey)), read(write_markdown(journey), markdown=True)):
        (moment,) = said.stages[0].steps
        assert moment.emotion == emotion
        assert moment.metrics == {"m": metric}
    moment = published(journey)["stages"][0]["steps"][0]
    assert moment.get("emotion") == emotion
    assert moment["metrics"] == {"m": metric}


@inputs(100)
@given(st.lists(st.floats(-1e12, 1e12, allow_nan=False), min_size=1, max_size=5))
def test_values_of_a_metric_are_those_of_its_table(values):
    rows = "".join(f"2026-01-{day:02},{value!r}\n" for day, value in enumerate(values, 1))
    readings, findings = read_readings(f"date,value\n{rows}", "maps/metrics/a.csv")
    assert not findings
    assert [each.value for each in readings] == values
