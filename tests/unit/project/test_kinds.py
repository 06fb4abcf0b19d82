"""The registry of kinds: complete, and everything that it names is there."""

from __future__ import annotations

import inspect
from dataclasses import fields

import pytest

from journeybook.insight.counts import PortalCounts
from journeybook.kinds import FILE_KINDS, KINDS, LISTED_KINDS, VOCABULARY_KINDS, Kind, load
from journeybook.labels.value_labels import USE_WORDS
from journeybook.library.links import REFERENCES, links_of
from journeybook.library.objects import Library
from journeybook.model.account import Account
from journeybook.model.file_object import FileObject
from journeybook.model.reference_marks import marked_fields, referred_kinds
from journeybook.model.vocabulary import Subject
from journeybook.pages.exports.portal_types import PortalExport
from journeybook.step_fields import STEP_FIELDS


def test_every_kind_is_registered_in_the_order_in_which_links_are_resolved() -> None:
    assert list(KINDS) == list(Kind)
    assert len({info.list_position for info in KINDS.values()}) == len(KINDS)
    assert set(LISTED_KINDS) == set(Kind)
    assert set(FILE_KINDS) | VOCABULARY_KINDS == set(Kind)


@pytest.mark.parametrize("kind", list(Kind))
def test_model_and_pages_of_a_kind_are_where_the_registry_says(kind: Kind) -> None:
    info = KINDS[kind]
    model = load("model", info.model)
    assert issubclass(model, Subject) == (kind in VOCABULARY_KINDS)
    for make, of in (
        (load("pages", info.page), ["portfolio", "ref"]),
        (load("pages", info.list_page), ["portfolio", "kind"] if kind in VOCABULARY_KINDS else ["portfolio"]),
    ):
        count = getattr(make, "page_count", None)
        assert list(inspect.signature(make).parameters) == [*of, *(["number"] if count else [])]
        assert count is None or list(inspect.signature(count).parameters) == of


@pytest.mark.parametrize("kind", sorted(FILE_KINDS.keys() - {Kind.JOURNEY}))
def test_a_kind_with_files_has_a_draft(kind: Kind) -> None:
    info = KINDS[kind]
    assert info.about
    assert callable(load("drafts", info.draft or ""))


@pytest.mark.parametrize("kind", sorted(FILE_KINDS))
def test_a_kind_with_files_is_counted_exported_and_asked_for(kind: Kind) -> None:
    info = KINDS[kind]
    assert info.counted
    assert info.plural in {field.name for field in fields(PortalCounts)}
    assert info.plural in {field.name for field in fields(PortalExport)}
    assert list(inspect.signature(load("pages", info.export or "")).parameters) == ["portfolio", "key"]
    assert load("drafts", info.questions or "")[0].name == "title"


@pytest.mark.parametrize("kind", sorted(FILE_KINDS))
def test_a_kind_with_files_says_which_of_its_texts_are_read(kind: Kind) -> None:
    model = load("model", KINDS[kind].model)
    assert issubclass(model, FileObject)
    assert "page_texts" in vars(model)


def test_every_reference_says_in_words_what_its_object_does() -> None:
    marked = {field.name for kind in FILE_KINDS for field in marked_fields(load("model", KINDS[kind].model))}
    said_otherwise = {
        "stages",  # their fields have words of their own in the registry of step fields
        "account",  # the page of an account says it
        "evidence",  # the page of a source lists the claims that rest on it
        "metrics",  # the page of a metric lists the maps that show it
    }
    assert marked - said_otherwise - USE_WORDS.keys() == set()


@pytest.mark.parametrize("kind", list(Kind))
def test_the_library_has_a_shelf_for_each_kind(kind: Kind) -> None:
    library = Library()
    assert isinstance(library.shelf(kind), dict)


def test_the_name_of_a_field_refers_to_the_same_kind_wherever_it_stands() -> None:
    said: dict[str, set[Kind]] = {}
    for kind in FILE_KINDS:
        for name, refers in referred_kinds(load("model", KINDS[kind].model)):
            said.setdefault(name, set()).add(refers)
    for name, field in STEP_FIELDS.items():
        if field.refers:
            said.setdefault(name, set()).add(field.refers)
    assert {name: kinds for name, kinds in said.items() if kinds != {REFERENCES[name]}} == {}


def test_what_a_part_names_stands_behind_what_its_object_names() -> None:
    names = [field.name for field in marked_fields(Account)]
    assert names == ["segment", "owner", "contacts", "observations", "milestones"]
    found = [(link.path, str(link.ref)) for link in links_of(OF_EACH_SORT)]
    assert found == [
        (("segment",), "persona:small-business"),
        (("owner",), "team:success"),
        (("contacts", 0, "persona"), "persona:tom"),
        (("observations", 0, "step"), "journey:moving-in#pack"),
        (("milestones", 0, "owner"), "team:care"),
    ]


OF_EACH_SORT = Account.model_validate(
    {
        "id": "clinic",
        "title": "Clinic",
        "segment": "small-business",
        "contacts": [{"id": "desk", "persona": "tom"}],
        "observations": [
            {"contact": "desk", "journey": "moving-in", "step": "pack", "emotion": "-1", "on": "2026-03-09"}
        ],
        "milestones": [{"title": "Check-in", "after": "30 days", "owner": "care"}],
        "owner": "success",
    }
)


def test_a_noun_gets_its_article() -> None:
    assert KINDS[Kind.ACCOUNT].phrase == "an account"
    assert KINDS[Kind.EVIDENCE].phrase == "a piece of evidence"
