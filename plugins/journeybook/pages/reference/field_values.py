"""The values that a field accepts, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pydantic import BaseModel

from journeybook.format.field_types import Count, Field, Form, Value
from journeybook.format.models import title_of
from journeybook.i18n.markers import N_
from journeybook.i18n.markup import gettext
from journeybook.kinds import KINDS
from journeybook.library.objects import Kind
from journeybook.text.escape import Markup, escaped
from journeybook.text.numbers import figure


@dataclass(frozen=True)
class Words:
    """Links for parts and kinds that a field can hold; None if there is no page."""

    part: Callable[[type[BaseModel]], str | None]
    kind: Callable[[Kind], str | None]


def takes(field: Field, words: Words) -> Markup:
    """The values that a field accepts, with links: `ids of personas: one, or a list`."""
    one = _one(field.value, words)
    match field.count:
        case Count.ONE:
            return one
        case Count.MANY:
            return _limited(gettext("%(value)s, or a list of them", value=one), field)
        case Count.NAMED:
            texts = {"values": _several(field.value, words), "names": _names(field, words)}
            return _limited(gettext("%(values)s by %(names)s", **texts), field)
        case Count.WORDS:
            part = _part(field.value, words)
            return _limited(gettext("titles or %(part)s by their ids, or a list of ids", part=part), field)
        case Count.EMOTION:
            return gettext("%(value)s, or one by %(names)s", value=one, names=_names(field, words))


def _limited(phrase: Markup, field: Field) -> Markup:
    """The phrase with the limits of the number of values."""
    return gettext("%(values)s, %(most)s at most", values=phrase, most=field.most) if field.most else phrase


def _names(field: Field, words: Words) -> Markup:
    keys = field.keys
    if keys and keys.form is Form.REFERENCE and keys.refers:
        return _naming(ids_message(keys.refers), words.kind(keys.refers))
    return gettext("level") if keys and keys.form is Form.NUMBER else gettext("name")


def _several(value: Value, words: Words) -> Markup:
    if value.form is Form.PART and value.short:
        return gettext("texts or %(part)s", part=_part(value, words))
    return gettext("numbers") if value.form in (Form.NUMBER, Form.LEVEL) else gettext("texts")


def _one(value: Value, words: Words) -> Markup:
    longest = figure(value.longest or 0)
    match value.form:
        case Form.PART:
            part = _part(value, words)
            if not value.short:
                return part
            message = N_("an id, or %(part)s") if value.short == "step" else N_("a text, or %(part)s")
            return gettext(message, part=part)
        case Form.REFERENCE:
            kind = value.refers
            assert kind, "a reference refers to something"
            return _naming(id_message(kind), words.kind(kind))
        case Form.CHOICE:
            return gettext("one of the words below")
        case Form.TEXT | Form.FEELING:
            return gettext("a text of %(count)s characters at most", count=longest)
        case Form.TITLE:
            return gettext("a line of %(count)s characters at most", count=longest)
        case Form.PROSE:
            return gettext("Markdown of %(count)s characters at most", count=longest)
        case Form.NUMBER | Form.INTEGER:
            return _number(value, whole=value.form is Form.INTEGER)
    return gettext(_PLAIN[value.form])


_PLAIN = {
    Form.OWN_ID: N_("an id: lower-case words joined by hyphens"),
    Form.TAG: N_("a tag of the vocabulary, or an id of your choice where it declares none"),
    Form.STEP_HERE: N_("the id of a step of this map"),
    Form.STEP_THERE: N_("the id of a step of that journey"),
    Form.STEP: N_("a map and a step, joined by #"),
    Form.TARGET: N_("a map, or a map and a step, joined by #"),
    Form.STOP: N_("something to read"),
    Form.LANE: N_("the id of a lane"),
    Form.ICON: N_("the name of an icon"),
    Form.LEVEL: N_("a number on the emotion scale"),
    Form.FLAG: N_("true or false"),
    Form.DATE: N_("a date: YYYY-MM-DD"),
    Form.TIME: N_("a time of day: HH:MM"),
    Form.SPAN: N_("a count and a unit"),
    Form.ADDRESS: N_("an address with https:// or mailto:"),
    Form.CHAT_ADDRESS: N_("an address with https:// and {name} in it"),
    Form.LANGUAGE: N_("the code of a language"),
    Form.PHOTO: N_("the name of a picture"),
    Form.IMAGE: N_("the path of a picture"),
}


def _number(value: Value, *, whole: bool) -> Markup:
    least, most = (None if each is None else _bound(each) for each in (value.least, value.largest))
    if least is not None and most is not None:
        message = (
            N_("a whole number from %(least)s to %(most)s")
            if whole
            else N_("a number from %(least)s to %(most)s")
        )
        return gettext(message, least=least, most=most)
    if least is not None:
        message = N_("a whole number, %(least)s at least") if whole else N_("a number, %(least)s at least")
        return gettext(message, least=least)
    return gettext("a whole number") if whole else gettext("a number")


def _bound(value: float) -> str:
    return f"{value:,.0f}".replace("-", "−")


def _part(value: Value, words: Words) -> Markup:
    assert value.part, "a group of fields has a model"
    return _linked(gettext(with_article(title_of(value.part).lower())), words.part(value.part))


def with_article(noun: str) -> str:
    """A noun with its article, which form one message: `a persona`, `an account`."""
    if noun == "evidence":
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def id_message(kind: Kind) -> str:
    """The message for one id of a kind, with the words to link in brackets."""
    noun = "evidence" if kind is Kind.EVIDENCE else KINDS[kind].noun
    return f"an [id] of {with_article(noun)}"


def ids_message(kind: Kind) -> str:
    """The same for the ids of several."""
    return f"the [ids] of {KINDS[kind].titles.lower()}"


def _naming(message: str, href: str | None) -> Markup:
    """A message with its words in brackets as a link."""
    before, _, rest = escaped(gettext(message)).partition("[")
    linked, _, after = rest.partition("]")
    return before + _linked(linked, href) + after


def _linked(words: str, href: str | None) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, words) if href else escaped(words)
