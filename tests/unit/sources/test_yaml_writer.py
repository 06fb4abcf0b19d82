from __future__ import annotations

import pytest
from hypothesis import given

from factories import make_journey, make_persona, make_stage, make_step
from fuzzing import inputs
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation
from journeybook.model.vocabulary import Vocabulary
from journeybook.sources.step_ids import number_moments
from journeybook.sources.validation import fit
from journeybook.sources.yaml.nodes import Mapping
from journeybook.sources.yaml.reader import read_yaml
from journeybook.sources.yaml.writer import scalar, write_yaml
from map_strategies import NASTY, journeys


def read_back(model, text, key):
    node, findings = read_yaml(text, "x.yml")
    assert not findings
    assert isinstance(node, Mapping)
    fitted = fit(model, node, {"id": key, "section": ""}, number_moments if model is Journey else None)
    assert not fitted.findings
    return fitted.model


@inputs(150)
@given(journeys())
def test_what_is_written_reads_as_the_same_map(journey):
    assert read_back(Journey, write_yaml(journey), journey.id) == journey


def test_a_map_is_written_as_a_person_would():
    journey = make_journey(
        "fibre",
        make_stage(
            "Order",
            make_step(
                "Waits",
                personas=["amira"],
                action="Checks the inbox: daily.",
                emotion=-1.5,
                feeling="frustrated",
                pains=[{"text": "No date", "severity": 3, "evidence": "survey"}, "Support sees nothing"],
                backstage={"text": "Plans the route", "team": "field"},
            ),
            phase="Getting it",
        ),
        personas=["amira", "tom"],
        summary="It begins. " * 12 + "It ends.",
        scope={"from": "a", "to": "b"},
        narrative="Two lines\nof prose",
    )
    assert write_yaml(journey, comments=["from a workshop"]) == (
        "# from a workshop\n"
        "title: Fibre\n"
        "summary: >-\n"
        "  It begins. It begins. It begins. It begins. It begins. It begins. It begins. It begins. It begins.\n"
        "  It begins. It begins. It begins. It ends.\n"
        "personas: [amira, tom]\n"
        "scope: {from: a, to: b}\n"
        "narrative: |-\n"
        "  Two lines\n"
        "  of prose\n"
        "stages:\n"
        "  - id: order\n"
        "    title: Order\n"
        "    phase: Getting it\n"
        "    steps:\n"
        "      - id: waits\n"
        "        title: Waits\n"
        "        personas: [amira]\n"
        '        action: "Checks the inbox: daily."\n'
        "        emotion: -1.5\n"
        "        feeling: frustrated\n"
        "        pains:\n"
        "          - {text: No date, severity: 3, evidence: survey}\n"
        "          - Support sees nothing\n"
        "        backstage: {text: Plans the route, team: field}\n"
    )


@pytest.mark.parametrize(
    "text", ["no", "yes", "1.10", "0123", "12:30", "2026-02-30", "a#b", "a:b", "-a", "it's", "Ελλ"]
)
def test_words_that_only_look_special_stand_without_quotes(text):
    assert scalar(text) == text


@pytest.mark.parametrize(
    "text", ["null", "~", "- a", "a: b", "a #b", "[a", "{a", "*a", "&a", "!a", "@a", "a:", "%a", "<<"]
)
def test_what_yaml_would_read_otherwise_is_quoted(text):
    assert scalar(text) == f'"{text}"'


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_word_stands_in_a_list_on_one_line(text):
    journey = make_journey("m", expectations=[text, "b"])
    assert read_back(Journey, write_yaml(journey), "m") == journey


def test_other_kinds_are_written_too():
    vocabulary = Vocabulary.model_validate(
        {"lanes": {"policy": "Policy"}, "channels": {"web": {"title": "Web", "icon": "web"}}}
    )
    assert (
        write_yaml(vocabulary)
        == "channels: {web: {title: Web, icon: web}}\nlanes: {policy: {title: Policy}}\n"
    )
    persona = make_persona("p", demographics={"home: now": "a, b", "<<": "x"}, share=18)
    assert read_back(Persona, write_yaml(persona), "p") == persona
    advice = Recommendation.model_validate(
        {"id": "r", "title": "T", "measurable": {"metric": "m", "from": 1, "to": 2}}
    )
    assert "measurable: {metric: m, from: 1, to: 2}" in write_yaml(advice)
    metric = Metric.model_validate({"id": "m", "title": "T", "readings": [("2026-01-01", 1.0)]})
    assert write_yaml(metric) == "title: T\n"
