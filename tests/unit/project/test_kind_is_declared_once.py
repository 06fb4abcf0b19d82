"""A kind is declared once: few files besides its own name it, so that a new one needs few."""

from __future__ import annotations

import pytest

from journeybook.kinds import Kind
from kind_mentions import SHOWN, files_that_name, mentions, table

MOST_FILES = 12


def test_few_files_name_accounts_besides_their_own() -> None:
    files = files_that_name(Kind.ACCOUNT)
    assert len(files) <= MOST_FILES, "\n".join(files)


def test_files_of_a_kind_itself_do_not_count() -> None:
    files = files_that_name(Kind.ACCOUNT)
    assert "kinds.py" in files
    assert not [file for file in files if file.startswith(("pages/accounts/", "insight/account"))]
    assert "model/account.py" not in files


@pytest.mark.parametrize(
    "text",
    [
        "ORDER = (Kind.ACCOUNT, Kind.PATH)",
        "from journeybook.model.account import Contact",
        "from somewhere import Account",
        "shelf = library.accounts",
        "def draw_account(portfolio): ...",
        "def draw(*, accounts=()): ...",
        "draw(accounts=found)",
        "LABELS = {'account': 'customer'}",
        "found = getattr(library, 'accounts')",
    ],
)
def test_a_mention_is_found_however_it_is_written(text: str) -> None:
    assert list(mentions(text, Kind.ACCOUNT))


@pytest.mark.parametrize(
    "text",
    [
        "Item(ItemKind.PERSONA, title, icon='account')",
        '"""The page of an account."""',
        "raise ValueError('this account is unknown')",
        "count = accountable = 1",
        "Icon('account-multiple-outline')",
    ],
)
def test_the_name_of_a_picture_and_what_texts_say_is_no_mention(text: str) -> None:
    assert list(mentions(text, Kind.ACCOUNT)) == []


def test_the_kind_itself_is_told_apart_from_a_name_that_may_mean_something_else() -> None:
    assert [mention.sure for mention in mentions("Kind.PATH", Kind.PATH)] == [True]
    assert [mention.sure for mention in mentions("library.paths", Kind.PATH)] == [True]
    assert [mention.sure for mention in mentions("path = root / name", Kind.PATH)] == [False]


def test_the_table_has_a_line_for_each_kind_that_is_counted() -> None:
    assert [line.split()[0] for line in table().splitlines()[1:]] == [kind.value for kind in SHOWN]
