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


def test_a_map_prints_on_one_page_of_a3(window: Reading, library: Library) -> None:
    journey = map_of_type(library, MapType.CURRENT_STATE)
    window.visit(address(Ref(Kind.JOURNEY, journey.id)))
    printed = window.page.pdf(prefer_css_page_size=True, print_background=True)
    size = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed)
    assert size
    # A3 lying down, in points.
    assert (round(float(size[1])), round(float(size[2]))) == (1191, 842)
    assert len(PDF_PAGE.findall(printed)) == 1


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
