"""What a map's page weighs: the bytes that a reader's browser gets before anybody does anything, and those on disk.

A portal of synthetic maps of 24 steps in 7 lanes is built by each checkout that is given, this one if none is, by turns.
Only our own stylesheets and scripts are counted: those of the theme are the same.

    git worktree add --detach ../before 8912efd
    python tests/benchmarks/page_weight.py ../before .
"""

from __future__ import annotations

import argparse
import gzip
import re
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from other_tools import MissingToolError, chromium
from processes import measure_command
from workplace import MKDOCS_BUILD, ROOT, fair_environment, write_portal

MAPS = 30
_FITTING = r"""
(texts) => {
  const STATES = /::?(?:before|after|marker|placeholder|first-letter|-webkit-[\w-]+|hover|focus-visible|focus-within|focus|active|target|popover-open|checked)\b/g;
  const fits = (selector) => {
    const plain = selector.replace(STATES, "").replace(/:not\(\s*\)/g, "");
    try { return document.querySelector(plain) !== null; } catch { return true; }
  };
  let used = 0, whole = 0;
  const walk = (rules, around) => {
    for (const rule of rules) {
      const selector = rule.selectorText === undefined ? around
        : !around ? rule.selectorText
        : rule.selectorText.includes("&") ? rule.selectorText.replaceAll("&", `:is(${around})`)
        : `:is(${around}) ${rule.selectorText}`;
      const inside = rule.cssRules && rule.type !== CSSRule.KEYFRAMES_RULE;
      const size = inside ? (rule.selectorText || "").length + (rule.style ? rule.style.cssText.length : 0) : rule.cssText.length;
      whole += size;
      if (rule.selectorText === undefined || fits(selector)) used += size;
      if (inside) walk(rule.cssRules, selector);
    }
  };
  for (const text of texts) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    walk(sheet.cssRules, "");
  }
  return [used, whole];
}
"""
_LOADED = re.compile(r'<(?:link|script)\b[^>]*\b(?:href|src)="([^"]*/journeybook[a-z-]*\.(?:css|js))"')


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes, raw and compressed."""

    raw: int
    packed: int

    def __add__(self, other: Weight) -> Weight:
        return Weight(self.raw + other.raw, self.packed + other.packed)


def main() -> None:
    """Print the figures of each checkout beside each other."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkouts", nargs="*", type=Path, default=[ROOT])
    parser.add_argument("--maps", type=int, default=MAPS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sites = [
            built(Path(folder) / str(index), checkout.resolve(), options.maps)
            for index, checkout in enumerate(options.checkouts)
        ]
        pages = [sorted((site / "journeys").glob("map-*/index.html"))[1] for site in sites]
        report("loaded with a map's page", [loaded(page) for page in pages])
        report(f"on disk, a map of {options.maps}", [on_disk(site, options.maps) for site in sites])
        for page in pages:
            print(used_rules(page))


def built(folder: Path, checkout: Path, count: int) -> Path:
    """The site that a checkout makes of the synthetic portal."""
    folder.mkdir()
    write_portal(folder, count)
    environment = fair_environment(folder / "run") | {"PYTHONPATH": str(checkout / "plugins")}
    measure_command(folder, MKDOCS_BUILD, environment)
    return folder / "site"


def weight(path: Path) -> Weight:
    """The bytes of a file."""
    content = path.read_bytes()
    return Weight(len(content), len(gzip.compress(content, 9, mtime=0)))


def loaded(page: Path) -> Mapping[str, Weight]:
    """What the browser gets of a page: its markup, our stylesheets and our scripts."""
    found = {"page": weight(page)}
    for address in _LOADED.findall(page.read_text("utf-8")):
        kind = "stylesheets" if address.endswith(".css") else "scripts"
        found[kind] = found.get(kind, Weight(0, 0)) + weight((page.parent / address).resolve())
    return found


def on_disk(site: Path, count: int) -> Mapping[str, Weight]:
    """The mean bytes of a map's files, by their names, and of all of them."""
    found: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    for path in (site / "journeys").glob("map-*/*"):
        each = weight(path)
        found.update({path.name: each.raw, "all files": each.raw})
        packed.update({path.name: each.packed, "all files": each.packed})
    return {name: Weight(size // count, packed[name] // count) for name, size in sorted(found.items())}


def report(what: str, columns: list[Mapping[str, Weight]]) -> None:
    """Print a table with a row for each kind of bytes, and for each checkout raw and compressed bytes."""
    print(what)
    for name in dict.fromkeys(name for column in columns for name in column):
        figures = (column.get(name, Weight(0, 0)) for column in columns)
        print(f"  {name:<14}" + "".join(f"{each.raw:>12,}{each.packed:>9,} gz" for each in figures))


def used_rules(page: Path) -> str:
    """How much of our stylesheets has selectors that fit something on a map's page, states such as hover left aside."""
    links = (address for address in _LOADED.findall(page.read_text("utf-8")) if address.endswith(".css"))
    texts = [(page.parent / address).read_text("utf-8") for address in links]
    try:
        with chromium() as browser:
            window = browser.new_page(viewport={"width": 1440, "height": 900})
            window.goto(page.as_uri(), wait_until="load")
            used, whole = window.evaluate(_FITTING, texts)
    except MissingToolError as missing:
        return f"use of the stylesheets: {missing}"
    return f"rules that fit something on the page: {used:,} of {whole:,} characters, {used / whole:.0%}"


if __name__ == "__main__":
    main()
