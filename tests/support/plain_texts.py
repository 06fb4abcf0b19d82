"""What a reader of a page meets in plain Latin letters: in the pseudo-language, a text that no catalogue holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from babel.dates import get_month_names
from lxml import html

from journeybook.pages.page import Page
from page_library import RULES

WORD = re.compile(r"[A-Za-z]{2,}")

BY_CLDR = frozenset(
    {
        *get_month_names("wide", locale="en_GB").values(),
        *get_month_names("abbreviated", locale="en_GB").values(),
        *(unit + ending for unit in ("day", "week", "month", "year") for ending in ("", "s")),
    }
)
"""Dates and spans of time are written by the CLDR, and those of the pseudo-language are those of English."""

NAMES = frozenset({"SVG", "CSV", "JSON", "journeybook"})
"""What is called so in every language."""

IDS = frozenset({"fibre", *(word for rule in RULES for word in WORD.findall(f"{rule.code} {rule.name}"))})
"""The ids of tags, by which search finds a map, and the names of rules."""

READ = ("title", "aria-label", "alt", "placeholder", "data-late", "data-zero")
"""Attributes that readers see or hear, some of them when a script puts them in the place of a text."""


def plain_texts(texts: Iterable[str], besides: AbstractSet[str] = frozenset()) -> list[str]:
    """The texts in which plain Latin letters are left that are no exception; `besides` are further exceptions."""
    allowed = BY_CLDR | NAMES | IDS | besides
    return [text for text in texts if not set(WORD.findall(text)) <= allowed]


def texts_of(markup: str) -> Iterator[str]:
    """Every text of a piece of HTML that somebody reads or hears; code says what is typed."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    for code in tree.xpath("descendant::code | descendant::pre"):
        code.drop_tree()
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
            continue
        yield element.text or ""
        yield from (element.get(name, "") for name in READ)
        forms = json.loads(element.get("data-forms", "{}")).values()
        yield from (form.replace("%(num)s", "") for form in forms)  # the script fills in the count
    for element in tree.iterdescendants():
        yield element.tail or ""


def texts_of_page(page: Page) -> Iterator[str]:
    """Every text of a page: what stands on it, what leads to it, and what search shows of it."""
    yield from (page.title, page.description, *(each.title for each in page.crumbs))
    yield from texts_of(page.body)
    if page.search:
        yield from texts_of(page.search.body)
        yield from page.search.meta.values()
        yield from (value for values in page.search.filters.values() for value in values)
