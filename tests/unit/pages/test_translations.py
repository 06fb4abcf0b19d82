"""A map in several languages: each is offered to readers of the other, and lists and figures count one of them."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.i18n.catalog import use_language
from journeybook.i18n.formats import language_name, own_language_name
from journeybook.model.journey import Journey
from journeybook.pages.journey.journey_export import export_journey
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_pages
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.redirects import redirect


def told(key: str, **fields: Any) -> Journey:
    step = make_step("Step", id="step", emotion=-1, pains=[f"{key} hurts"], personas=["p-ana"])
    return make_journey(key, make_stage("Stage", step, id="stage"), personas=["p-ana"], **fields)


TRANSLATED = (
    told("order", next=["later"]),
    told("bestellen", language="de", translation_of="order", next=["later"]),
    told("commande", language="fr", translation_of="order"),
    told("later"),
)


def pages_of(*journeys: Journey) -> dict[str, Page]:
    library = make_library(*journeys, personas=[make_persona()])
    return {plan.address: plan.make() for plan in plan_pages(library, site_name="Atlas")}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    return pages_of(*TRANSLATED)


def parsed(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(page.body, create_parent=True)


def offered(page: Page) -> list[tuple[str, str, str]]:
    """The links to other languages: address, language and words."""
    links = parsed(page).xpath("//ul[@class='jb-meta']//a[@hreflang]")
    return [(each.get("href"), each.get("hreflang"), each.text_content()) for each in links]


def test_each_language_is_offered_on_the_page_of_each_other(pages: dict[str, Page]) -> None:
    english, german, french = (pages[f"journeys/{key}/"] for key in ("order", "bestellen", "commande"))
    to_german = ("../bestellen/", "de", "Read this map in German")
    to_french = ("../commande/", "fr", "Read this map in French")
    to_english = ("../order/", "en", "Read this map in English")
    assert offered(english) == [to_german, to_french]
    assert offered(german) == [to_english, to_french]
    assert offered(french) == [to_english, to_german]
    assert offered(pages["journeys/later/"]) == []
    own_names = parsed(english).xpath("//ul[@class='jb-meta']//bdi[@lang]")
    assert [(each.get("lang"), each.text) for each in own_names] == [("de", "Deutsch"), ("fr", "Français")]


def test_a_page_names_the_addresses_of_its_languages_for_the_head(pages: dict[str, Page]) -> None:
    others = [("en", "journeys/order/"), ("fr", "journeys/commande/")]
    assert list(pages["journeys/bestellen/"].alternates) == [("de", "journeys/bestellen/"), *others]
    assert pages["journeys/later/"].alternates == ()


def test_a_translation_says_which_map_is_counted(pages: dict[str, Page]) -> None:
    (notice,) = parsed(pages["journeys/bestellen/"]).xpath(
        "//p[contains(@class, 'jb-status-notice--translation')]"
    )
    assert notice.xpath(".//a/@href") == ["../order/"]
    assert not parsed(pages["journeys/order/"]).xpath(
        "//p[contains(@class, 'jb-status-notice--translation')]"
    )


def test_lists_hold_the_map_once_and_search_finds_it_in_each_language(pages: dict[str, Page]) -> None:
    cards = parsed(pages["journeys/"]).xpath("//li[contains(@class, 'jb-card')]")
    assert {each.get("data-map") for each in cards} == {"order", "later"}
    (card,) = (each for each in cards if each.get("data-map") == "order")
    links = card.xpath(".//a[@hreflang]")
    assert [(each.get("href"), each.get("lang"), each.text) for each in links] == [
        ("bestellen/", "de", "Deutsch"),
        ("commande/", "fr", "Français"),
    ]
    persona = parsed(pages["personas/p-ana/"])
    assert persona.xpath("//a[starts-with(@href, '../../journeys/order/')]")
    assert not persona.xpath("//a[starts-with(@href, '../../journeys/bestellen/')]")
    (search,) = (pages["journeys/bestellen/"].search,)
    assert search is not None
    assert search.language == "de"


def test_what_leads_to_a_map_is_kept_on_its_translation(pages: dict[str, Page]) -> None:
    assert parsed(pages["journeys/bestellen/"]).xpath("//a[starts-with(@href, '../later/')]")
    assert parsed(pages["journeys/bestellen/"]).xpath("//a[@href='../../compare/?a=order']")


def test_data_for_programs_names_both_and_counts_one() -> None:
    portfolio = Portfolio(make_library(*TRANSLATED, personas=[make_persona()]), "Atlas")
    assert (portfolio.counts.journeys, portfolio.counts.pains) == (2, 2)
    order, german = (export_journey(portfolio, key) for key in ("order", "bestellen"))
    assert (order.translation_of, order.translations) == (None, ("bestellen", "commande"))
    assert (german.translation_of, german.translations) == ("order", ())


@pytest.mark.parametrize(
    "journeys",
    [
        (told("m", language="de", translation_of="m"),),
        (told("m", language="de", translation_of="unknown"),),
        (told("m", language="de", translation_of="o"), told("o", status="retired")),
        (told("m", language="de", translation_of="o"), told("o", translation_of="m")),
    ],
    ids=["itself", "unknown", "retired", "each other"],
)
def test_a_mistake_takes_no_map_out_of_the_catalogue(journeys: tuple[Journey, ...]) -> None:
    cards = parsed(pages_of(*journeys)["journeys/"]).xpath("//li/@data-map")
    assert "m" in cards


def test_lists_have_the_comma_of_the_site_s_language() -> None:
    personas = [make_persona("p-ana", title="Ana"), make_persona("p-tom", title="Tom")]
    journey = make_journey("order", make_stage("Stage"), personas=["p-ana", "p-tom"])
    library = make_library(journey, personas=personas)

    def names() -> str:
        (plan,) = (each for each in plan_pages(library, site_name="Atlas") if each.address == "journeys/")
        (meta,) = parsed(plan.make()).xpath("//p[@class='jb-card__meta']/span[1]")
        return str(meta.text_content())

    assert names() == "Ana, Tom"
    use_language("ar")
    assert names() == "Ana، Tom"


def test_a_page_that_has_moved_says_so_in_the_language_of_the_site() -> None:
    use_language("ar")
    page = redirect("journeys/old/", "journeys/order/", "Order & pay")
    assert '<html lang="ar" dir="rtl">' in page
    assert "<p>انتقلت" in page or "<p>نُقلت" in page
    assert '<a href="../order/">Order &amp; pay</a>' in page
    assert "This page has moved" not in page
    use_language("en")
    assert '<html lang="en">' in redirect("journeys/old/", "journeys/order/", "Order")


@pytest.mark.parametrize(
    ("site", "code", "name", "own"),
    [
        ("en", "de", "German", "Deutsch"),
        ("de", "fr", "Französisch", "Français"),
        ("fr", "ar", "arabe", "العربية"),
        ("en", "pt-BR", "Portuguese (Brazil)", "Português (Brasil)"),
        ("en", "xq", "xq", "Xq"),
    ],
)
def test_a_language_is_called_as_the_site_and_as_its_readers_call_it(
    site: str, code: str, name: str, own: str
) -> None:
    use_language(site)
    assert (language_name(code), own_language_name(code)) == (name, own)
