"""The registry of kinds: complete, and everything that it names is there."""

from __future__ import annotations

import inspect

import pytest

from journeybook.kinds import FILE_KINDS, KINDS, LISTED_KINDS, VOCABULARY_KINDS, Kind, load
from journeybook.library.objects import Library
from journeybook.model.vocabulary import Subject


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
    assert list(inspect.signature(load("pages", info.page)).parameters) == ["portfolio", "ref"]
    listed = list(inspect.signature(load("pages", info.list_page)).parameters)
    assert listed == (["portfolio", "kind"] if kind in VOCABULARY_KINDS else ["portfolio"])


@pytest.mark.parametrize("kind", sorted(FILE_KINDS.keys() - {Kind.JOURNEY}))
def test_a_kind_with_files_has_a_draft(kind: Kind) -> None:
    info = KINDS[kind]
    assert info.about
    assert callable(load("drafts", info.draft or ""))


@pytest.mark.parametrize("kind", list(Kind))
def test_the_library_has_a_shelf_for_each_kind(kind: Kind) -> None:
    library = Library()
    assert isinstance(library.shelf(kind), dict)


def test_a_noun_gets_its_article() -> None:
    assert KINDS[Kind.ACCOUNT].phrase == "an account"
    assert KINDS[Kind.EVIDENCE].phrase == "a piece of evidence"
