"""Messages for invalid values in the terms of the format, in place of pydantic's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from journeybook.diagnostics import Diagnostic, Fix, Place
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.model.vocabulary import Vocabulary
from journeybook.rules import field_rules
from journeybook.rules.rule import Rule
from journeybook.sources.date_errors import date_slip
from journeybook.sources.fixes import reworded
from journeybook.sources.ids import spelled
from journeybook.sources.model_fields import bounds, field_names, has_free_names
from journeybook.sources.yaml.nodes import Mapping as MappingNode
from journeybook.sources.yaml.nodes import Node, Path, Scalar, Sequence, walk
from journeybook.text.characters import visible
from journeybook.text.suggestions import clearly_meant, nearest

ID_HELP = "an id is lower-case words joined by single hyphens, 64 characters at most"
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+")
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Misfit:
    """An invalid value: its `path` and `node`, the `name` of the field, and the object's `model`.

    `kind` is pydantic's error type and `context` its details. For a missing field, path and node
    are those of the object that lacks it.
    """

    kind: str
    name: str
    path: Path
    node: Node
    model: type[BaseModel]
    place: Place
    context: Mapping[str, Any]

    @property
    def written(self) -> str:
        """The value as the author wrote it, shortened for display."""
        match self.node:
            case Scalar():
                return shown(self.node.text) if self.node.text else "nothing"
            case Sequence():
                return "a list"
            case MappingNode():
                return "a group of fields"

    @property
    def text(self) -> str:
        return self.node.text if isinstance(self.node, Scalar) else ""


def shown(text: str) -> str:
    """A user's text in a message: in backticks, on one line, shortened."""
    text = visible(text)
    return f"`{text[:_SHOWN]}…`" if len(text) > _SHOWN else f"`{text}`"


def unknown_field(
    key: Scalar,
    model: type[BaseModel],
    meant: str | None,
    *,
    top: bool = False,
    fix: Fix | None = None,
    listed: Place | None = None,
) -> Diagnostic:
    """The diagnostic for a key that an object of this `model` does not have.

    `meant` is the field that was probably meant; `top` is true if the object is a whole file;
    `listed` is the place of an earlier diagnostic that lists the fields of such an object.
    """
    fields = [name for name in field_names(model) if not (top and name == "id")]
    if top and key.text == "id":
        return field_rules.unknown_field.at(
            key.place, "`id` is not written here", "the name of the file is the id; remove the line"
        )
    if "text" in fields and " " in key.text.strip():
        way = f'a text with a colon in it goes in quotes: `"{visible(key.text[:_SHOWN])}: ..."`'
    elif meant:
        way = f"did you mean `{meant}`?"
    elif issubclass(model, Moment | Journey):
        way = "what has no field of its own is kept under `lanes:`, such as `lanes: {policy: The deposit is kept}`"
    else:
        way = _ways(key, model, fields, listed)
    return field_rules.unknown_field.at(key.place, f"{_the(model)} has no field {shown(key.text)}", way, fix)


def _ways(key: Scalar, model: type[BaseModel], fields: list[str], listed: Place | None) -> str:
    """Where an unknown field can go: to custom fields if the object has them, else into prose."""
    # The names under `synonyms` are words for search, no fields of somebody's own.
    free = [name for name in fields if has_free_names(model, name) and name != "synonyms"]
    name = visible(key.text[:_SHOWN])
    if free:
        way = f"names of your own go under {' or '.join(f'`{each}:`' for each in free)}, such as `{free[0]}: {{{name}: ...}}`"
    elif "narrative" in fields:
        way = "what has no field of its own is prose and goes under `narrative:`"
    else:
        way = ""
    if listed and way:
        return f"{way}; the fields are listed at line {listed.line}"
    names = f"the fields here are {', '.join(f'`{name}`' for name in fields)}"
    return f"{way}; {names}" if way else names


def describe(misfit: Misfit) -> Diagnostic:
    """The diagnostic for a misfit of any kind."""
    return _WORDS.get(misfit.kind, _unforeseen)(misfit)


def _the(model: type[BaseModel]) -> str:
    name = {
        "Moment": "step",
        "Part": "object",
        "ReadingPath": "path",
        "NextStep": "next step",
        "EmotionScale": "scale",
    }.get(model.__name__, re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower())
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _missing(misfit: Misfit) -> Diagnostic:
    example = "a few words" if misfit.name == "title" else "..."
    return field_rules.missing_field.at(
        misfit.place, f"{_the(misfit.model)} needs `{misfit.name}`", f"add `{misfit.name}: {example}`"
    )


