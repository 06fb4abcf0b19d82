"""What pages show and what they keep quiet about: retired maps, drafts, reviews, guides, hostile words."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.library.objects import Library
from journeybook.model.metric import Metric
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_assets, plan_pages
from page_library import TODAY, small_library
from page_outline import shown_words

HOSTILE = "\"><img src=x onerror=alert(1)><script>alert(2)</script>'x{{ 13*37 }}x</title>"


def made(library: Library, **options: object) -> dict[str, Page]:
    options.setdefault("site_name", "Atlas")
    return {plan.address: plan.make() for plan in plan_pages(library, **options)}  # type: ignore[arg-type]


def words(page: Page) -> str:
    return shown_words(html.fragment_fromstring(page.body, create_parent=True))


def test_a_retired_map_keeps_its_page_and_is_met_nowhere_else() -> None:
    pages = made(small_library(), today=TODAY)
    own = pages["journeys/by-fax/"]
    assert "Retired. This map is kept for the record" in words(own)
    assert own.search is None
    meeting = [address for address, page in pages.items() if "by-fax" in page.body and address != own.address]
    assert meeting == []
    assert "The fax is engaged" not in words(pages[""])
    assert "No journey uses it yet." in words(pages["channels/fax/"])


def test_a_retired_map_names_what_replaced_it() -> None:
    old = make_journey("old-way", status="retired")
    new = make_journey("new-way", status="published", type="future-state", future_of="old-way")
    assert 'href="../new-way/"' in made(make_library(old, new))["journeys/old-way/"].body


@pytest.mark.parametrize(
    ("status", "mark", "said"),
    [("draft", "Draft", "is being written"), ("in-review", "In review", "is being checked")],
)
def test_unfinished_maps_are_marked_wherever_they_are_named(status: str, mark: str, said: str) -> None:
    stage = make_stage("Order", lifecycle="purchase", emotion=-1)
    pages = made(make_library(make_journey("m-new", stage, status=status)))
    assert said in words(pages["journeys/m-new/"])
    for address in ("", "journeys/", "lifecycle/purchase/", "journeys/m-new/"):
        assert mark in words(pages[address]), address


def test_a_published_map_carries_no_warning() -> None:
    page = made(make_library(make_journey("m-done", status="published")))["journeys/m-done/"]
    assert "jb-status-notice" not in page.body


def test_nothing_is_overdue_without_a_day() -> None:
    library = small_library()

    def marked(page: Page) -> list[str]:
        found = html.fragment_fromstring(page.body, create_parent=True).xpath(
            "//*[contains(@class, 'jb-is-late')][not(ancestor-or-self::*[@hidden])]"
        )
        return [shown_words(each) for each in found]

    assert [found for page in made(library).values() for found in marked(page)] == []
    switching = "journeys/switching/"
    assert "Review due 1 September 2026" in words(made(library)[switching])
    assert "Review overdue since 1 September 2026" not in marked(
        made(library, today=datetime.date(2026, 9, 1))[switching]
    )
    assert "Review overdue since 1 September 2026" in marked(
        made(library, today=datetime.date(2026, 9, 2))[switching]
    )


def test_home_links_only_the_guides_that_exist() -> None:
    library = small_library()
    assert "guide/" not in made(library)[""].body
    with_guide = made(
        library, guides={"proposing-a-change": "guide/proposing-a-change/", "other": "guide/other/"}
    )
    assert 'href="guide/proposing-a-change/"' in with_guide[""].body
    assert "guide/other/" not in with_guide[""].body


def test_an_empty_portal_has_a_home_a_catalogue_and_a_glossary() -> None:
    pages = made(make_library())
    assert {"", "journeys/", "glossary/"} <= set(pages)
    assert "personas/" not in pages
    assert "0 journeys" in words(pages["journeys/"])


def test_hostile_words_stay_words_on_every_page() -> None:
    step = make_step(
        "Pays",
        id="pays",
        emotion={"p-evil": -2},
        channel="chat",
        touchpoint=HOSTILE,
        pains=[HOSTILE],
        quotes=[HOSTILE],
        systems=["crm"],
        team="team-a",
        feeling=[HOSTILE],
    ).model_copy(update={"title": HOSTILE})
    stage = make_stage("Buy", step, id="buy", lifecycle="purchase", goal=HOSTILE).model_copy(
        update={"title": HOSTILE}
    )
    journey = make_journey(
        "m-evil",
        stage,
        title=HOSTILE,
        summary=HOSTILE,
        objective=HOSTILE,
        scope={"from": HOSTILE, "to": HOSTILE},
        expectations=[HOSTILE],
        personas=["p-evil"],
        areas=["area-a"],
        owner="team-a",
        tags=["tag-a"],
        metrics=["m-evil"],
        narrative=HOSTILE,
        section=HOSTILE,
    )
    persona = make_persona(
        "p-evil", title=HOSTILE, role=HOSTILE, quote=HOSTILE, goals=[HOSTILE], demographics={HOSTILE: HOSTILE}
    )
    words_of = {key: {"title": HOSTILE, "summary": HOSTILE} for key in ("x",)}["x"]
    vocabulary = {
        "channels": {"chat": words_of},
        "teams": {"team-a": {**words_of, "contact": HOSTILE}},
        "systems": {"crm": words_of},
        "areas": {"area-a": words_of},
        "lifecycle": {"purchase": words_of},
        "lanes": {"lane-a": words_of},
        "tags": {"tag-a": words_of},
    }
    metric = Metric.model_validate(
        {"id": "m-evil", "title": HOSTILE, "unit": "x", "readings": [("2026-01-01", 1.0)]}
    )
    library = make_library(journey, personas=[persona], vocabulary=vocabulary, metrics={"m-evil": metric})
    pages = made(library, site_name=HOSTILE)
    assert len(pages) >= 15
    for page in pages.values():
        for body in (page.body, page.search.body if page.search else ""):
            tree = html.fragment_fromstring(body, create_parent=True)
            assert not tree.xpath("//script | //img | //@*[starts-with(name(), 'on')]"), page.address
            assert "x481x" not in body, page.address
    assert "<script>" in words(pages["journeys/m-evil/"])


def test_former_ids_of_maps_and_personas_send_readers_on() -> None:
    files = {plan.address: plan.make for plan in plan_assets(small_library())}
    redirect = files["journeys/fibre-switch/index.html"]()
    assert 'content="0; url=../switching/"' in redirect
    assert '<link rel="canonical" href="../switching/">' in redirect
    assert 'href="../amira/"' in files["personas/remote-designer/index.html"]()


def test_a_former_id_that_is_in_use_again_is_left_to_its_new_owner() -> None:
    files = {
        plan.address
        for plan in plan_assets(make_library(make_journey("m-a", was=["m-b"]), make_journey("m-b")))
    }
    assert "journeys/m-b/index.html" not in files


def test_every_map_has_its_pictures() -> None:
    files = {plan.address: plan.make() for plan in plan_assets(make_library(make_journey("m-a")))}
    assert files["journeys/m-a/map.svg"].startswith("<svg")
    assert files["journeys/m-a/map.svg"] != files["journeys/m-a/map-dark.svg"]


def test_edit_links_open_the_file_that_the_object_came_from() -> None:
    library = small_library()
    pages = made(replace(library, vocabulary_file="maps/vocabulary.yml"))
    assert pages["journeys/switching/"].source == "maps/journeys/switching.yml"
    assert pages["channels/shop/"].source == "maps/vocabulary.yml"
    assert pages["channels/e-mail/"].source == "maps/vocabulary.yml"
    assert pages["channels/"].source is None, "it is made of many files"
    assert made(library)["channels/shop/"].source is None, "it is in memory alone"


def test_links_to_a_step_by_its_former_id_arrive_at_the_step() -> None:
    story = make_journey("m-b", narrative="See [[switching#delivery-date]].")
    library = small_library()
    pages = made(replace(library, journeys={**library.journeys, "m-b": story}))
    assert 'href="../switching/#switching--t-waits"' in pages["journeys/m-b/"].body


def test_crumbs_lead_home_and_end_at_the_page() -> None:
    for address, page in made(small_library()).items():
        if address:
            assert page.crumbs[0].address == ""
            assert (page.crumbs[-1].title, page.crumbs[-1].address) == (page.title, None)


def test_a_persona_shows_what_they_feel_and_not_what_others_do() -> None:
    step = make_step(
        "Waits", id="waits", emotion={"p-ana": 1, "p-bob": -2}, pains=[{"text": "Long", "severity": 2}]
    )
    journey = make_journey("m-a", make_stage("Order", step), personas=["p-ana", "p-bob"])
    library = make_library(journey, personas=[make_persona("p-ana"), make_persona("p-bob")])
    pages = made(library)
    assert "+1" in words(pages["personas/p-ana/"])
    assert "−2" not in words(pages["personas/p-ana/"])
    assert "−2" in words(pages["personas/p-bob/"])


def many(count: int) -> Library:
    """Maps that all touch one lifecycle stage, each a little happier than the one before."""
    return make_library(
        *(
            make_journey(
                f"m-{at:03}",
                make_stage("Buy", make_step("Pays", emotion=-2 + 4 * at / count), lifecycle="purchase"),
                status="published",
            )
            for at in range(count)
        )
    )


def test_a_big_portal_shows_first_what_hurts_most_and_names_every_map() -> None:
    pages = made(many(60))
    home = html.fragment_fromstring(pages[""].body, create_parent=True)
    rows = home.xpath("//table[contains(@class, 'jb-heat')]/tbody/tr/th")
    assert [row.text_content() for row in rows] == [f"M {at:03}" for at in range(40)]
    assert "20 more journeys in the catalogue" in words(pages[""])
    stage = words(pages["lifecycle/purchase/"])
    assert all(f"M {at:03}" in stage for at in range(60))
    assert "36 more journeys" in stage
    assert pages["journeys/"].body.count("jb-card__title") == 60


def test_former_ids_of_words_send_readers_on_too() -> None:
    words = {
        "channels": {"chat": {"title": "Chat", "was": ["messenger"]}},
        "lifecycle": {"use": {"title": "Use", "was": ["using"]}},
    }
    files = {plan.address: plan.make for plan in plan_assets(make_library(vocabulary=words))}
    assert 'href="../chat/"' in files["channels/messenger/index.html"]()
    assert 'href="../use/"' in files["lifecycle/using/index.html"]()


def test_links_by_former_ids_of_stages_and_steps_arrive_on_the_map() -> None:
    step = make_step("Pays", was=["pay", "enters-card", "orders"])
    other = make_step("Orders", was=["pay"])
    journey = make_journey("m-a", make_stage("Order", step, other, was=["buying"]))
    page = html.fragment_fromstring(made(make_library(journey))["journeys/m-a/"].body, create_parent=True)
    # An id in use again, and one that an earlier step claims, lead where they led before.
    assert page.xpath("//*[@class='jb-former-anchor']/@id") == [
        "m-a--s-buying",
        "m-a--t-pay",
        "m-a--t-enters-card",
    ]
    assert (
        page.xpath("//article[@id='m-a--t-pays']/span[@class='jb-former-anchor']/@id")[-1]
        == "m-a--t-enters-card"
    )
