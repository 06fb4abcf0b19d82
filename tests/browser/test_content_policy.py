"""The published site runs under a strict Content Security Policy, search included."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Reading, reading
from page_kinds import KINDS
from playwright.sync_api import Browser

from served import serving

pytestmark = pytest.mark.browser

INLINE = re.compile(r"<script(?![^>]*\b(?:src=|type=\"application))[^>]*>(.*?)</script>", re.DOTALL)


def policy(site: Path) -> str:
    """The policy to publish with. The theme's few inline scripts are named by their hashes.

    That these scripts are the theme's own and nobody else's is what `test_emitted_markup` proves.
    """
    scripts = {
        script
        for page in site.rglob("*.html")
        if "pagefind" not in page.parts
        for script in INLINE.findall(page.read_text("utf-8"))
    }
    hashes = sorted(base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts)
    assert 1 <= len(hashes) <= 8, "a script that differs from page to page cannot be allowed by its hash"
    allowed = " ".join(f"'sha256-{each}'" for each in hashes)
    return (
        f"default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {allowed}; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"
    )


@pytest.fixture(scope="module")
def window(chromium: Browser, portal_site: Path) -> Iterator[Reading]:
    headers = {"Content-Security-Policy": policy(portal_site), "X-Content-Type-Options": "nosniff"}
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
