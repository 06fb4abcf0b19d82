"""Links and fences of a page cost what the page's length says, whoever reads its Markdown."""

from __future__ import annotations

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.diagnostics import Place
from journeybook.fences import page_marks
from journeybook.fences.journey_fence import nowhere
from journeybook.fences.page_marks import HELPED, PageMarks, levels_below, render_with_marks
from journeybook.sources.markdown import code_blocks
from journeybook.sources.markdown.code_blocks import fences_of

LIBRARY = make_library(
    make_journey("fibre", make_stage("Order", make_step("Wait"))), personas=[make_persona("amira")]
)


def marks_of(text, found):
    return PageMarks(
        text.split("\n"), Place("docs/a.md", 4), library=LIBRARY, link=nowhere, part=None, report=found.append
    )


def test_a_plain_page_draws_fences_and_reports_what_is_wrong_where_it_stands():
    text = "# A\n\n[[amira]] [[amirra]]\n\n```journey\nref: fibre\n```\n\n```journey\nref: nothing\n```\n\n    ```journey\n    ref: code\n    ```\n"
    found = []
    html = render_with_marks(text, marks_of(text, found), str).html
    assert html.count("<figure") == 1
    assert html.count("jb-mistake") == 1
    assert "ref: code" in html
    assert [(each.code, each.place.line) for each in found] == [("JB203", 6), ("JB904", 13)]


def test_headings_of_a_map_go_below_the_heading_before_its_fence():
    text = "```journey\n```\n# A\n```journey\n# B\n```\nC\n---\n```journey\n```\n#### D\n```yaml\n```\n```journey\n```"
    lines = text.splitlines()
    assert list(levels_below(lines, list(fences_of(lines)))) == [2, 2, 3, 5, 5]


def test_a_page_of_fences_is_searched_for_them_once(monkeypatch):
    looked = 0
    look = code_blocks._OPENING

    class Counting:
        def match(self, line):
            nonlocal looked
            looked += 1
            return look.match(line)

    monkeypatch.setattr(code_blocks, "_OPENING", Counting())
    text = "# A\n\n```journey\nref: nothing\n```\n\n" * 200
    render_with_marks(text, marks_of(text, []), str)
    assert looked < 2 * text.count("\n")


def test_links_that_lead_nowhere_are_compared_with_what_there_is_as_often_as_shown(monkeypatch):
    asked = []
    monkeypatch.setattr(page_marks, "nearest", lambda word, _known: asked.append(word))
    text = "".join(f"[[nobody-{at}]]\n\n" for at in range(500))
    found = []
    render_with_marks(text, marks_of(text, found), str)
    assert len(asked) == HELPED
    assert [each.place.line for each in found] == [4 + 2 * at for at in range(500)]
    assert all(each.help for each in found)


@pytest.mark.parametrize("source", ["[[amirra]]", "[[fibre#wayt]]"])
def test_the_same_link_is_found_where_it_stands_the_next_time(source):
    text = f"{source} and {source}\n\n{source}"
    found = []
    marks = marks_of(text, found)
    for _ in range(3):
        marks.link(source)
    assert [(each.place.line, each.place.column) for each in found] == [(4, 1), (6, 1), (4, 1)]
