"""The schemas take what check takes and refuse what it refuses."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft7Validator

from core_schema import as_editors_read
from journeybook.editor.completions import Choice, Offer, offer_of
from journeybook.editor.schema import MOST_CHOICES, source_schema
from journeybook.format.models import MODELS
from journeybook.kinds import KIND_FOLDERS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.model.vocabulary import Vocabulary
from journeybook.portal.portal import read_portal
from journeybook.sources.file_format import Form
from journeybook.sources.folder import walk_sources
from journeybook.sources.loading import load
from journeybook.sources.yaml.reader import read_yaml
from journeybook.sources.yaml.writer import write_yaml
from map_strategies import journeys
from places import ROOT

CASES = ROOT / "tests" / "golden" / "diagnostics"
ALL = {**MODELS, "vocabulary": Vocabulary}


@functools.cache
def validator(kind: str) -> Draft7Validator:
    """The schema of a portal that has nothing yet, in which ids may be any."""
    return validator_in(kind, Offer())


def validator_in(kind: str, offer: Offer) -> Draft7Validator:
    schema = source_schema(ALL[kind], offer)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


def faults(value: Any, check: Draft7Validator) -> list[str]:
    return [f"{'/'.join(map(str, each.path))}: {each.message[:200]}" for each in check.iter_errors(value)]


def in_a_portal(folder: Path, kind: str, text: str) -> tuple[set[str], list[str]]:
    """The codes of the errors that check finds in a source, and what its portal's schema says of it."""
    names = {each: name for name, each in KIND_FOLDERS.items()}
    name = "vocabulary.yml" if kind == "vocabulary" else f"{names[Kind(kind)]}/example.yml"
    ground = {
        "vocabulary.yml": "channels: [web, phone]\nteams: [care]\nlanes: {policy: Policy}\nfeelings: [torn]\n",
        "personas/ana.yml": "title: Ana\n",
        "personas/2026.yml": "title: Two thousand twenty-six\n",
        "evidence/talks.yml": "title: Talks\n",
        "metrics/nps.yml": "title: NPS\n",
        "metrics/nps.csv": "date,value\n2026-01-01,3\n",
        "journeys/other.yml": "title: Other\nstages: [{id: pay, was: [paid], title: Pay}]\n",
    }
    for file, content in {**ground, name: text}.items():
        (folder / "maps" / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / "maps" / file).write_text(content, "utf-8")
    found = {
        each.code
        for each in read_portal(folder).diagnostics
        if each.severity == "error" and each.place.file == f"maps/{name}"
    }
    (folder / "maps" / name).write_text("title: Example\n" if kind != "vocabulary" else "teams: [care]\n")
    offer = offer_of(load(folder).library)
    return found, faults(as_editors_read(text), Draft7Validator(source_schema(ALL[kind], offer)))


def test_the_demonstration_is_taken_whole():
    loaded = load(ROOT)
    offer = offer_of(loaded.library)
    checks = {kind: validator_in(kind, offer) for kind in ALL}
    seen = 0
    for each in walk_sources(ROOT).files:
        if each.form is Form.YAML:
            seen += 1
            assert faults(as_editors_read(loaded.texts[each.file]), checks[each.ref.kind]) == [], each.file
    words = as_editors_read(loaded.texts["maps/vocabulary.yml"])
    assert faults(words, checks["vocabulary"]) == []
    assert seen > 30


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(journeys())
def test_whatever_a_map_holds_is_taken(journey: Journey):
    assert faults(as_editors_read(write_yaml(journey)), validator("journey")) == []


