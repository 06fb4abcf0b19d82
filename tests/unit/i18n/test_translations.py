"""Every catalogue of a language that is held or begun: placeholders, markup and forms of each translation."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import checkers

from catalog import LOCALE, catalog_of, messages, updated
from factories import make_library
from journeybook.i18n.catalog import (
    direction_in_use,
    is_complete,
    languages,
    ngettext,
    pgettext,
    plural_forms,
    supported,
    use_language,
)
from journeybook.i18n.formats import date_words, decimal_symbol
from journeybook.pages.glossary.synonyms import draw_synonyms
from journeybook.pages.portfolio import Portfolio
from journeybook.site.failure_page import failure_document
from journeybook.text.numbers import figure

LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir())

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
"""What is filled with a value, and the doubled sign that a message with values has for a single one."""

MARKUP = re.compile(r"<[^>]+>|&\w+;|`[^`]*`|\{\w+\}|https?://")
"""Tags, entities, code and addresses, which mean the same in every language."""


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


@pytest.fixture(scope="module", params=LANGUAGES)
def catalog(request: pytest.FixtureRequest) -> Catalog:
    return catalog_of(request.param)


def translations(message: Message) -> list[tuple[str, str]]:
    """Each form of a message that is translated, with the English one that it must agree with."""
    if isinstance(message.id, str):
        return [(message.id, message.string)] if message.string else []
    return [(message.id[min(form, 1)], text) for form, text in enumerate(message.string) if text]


def translated(catalog: Catalog) -> Iterator[tuple[str, str]]:
    for message in catalog:
        if message.id:
            yield from translations(message)


def test_placeholders_are_those_of_the_message(catalog: Catalog) -> None:
    def names(text: str) -> set[str]:
        return set(PLACEHOLDER.findall(text))

    assert [(english, text) for english, text in translated(catalog) if names(english) != names(text)] == []


def test_babel_finds_nothing_wrong(catalog: Catalog) -> None:
    for message in catalog:
        if message.id and all(message.string if isinstance(message.string, tuple) else [message.string]):
            for check in checkers:
                check(catalog, message)


def test_markup_code_and_addresses_are_those_of_the_message(catalog: Catalog) -> None:
    def marks(text: str) -> Counter[str]:
        return Counter(re.sub(r"\s+", " ", each) for each in MARKUP.findall(text))

    assert [(english, text) for english, text in translated(catalog) if marks(english) != marks(text)] == []


def test_straight_quotation_marks_stand_only_where_the_message_has_them(catalog: Catalog) -> None:
    found = [(english, text) for english, text in translated(catalog) if text.count('"') > english.count('"')]
    assert found == []


def test_blanks_at_the_ends_are_those_of_the_message(catalog: Catalog) -> None:
    def ends(text: str) -> tuple[bool, bool]:
        return text[:1].isspace(), text[-1:].isspace()

    assert [(english, text) for english, text in translated(catalog) if ends(english) != ends(text)] == []


def test_no_translation_waits_for_a_second_look(catalog: Catalog) -> None:
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


def test_every_form_for_counts_is_there_or_none(catalog: Catalog) -> None:
    counted = [each for each in catalog if each.id and isinstance(each.string, tuple)]
    assert counted
    assert [each.id for each in counted if len(each.string) != catalog.num_plurals] == []
    assert [each.id for each in counted if any(each.string) and not all(each.string)] == []


def test_bringing_a_catalogue_up_to_date_keeps_its_translations_and_the_comment_at_its_head(
    catalog: Catalog,
) -> None:
    text = updated(str(catalog.locale).replace("_", "-"))
    assert all(f"# {line}" in text for line in catalog.header_comment.replace("# ", "").splitlines() if line)


def test_german_is_complete_and_offered() -> None:
    assert is_complete(catalog_of("de"))
    assert "de" in languages()
    assert supported("de-AT") == "de"


def test_german_speaks_of_one_and_of_many() -> None:
    use_language("de")
    assert ngettext("%(num)s pain", "%(num)s pains", 1) == "1 Schmerzpunkt"
    assert ngettext("%(num)s pain", "%(num)s pains", 3) == "3 Schmerzpunkte"
    assert pgettext("gate", "open") == "offen"


def test_french_is_complete_and_offered() -> None:
    assert is_complete(catalog_of("fr"))
    assert "fr" in languages()
    assert supported("fr-CA") == "fr"


def test_french_speaks_of_one_and_of_many_and_of_none_as_of_one() -> None:
    use_language("fr")
    assert ngettext("%(num)s pain", "%(num)s pains", 0) == "0 irritant"
    assert ngettext("%(num)s pain", "%(num)s pains", 1) == "1 irritant"
    assert ngettext("%(num)s pain", "%(num)s pains", 3) == "3 irritants"
    assert pgettext("gate", "open") == "ouvert"


def test_no_line_in_french_breaks_before_a_high_sign_or_inside_of_quotation_marks() -> None:
    def prose(text: str) -> str:
        return re.sub(r"`[^`]*`", "", text)

    loose = re.compile(r"[ \u00a0][;:!?»]|«[^\u202f]|[^\u202f]»| %%|\w[;!?](\s|$)|\w'\w")
    assert [text for _english, text in translated(catalog_of("fr")) if loose.search(prose(text))] == []


def test_spanish_is_complete_and_offered() -> None:
    assert is_complete(catalog_of("es"))
    assert "es" in languages()
    assert supported("es-MX") == "es"


def test_spanish_speaks_of_one_and_of_many() -> None:
    use_language("es")
    assert ngettext("%(num)s pain", "%(num)s pains", 1) == "1 punto de dolor"
    assert ngettext("%(num)s pain", "%(num)s pains", 3) == "3 puntos de dolor"
    assert pgettext("gate", "open") == "abierta"


def test_spanish_has_a_form_for_the_millions_that_browsers_ask_for() -> None:
    use_language("es")
    assert plural_forms("%(num)s pain", "%(num)s pains") == {
        "one": "%(num)s punto de dolor",
        "other": "%(num)s puntos de dolor",
        "many": "%(num)s puntos de dolor",
    }


def test_arabic_is_complete_and_offered() -> None:
    assert is_complete(catalog_of("ar"))
    assert "ar" in languages()
    assert supported("ar-EG") == "ar"


def test_arabic_counts_in_six_forms() -> None:
    use_language("ar")
    counted = {num: ngettext("%(num)s journey", "%(num)s journeys", num) for num in (0, 1, 2, 3, 11, 100)}
    assert counted == {
        0: "0 رحلة", 1: "رحلة واحدة (1)", 2: "رحلتان (2)", 3: "3 رحلات", 11: "11 رحلة", 100: "100 رحلة",
    }  # fmt: skip
    assert ngettext("%(num)s person", "%(num)s people", 11) == "11 شخصًا"
    assert set(plural_forms("%(num)s step", "%(num)s steps")) == {
        "zero",
        "one",
        "two",
        "few",
        "many",
        "other",
    }


def test_arabic_figures_are_the_latin_ones_of_the_drawings() -> None:
    use_language("ar")
    assert date_words(date(2026, 9, 1)) == "1 سبتمبر 2026"
    assert decimal_symbol() == "."


def test_synonyms_are_separate_words_in_arabic_too() -> None:
    use_language("ar")
    groups = json.loads(draw_synonyms(Portfolio(make_library(), "Portal")))
    assert ["نقطة ألم", "نقطة ضعف", "احتكاك"] in groups


def test_a_sign_stands_before_its_digits_in_arabic_too() -> None:
    use_language("ar")
    assert figure(-1.4) == "\u200e\u22121.4"
    assert figure(0.5, signed=True) == "\u200e+0.5"
    assert figure(1.4) == "1.4"
    use_language("en")
    assert figure(-1.4) == "\u22121.4"


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("de", "ltr"), ("ar", "rtl")])
def test_words_run_in_the_direction_of_their_language(language: str, direction: str) -> None:
    use_language(language)
    assert direction_in_use() == direction
    assert f'<html lang="{language}" dir="{direction}">' in failure_document("Map", ValueError("broken"))


def test_messages_inside_of_f_strings_and_of_other_messages_are_found() -> None:
    found = messages()
    assert found.get("Lanes") is not None
    assert found.get("People may come from") is not None
    assert found.get("points") is not None