def _takes(
    what: str, rule: Rule, way: Callable[[Misfit], str | None] = lambda _: None
) -> Callable[[Misfit], Diagnostic]:
    def describe_it(misfit: Misfit) -> Diagnostic:
        return rule.at(
            misfit.place, f"`{visible(misfit.name)}` takes {what}, not {misfit.written}", way(misfit)
        )

    return describe_it


def _number_way(misfit: Misfit) -> str | None:
    if _COMMA.fullmatch(misfit.text):
        return f"write `{misfit.text.replace(',', '.')}`, with a point"
    if misfit.name in ("emotion", "emotion_end"):
        return "a word for a feeling goes under `feeling:`; leave `emotion` out where nobody knows it"
    return "write digits, such as `12` or `3.5`"


def _number(misfit: Misfit) -> Diagnostic:
    found = _takes("a number", field_rules.not_a_number, _number_way)(misfit)
    comma = _COMMA.fullmatch(misfit.text)
    return (
        replace(found, fix=reworded(misfit.place, misfit.text, misfit.text.replace(",", ".")))
        if comma
        else found
    )


def _date_way(misfit: Misfit) -> str:
    return date_slip(misfit.text)[1]


def _text(misfit: Misfit) -> Diagnostic:
    if isinstance(misfit.node, Scalar):
        return _empty(misfit)
    return field_rules.wrong_shape.at(
        misfit.place, f"`{visible(misfit.name)}` takes a text, not {misfit.written}", _one_text(misfit)
    )


def _one_text(misfit: Misfit) -> str:
    """How to turn the value into a text: by quotes, or without its lists and groups."""
    node, in_list = misfit.node, bool(misfit.path) and isinstance(misfit.path[-1], int)
    if isinstance(node, MappingNode) and in_list and len(node.entries) == 1:
        ((key, entry),) = node.entries.items()
        if isinstance(entry.value, Scalar):
            # In a field, YAML itself refuses a second colon; only in a list it makes a group.
            return f'a text with a colon in it goes in quotes: `"{visible(key[:_SHOWN])}: ..."`'
    if in_list:
        return "write each text as an item of its own: one `- ` and no list or group below it"
    texts = [each.text for _, each in walk(node) if isinstance(each, Scalar) and each.text]
    example = visible((", " if isinstance(node, Sequence) else " ").join(texts))[:_SHOWN].replace("`", "'")
    way = f"write one text, such as `{example}`" if example else "write one text"
    if isinstance(node, MappingNode) and node.entries and _is_free(misfit):
        part = visible(f"{misfit.name} {next(iter(node.entries))}"[:_SHOWN]).replace("`", "'")
        return f"{way}, or give each of its parts a line of its own, such as `{part}: ...`"
    return way


def _is_free(misfit: Misfit) -> bool:
    """Whether the value stands under a name that its author chose."""
    return misfit.name not in field_names(misfit.model)


def _empty(misfit: Misfit) -> Diagnostic:
    return field_rules.empty_text.at(
        misfit.place, f"`{visible(misfit.name)}` is empty", "write something that can be seen, or remove it"
    )


def _object(misfit: Misfit) -> Diagnostic:
    what = _the(misfit.model)
    if issubclass(misfit.model, Stage | Step) and isinstance(misfit.node, Scalar) and misfit.text:
        way = f"write `- title: {visible(misfit.text[:_SHOWN])}`"
    elif "text" in field_names(misfit.model):
        way = "write a text, or `{text: ...}` with the other fields beside it"
    else:
        needed = [name for name, info in field_names(misfit.model).items() if info.is_required()]
        names = needed or list(field_names(misfit.model))[:3]
        way = f"write `{{{', '.join(f'{name}: ...' for name in names)}}}`"
    if isinstance(misfit.node, Scalar) and misfit.node.is_null:
        return field_rules.empty_text.at(misfit.place, f"nothing stands here, where {what} belongs", way)
    return field_rules.wrong_shape.at(misfit.place, f"{what} belongs here, not {misfit.written}", way)


def _id(misfit: Misfit) -> Diagnostic:
    if not isinstance(misfit.node, Scalar):
        return field_rules.wrong_shape.at(
            misfit.place, f"`{visible(misfit.name)}` takes an id, not {misfit.written}", ID_HELP
        )
    return no_id(misfit.text, misfit.place)


def no_id(text: str, place: Place) -> Diagnostic:
    """The diagnostic for a text that does not have the form of an id."""
    better = spelled(text[:200])
    return field_rules.invalid_id.at(
        place,
        f"{shown(text)} is no id",
        f"{ID_HELP}; perhaps `{better}`" if better else ID_HELP,
        reworded(place, text, better) if better else None,
    )


