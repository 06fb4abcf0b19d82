"""Every kind of page, in both schemes and at three widths, holds up before a strict reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsing import Reading, reading
from page_kinds import KINDS
from playwright.sync_api import Browser

from served import Served

pytestmark = pytest.mark.browser

WIDTHS = (1440, 390, 320)
SCHEMES = {"light": "default", "dark": "slate"}


@pytest.fixture(scope="module")
def windows(chromium: Browser, site_server: Served) -> Iterator[dict[str, Reading]]:
    """One window a scheme, used again for each page so that what a visit leaves behind is seen as well."""
    with (
        reading(chromium, site_server, color_scheme="light") as light,
        reading(chromium, site_server, color_scheme="dark") as dark,
    ):
        yield {"light": light, "dark": dark}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_well(
    kind: str, scheme: str, windows: dict[str, Reading], addresses: dict[str, str]
) -> None:
    window = windows[scheme]
    window.console.clear()
    window.outside.clear()
    window.resize(WIDTHS[0])
    window.visit(addresses[kind])
    shown = window.page.evaluate("document.body.dataset.mdColorScheme")
    found = [] if shown == SCHEMES[scheme] else [f"{scheme}: the scheme shown is {shown}"]
    found += [f"id: {line}" for line in window.measure("doubleIds")]
    for width in WIDTHS:
        window.resize(width)
        for name in ("sidewaysScroll", "clippedTexts", "overlappingTexts"):
            found += [f"{width} {name}: {line}" for line in window.measure(name)]
        found += [f"{width} axe {line}" for line in window.violations()]
    expected = (
        ("Failed to load resource: the server responded with a status of 404",) if kind == "not found" else ()
    )
    found += [f"console: {line}" for line in window.console if not line.startswith(expected or ("\0",))]
    found += [f"request to {url}" for url in window.outside]
    assert found == []
