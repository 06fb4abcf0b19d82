"""Quotation marks: one pair around what people say, and none where the text brings its own."""

from __future__ import annotations

import re

import pytest
from lxml import html

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.i18n.catalog import use_language
from journeybook.model.evidence import Evidence
from journeybook.pages.page_plan import plan_pages
from journeybook.text.quotation import quoted

MARKED = (
    "“Is this all?”",
    "「もう無理」",
    "『また今度』",
    "«Déjà vu»",
    "„Schon wieder“",
    "»Schon wieder«",
    '"Yes," he said',
    "‘Not again’",
    "'Not again'",
    "**“Bold”**",
    '"Half a quote',
)
BARE = ("Is this all?", "'Tis done", "’Tis done", "I said “no”", "5′ later", "*Why?*", "")


@pytest.mark.parametrize("text", MARKED)
def test_a_text_keeps_its_own_marks(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize("text", BARE)
def test_any_other_gets_a_pair(text: str) -> None:
    assert quoted(text) == f"“{text}”"


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "«\u202fDéjà ?\u202f»"), ("de", "„Déjà ?“"), ("es", "«Déjà ?»"), ("ar", "«Déjà ?»")],
)
def test_the_pair_is_that_of_the_language_of_the_site(language: str, said: str) -> None:
    use_language(language)
    try:
        assert quoted("Déjà ?") == said
        assert [quoted(text) for text in MARKED] == list(MARKED)
    finally:
        use_language("en")


def test_marks_are_never_doubled_in_either_drawing_nor_on_a_page() -> None:
    marked = ["“Is this all?”", "「もう無理」", "«Déjà vu»"]
    quotes = [{"text": text, "evidence": "talks"} for text in (*marked, "Plain")]
    journey = make_journey("m", make_stage("S", make_step("T", quotes=quotes, thought=[*marked, "Plain"])))
    library = make_library(journey, evidence={"talks": Evidence(id="talks", title="Talks")})
    view = compose(journey, library)
    pages = {plan.address: plan for plan in plan_pages(library, site_name="Atlas")}
    for markup, times in (
        (draw_grid(view, lambda _: None, library.title, compact=True), 2),
        (draw_swimlane(view, library.title), 2),
        (pages["evidence/talks/"].make().body, 1),
    ):
        said = "".join(html.fromstring(re.sub(r"^<\?xml[^>]*>", "", markup)).itertext())
        for text in (*marked, "“Plain”"):
            assert said.count(text) == times
        assert not re.search("[“«「][“«「]|[”»」][”»」]", said)
