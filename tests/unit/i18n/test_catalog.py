"""The message catalogue: looked up at use, complete where a language is there, and never a text glued from parts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest

from journeybook.i18n.catalog import (
    Labels,
    cached_in_language,
    gettext,
    language_in_use,
    ngettext,
    supported,
    use_language,
)
from journeybook.i18n.formats import (
    alternative_words,
    colon,
    date_words,
    decimal_symbol,
    in_sentence,
    list_words,
    month_words,
    short_date_words,
    short_day_words,
)
from journeybook.i18n.markers import N_
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE, pseudo
from journeybook.pages.templates import templates
from journeybook.text.numbers import figure, share_figure

DAY = datetime.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def test_english_is_the_source() -> None:
    assert gettext("Lowest at %(title)s", title="50 % off") == "Lowest at 50 % off"
    assert ngettext("%(num)s map", "%(num)s maps", 1) == "1 map"
    assert ngettext("%(num)s map", "%(num)s maps", 1200, num="1\u202f200") == "1\u202f200 maps"
    assert (date_words(DAY), month_words(DAY)) == ("1 September 2026", "September 2026")
    assert list_words(["a", "b", "c"]) == "a, b and c"


def test_french_has_an_ordinal_for_the_first_of_a_month_alone() -> None:
    use_language("fr")
    assert (date_words(DAY), month_words(DAY)) == ("1er septembre 2026", "septembre 2026")
    assert (short_date_words(DAY), short_day_words(DAY)) == ("1er sept. 2026", "1er sept.")
    assert [date_words(DAY.replace(day=day)) for day in (2, 11)] == ["2 septembre 2026", "11 septembre 2026"]
    assert list_words(["a", "b", "c"]) == "a, b et c"
    assert figure(1234.5) == "1\u202f234,5"
    assert share_figure(0.21) == "21\u00a0%"
    assert f"Étape{colon()}Paie" == "Étape\u202f: Paie"


def test_a_language_that_is_not_held_falls_back_to_its_main_one_and_to_english() -> None:
    assert supported("xx") == "en"
    assert supported("en-US") == "en"
    assert use_language("xx-YY") == "en"


def test_the_pseudo_language_marks_every_letter_and_keeps_placeholders_and_tags() -> None:
    use_language(PSEUDO_LANGUAGE)
    assert language_in_use() == PSEUDO_LANGUAGE
    assert gettext("<b>Lowest</b> at %(title)s", title="Order") == "<b>Ļöŵéšţ</b> àţ Order"
    assert pseudo("Total: %(num)s") == "Ţöţàļ: %(num)s"


def test_labels_are_looked_up_when_they_are_asked_for() -> None:
    labels = Labels({"draft": N_("Draft")})
    assert labels["draft"] == "Draft"
    use_language(PSEUDO_LANGUAGE)
    assert labels["draft"] == "Ðŕàƒţ"


def test_what_is_cached_is_forgotten_with_the_language() -> None:
    @cached_in_language()
    def words() -> str:
        return gettext("Draft")

    assert words() == "Draft"
    use_language(PSEUDO_LANGUAGE)
    assert words() == "Ðŕàƒţ"


def test_templates_print_messages_with_their_markup_and_escape_their_values() -> None:
    def printed(source: str, **values: object) -> str:
        return templates().from_string(source).render(**values)

    assert printed('{{ _("<b>At</b> %(title)s: 50 %%", title=t) }}', t="<i>") == "<b>At</b> &lt;i&gt;: 50 %"
    assert printed('{{ _("50 %%") }}') == "50 %"
    counted = '{{ ngettext("%(num)s map of %(x)s", "%(num)s maps of %(x)s", n, num="1 200", x="&") }}'
    assert printed(counted, n=1200) == "1 200 maps of &amp;"
    block = "{% trans n=n, x=x %}{{ n }} map of {{ x }}{% pluralize n %}{{ n }} maps of {{ x }}{% endtrans %}"
    assert printed(block, n=2, x="<i>") == "2 maps of &lt;i&gt;"
    use_language(PSEUDO_LANGUAGE)
    assert printed('{{ pgettext("month", "May") }}') == "Ṁàý"
    assert printed(block, n=1, x="A") == "1 ɱàþ öƒ A"


def test_numbers_follow_the_language() -> None:
    assert decimal_symbol() == "."


def test_dates_numbers_and_labels_in_spanish() -> None:
    use_language("es")
    assert (date_words(DAY), month_words(DAY)) == ("1 de septiembre de 2026", "septiembre de 2026")
    assert decimal_symbol() == ","
    assert in_sentence(gettext("Current state")) == "estado actual"


@pytest.mark.parametrize(
    ("last", "both", "either"),
    [
        ("Pago", "Ana y Pago", "Ana o Pago"),
        ("Inés", "Ana e Inés", "Ana o Inés"),
        ("Hijos", "Ana e Hijos", "Ana o Hijos"),
        ("Hielo", "Ana y Hielo", "Ana o Hielo"),
        ("Yolanda", "Ana y Yolanda", "Ana o Yolanda"),
        ("Óscar", "Ana y Óscar", "Ana u Óscar"),
        ("hoteles", "Ana y hoteles", "Ana u hoteles"),
        (
            '<a href="../ines/">«Inés»</a>',
            'Ana e <a href="../ines/">«Inés»</a>',
            'Ana o <a href="../ines/">«Inés»</a>',
        ),
    ],
)
def test_a_spanish_conjunction_is_another_before_its_own_sound(last: str, both: str, either: str) -> None:
    use_language("es")
    assert list_words(["Ana", last]) == both
    assert alternative_words(["Ana", last]) == either


def test_a_spanish_list_has_a_conjunction_before_its_last_word_alone() -> None:
    use_language("es")
    assert list_words(["Iván", "Inés", "Irene"]) == "Iván, Inés e Irene"
    assert (list_words([]), list_words(["Inés"])) == ("", "Inés")
    use_language("de")
    assert list_words(["Ana", "Ines"]) == "Ana und Ines"