STEP = "title: A\nstages:\n  - title: S\n    steps:\n      - title: T\n        "
ACCEPTED = {
    "a title that is no text to YAML": ("journey", "title: true\nsummary: 1.10\n"),
    "fields left empty": ("journey", "title: A\npersonas:\nstatus: ~\nscope:\nlanes:\nreviewed:\n"),
    "one in the place of a list": (
        "journey",
        "title: A\npersonas: ana\nstages: {title: S, steps: {title: T}}\n",
    ),
    "a persona whose id is a number": ("journey", "title: A\npersonas: [2026, '2026']\n"),
    "texts, lists of them, and with a team": (
        "journey",
        f"{STEP}action: a\n        backstage: [b, {{text: c, team: care}}]\n        thought: {{text: d}}\n",
    ),
    "an emotion as a number and as a text": ("journey", f"{STEP}emotion: -1.5\n        emotion_end: '1'\n"),
    "an emotion for each persona": ("journey", f"{STEP}emotion: {{ana: 1, 2026: -2}}\n"),
    "a time of day": ("journey", f"{STEP}at: 9:05\n"),
    "a truth in quotes": ("journey", f"{STEP}moment_of_truth: 'true'\n        duration: 12:30\n"),
    "a former id of a step": ("journey", f"{STEP}same_as: other#paid\n"),
    "steps by id and with a condition": (
        "journey",
        "title: A\nstages: [{id: a, title: S, next: [b, {step: b, when: it rains}]}, {id: b, title: S}]\n",
    ),
    "a lane that the vocabulary lacks": ("journey", f"{STEP}lanes: {{policy: p, other: [q, {{text: r}}]}}\n"),
    "a feeling of one's own": ("journey", f"{STEP}feeling: [torn, puzzled]\n"),
    "a title broken over lines": ("journey", "title: >-\n  First\n\n\n  second\n"),
    "a text with signs of two units": ("journey", f"{STEP}touchpoint: {'😀' * 400}\n"),
    "numbers as facts": ("persona", "title: A\ndemographics: {age: 34, home: flat, pets: }\nshare: 18\n"),
    "a stop of every kind": (
        "path",
        "title: A\nsteps: [{read: persona/ana}, {read: journey/other#pay}, {read: journey/other}]\n",
    ),
    "a target that is a map or a step": ("recommendation", "title: A\nrelevant: [other, other#pay]\n"),
    "words as a list": ("vocabulary", "teams: [care]\nchannels: [web, phone]\n"),
    "words with titles, in full, and empty": (
        "vocabulary",
        "teams: {care: Care}\nchannels: {web: {title: Web, icon: web}, phone: , mail: Mail}\n",
    ),
    "a scale of its own": ("vocabulary", "emotion_scale: {min: 0, max: 5, words: {0: bad, 5: good}}\n"),
    "an account": (
        "account",
        (
            "title: A\ncontacts: [{id: c, persona: ana}]\nobservations: [{contact: c, journey: other, step: pay, emotion: -1, on: 2026-03-09}]\n"
            "milestones: [{title: M, after: 30 days}]\ngates: [{title: G, needs: 1.0}]\n"
        ),
    ),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_what_check_takes_the_schema_takes(tmp_path, name):
    found, said = in_a_portal(tmp_path, *ACCEPTED[name])
    assert found == set()
    assert said == []


REFUSED = {
    "an unknown field": ("journey", "title: A\nemotoin: 1\n"),
    "another word for a field": ("journey", "title: A\nphases: []\n"),
    "no title": ("journey", "summary: A\n"),
    "an empty title": ("journey", "title: ' '\n"),
    "the id, which is the name of the file": ("journey", "title: A\nid: a\n"),
    "a list as a title": ("journey", "title: [A]\n"),
    "a status that there is not": ("journey", "title: A\nstatus: ready\n"),
    "an unknown persona": ("journey", "title: A\npersonas: [aan]\n"),
    "an id that is none": ("journey", "title: A\ntags: [Two Words]\n"),
    "an empty item": ("journey", "title: A\npersonas: [~]\n"),
    "a date the wrong way round": ("journey", "title: A\nreviewed: 01.09.2026\n"),
    "a month that there is not": ("journey", "title: A\nreviewed: 2026-13-01\n"),
    "a span without a unit": ("journey", "title: A\nreview_every: 6\n"),
    "a language as a word": ("journey", "title: A\nlanguage: English\n"),
    "a stage that is a text": ("journey", "title: A\nstages: [Order]\n"),
    "a text that is too long": ("journey", f"{STEP}touchpoint: {'a' * 401}\n"),
    "a title that is too long": ("journey", f"title: {'a' * 121}\n"),
    "too many stages": ("journey", "title: A\nstages:\n" + "  - title: S\n" * 21),
    "a feeling as an emotion": ("journey", f"{STEP}emotion: sad\n"),
    "an emotion beyond the scale": ("journey", f"{STEP}emotion: 3\n"),
    "an emotion of nobody": ("journey", f"{STEP}emotion: {{nobody: 1}}\n"),
    "no emotion of anybody": ("journey", f"{STEP}emotion: {{}}\n"),
    "a time that there is not": ("journey", f"{STEP}at: 25:00\n"),
    "a truth that is none": ("journey", f"{STEP}moment_of_truth: maybe\n"),
    "a severity of four": ("journey", f"{STEP}pains: [{{text: a, severity: 4}}]\n"),
    "half a person": ("journey", f"{STEP}variants: [{{id: a, title: A, people: 1.5}}]\n"),
    "a pain without words": ("journey", f"{STEP}pains: [{{severity: 1}}]\n"),
    "an address that is none": ("journey", f"{STEP}links: [{{title: A, url: 'ftp://a.example'}}]\n"),
    "an unknown metric": ("journey", f"{STEP}metrics: {{npx: 1}}\n"),
    "a metric that is a list": ("journey", f"{STEP}metrics: [nps]\n"),
    "an unknown step": ("journey", f"{STEP}same_as: other#nothing\n"),
    "an unknown target": ("recommendation", "title: A\nrelevant: [nothing]\n"),
    "an effort of eleven": ("recommendation", "title: A\nachievable: {effort: 11}\n"),
    "nothing to read": ("path", "title: A\nsteps: [{read: 'x y'}]\n"),
    "a picture of another kind": ("persona", "title: A\nphoto: ana.gif\n"),
    "more than all customers": ("persona", "title: A\nshare: 101\n"),
    "a channel without a title": ("vocabulary", "teams: [care]\nchannels: {web: {icon: web}}\n"),
    "a channel with a space": ("vocabulary", "teams: [care]\nchannels: {the web: Web}\n"),
    "a team of a system that there is not": ("vocabulary", "systems: {crm: {title: CRM, team: nobody}}\n"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_check_refuses_the_schema_refuses(tmp_path, name):
    found, said = in_a_portal(tmp_path, *REFUSED[name])
    assert found, "the schema is no stricter than check"
    assert said


SHAPE = {"JB140", "JB141", "JB142", "JB143", "JB144", "JB145", "JB147", "JB148", "JB149", "JB150", "JB152"}
"""Rules about a single value or field, which a schema can tell."""


def _golden() -> list[tuple[str, str, str]]:
    found = []
    for case in sorted(CASES.glob("*.txt")):
        name = ""
        for line in case.read_text("utf-8").splitlines(keepends=True):
            if line.startswith("@@ "):
                name = line.removeprefix("@@ ").strip()
                found.append((f"{case.stem}/{name}", name, ""))
            else:
                found[-1] = (*found[-1][:2], found[-1][2] + line)
    kinds = (*(f"maps/{folder}/" for folder in KIND_FOLDERS), "maps/vocabulary.yml")
    return [each for each in found if each[1].startswith(kinds) and each[1].endswith(".yml")]


@pytest.mark.parametrize(("_", "name", "text"), _golden(), ids=[each[0] for each in _golden()])
def test_the_known_mistakes_of_authors_are_judged_alike(tmp_path, _, name, text):
    node, findings = read_yaml(text, name)
    if node is None or findings:
        return  # an editor's own reader says that it is no YAML, or reads it in another way
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text(text, "utf-8")
    codes = {each.code for each in read_portal(tmp_path).diagnostics if each.place.file == name}
    kind = "vocabulary" if "vocabulary" in name else KIND_FOLDERS[name.split("/")[1]]
    said = faults(as_editors_read(text), validator(kind))
    if not any(each.startswith(("JB1", "JB20")) or each == "JB301" for each in codes):
        assert said == []
    if codes & SHAPE:
        assert said


def test_an_id_is_offered_with_its_title_and_a_line():
    offer = Offer(ids={Kind.PERSONA: (Choice("ana", "Ana *Lind*", "Drives [home] at night"),)})
    listed = source_schema(Journey, offer)["definitions"]["persona"]
    assert listed["enum"] == ["ana"]
    assert listed["markdownEnumDescriptions"] == [r"**Ana \*Lind\*** – Drives \[home\] at night"]


def test_more_than_can_be_chosen_from_is_not_listed():
    many = tuple(Choice(f"p{at}") for at in range(MOST_CHOICES + 1))
    schema = source_schema(Journey, Offer(ids={Kind.PERSONA: many}))
    assert "persona" not in schema["definitions"]
    assert faults({"title": "A", "personas": ["anybody"]}, Draft7Validator(schema)) == []
    assert faults({"title": "A", "personas": ["No Body"]}, Draft7Validator(schema))


def test_what_cannot_be_read_now_is_known_all_the_same():
    offer = offer_of(load(ROOT).library, unread=[Ref(Kind.PERSONA, "zoe")])
    assert Choice("zoe", "zoe") in offer.ids[Kind.PERSONA]
