"""A figure that stands in several places is the same in all of them: pages, data for programs, and commands."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

import pytest
from lxml import html

from factories import make_library
from journeybook.insight.agenda import agenda
from journeybook.inventory.item_report import card_data
from journeybook.inventory.item_summary import card_of
from journeybook.inventory.lists import counts, retired, rows_of, translations
from journeybook.labels.value_labels import LIST_SHOWN
from journeybook.library.lookup import Name
from journeybook.library.objects import Library
from journeybook.model.journey import Journey
from journeybook.pages.home.home import LISTS
from journeybook.pages.page_plan import plan_assets, plan_pages
from journeybook.reports.review_list import review_json
from journeybook.text.numbers import percent_of
from numbered_pages import walk
from page_figures import entries_on, figures_on, value_of
from page_library import SWITCHING, TODAY, small_library

LIVED = {
    "pains": ["No  date for **nine** days", "The letter is late"],
    "gains": ["It took four minutes", "A friendly voice"],
    "quotes": [{"text": "I stopped believing the tracker.", "persona": "tom"}, "It just works."],
    "opportunities": ["Live tracker", "A number to ring"],
    "moment_of_truth": True,
    "emotion": 2,
    "channel": "shop",
}


def library() -> Library:
    """The small portal with maps that say the same again, one of them in German, a map of the future and a retired one that say more."""
    found = small_library()

    def told(key: str, **fields: Any) -> Journey:
        steps = [
            {"id": "one", "title": "One", **LIVED},
            {"id": "low", "title": "Low", "emotion": -2, "need": ["Help"]},
        ]
        stage = {"id": "s", "title": "S", "lifecycle": "use", "steps": steps}
        return Journey.model_validate(
            {"id": key, "title": key, "status": "published", "personas": ["tom"], "stages": [stage], **fields}
        )

    more = (
        told("again"),
        told("planned", type="future-state", future_of="again"),
        told("gone", status="retired"),
        told("nochmal", language="de", translation_of="again"),
        Journey.model_validate(
            {**SWITCHING, "id": "copied", "was": [], "owner": "care", "reviewed": "2025-01-01"}
        ),
    )
    return replace(found, journeys={**found.journeys, **{each.id: each for each in more}})


@pytest.fixture(scope="module")
def pages() -> dict[str, html.HtmlElement]:
    plans = plan_pages(library(), site_name="Atlas", today=TODAY)
    return {plan.address: html.fragment_fromstring(plan.make().body, create_parent=True) for plan in plans}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    plans = plan_assets(library(), site_name="Atlas", today=TODAY)
    return {plan.address: plan.make() for plan in plans if plan.address.endswith((".json", ".txt"))}


@pytest.fixture(scope="module")
def portal(files: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["portal.json"])
    return found


def test_pages_agree_with_each_other_and_with_the_portal_s_data(
    pages: dict[str, html.HtmlElement], portal: dict[str, Any]
) -> None:
    figures = portal["figures"]
    expected = {key.replace("_", "-"): value for key, value in figures.items()}
    expected["health"] = portal["health"]
    expected["backed-share"] = percent_of(figures["backed"] / figures["claims"])
    expected["gaps"] = sum(1 for each in portal["coverage"] if not each["journeys"])
    shelves = {"journey": "journeys", "evidence": "evidence", "persona": "personas"}
    gathered = figures_on(pages)
    for (figure, of), places in gathered.items():
        value = expected.get(figure)
        if of:
            kind, _, key = of.partition(":")
            (thing,) = (each for each in portal[shelves[kind]] if each["id"] == key)
            told = thing[figure.replace("-", "_")]
            value = len(told) if isinstance(told, list) else told
        assert places == dict.fromkeys(places, value), (figure, of)
    assert {(of or "").partition(":")[0] for _, of in gathered} == {"", *shelves}
    whole = {figure for figure, of in gathered if of is None}
    assert {key.replace("_", "-") for key in LISTS} <= whole
    twice = {figure for figure in whole if len(gathered[figure, None]) > 1}
    assert {"pains", "moments-of-truth", "opportunities", "backed-share", "health", "overdue"} <= twice


def test_what_is_said_twice_planned_or_retired_is_counted_as_it_is_defined(portal: dict[str, Any]) -> None:
    figures = portal["figures"]
    # Two pains, a gain, a quote and an idea of `switching` stand on `copied` in the same words, and partly on `again`.
    assert (figures["pains"], figures["gains"], figures["opportunities"]) == (3, 2, 2)
    assert figures["quotes"] == 3, "the same words of two people are two quotes"
    assert figures["moments_of_truth"] == 3, "once on each of three maps, and not on the map of the future"
    assert (figures["bright_spots"], figures["unmet_needs"]) == (1, 1)
    assert (figures["journeys"], figures["retired"]) == (8, 2)


def test_every_number_on_home_leads_to_a_list_of_so_many(pages: dict[str, html.HtmlElement]) -> None:
    links = pages[""].xpath("//ul[@class='jb-numbers']/li/a")
    assert len(links) == len(pages[""].xpath("//ul[@class='jb-numbers']/li")) >= len(LISTS)
    for link in links:
        (element,) = link.xpath(".//*[@data-figure]")
        figure, target = element.get("data-figure"), pages[link.get("href")]
        if figure in ("backed-share", "health"):
            assert target.xpath(f"//*[@data-figure='{figure}']"), figure
        else:
            assert entries_on(target, figure) == value_of(element), figure


def test_every_list_has_as_many_entries_as_it_says(
    pages: dict[str, html.HtmlElement], portal: dict[str, Any]
) -> None:
    listed = {name for tree in pages.values() for name in tree.xpath("//@data-entries")}
    assert len(listed) >= 12
    for address, tree in pages.items():
        for figure in set(tree.xpath("//@data-entries")):
            assert entries_on(tree, figure) == portal["figures"][figure.replace("-", "_")], (address, figure)


def test_a_map_s_own_data_says_the_same(files: dict[str, str], portal: dict[str, Any]) -> None:
    for each in portal["journeys"]:
        own = json.loads(files[each["files"]["json"]])["figures"]
        assert (own["steps"], own["touchpoints"]) == (each["steps"], each["touchpoints"])
        assert len(own["moments_of_truth"]) == each["moments_of_truth"]
        assert len(own["pains"]) == each["pains"]
        assert (own["foundation"]["claims"], own["foundation"]["backed"]) == (each["claims"], each["backed"])


def test_the_text_for_language_models_says_the_same(files: dict[str, str], portal: dict[str, Any]) -> None:
    text = files["llms.txt"]
    figures = portal["figures"]
    assert f"In figures: {figures['journeys']} journeys, {figures['personas']} personas, " in text
    assert f", {figures['pains']} pains, {figures['gains']} gains, {figures['quotes']} quotes, " in text
    assert f"where it hurts: {figures['journeys']} journey maps." in text


def test_commands_say_the_same(portal: dict[str, Any]) -> None:
    shelf = library()
    maps = {each["id"]: each for each in portal["journeys"]}
    listed = counts(shelf)
    assert translations(shelf) == 1
    assert listed["journeys"] - retired(shelf) - translations(shelf) == portal["figures"]["journeys"]
    for kind in ("personas", "accounts", "evidence", "metrics", "recommendations", "paths"):
        assert listed[kind] == portal["figures"][kind]
    for row in rows_of(shelf, "journey"):
        assert int(row.facts["steps"]) == maps[row.name.id]["steps"]
    for key, told in maps.items():
        shown = card_data(card_of(shelf, Name("journey", key), "maps/vocabulary.yml"))["figures"]
        assert shown == {name: told[name] for name in shown}
    due = json.loads(review_json(agenda(shelf, TODAY), TODAY, {}))["entries"]
    states = [each["urgency"] for each in due]
    assert states.count("overdue") == portal["figures"]["overdue"] > 0
    assert states.count("never") == portal["figures"]["never_reviewed"] > 0
    assert len(due) == len(portal["review"])


def test_a_map_s_figures_are_all_published(portal: dict[str, Any]) -> None:
    card = card_of(library(), Name("journey", "switching"), "maps/vocabulary.yml")
    assert card.counts
    (switching,) = (each for each in portal["journeys"] if each["id"] == "switching")
    assert asdict(card.counts).items() <= switching.items()


def test_a_list_that_is_longer_than_its_pages_says_so_with_the_whole_count() -> None:
    steps = [{"id": f"s{at}", "title": f"S{at}", "gains": [f"gain {at}"]} for at in range(LIST_SHOWN + 1)]
    stage = {"id": "s", "title": "S", "steps": steps}
    long = Journey.model_validate({"id": "long", "title": "Long", "stages": [stage]})
    plans = plan_pages(make_library(long), site_name="Atlas", today=TODAY)
    pages = {plan.address: plan for plan in plans}
    trees = [
        html.fragment_fromstring(page.body, create_parent=True) for page in walk(pages, "insights/gains/")
    ]
    assert sum(entries_on(tree, "gains") for tree in trees) == LIST_SHOWN
    for tree in trees:
        assert {value_of(each) for each in tree.xpath("//*[@data-figure='gains']")} == {LIST_SHOWN + 1}
    assert "The first 500 of 501" in trees[-1].text_content()
