"""Reading paths: what a stop shows, where it leads, how long it takes, and who should start with it."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from journeybook.library.objects import Library
from journeybook.model.path import ReadingPath
from journeybook.pages.docs_pages import WrittenPage
from journeybook.pages.page import Page
from journeybook.pages.page_plan import plan_pages
from page_library import TODAY, small_library

GUIDES = {"reading-a-map": "guide/reading-a-map/"}


def with_path(*steps: dict[str, object], **fields: object) -> Library:
    path = ReadingPath.model_validate({"id": "week", "title": "First week", "steps": steps, **fields})
    return replace(small_library(), paths={"week": path})


def pages(library: Library, **options: object) -> dict[str, Page]:
    options = {"site_name": "Atlas", "today": TODAY, "guides": GUIDES, **options}
    return {plan.address: plan.make() for plan in plan_pages(library, **options)}  # type: ignore[arg-type]


def tree(page: Page) -> html.HtmlElement:
    return html.fragment_fromstring(page.body, create_parent=True)


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def stops(page: Page) -> list[html.HtmlElement]:
    found: list[html.HtmlElement] = tree(page).xpath("//li[@class='jb-path-stop']")
    return found


def told(stop: html.HtmlElement) -> tuple[str, str, str | None]:
    (kind,) = stop.xpath(".//p[@class='jb-path-stop__kind']")
    (title,) = stop.xpath(".//h2")
    return words(kind), words(title), next(iter(title.xpath("a/@href")), None)


def test_a_stop_of_every_kind_says_what_it_is_and_leads_there() -> None:
    library = with_path(
        {"read": "docs/guide/reading-a-map.md", "minutes": 10},
        {"read": "persona/amira", "minutes": 5},
        {"read": "journey/switching", "minutes": 15},
        {"read": "journey/switching#waits", "minutes": 1},
        {"read": "journey/switching#delivery-date", "minutes": 2},
        {"read": "evidence/interviews", "minutes": 3},
        {"read": "channel/e-mail", "minutes": 4},
    )
    found = [told(each) for each in stops(pages(library)["paths/week/"])]
    assert found == [
        ("Guide 10 minutes", "Reading a map", "../../guide/reading-a-map/"),
        ("Persona 5 minutes", "Amira Haddad", "../../personas/amira/"),
        ("Journey 15 minutes", "Switching to fibre", "../../journeys/switching/"),
        (
            "Step in Switching to fibre 1 minute",
            "Waits for a date",
            "../../journeys/switching/#switching--t-waits",
        ),
        (
            "Step in Switching to fibre 2 minutes",
            "Waits for a date",
            "../../journeys/switching/#switching--t-waits",
        ),
        ("Evidence 3 minutes", "Spring interviews", "../../evidence/interviews/"),
        ("Channel 4 minutes", "E-mail", "../../channels/e-mail/"),
    ]


def test_a_stop_says_why_and_asks() -> None:
    library = with_path(
        {"read": "journey/switching", "why": "The *first* thing.", "ask": "What would you change?"},
        {"read": "persona/amira"},
    )
    first, second = stops(pages(library)["paths/week/"])
    assert "The first thing." in words(first)
    assert first.xpath(".//em/text()") == ["first"]
    assert "Ask yourself What would you change?" in words(first)
    assert "Remote designer" in words(second), "without a reason a stop says what it is about"
    assert "Ask yourself" not in words(second)


def test_what_the_host_knows_of_a_page_is_told() -> None:
    library = with_path({"read": "docs/team/first-day.md"})
    written = {"team/first-day.md": WrittenPage("team/first-day/", "Your first day", "word " * 238 * 4)}
    page = pages(library, written=written)["paths/week/"]
    assert told(stops(page)[0]) == ("Guide 4 minutes", "Your first day", "../../team/first-day/")


def test_a_stop_that_leads_nowhere_keeps_its_place_without_a_link() -> None:
    library = with_path({"read": "docs/lost.md"}, {"read": "persona/nobody-here"}, {"read": "persona/amira"})
    found = [told(each) for each in stops(pages(library)["paths/week/"])]
    assert [href for _, _, href in found] == [None, None, "../../personas/amira/"]
    assert found[0][1] == "docs/lost.md not found"
    assert found[1][1] == "nobody-here not found"


def test_minutes_add_up_and_say_whether_they_are_counted() -> None:
    known = with_path({"read": "persona/amira", "minutes": 5}, {"read": "journey/switching", "minutes": 15})
    page = pages(known)["paths/week/"]
    assert "2 stops about 20 minutes" in words(tree(page))
    assert "238 a minute" not in page.body
    counted = with_path({"read": "persona/amira", "minutes": 5}, {"read": "journey/switching"})
    assert "238 a minute" in pages(counted)["paths/week/"].body


def test_stops_are_known_by_what_is_read_so_that_progress_outlives_a_new_order() -> None:
    library = with_path({"read": "persona/amira"}, {"read": "journey/switching#waits"})
    found = stops(pages(library)["paths/week/"])
    assert [each.get("data-read") for each in found] == ["persona/amira", "journey/switching#waits"]


def test_nothing_that_needs_script_is_shown_without_it() -> None:
    page = tree(pages(with_path({"read": "persona/amira"}))["paths/week/"])
    for element in page.xpath("//input | //progress | //button"):
        assert any(each.get("hidden") is not None for each in (element, *element.iterancestors()))


def test_home_says_who_should_start_where() -> None:
    library = with_path({"read": "persona/amira", "minutes": 5}, **{"for": ["training", "design"]})
    start = next(
        each for each in tree(pages(library)[""]).xpath("//section[@aria-labelledby='jp--start']//li/a")
    )
    assert start.get("href") == "paths/week/"
    assert words(start) == "For Training, Product design First week 1 stop, about 5 minutes"


def test_paths_for_the_first_areas_stand_first_on_home_and_empty_ones_nowhere() -> None:
    def path(key: str, *areas: str, steps: bool = True) -> ReadingPath:
        return ReadingPath.model_validate(
            {"id": key, "title": key, "for": areas, "steps": [{"read": "persona/amira"}] if steps else []}
        )

    paths = [path("any"), path("b", "design"), path("c", "training"), path("empty", "training", steps=False)]
    library = replace(small_library(), paths={each.id: each for each in paths})
    home = tree(pages(library)[""])
    assert home.xpath("//ul[contains(@class, 'jb-path-starts')]/li/a/@href") == [
        "paths/c/",
        "paths/b/",
        "paths/any/",
    ]


def test_an_area_leads_to_the_paths_that_are_written_for_it() -> None:
    library = with_path({"read": "persona/amira"}, **{"for": ["training"]})
    assert "../../paths/week/" in pages(library)["areas/training/"].body


def test_a_portal_without_paths_has_no_page_of_them() -> None:
    found = pages(replace(small_library(), paths={}))
    assert "paths/" not in found
    assert "jb-path-starts" not in found[""].body


def test_search_finds_a_path_by_its_questions() -> None:
    library = with_path({"read": "persona/amira", "ask": "Who is *she*?"}, **{"for": ["training"]})
    record = pages(library)["paths/week/"].search
    assert record is not None
    assert "<p>Who is she?</p>" in record.body
    assert record.filters["area"] == ("Training",)


HOSTILE = '"><script>alert(1)</script>'


def test_hostile_words_stay_words() -> None:
    library = with_path(
        {"read": f"docs/{HOSTILE}.md", "why": HOSTILE, "ask": HOSTILE}, summary=HOSTILE, title=HOSTILE
    )
    found = pages(library)
    for address in ("", "paths/", "paths/week/"):
        assert not tree(found[address]).xpath("//script"), address
    assert HOSTILE in tree(found["paths/week/"]).text_content()