def _choice(misfit: Misfit) -> Diagnostic:
    choices = re.findall(r"'([^']*)'", str(misfit.context.get("expected", "")))
    meant = nearest(misfit.text, choices) if misfit.text else None
    listed = ", ".join(f"`{choice}`" for choice in choices)
    clear = clearly_meant(misfit.text, choices) if misfit.text else None
    return field_rules.unknown_choice.at(
        misfit.place,
        f"`{visible(misfit.name)}` takes one of its {len(choices)} words, not {misfit.written}",
        f"did you mean `{meant}`? It takes {listed}" if meant else f"it takes {listed}",
        reworded(misfit.place, misfit.text, clear) if clear else None,
    )


def _range(misfit: Misfit) -> Diagnostic:
    least, largest = bounds(misfit.model, misfit.name)
    if least is not None and largest is not None:
        span = f"runs from {least:g} to {largest:g}"
    elif least is not None:
        span = f"is {least:g} at least"
    else:
        span = "is twelve digits at most" if largest is None else f"is {largest:g} at most"
    return field_rules.out_of_range.at(misfit.place, f"`{visible(misfit.name)}` {span}, not {misfit.written}")


def _pattern(misfit: Misfit) -> Diagnostic:
    way = {
        "url": "an address begins with `https://` or `mailto:` and holds no space",
        "link": "an address begins with `https://` or `mailto:` and holds no space",
        "chat": "write an address with `https://` and one `{name}` behind the host, such as `https://chat.example/channel/{name}`",
        "photo": "name a picture that lies beside the persona, such as `amira.webp` (png, jpg, jpeg or webp)",
        "src": "name a picture that lies beside this file or in a folder there, such as `images/order.png` (lower case; png, jpg, jpeg or webp)",
        "language": "write the code of a language, such as `en`, `de` or `pt-BR`",
    }.get(misfit.name)
    return field_rules.invalid_address.at(
        misfit.place, f"`{visible(misfit.name)}` cannot be {misfit.written}", way
    )


def _long(misfit: Misfit) -> Diagnostic:
    limit = misfit.context.get("max_length", 0)
    return field_rules.too_long.at(
        misfit.place,
        f"`{visible(misfit.name)}` has {len(misfit.text):,} characters, and {limit:,} is the limit",
        "shorten it; what needs more room goes into `narrative` or a page of its own",
    )


def _many(misfit: Misfit) -> Diagnostic:
    if isinstance(misfit.node, Scalar):
        return _long(misfit)
    limit = misfit.context.get("max_length", 0)
    return field_rules.too_many_items.at(
        misfit.place,
        f"`{visible(misfit.name)}` has {misfit.context.get('actual_length', 'too many')} entries, and {limit} is the limit",
        "keep the ones that matter",
    )


def _group(misfit: Misfit) -> Diagnostic:
    return field_rules.wrong_shape.at(
        misfit.place,
        f"`{visible(misfit.name)}` takes names with values, not {misfit.written}",
        f"write `{visible(misfit.name)}: {{name: value}}`",
    )


def _own_words(misfit: Misfit) -> Diagnostic:
    return field_rules.out_of_range.at(misfit.place, str(misfit.context.get("message", "this does not fit")))


def _unforeseen(misfit: Misfit) -> Diagnostic:
    return field_rules.wrong_shape.at(misfit.place, f"`{visible(misfit.name)}` cannot be {misfit.written}")


_WORDS: dict[str, Callable[[Misfit], Diagnostic]] = {
    "missing": _missing,
    "number_shape": _number,
    "number_range": _range,
    "integer_shape": _takes(
        "a whole number", field_rules.not_a_number, lambda _: "write digits, such as `12`"
    ),
    "boolean_shape": _takes("`true` or `false`", field_rules.wrong_shape),
    "date_shape": _takes("a date", field_rules.invalid_date, _date_way),
    "time_shape": _takes("a time of day", field_rules.invalid_date, lambda _: "write it as `09:30`"),
    "duration_shape": _takes(
        "a span of time", field_rules.invalid_date, lambda _: "write a count and a unit, such as `6 months`"
    ),
    "text_shape": _text,
    "text_empty": _empty,
    "id_shape": _id,
    "emotion_shape": _takes("a number, or one for each persona", field_rules.not_a_number),
    "enum": _choice,
    "model_type": _object,
    "model_attributes_type": _object,
    "greater_than_equal": _range,
    "less_than_equal": _range,
    "string_pattern_mismatch": _pattern,
    "string_too_long": _long,
    "string_type": _text,
    "too_long": _many,
    "dict_type": _group,
    "mapping_type": _group,
    "scale_flat": _own_words,
    "handle_shape": _takes(
        "a name for reviews",
        field_rules.out_of_range,
        lambda _: 'write a name such as `"@fennel/billing"`, or an e-mail address',
    ),
}


def is_definition(model: type[BaseModel]) -> bool:
    """Whether ids in fields of this model define terms rather than refer to them."""
    return issubclass(model, Vocabulary)
