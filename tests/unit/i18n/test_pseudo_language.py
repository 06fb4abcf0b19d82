"""No page prints a text that the catalogue does not hold: in the pseudo-language, nothing of ours has plain Latin letters.

The library says everything in Greek letters, and the pseudo-language puts a mark on every letter of a message. What is
left in plain Latin letters is a text of ours that no translator would ever see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
from pydantic import BaseModel

import journeybook.model
from journeybook.fences.part_fence import Part
from journeybook.format.synonyms import OTHER_WORDS
from journeybook.i18n.catalog import use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE
from journeybook.library.objects import Library
from journeybook.model.journey import Journey
from journeybook.model.metric import Metric, Reading
from journeybook.model.vocabulary import Team
from journeybook.pages.docs_pages import WrittenPage
from journeybook.pages.home.home_parts import make_part
from journeybook.pages.page import PagePlan
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from page_library import RULES, TODAY, small_library
from plain_texts import WORD, plain_texts, texts_of, texts_of_page

FORMAT = "reference/format/"
"""The one page that is about fields, whose names and other names are no messages."""


def field_names() -> set[str]:
    """The words that fields of the format are made of, and those that others use for them."""
    models = {
        model
        for module in iter_modules(journeybook.model.__path__)
        for model in vars(import_module(f"journeybook.model.{module.name}")).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
    }
    fields = (info.alias or name for model in models for name, info in model.model_fields.items())
    others = (word for name, words in OTHER_WORDS.items() for word in (name, *words))
    texts = [form for name in (*fields, *others) for form in (name, name.replace("_", " "))]
    return {word for text in texts for word in WORD.findall(text)}


TEXTS = frozenset(
    {
        *(
            "ask",
            "demographics",
            "expectations",
            "feeling",
            "feelings",
            "findings",
            "from_",
            "goals",
            "method",
        ),
        *("narrative", "note", "objective", "outcome", "quote", "role", "scenario", "segment", "specific"),
        *("summary", "text", "thought", "title", "to", "touchpoint", "trigger", "unit", "why", "words"),
    }
)
"""The fields of the small library that hold texts of authors."""

_GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβξδεφγθιξκλμνοπψρστυωωχψζΑΒΞΔΕΦΓΘΙΞΚΛΜΝΟΠΨΡΣΤΥΩΩΧΨΖ",
)
_TARGET = re.compile(r"(\[\[[^\]|]*)")

TEST: dict[str, Any] = {
    "id": "test",
    "title": "Δοκιμή",
    "status": "published",
    "personas": ["amira", "tom"],
    "account": "clinic",
    "stages": [
        {
            "id": "try",
            "title": "Πρώτα",
            "lifecycle": "order",
            "entered": 40,
            "emotion": {"amira": -1, "tom": 1},
            "steps": [
                {"id": "one", "title": "Ένα", "channel": "shop", "emotion": {"amira": -2, "tom": 1.5}},
                {
                    "id": "two",
                    "title": "Δύο",
                    "emotion": {"amira": 0, "tom": 1},
                    "systems": ["planner"],
                    "variants": [
                        {"id": "a", "title": "Άλφα", "emotion": -1, "people": 900, "metrics": {"rate": 0.2}},
                        {
                            "id": "b",
                            "title": "Βήτα",
                            "emotion": 1,
                            "people": 900,
                            "winner": True,
                            "metrics": {"rate": 0.3},
                        },
                    ],
                },
            ],
        },
        {
            "id": "rest",
            "title": "Μετά",
            "lifecycle": "use",
            "entered": 30,
            "emotion": {"amira": 1, "tom": -1},
        },
        {"id": "end", "title": "Τέλος", "lifecycle": "leave", "emotion": 1},
    ],
}
"""A map with what the small portal lacks: variants that were tested, personas who feel differently, three known stages."""


def greek(text: str) -> str:
    """The text in Greek letters, but for what its links name."""
    return "".join(part if at % 2 else part.translate(_GREEK) for at, part in enumerate(_TARGET.split(text)))


def in_greek(value: Any, name: str = "") -> Any:
    """The value with every text of an author in Greek letters."""
    if isinstance(value, BaseModel):
        found = {
            key: in_greek(each, "title" if (type(value), key) == (Team, "contact") else key)
            for key, each in value
            if each is not None
        }
        return value.model_copy(update=found)
    if isinstance(value, Reading):
        return value._replace(segment=value.segment and greek(value.segment))
    if isinstance(value, tuple):
        return tuple(in_greek(each, name) for each in value)
    if isinstance(value, dict):
        return {
            in_greek(key, name) if name == "demographics" else key: in_greek(each, name)
            for key, each in value.items()
        }
    return greek(value) if type(value) is str and name in TEXTS else value


def greek_library() -> Library:
    """The small portal in Greek letters, with a map and a metric more."""
    small = small_library()
    shelves = {
        shelf: {key: in_greek(each) for key, each in getattr(small, shelf).items()}
        for shelf in ("journeys", "personas", "accounts", "evidence", "metrics", "recommendations", "paths")
    }
    shelves["journeys"]["test"] = Journey.model_validate(TEST)
    shelves["metrics"]["rate"] = Metric.model_validate(
        {"id": "rate", "title": "Ρυθμός", "kind": "conversion"}
    )
    return Library(vocabulary=in_greek(small.vocabulary), sources=small.sources, **shelves)


def greek_portfolio() -> Portfolio:
    """The portal of that library."""
    guides = {
        name: f"/guide/{name}/" for name in ("reading-a-map", "proposing-a-change", "data-for-programs")
    }
    written = {"guide/reading-a-map.md": WrittenPage("/guide/reading-a-map/", greek("Reading a map"))}
    return Portfolio(greek_library(), greek("Journey atlas"), guides, TODAY, written=written, rules=RULES)


PAGES = tuple(each.address for each in plan_portal(greek_portfolio())[0])


@pytest.fixture(scope="module", autouse=True)
def pseudo_language() -> Iterator[None]:
    """The language of every page here."""
    use_language(PSEUDO_LANGUAGE)
    yield
    use_language("en")


@pytest.fixture(scope="module")
def portfolio() -> Portfolio:
    """The portal whose pages are made."""
    return greek_portfolio()


@pytest.fixture(scope="module")
def plans(portfolio: Portfolio) -> dict[str, PagePlan]:
    """The plan of every page by its address."""
    pages, _assets = plan_portal(portfolio)
    return {each.address: each for each in pages}


@pytest.mark.parametrize("address", PAGES)
def test_a_page_prints_messages_alone(address: str, plans: dict[str, PagePlan]) -> None:
    plan = plans[address]
    besides = field_names() if address == FORMAT else frozenset()
    assert plain_texts((plan.title, *texts_of_page(plan.make())), besides) == []


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("empty", [False, True], ids=["full", "empty"])
def test_a_part_of_the_home_page_prints_messages_alone(part: Part, empty: bool, portfolio: Portfolio) -> None:
    shown = Portfolio(Library(), greek("Journey atlas"), {}, TODAY) if empty else portfolio
    assert plain_texts(texts_of(make_part(shown, part, "page/"))) == []


def test_a_text_outside_of_the_catalogue_would_be_found() -> None:
    shown = '<p title="Lowest">Ķéþţ <b aria-label="Δύο">by</b> ɱé <code>journeybook check</code> SVG</p>'
    assert plain_texts(texts_of(shown)) == ["Lowest", "by"]
