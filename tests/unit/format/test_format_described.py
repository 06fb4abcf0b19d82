from __future__ import annotations

from itertools import chain

import pytest

from journeybook.format.descriptions import about, choices
from journeybook.format.field_types import Count, Form
from journeybook.format.fields import described, parts_of
from journeybook.format.models import MODELS
from journeybook.format.synonyms import OTHER_WORDS, other_words
from journeybook.library.objects import Kind
from journeybook.model.account import Account, Gate, Observation
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.model.persona import Persona
from journeybook.model.vocabulary import System, Vocabulary
from journeybook.sources.field_names import meant_field
from journeybook.sources.step_ids import is_id
from journeybook.sources.validation import fit
from journeybook.sources.yaml.nodes import Mapping
from journeybook.sources.yaml.reader import read_yaml

PARTS = tuple(dict.fromkeys(chain.from_iterable(parts_of(each) for each in (*MODELS.values(), Vocabulary))))
FIELDS = [(part, field) for part in PARTS for field in described(part)]


def ids(case: object) -> str:
    return getattr(case, "__name__", None) or getattr(case, "name", "")


def field(model: type, name: str):
    return next(each for each in described(model) if each.name == name)


@pytest.mark.parametrize(("part", "field"), FIELDS, ids=ids)
def test_a_field_says_what_it_means_with_an_example_that_can_be_read(part, field):
    assert field.meaning.endswith((".", ".`")), field.meaning
    assert field.example, "an example says more than a type"
    node, findings = read_yaml(f"{field.name}: {field.example}\n", "x.yml")
    assert isinstance(node, Mapping)
    assert not findings
    if field.name == "id":
        assert is_id(field.example)
        return
    told = fit(part, node, {}).findings
    # The example is one field alone: others may be missing beside it.
    assert [each for each in told if each.code != "JB141"] == []


@pytest.mark.parametrize("part", PARTS, ids=ids)
def test_a_group_of_fields_says_what_it_is(part):
    assert about(part).endswith((".", "..."))


def test_the_words_of_a_choice_say_what_they_mean():
    for part, each in FIELDS:
        if each.value.choices:
            said = choices(each.value.choices)
            assert list(said) == [word.value for word in each.value.choices], part
            assert all(text.endswith(".") for text in said.values())


def test_what_no_author_writes_is_no_field():
    assert not {"id", "section", "readings"} & {each.name for each in described(Journey)}
    assert "id" in {each.name for each in described(Step)}, "a step writes its own"


@pytest.mark.parametrize(
    ("model", "name", "form", "count"),
    [
        (Step, "action", Form.PART, Count.MANY),
        (Step, "emotion", Form.LEVEL, Count.EMOTION),
        (Step, "metrics", Form.NUMBER, Count.NAMED),
        (Step, "same_as", Form.STEP, Count.ONE),
        (Step, "feeling", Form.FEELING, Count.MANY),
        (Persona, "needs", Form.TEXT, Count.MANY),
        (Gate, "needs", Form.LEVEL, Count.ONE),
        (Observation, "step", Form.STEP_THERE, Count.ONE),
        (Vocabulary, "channels", Form.PART, Count.WORDS),
        (Vocabulary, "feelings", Form.TEXT, Count.MANY),
        (Account, "contacts", Form.PART, Count.MANY),
        (Journey, "language", Form.LANGUAGE, Count.ONE),
    ],
)
def test_forms_say_more_than_types(model, name, form, count):
    found = field(model, name)
    assert (found.value.form, found.count) == (form, count)


def test_references_say_of_what_kind():
    assert field(Journey, "next").value.refers is Kind.JOURNEY
    assert field(System, "team").value.refers is Kind.TEAM
    assert field(Step, "emotion").keys.refers is Kind.PERSONA
    assert field(Stage, "metrics").keys.refers is Kind.METRIC


def test_bounds_and_defaults_are_those_of_the_models():
    severity = field(next(part for part in PARTS if part.__name__ == "Pain"), "severity").value
    assert (severity.least, severity.largest) == (1, 3)
    assert field(Step, "touchpoint").value.longest == 400
    assert field(Journey, "status").default == "draft"
    assert field(Journey, "stages").most == 20


def test_other_words_lead_to_the_field_that_check_would_name():
    names = [each.name for each in described(Step)]
    assert "pain_points" in other_words("pains", names)
    for each in names:
        assert all(meant_field(word, names) == each for word in other_words(each, names))
    assert not set(OTHER_WORDS) & set(other_words("title", [each.name for each in described(Moment)])) - {
        *("heading", "label", "name")
    }
