"""The stylesheets of the site, assembled from the parts in `site_theme/styles/`.

Every page has the first one, `journeybook.css`. A page has others where its markup holds a class
that only they have rules for, so a map carries nothing that is for other pages, and a page by hand
gets what the fences on it need.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType

from journeybook.drawing.charts.atlas_columns import UNITS
from journeybook.drawing.grid.positions import atlas_css, grid_css, long_grid_css, percent_css, zoom_css
from journeybook.drawing.palette import token_css
from journeybook.site.theme import theme_folder

BASE = ""
"""The name of the stylesheet that every page has."""

PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "errors": ("06-errors",),
        "map": (
            "20-map-1-look",
            "20-map-2-cards",
            "20-map-3-grid",
            "20-map-4-media",
            "20-map-5-context",
            "20-map-6-words",
        ),
        "long": (),
        "zoom": ("24-map-zoom",),
        "charts": ("25-charts",),
        "atlas": ("31-atlas",),
        "catalogue": ("31-pages-catalogue",),
        "lists": ("32-lists", "32-pages-pager"),
        "sources": ("35-sources",),
        "changes": ("36-changes",),
        "recommendations": ("36-recommendations",),
        "compare": ("37-compare",),
        "insights": ("37-insights",),
        "overlays": ("37-overlays",),
        "accounts": ("38-accounts",),
        "paths": ("38-paths", "39-path-notes"),
        "slides": ("25-slides",),
        "present": ("26-present",),
        "print": ("27-print",),
        "reference": ("38-reference",),
        "review": ("38-review",),
        "search": ("41-search-results",),
        "cards": ("45-link-cards",),
    }
)
"""The parts of each stylesheet but the first, which has all others; in the order of pages."""

_ADDS_TO = MappingProxyType({"long": "map", "zoom": "map"})
"""The stylesheets that only add to another one, which has rules for their other classes."""

_RULES: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        BASE: percent_css,
        "map": grid_css,
        "long": long_grid_css,
        "zoom": zoom_css,
        "atlas": partial(atlas_css, UNITS),
    }
)
"""What writes the rules of positions in a stylesheet."""

_COMMENT = r"/\*(?!!)(?:(?!\*/).)*\*/"
_COMMENTS = re.compile(rf"^[ \t]*{_COMMENT}[ \t]*\n|[ \t]*{_COMMENT}", re.DOTALL | re.MULTILINE)
"""Comments for developers. One that begins with `/*!` says whose work something is, and stays."""

_QUOTED = re.compile(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_CLASS = re.compile(r"jb-[\w-]+")
_STATE = re.compile(r"jb-(?:is|series)-")
"""Classes that never stand alone: a state, and the number of a curve."""

_DRAWING = ('<div class="jb-grid ', '<svg class="jb-sprite"')
"""What a map's grid and its cards lie between: they hold classes of maps alone."""


def stylesheet_address(name: str) -> str:
    """The address of a stylesheet from the root of the site."""
    return f"assets/journeybook{'-' if name else ''}{name}.css"


@cache
def stylesheet(name: str = BASE) -> str:
    """A stylesheet: for the first one the colours, then its parts and positions."""
    rules = [token_css()] if name == BASE else []
    rules += (_COMMENTS.sub("", _part(each)) for each in _parts(name))
    if name in _RULES:
        rules.append(_RULES[name]())
    return "\n".join(rules)


def needed_stylesheets(html: str) -> tuple[str, ...]:
    """The names of the stylesheets that a page with this markup needs besides the first one."""
    owners = _owners()
    needed: set[str] = set()
    for each in set(_CLASS.findall(_without_drawings(html))):
        needed.update(owners.get(each, ()))
    return tuple(name for name in PARTS if name in needed)


def _without_drawings(html: str) -> str:
    """The markup without what maps hold behind the number of their rows, most of a page."""
    opening, closing = _DRAWING
    kept = []
    start = 0
    while (at := html.find(opening, start)) >= 0 and (end := html.find(closing, at)) >= 0:
        kept.append(html[start : html.index(">", at)])
        start = end
    return "".join([*kept, html[start:]])


@cache
def _owners() -> Mapping[str, frozenset[str]]:
    """The stylesheets by the classes that make a page need them.

    Of a selector the classes that no other stylesheet knows decide, and all of them where it is a
    choice (`:is(…)`) or has no such class.
    """
    common = classes_of(stylesheet())
    known = {name: classes_of(stylesheet(name)) - common for name in PARTS}
    uses = Counter(each for classes in known.values() for each in classes)
    found: dict[str, set[str]] = {}
    for name in PARTS:
        own = known[name] - known.get(_ADDS_TO.get(name, ""), frozenset())
        for selector in selectors_of(stylesheet(name)):
            classes = {each for each in classes_of(selector) & own if not _STATE.match(each)}
            alone = {each for each in classes if uses[each] == 1}
            for each in classes if "," in selector or not alone else alone:
                found.setdefault(each, set()).add(name)
    return {each: frozenset(names) for each, names in found.items()}


def selectors_of(css: str) -> Iterator[str]:
    """The selectors of rules, each behind those of the rules that it is nested in."""
    around: list[str] = []
    start = 0
    text = _QUOTED.sub("", css)
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            around.append(text[start : found.start()].rpartition(";")[2].strip())
            if not around[-1].startswith("@"):
                yield " ".join(each for each in around if not each.startswith("@"))
        else:
            around.pop()
        start = found.end()


def classes_of(selectors: str) -> frozenset[str]:
    """The classes of ours in selectors, or in a whole stylesheet."""
    return frozenset(re.findall(r"\.(jb-[\w-]+)", selectors))


def _parts(name: str) -> tuple[str, ...]:
    if name != BASE:
        return PARTS[name]
    others = {each for names in PARTS.values() for each in names}
    return tuple(
        path.stem for path in sorted((theme_folder() / "styles").glob("*.css")) if path.stem not in others
    )


def _part(name: str) -> str:
    return (theme_folder() / "styles" / f"{name}.css").read_text("utf-8")
