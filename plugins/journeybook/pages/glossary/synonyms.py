"""The synonyms for the search box: groups of words that mean the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from journeybook.i18n.catalog import gettext as _
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.portfolio import Portfolio

ADDRESS = "search/synonyms.json"

_COMMA = re.compile("[,\u060c]")
"""A comma between words, the Arabic one too."""


def draw_synonyms(portfolio: Portfolio) -> str:
    """Groups of the portal's vocabulary and of the glossary, as JSON: a list of lists of words."""
    groups = [group for group in _groups(portfolio) if len(group) > 1]
    return json.dumps(groups, ensure_ascii=False, separators=(",", ":"))


def _groups(portfolio: Portfolio) -> Iterator[list[str]]:
    for word, others in portfolio.library.vocabulary.synonyms.items():
        yield _words(word, others)
    for term in TERMS:
        if term.also:
            yield _words(_(term.title), _(term.also))


def _words(word: str, others: str) -> list[str]:
    every = (each.strip() for each in (word, *_COMMA.split(others)))
    return list(dict.fromkeys(each for each in every if each))
