"""What may be written in a field, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape
from pydantic import BaseModel

from journeybook.format.field_types import Count, Field, Form, Value
from journeybook.format.models import title_of
from journeybook.labels.value_labels import KIND_NOUNS, LIST_TITLES
from journeybook.library.objects import Kind
from journeybook.text.numbers import figure


@dataclass(frozen=True)
class Words:
    """Links for what a field can hold: to a group of fields, and to the page that lists a kind; None where there is none."""

    part: Callable[[type[BaseModel]], str | None]
    kind: Callable[[Kind], str | None]


def takes(field: Field, words: Words) -> Markup:
    """What a field takes, as a phrase with links: `ids of personas: one, or a list`."""
    one = _one(field.value, words)
    match field.count:
        case Count.ONE:
            return one
        case Count.MANY:
            return Markup("{}, or a list of them{}").format(one, _most(field.most))
        case Count.NAMED:
            return Markup("{} by {}{}").format(
                _several(field.value, words), _names(field, words), _most(field.most)
            )
        case Count.WORDS:
            part = _part(field.value, words)
            return Markup("titles or {} by their ids, or a list of ids{}").format(part, _most(field.most))
        case Count.EMOTION:
            return Markup("{}, or one by {}").format(one, _names(field, words))


def _most(most: int | None) -> str:
    return f", {most} at most" if most else ""


def _names(field: Field, words: Words) -> Markup:
    keys = field.keys
    if keys and keys.form is Form.REFERENCE and keys.refers:
        return Markup("the {} of {}").format(
            _linked("ids", words.kind(keys.refers)), LIST_TITLES[keys.refers].lower()
        )
    return Markup("level") if keys and keys.form is Form.NUMBER else Markup("name")


def _several(value: Value, words: Words) -> Markup:
    if value.form is Form.PART and value.short:
        return Markup("texts or {}").format(_part(value, words))
    return escape("numbers" if value.form in (Form.NUMBER, Form.LEVEL) else "texts")


def _one(value: Value, words: Words) -> Markup:
    match value.form:
        case Form.PART:
            part = _part(value, words)
            if not value.short:
                return part
            return Markup("{}, or {}").format("an id" if value.short == "step" else "a text", part)
        case Form.REFERENCE:
            kind = value.refers
            assert kind, "a reference refers to something"
            return Markup("an {} of {}").format(_linked("id", words.kind(kind)), _article(KIND_NOUNS[kind]))
        case Form.CHOICE:
            return Markup("one of the words below")
        case Form.TEXT | Form.FEELING:
            return Markup("a text of {} characters at most").format(figure(value.longest or 0))
        case Form.TITLE:
            return Markup("a line of {} characters at most").format(figure(value.longest or 0))
        case Form.PROSE:
            return Markup("Markdown of {} characters at most").format(figure(value.longest or 0))
        case Form.NUMBER | Form.INTEGER:
            return Markup("{}{}").format(
                "a whole number" if value.form is Form.INTEGER else "a number", _span(value)
            )
    return escape(_PLAIN[value.form])


_PLAIN = {
    Form.OWN_ID: "an id: lower-case words joined by hyphens",
    Form.TAG: "a tag of the vocabulary, or an id of your choice where it declares none",
    Form.STEP_HERE: "the id of a step of this map",
    Form.STEP_THERE: "the id of a step of that journey",
    Form.STEP: "a map and a step, joined by #",
    Form.TARGET: "a map, or a map and a step, joined by #",
    Form.STOP: "something to read",
    Form.LANE: "the id of a lane",
    Form.ICON: "the name of an icon",
    Form.LEVEL: "a number on the emotion scale",
    Form.FLAG: "true or false",
    Form.DATE: "a date: YYYY-MM-DD",
    Form.TIME: "a time of day: HH:MM",
    Form.SPAN: "a count and a unit",
    Form.ADDRESS: "an address with https:// or mailto:",
    Form.CHAT_ADDRESS: "an address with https:// and {name} in it",
    Form.LANGUAGE: "the code of a language",
    Form.PHOTO: "the name of a picture",
}


def _span(value: Value) -> str:
    if value.least is not None and value.largest is not None:
        return f" from {value.least:,.0f} to {value.largest:,.0f}".replace("-", "−")
    return f", {value.least:,.0f} at least" if value.least is not None else ""


def _part(value: Value, words: Words) -> Markup:
    assert value.part, "a group of fields has a model"
    return _linked(_article(title_of(value.part).lower()), words.part(value.part))


def _article(words: str) -> str:
    if words == "evidence":
        return words
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def _linked(words: str, href: str | None) -> Markup:
    return Markup('<a href="{}">{}</a>').format(href, words) if href else escape(words)
