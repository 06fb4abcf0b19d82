"""The schemas in the hands of the language server that VS Code and many other editors use for YAML."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings

from journeybook.cli import journeybook
from journeybook.format.fields import described
from journeybook.model.journey import Journey, Step
from journeybook.sources.yaml.writer import write_yaml
from language_server import LanguageServer, language_server
from map_strategies import journeys
from places import ROOT

pytestmark = pytest.mark.slow

MAP = ROOT / "maps" / "journeys" / "new.yml"
STEP = "title: A\nstages:\n  - title: S\n    steps:\n      - title: T\n        "


@pytest.fixture(scope="module")
def editor() -> Iterator[LanguageServer]:
    """An editor in this repository, with the settings that lie in it."""
    said = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    with language_server(ROOT, said["yaml.schemas"]) as server:
        yield server


def test_nothing_is_wrong_with_the_demonstration(editor):
    files = sorted((ROOT / "maps").rglob("*.yml"))
    said = editor.all_diagnostics(
        [(file, file.read_text("utf-8")) for file in files if file.stem != "vocabulary"]
    )
    assert len(said) > 30
    assert [each for each in said if each] == []


def test_the_vocabulary_has_a_schema_of_its_own(tmp_path):
    text = (ROOT / "maps" / "vocabulary.yml").read_text("utf-8")
    schema = ROOT / ".journeybook" / "vocabulary.schema.json"
    with language_server(tmp_path, {str(schema): "*.yml"}) as server:
        assert server.diagnostics(tmp_path / "words.yml", text) == []
        assert server.diagnostics(tmp_path / "words.yml", "chanels: [web]\n") == [
            (1, "Property chanels is not allowed.")
        ]


def test_nothing_is_wrong_with_whatever_a_map_may_hold(tmp_path):
    (tmp_path / "maps").mkdir()
    done = CliRunner().invoke(journeybook, ["schema", str(tmp_path / "maps"), "--write"])
    assert done.exit_code == 0
    drawn: list[Journey] = []

    @settings(
        max_examples=60,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(journeys())
    def draw(journey: Journey) -> None:
        drawn.append(journey)

    draw()
    said = json.loads((tmp_path / ".vscode" / "settings.json").read_text("utf-8"))
    with language_server(tmp_path, said["yaml.schemas"]) as server:
        texts = [write_yaml(each) for each in drawn]
        found = server.all_diagnostics([(tmp_path / "maps" / "journeys" / "a.yml", text) for text in texts])
    assert [(said, text) for said, text in zip(found, texts, strict=True) if said] == []


@pytest.mark.parametrize(
    "text", ["title: A\npersonas: [|]\n", "title: A\npersonas:\n  - |\n", f"{STEP}emotion:\n          |\n"]
)
def test_a_persona_is_completed_with_its_name_beside_it(editor, text):
    found = editor.completions(MAP, text)
    assert {"amira", "tom", "greta"} <= set(found)
    assert not {"null", "true"} & set(found)
    documentation = found["amira"]["documentation"]
    said = documentation if isinstance(documentation, str) else documentation["value"]
    assert said.startswith("**Amira Haddad**")


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (f"{STEP}channel: |\n", "e-mail"),
        (f"{STEP}team: |\n", "field"),
        (f"{STEP}systems: [|]\n", "number-transfer"),
        (f"{STEP}same_as: |\n", "technician-visit#book-visit"),
        (f"{STEP}feeling: |\n", "relieved"),
        (f"{STEP}metrics:\n          |\n", "csat-care"),
        (f"{STEP}moment_of_truth: |\n", "true"),
        ("title: A\nstages:\n  - title: S\n    lifecycle: |\n", "connect"),
        ("title: A\nstatus: |\n", "published"),
        ("title: A\nareas: [|]\n", "field-work"),
    ],
)
def test_ids_and_words_are_completed_where_they_belong(editor, text, offered):
    found = set(editor.completions(MAP, text))
    if "#" in offered:
        assert len(found) > 100
        assert all("#" in each for each in found)
    else:
        assert offered in found


def test_a_text_is_not_completed_with_what_is_none(editor):
    assert editor.completions(MAP, f"{STEP}thought: |\n") == {}


def test_fields_are_offered_with_their_meaning_and_other_words_for_them_are_not(editor):
    found = editor.completions(MAP, f"{STEP}|\n")
    assert {each.name for each in described(Step)} - {"title"} <= set(found)
    assert not {"pain_points", "phases", "doing"} & set(found)
    assert "Nobody can tell me" in found["thought"]["documentation"]["value"]


@pytest.mark.parametrize(
    ("text", "label", "line"),
    [
        ("|\n", "A new map", "personas:"),
        ("title: A\nstages:\n  - |\n", "A stage with a step", "goal: ${2:What they want}"),
        (
            "title: A\nstages:\n  - title: S\n    steps:\n      - |\n",
            "A step",
            "thought: ${3:What they think}",
        ),
        (f"{STEP}pains:\n          - |\n", "A pain with its severity and evidence", "severity: ${2:2}"),
        (f"{STEP}quotes:\n          - |\n", "A quote with its source", "evidence:"),
    ],
)
def test_beginnings_are_offered(editor, text, label, line):
    assert line in editor.completions(MAP, text)[label]["insertText"]


def test_a_field_and_its_value_explain_themselves(editor):
    field = editor.hover(MAP, f"{STEP}emotion|: 1\n")
    assert "How it feels, as a number on the portal's scale" in field
    assert "For example `emotion: -1.7`" in field
    value = editor.hover(MAP, "title: A\ntype: service-blueprint|\n")
    first = value.split("* ")[1]
    assert first.startswith("`service-blueprint`: The journey with everything behind it")
    assert "**Tom Lindqvist** – Owns a bicycle workshop" in editor.hover(MAP, "title: A\npersonas: [tom|]\n")


@pytest.mark.parametrize("field", described(Step), ids=lambda field: field.name)
def test_every_field_of_a_step_explains_itself_with_its_example(editor, field):
    other = "- id: t" if field.name == "title" else "- title: T"
    text = STEP.replace("- title: T", other) + f"{field.name}|: {field.example}\n"
    shown = editor.hover(MAP, text)
    assert field.meaning.split(".")[0].split(":")[0] in shown
    # Examples speak of another company; where one of its ids is unknown here, the server says more in the heading.
    if not editor.diagnostics(MAP, text.replace("|", "")):
        assert "||" not in shown, "the field's own words, and not those of its alternatives"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title: A\nemotoin: 1\n", 2, "Property emotoin is not allowed."),
        ("title: A\nphases: []\n", 2, "write `stages`"),
        (
            "title: A\npersonas: [amria]\n",
            2,
            "no persona has this id; `journeybook schema --write` tells your editor of new ones",
        ),
        ("summary: A\n", 1, 'Missing property "title".'),
        ("title: A\nreviewed: 1.9.2026\n", 2, "write a date as `2026-09-30`: year, month, day"),
        (f"{STEP}emotion: sad\n", 6, "write digits, such as `12` or `3.5`"),
        (
            f"{STEP}emotion: {{nobody: 1}}\n",
            6,
            "no persona has this id; `journeybook schema --write` tells your editor of new ones",
        ),
        (f"{STEP}metrics: 3\n", 6, "write `metrics: {name: value}`"),
        (
            "title: A\ntags: Two words\n",
            2,
            "an id is lower-case words joined by single hyphens, 64 characters at most",
        ),
    ],
)
def test_a_mistake_is_said_at_its_line_in_our_words(editor, text, line, message):
    assert editor.diagnostics(MAP, text) == [(line, message)]
