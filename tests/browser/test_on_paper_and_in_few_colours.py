"""Print, forced colours, zoom."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import MapType
from page_kinds import map_of_type
from served import Served

pytestmark = pytest.mark.browser

PDF_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


PAPER = {"map": (420, 297), "large-map": (594, 420), "largest-map": (841, 594)}
"""The named pages of maps in millimetres."""

LEAST_POINTS = 6.95
"""The smallest type on paper, 7 points without what is lost by rounding."""


def sizes_of_pages(printed: bytes) -> list[tuple[int, int]]:
    """Width and height of each page of a PDF in millimetres."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]


def smallest_type(window: Reading, inside: str) -> float:
    """The smallest type of visible text below a selector, in points on paper."""
    found: float = window.page.evaluate(
        """(inside) => {
          const texts = [...document.querySelectorAll(`${inside} *`)].filter((at) =>
            at.checkVisibility({ visibilityProperty: true }) && at.getClientRects().length &&
            at.clientWidth !== 1 && [...at.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
          return Math.min(...texts.map((at) => parseFloat(getComputedStyle(at).fontSize) * at.currentCSSZoom)) * 0.75;
        }""",
        inside,
    )
    return found


@pytest.mark.parametrize(
    "kind", [MapType.CURRENT_STATE, MapType.SERVICE_BLUEPRINT], ids=lambda kind: kind.value
)
def test_a_map_prints_on_one_sheet_that_is_large_enough(
    window: Reading, library: Library, kind: MapType
) -> None:
    chosen = map_of_type(library, kind)
    window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
    window.page.emulate_media(media="print")
    paper = window.page.evaluate("getComputedStyle(document.body).page")
    smallest = smallest_type(window, ".jb-map--whole")
    printed = window.page.pdf(prefer_css_page_size=True, print_background=True)
    window.page.emulate_media(media="screen")
    assert smallest >= LEAST_POINTS
    assert sizes_of_pages(printed) == [PAPER[paper]]


def choose_print(window: Reading, name: str) -> None:
    """Choose what to print, and leave its sheets on the page, as printed."""
    window.page.evaluate("window.print = () => (window.printed = true)")
    window.page.locator(".jb-map__tools [data-tool=print]").click()
    window.page.get_by_role("button", name=name).click()
    window.page.wait_for_function("window.printed")
    window.page.emulate_media(media="print")


def test_stages_print_on_sheets_of_their_own(window: Reading, library: Library) -> None:
    chosen = map_of_type(library, MapType.CURRENT_STATE)
    window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
    choose_print(window, "Stage by stage")
    sheets = window.page.locator(".jb-sheet")
    titles = [sheet.locator("h2").text_content() for sheet in sheets.all()]
    assert smallest_type(window, ".jb-sheets") >= LEAST_POINTS
    assert list(dict.fromkeys(titles)) == [chosen.title, *(stage.title for stage in chosen.stages)]
    assert window.page.locator(".jb-sheet .jb-is-over").count() == 0
    printed = window.page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(sizes_of_pages(printed)) == len(titles)
    assert sheets.count() == 0, "the page is as it was"
    window.page.emulate_media(media="screen")


def test_the_summary_of_a_map_is_one_sheet(window: Reading, library: Library) -> None:
    chosen = map_of_type(library, MapType.CURRENT_STATE)
    window.visit(address(Ref(Kind.JOURNEY, chosen.id)))
    choose_print(window, "Summary on one sheet")
    text = window.page.locator(".jb-sheet").inner_text()
    assert (chosen.objective or "") in text
    assert "Biggest fall" in text
    assert len(sizes_of_pages(window.page.pdf(prefer_css_page_size=True))) == 1
    window.page.emulate_media(media="screen")


def test_a_map_keeps_its_words_and_its_curve_in_forced_colours(window: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    window.page.emulate_media(forced_colors="active")
    try:
        window.visit(address(Ref(Kind.JOURNEY, journey.id)))
        assert window.measure("clippedTexts") == []
        assert window.measure("overlappingTexts") == []
        line = window.page.evaluate(
            """() => {
                const path = [...document.querySelectorAll('.jb-curve path')].find((at) => getComputedStyle(at).fill === 'none');
                const ground = getComputedStyle(document.body).backgroundColor;
                return [getComputedStyle(path).stroke, ground];
            }"""
        )
        assert line[0] not in {"none", line[1]}
    finally:
        window.page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("percent", [200, 400])
def test_a_page_zoomed_in_has_no_sideways_scroll(
    percent: int, window: Reading, addresses: dict[str, str]
) -> None:
    # Zooming by a factor is a window narrower and lower by it.
    window.resize(1280 * 100 // percent, 1024 * 100 // percent)
    try:
        for kind in ("home", "catalogue", "service-blueprint", "persona", "glossary"):
            window.visit(addresses[kind])
            assert window.measure("sidewaysScroll") == [], kind
            assert window.measure("clippedTexts") == [], kind
    finally:
        window.resize(1440)


def test_nothing_moves_where_the_system_asks_for_none(window: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    window.page.evaluate(
        "() => { window.moved = []; for (const kind of ['animationstart', 'transitionrun'])"
        " document.addEventListener(kind, (event) => { if (event.elapsedTime === 0 &&"
        " event.target.getAnimations().some((each) => each.effect.getTiming().duration > 50))"
        " window.moved.push(`${kind} ${event.target.className}`); }, true); }"
    )
    window.page.locator("summary", has_text="Lanes").first.click()
    window.page.keyboard.press("Escape")
    window.page.locator(".jb-map a").locator("visible=true").first.hover()
    window.page.keyboard.press("/")
    window.page.keyboard.type("bill")
    window.page.locator(".jb-search--open a.jb-hit").first.wait_for()
    assert window.page.evaluate("window.moved") == []
    running = "document.getAnimations().filter((each) => each.effect.getTiming().duration > 50).length"
    assert window.page.evaluate(running) == 0
