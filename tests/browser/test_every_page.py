"""Every kind of page, in both schemes and at three widths, holds up before a strict reader."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import SCHEMES, Reading, reading
from page_kinds import KINDS, shape
from served import Served

pytestmark = pytest.mark.browser


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
    found = windows[scheme].faults(addresses[kind], scheme)
    if kind == "not found":
        # The browser itself reports the answer 404, which is the right one.
        found = [line for line in found if "status of 404" not in line]
    assert not found, "\n".join(found)


def test_no_kind_of_page_is_forgotten(portal_site: Path, addresses: dict[str, str]) -> None:
    tried = {shape(each) for each in addresses.values()}
    built = {
        f"{path.parent.relative_to(portal_site).as_posix()}/" for path in portal_site.rglob("index.html")
    }
    # Former ids lead on to what they are called now and show nothing themselves.
    shown = {
        page
        for page in built - {"./"}
        if "http-equiv" not in (portal_site / page / "index.html").read_text("utf-8")
    }
    assert {shape(page) for page in shown} - tried == set()
