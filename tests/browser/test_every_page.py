"""Every kind of page, in both schemes and at three widths, holds up before a strict reader, under a strict policy.

A page is loaded once for each scheme, since loading and measuring it is most of what browser tests cost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import NOTE_VIOLATIONS, SCHEMES, Reading, reading
from journeybook.site.content_policy import policy
from page_kinds import KINDS, shape
from served import POLICY_HEADERS, serving

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def windows(chromium: Browser, portal_site: Path) -> Iterator[dict[str, Reading]]:
    """One window a scheme, used again for each page so that what a visit leaves behind is seen as well.

    The server sends the strict policy, which lets no inline script or style through, not even by its hash.
    """
    with (
        serving(portal_site, POLICY_HEADERS) as served,
        reading(chromium, served, color_scheme="light") as light,
        reading(chromium, served, color_scheme="dark") as dark,
    ):
        for window in (light, dark):
            window.page.add_init_script(NOTE_VIOLATIONS)
        yield {"light": light, "dark": dark}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_well(
    kind: str, scheme: str, windows: dict[str, Reading], addresses: dict[str, str]
) -> None:
    window = windows[scheme]
    found = window.faults(addresses[kind], scheme)
    found += [f"against the policy: {line}" for line in window.page.evaluate("window.broken")]
    if kind == "not found":
        # The browser itself reports the answer 404, which is the right one.
        found = [line for line in found if "status of 404" not in line]
    assert not found, "\n".join(found)
    own = window.page.locator("head > meta[http-equiv=Content-Security-Policy]").first
    assert own.get_attribute("content") == policy()


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
