"""Opening pages as readers do, and writing down what a reader would not like."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Browser, Page

from served import Served

WIDTHS = (1440, 390, 320)
"""A desk, a phone, and what 1280 px zoomed to 400 % leaves."""

SCHEMES = {"light": "default", "dark": "slate"}
"""What the reader's system says, and the theme's name for it."""

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ("color-contrast", "link-in-text-block")
HEIGHT = 900

NOTE_VIOLATIONS = (
    "window.broken = []; document.addEventListener('securitypolicyviolation', (event) =>"
    " window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"
)
"""As an initial script, it gathers what the page's Content Security Policy stopped in `window.broken`."""


@dataclass
class Reading:
    """An open page with what its console said and which other hosts it asked."""

    page: Page
    served: Served
    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def visit(self, address: str) -> None:
        """Go to an address of the site and wait until it has settled."""
        self.page.goto(f"{self.served.address}/{address}")
        self.settle()

    def settle(self) -> None:
        """Wait until fonts are there and the last animation frame is drawn."""
        if self.page.evaluate("typeof document.fonts") == "object":
            self.page.evaluate("document.fonts.ready.then(() => true)")
        self.page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"
        )

    def resize(self, width: int, height: int = HEIGHT) -> None:
        """Make the window this wide."""
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()

    def measure(self, name: str, *arguments: str) -> list[str]:
        """What one of the measures of `measures.js` finds."""
        found: list[str] = self.page.evaluate(
            f"([name, values]) => ({measures()})[name](...values)", [name, list(arguments)]
        )
        return found

    def violations(self, *rules: str, inside: str = "html", but: Sequence[str] = ()) -> list[str]:
        """What axe holds against the page as it stands: rule, element and why.

        Asked for `rules` where they are named, else for all but those in `but`, in the part that `inside` selects.
        """
        return self._axe(f"document.querySelectorAll({json.dumps(inside)})", rules, but)

    def changed_contrast(self) -> list[str]:
        """What axe's rules on colours hold against elements whose colours changed since the last call on this page.

        At the first call, against the whole page. These rules are three quarters of what axe costs, and an element
        that keeps its ink and its ground at another width keeps its contrast.
        """
        return self._axe(f"({measures()}).changedInks()", COLOUR_RULES)

    def _axe(self, elements: str, rules: Sequence[str], but: Sequence[str] = ()) -> list[str]:
        if not self.page.evaluate("typeof window.axe === 'object'"):
            self.page.evaluate(axe())
        result: dict[str, Any] = self.page.evaluate(
            f"""async ([only, off]) => {{
                const elements = [...{elements}];
                if (!elements.length) return {{ violations: [] }};
                return axe.run({{ include: elements }}, {{ runOnly: only, rules: off, resultTypes: ["violations"] }});
            }}""",
            [
                {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": AXE_RULES},
                {rule: {"enabled": False} for rule in but},
            ],
        )
        return [
            f"{each['id']}: {node['target']} {' '.join((node.get('failureSummary') or '').split())[:300]}"
            for each in result["violations"]
            for node in each["nodes"]
        ]

    def faults(self, address: str, scheme: str) -> list[str]:
        """Everything that a strict reader holds against a page, at every width."""
        self.console.clear()
        self.outside.clear()
        self.resize(WIDTHS[0])
        self.visit(address)
        shown = self.page.evaluate("document.body.dataset.mdColorScheme")
        found = [] if shown == SCHEMES[scheme] else [f"{scheme}: the scheme shown is {shown}"]
        found += self.faults_as_shown(scheme)
        found += [f"console: {line}" for line in self.console]
        found += [f"request to {url}" for url in self.outside]
        return found

    def faults_as_shown(self, scheme: str) -> list[str]:
        """What can be measured of the page as it stands, at every width.

        A scheme changes colours alone, so in dark ones axe is asked for its rules on colours only.
        """
        found = self.measure("doubleIds")
        for width in WIDTHS:
            self.resize(width)
            found += [f"{width} axe {line}" for line in self.changed_contrast()]
            if scheme != "light":
                continue
            for name in ("sidewaysScroll", "clippedTexts", "overlappingTexts"):
                found += [f"{width} {name}: {line}" for line in self.measure(name)]
            found += [f"{width} axe {line}" for line in self.violations(but=COLOUR_RULES)]
        return found


@contextmanager
def reading(chromium: Browser, served: Served, *, width: int = 1440, **options: Any) -> Iterator[Reading]:
    """A fresh window on the site; `options` are those of a browser context."""
    options = {"reduced_motion": "reduce", "service_workers": "block", **options}
    context = chromium.new_context(viewport={"width": width, "height": HEIGHT}, **options)
    try:
        page = context.new_page()
        opened = Reading(page, served)
        page.on("console", lambda message: message.type == "error" and opened.console.append(message.text))
        page.on("pageerror", lambda error: opened.console.append(str(error)))
        page.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))

        def note(request: Any) -> None:
            if not request.url.startswith((served.address, "data:", "blob:", "about:")):
                opened.outside.append(request.url)

        context.on("request", note)
        yield opened
    finally:
        context.close()


@cache
def measures() -> str:
    """The measures' source."""
    return (Path(__file__).parent / "measures.js").read_text("utf-8")


@cache
def axe() -> str:
    """axe-core, as its package for Python ships it."""
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
