"""What is told of changes comes from the catalogue: in the pseudo-language no text of ours has plain Latin letters."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

import pytest

from factories import make_journey, make_library, make_persona
from journeybook.history.change import Act, Change, Sort
from journeybook.history.edits import Edit, History, Ownership
from journeybook.i18n.catalog import use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE
from journeybook.library.objects import Kind, Ref
from journeybook.pages.changes.changes import SHOWN, make_changes
from journeybook.pages.portfolio import Portfolio
from journeybook.reports.change_phrases import Names, phrase
from journeybook.reports.changelog_report import LINES, atom_history, report_edits
from plain_texts import plain_texts, texts_of_page

LIBRARY = make_library(
    make_journey(
        "m", title="Χάρτης", stages=[{"id": "s", "title": "Φάση", "steps": [{"id": "t", "title": "Βήμα"}]}]
    ),
    personas=[make_persona("a", title="Άννα")],
    vocabulary={"emotion_scale": {"min": -2, "max": 2, "words": {-2: "κακά", 0: "έτσι", 2: "καλά"}}},
)
MAP, STEP = Ref(Kind.JOURNEY, "m"), Ref(Kind.JOURNEY, "m", "t")

CHANGES = (
    Change(Sort.ADDITION, Act.ADDED, MAP),
    Change(Sort.REMOVAL, Act.REMOVED, MAP),
    Change(Sort.MOVE, Act.MOVED, STEP, about="Άλλο"),
    Change(Sort.MOVE, Act.MOVED, STEP),
    Change(Sort.MOVE, Act.MOVED, STEP, before="Α", after="Β"),
    Change(Sort.MOVE, Act.MOVED, STEP, before="Α", after="Β", about="Άλλο"),
    Change(Sort.MOVE, Act.RENAMED, STEP, field="id", before="α", after="β"),
    Change(Sort.MOVE, Act.RENAMED, STEP, field="id", before="α", after="β", guess=True),
    Change(Sort.MOVE, Act.CHANGED, MAP, field="section", after="α"),
    Change(Sort.DETAIL, Act.CHANGED, STEP, field="title", before="Α", after="Β"),
    Change(Sort.DETAIL, Act.ADDED, STEP, field="moment_of_truth", after=True),
    Change(Sort.DETAIL, Act.REMOVED, STEP, field="moment_of_truth", before=True),
    Change(Sort.DETAIL, Act.ADDED, STEP, field="readings", about="2026", after=1.0),
    Change(Sort.DETAIL, Act.REMOVED, STEP, field="readings", about="2026", before=1.0),
    Change(Sort.DETAIL, Act.CHANGED, STEP, field="readings", about="2026", before=1.0, after=2.0),
    Change(Sort.REGRESSION, Act.CHANGED, STEP, field="emotion", about="a", before=2.0, after=-2.0),
    Change(Sort.IMPROVEMENT, Act.CHANGED, STEP, field="emotion_end", before=-2.0, after=2.0),
    Change(Sort.DETAIL, Act.CHANGED, STEP, field="emotion", before=1.9, after=2.0),
    Change(Sort.DETAIL, Act.ADDED, STEP, field="emotion", after=2.0),
    Change(Sort.DETAIL, Act.REMOVED, STEP, field="emotion", before=2.0),
    Change(Sort.REGRESSION, Act.CHANGED, MAP, field="lowest", about="t", before=2.0, after=-2.0),
    Change(Sort.ADDITION, Act.ADDED, STEP, field="pains.text", after="Πόνος μεγάλος"),
    Change(Sort.REMOVAL, Act.REMOVED, STEP, field="pains.text", before="Πόνος μεγάλος"),
    Change(Sort.MOVE, Act.MOVED, STEP, field="pains", before="Α", after="Β"),
    Change(Sort.MOVE, Act.MOVED, STEP, field="pains", before="Α"),
    Change(Sort.DETAIL, Act.CHANGED, STEP, field="pains.severity", about="Πόνος", before=1.0, after=3.0),
    Change(Sort.DETAIL, Act.CHANGED, STEP, field="variants.winner", about="Άλφα", before=False, after=True),
    Change(Sort.TEXT, Act.CHANGED, STEP, field="action", before="Α", after="Β", trail=("Φάση", "Βήμα")),
)
_LATIN = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(autouse=True)
def pseudo_language() -> Iterator[None]:
    use_language(PSEUDO_LANGUAGE)
    yield
    use_language("en")


@pytest.mark.parametrize(
    "change", CHANGES, ids=lambda each: f"{each.field or 'whole'}-{each.act}-{each.sort}"
)
def test_a_phrase_is_a_message(change: Change) -> None:
    assert not _LATIN.search(phrase(change, Names(LIBRARY, LIBRARY)).line)


def edit(*changes: Change, commit: str = "1" * 40, ref: Ref | None = MAP) -> Edit:
    return Edit(commit, 0, (), "Αλλαγή", ref, "Χάρτης", changes)


def test_what_is_told_of_an_edit_is_made_of_messages() -> None:
    edits = (
        edit(*CHANGES),
        *(edit(each, commit=f"{at:040}") for at, each in enumerate(CHANGES)),
        *(edit(CHANGES[0], commit="2" * 40) for _ in range(LINES + 1)),
        edit(CHANGES[-1], commit="3" * 40, ref=None),
    )
    for told in report_edits(edits, LIBRARY):
        assert not _LATIN.search(" ".join((told.title, told.about, *told.sentences)))


def test_a_feed_says_in_the_language_of_the_site_who_is_not_known() -> None:
    feed = atom_history([edit(*CHANGES)], LIBRARY, title="Αλλαγές")
    assert "unknown" not in feed
    assert "<name>ûñķñöŵñ</name>" in feed


def test_the_page_of_changes_prints_messages_alone() -> None:
    day = datetime.date(2026, 1, 2)
    edits = tuple(edit(*CHANGES[:4], commit=f"{at:040}") for at in range(SHOWN + 5))
    history = History(edits, {MAP: Ownership(day, day, tuple("ΑΒΓΔΕΖΗΘ"))})
    page = make_changes(Portfolio(LIBRARY, "Άτλας", {}, day, history=history))
    assert plain_texts(texts_of_page(page)) == []
