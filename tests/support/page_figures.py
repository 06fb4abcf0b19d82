"""Every figure that pages are marked with, gathered so that those of one thing can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml.html import HtmlElement

Figures = dict[tuple[str, str | None], dict[str, float]]
"""By (figure, whose it is as `kind:id`, None for the whole portal): the value on each page, by the page's address and its number on it."""


def figures_on(pages: Mapping[str, HtmlElement]) -> Figures:
    """The figures of these pages, by their addresses."""
    found: Figures = {}
    for address, tree in pages.items():
        for element in tree.xpath("//*[@data-figure]"):
            places = found.setdefault((element.get("data-figure"), element.get("data-figure-of")), {})
            places[f"{address} ({len(places) + 1})"] = value_of(element)
    return found


def value_of(element: HtmlElement) -> float:
    """The number that an element shows, in front of its words."""
    digits = re.match(r"[\d\u202f.]+", element.text_content().strip())
    assert digits, f"no number in {element.text_content()!r}"
    return float(digits[0].replace("\u202f", ""))


def entries_on(tree: HtmlElement, figure: str) -> int:
    """How many entries the lists of a page have that say that they list this figure."""
    return sum(len(each) for each in tree.xpath(f"//*[@data-entries='{figure}']"))
