"""The words of a map are explained where they occur, and nowhere twice."""

from __future__ import annotations

from lxml import html

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.view.compose import compose
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.journey.explained_words import LANE_TERMS, explanation, words_on
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.portfolio import Portfolio
from page_library import small_library

LIBRARY = small_library()
PORTFOLIO = Portfolio(LIBRARY, "Atlas")
PAGES = {plan.address: plan for plan in plan_pages(LIBRARY, site_name="Atlas")}


def page(address: str) -> html.HtmlElement:
    return html.fragment_fromstring(PAGES[address].make().body, create_parent=True)


def test_every_lane_that_needs_words_leads_to_its_entry() -> None:
    ids = set(page("glossary/").xpath("//@id"))
    keys = {each.key for each in TERMS}
    assert set(LANE_TERMS.values()) <= keys
    for key in LANE_TERMS:
        address = explanation(PORTFOLIO, key)
        assert address is not None
        assert address.partition("#")[2] in ids, key


def test_a_lane_of_our_own_leads_to_what_the_vocabulary_says() -> None:
    assert explanation(PORTFOLIO, "policy") == "glossary/#jp--lanes"
    assert explanation(PORTFOLIO, "unheard-of") is None
    assert explanation(PORTFOLIO, "duration") is None


def test_titles_of_lanes_and_marks_of_the_legend_are_links() -> None:
    tree = page("journeys/switching/")
    lanes = {
        each.text_content(): each.get("href")
        for each in tree.xpath("//div[contains(@class, 'jb-lane ')]//a[@class='jb-word']")
    }
    assert lanes["Pains"] == "../../glossary/#jp--pain"
    assert lanes["Emotion"] == "../../glossary/#jp--emotion"
    marks = tree.xpath("//ul[@class='jb-legend']//a[@class='jb-word']")
    assert [each.text_content() for each in marks] == ["Moment of truth", "Assumed"]
    assert not any(each.get("tabindex") for each in marks), "marks are read out and reached by key"


def test_links_that_are_hidden_from_screen_readers_are_not_reached_by_key() -> None:
    for link in page("journeys/switching/").xpath("//*[@aria-hidden='true']//a"):
        assert link.get("tabindex") == "-1"


def test_the_list_says_in_place_what_each_word_means_once() -> None:
    view = compose(LIBRARY.journeys["switching"], LIBRARY)
    words = words_on(PORTFOLIO, view, PORTFOLIO.summaries["switching"])
    titles = [each.title for each in words]
    assert titles[:2] == ["Moment of truth", "Assumed"]
    assert {"Emotion", "Pains", "Touchpoint"} <= set(titles)
    assert len({each.meaning for each in words}) == len(words)
    (shown,) = page("journeys/switching/").xpath("//details[@class='jb-words']")
    assert all(each.meaning in shown.text_content() for each in words)


def test_a_blueprint_explains_its_lines_and_another_map_does_not() -> None:
    step = make_step("Rings", action="Opens", frontstage="Rings", backstage="Drives", support="Plans")

    def titles(kind: str) -> set[str]:
        journey = make_journey("m-one", make_stage("Visit", step), type=kind)
        library = make_library(journey)
        portfolio = Portfolio(library, "Atlas")
        words = words_on(portfolio, compose(journey, library), portfolio.summaries["m-one"])
        return {each.title for each in words}

    assert "Lines across the map" in titles("service-blueprint")
    assert "Lines across the map" not in titles("current-state")
    assert "Moment of truth" not in titles("service-blueprint")
