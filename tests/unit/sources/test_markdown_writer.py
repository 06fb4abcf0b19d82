from __future__ import annotations

import pytest
from hypothesis import given

from factories import make_journey, make_stage, make_step
from fuzzing import inputs
from journeybook.model.journey import Journey
from journeybook.sources.markdown.front_matter import prose_of
from journeybook.sources.markdown.map_reader import read_markdown_map
from journeybook.sources.markdown.map_writer import write_markdown
from journeybook.sources.step_ids import number_moments
from journeybook.sources.validation import fit
from journeybook.sources.yaml.nodes import Mapping
from journeybook.sources.yaml.reader import read_yaml
from journeybook.sources.yaml.writer import write_yaml
from map_strategies import NASTY, journeys


def read_back(text, read=read_markdown_map):
    node, findings = read(text, "x.md")
    assert not findings
    assert isinstance(node, Mapping)
    fitted = fit(Journey, node, {"id": "a-map", "section": ""}, number_moments)
    assert not fitted.findings
    return fitted.model


def without_empty_lines(journey):
    """The map as Markdown can say it: empty lines around prose mean nothing there."""

    def trimmed(moment, **changes):
        prose = prose_of((moment.narrative or "").split("\n"), "", 1)
        return moment.model_copy(update={"narrative": prose.text if prose else None, **changes})

    stages = [trimmed(stage, steps=tuple(map(trimmed, stage.steps))) for stage in journey.stages]
    return trimmed(journey, stages=tuple(stages))


@inputs(150)
@given(journeys())
def test_what_is_written_reads_as_the_same_map(journey):
    expected = without_empty_lines(journey)
    from_markdown = read_back(write_markdown(journey))
    assert without_empty_lines(from_markdown) == expected
    # And from there to YAML and back.
    assert read_back(write_yaml(from_markdown), read_yaml) == from_markdown


def test_a_map_is_written_as_a_person_would():
    journey = make_journey(
        "a-map",
        make_stage(
            "Order",
            make_step(
                "Waits",
                personas=["amira"],
                action="Checks: daily, twice # or more",
                pains=[{"text": "No date", "severity": 3}, "[Sic] nothing"],
                lanes={"policy": "Kept 14 days"},
                narrative="She waits.\n\n- and waits",
            ),
            phase="Getting it",
        ),
        make_stage("Use"),
        personas=["amira"],
        narrative="What it is about.",
    )
    assert write_markdown(journey) == (
        "---\n"
        "title: A map\n"
        "personas: [amira]\n"
        "---\n"
        "\n"
        "What it is about.\n"
        "\n"
        "## Order {#order}\n"
        "\n"
        "- phase: Getting it\n"
        "\n"
        "### Waits {#waits}\n"
        "\n"
        "- personas: [amira]\n"
        "- action: Checks: daily, twice # or more\n"
        "- pain: No date\n"
        "  - severity: 3\n"
        '- pain: "[Sic] nothing"\n'
        "- lanes:\n"
        "  - policy: Kept 14 days\n"
        "\n"
        "She waits.\n"
        "\n"
        "- and waits\n"
        "\n"
        "## Use {#use}\n"
    )


@pytest.mark.parametrize(
    "prose",
    [
        "## A heading",
        "```\nnever closed",
        "- action: looks like a field",
        "text\n### x {#y}",
        "  indented",
        "\u00adsoft",
    ],
)
def test_prose_that_would_be_read_otherwise_becomes_a_field(prose):
    journey = make_journey(
        "a-map", make_stage("S", make_step("T", narrative=prose), narrative=prose), narrative=prose
    )
    text = write_markdown(journey)
    assert read_back(text) == journey


@pytest.mark.parametrize("word", NASTY)
def test_nasty_words_survive_in_titles_and_fields(word):
    step = make_step("T", action=word, risks=[word, "b"], lanes={"l": [word, "c"]})
    journey = make_journey("a-map", make_stage("S", step.model_copy(update={"title": word})))
    assert read_back(write_markdown(journey)) == journey


def test_a_title_that_no_heading_can_say_moves_the_stages_to_the_front():
    journey = make_journey(
        "a-map", make_stage("S").model_copy(update={"title": "two\nlines"}), make_stage("T")
    )
    text = write_markdown(journey)
    assert "\n## " not in text
    assert [stage.title for stage in read_back(text).stages] == ["two lines", "T"]
