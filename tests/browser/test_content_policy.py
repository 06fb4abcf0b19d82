"""The published site runs under a strict Content Security Policy, search included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from journeybook.site.content_policy import header_policy
from page_kinds import KINDS
from places import ROOT
from served import serving

pytestmark = pytest.mark.browser

POLICY = header_policy()
"""No inline script or style is let through, not even by its hash."""


@pytest.fixture(scope="module")
def window(chromium: Browser, portal_site: Path) -> Iterator[Reading]:
    headers = {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    with serving(portal_site, headers) as served, reading(chromium, served) as opened:
        opened.page.add_init_script(
            "window.broken = []; document.addEventListener('securitypolicyviolation', (event) =>"
            " window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"
        )
        yield opened


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "not found"])
def test_no_page_breaks_the_policy(kind: str, window: Reading, addresses: dict[str, str]) -> None:
    window.console.clear()
    window.visit(addresses[kind])
    assert window.page.evaluate("window.broken") == []
    assert window.console == []


def test_the_policy_is_in_force(window: Reading) -> None:
    window.visit("")
    window.page.evaluate(
        "() => { const it = document.createElement('p'); it.setAttribute('style', 'color: red'); document.body.append(it); }"
    )
    window.page.wait_for_function("window.broken.length > 0", timeout=5000)


def test_the_guide_names_the_policy_under_which_the_portal_is_tested() -> None:
    guide = ROOT / "docs" / "guide" / "setting-up-a-portal.md"
    assert f'add_header Content-Security-Policy "{POLICY}" always;' in guide.read_text("utf-8")
