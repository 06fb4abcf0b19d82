"""From the start of a navigation to the first result of a search, against Material's own search of the same words.

Both sites are served packed from this machine and read by a headless Chromium that has kept nothing of them. As soon as
the page has loaded, a word is typed into the search box. Material's pages hold the words of the maps without
drawings, since texts of drawings would only burden its index.

    python tests/benchmarks/bench.py --only 11
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from goals import GOALS, Goal, Row
from gzip_server import Counted, counting
from other_tools import MissingToolError, chromium
from processes import measure_command
from synthetic_portal import WORDS, map_id
from workplace import MKDOCS_BUILD, forget_builds

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from workplace import Bench

MANY = 5000
LONGEST = 120_000
"""Milliseconds to wait for a result."""
OF_SEARCH = re.compile(r"^/pagefind/|^/search/|/workers/search\.")
"""Paths of what only the search asks for."""

NOTE_FIRST_RESULT = """\
(() => {
  document.addEventListener("input", () => (window.lastKey = performance.now()), true);
  const look = () => {
    if (window.firstResult || !document.querySelector(SELECTOR)) return;
    window.firstResult = performance.now();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})()
"""
"""As an initial script, it keeps the milliseconds since the navigation at which there is a first result,
and those at which the last letter was typed."""


@dataclass
class Side:
    """A built site with a search: a page to begin at, its box, and what each result is."""

    site: Path
    page: str
    box: str
    result: str
    seconds: list[float] = field(default_factory=list)
    after_key: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)
    of_search: list[float] = field(default_factory=list)


def measure(bench: Bench) -> Iterator[Row]:
    """The rows of the portal, and with `large` those of 5,000 maps."""
    try:
        with chromium() as browser:
            yield from rows_of(bench, browser, bench.maps, "")
            if bench.large:
                yield from rows_of(bench, browser, MANY, " of 5,000")
    except MissingToolError as error:
        for name in ("11 search", "11 bytes"):
            yield GOALS[name].missing(str(error))


def rows_of(bench: Bench, browser: Browser, count: int, suffix: str) -> Iterator[Row]:
    """The rows of a portal of so many maps."""
    portal, words = bench.portal(count), bench.pasted("words", count)
    if not (portal / "site" / "pagefind").is_dir():
        bench.say(f"building {count:,} maps")
        bench.build(portal)
    if not (words / "site").is_dir():
        bench.say(f"building {count:,} pages of Material")
        forget_builds(words)
        measure_command(words, MKDOCS_BUILD, bench.environment)
    first = bench.synthetic_maps(count)[0]
    sides = (
        Side(portal / "site", f"journeys/{map_id(0)}/", ".jb-search__input >> visible=true", ".jb-hit"),
        Side(
            words / "site",
            f"{first.section}/{first.id}/",
            "input[data-md-component=search-query]",
            ".md-search-result__item",
        ),
    )
    with counting(sides[0].site) as ours, counting(sides[1].site) as theirs:
        for number in bench.turns(part=0.4):
            # A word of every length, and in each round another.
            word = WORDS[100 + 7 * number]
            for side, served in zip(sides, (ours, theirs), strict=True):
                bench.say(f"searching {served.folder.parent.name} for {word}")
                search(browser, side, served, word)
    one, other = sides
    yield GOALS[f"11 search{suffix}"].row(one.seconds, other.seconds)
    yield GOALS[f"11 bytes{suffix}"].row(one.kilobytes, other.kilobytes)
    goal = Goal("", f"last letter to first result (0.3 s), {count:,} maps", "Material's own search", "s")
    yield goal.row(one.after_key, other.after_key)
    goal = Goal("", f"of these, files of the search, {count:,} maps", "Material's own search", "kB")
    yield goal.row(one.of_search, other.of_search)


def search(browser: Browser, side: Side, served: Counted, word: str) -> None:
    """Open the side's page as a new reader and search for the word; keeps how long it took and what was sent."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
    try:
        page = context.new_page()
        page.set_default_timeout(LONGEST)
        page.add_init_script(NOTE_FIRST_RESULT.replace("SELECTOR", repr(side.result)))
        served.sent.clear()
        page.goto(f"{served.address}/{side.page}", wait_until="load")
        box = page.locator(side.box).first
        box.click()
        page.keyboard.type(word)
        page.locator(side.result).first.wait_for(state="attached")
        side.seconds.append(page.evaluate("window.firstResult") / 1e3)
        side.after_key.append(page.evaluate("window.firstResult - window.lastKey") / 1e3)
        side.kilobytes.append(sum(size for _, size in served.sent) / 1e3)
        searched = (size for path, size in served.sent if OF_SEARCH.search(path))
        side.of_search.append(sum(searched) / 1e3)
    finally:
        context.close()
