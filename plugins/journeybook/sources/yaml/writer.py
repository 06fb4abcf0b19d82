"""Writes models as YAML in the style of a person.

Empty values, defaults and ids that the file name gives are left out. The reader takes every scalar
as text, so quotes are written only where YAML itself needs them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import TypeAlias

from pydantic import BaseModel

from journeybook.library.objects import Item
from journeybook.model.journey import Stage, Step
from journeybook.model.scalars import Duration, Phrase
from journeybook.model.vocabulary import Vocabulary

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

# The longest line, so that it fits an editor beside a browser.
WIDTH = 100
# The longest list or mapping on one line.
INLINE_WIDTH = 88
# The longest list item that shares a line with others.
LONGEST_INLINE_ITEM = 32


class Open(dict[str, Tree]):
    """A mapping that always has a line for each key: stages and steps."""


# Fields that the file's path gives.
_UNWRITTEN = frozenset({"id", "section", "readings"})

_STAGE_FIRST = ("id", "title", "phase", "lifecycle", "goal", "mindset", "entered")
_LAST = ("narrative", "stages", "steps")

# List fields in which a single item is written without a list.
_ALONE = {
    "Step": ("feeling",),
    "Stage": ("feeling",),
    "Pain": ("evidence",),
    "Gain": ("evidence",),
    "Quote": ("evidence",),
}

# Characters that need an escape: controls, line separators and invisible marks.
_ESCAPE_WANTED = re.compile(
    r"[^\n -~\xa0-\xac\xae-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_NEVER_PLAIN = re.compile(r"^(?:~|null|Null|NULL|<<|)$|^(?:---|\.\.\.)|^\s|\s$|: |:$| #|[\t\n\r]|:\t")
_FLOW_MARKS = re.compile(r"[,\[\]{}]|:(?=[,\[\]{}\s]|$)")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def write_yaml(item: Item | Vocabulary, *, comments: Iterable[str] = ()) -> str:
    """The YAML file for `item`, beginning with a comment line for each of `comments`."""
    lines = [f"# {line}".rstrip() for comment in comments for line in comment.splitlines()]
    lines += mapping_lines(tree_of(item))
    return "\n".join(lines) + "\n"


def tree_of(item: BaseModel) -> dict[str, Tree]:
    """The fields of `item` to be written, in the order of the format."""
    inside = isinstance(item, Stage | Step) or not hasattr(item, "section")
    fields = type(item).model_fields
    names = list(fields)
    if isinstance(item, Stage):
        names.sort(key=lambda name: _STAGE_FIRST.index(name) if name in _STAGE_FIRST else len(_STAGE_FIRST))
    names.sort(key=lambda name: _LAST.index(name) + 1 if name in _LAST else 0)
    tree: dict[str, Tree] = Open() if isinstance(item, Stage | Step) else {}
    for name in names:
        value = getattr(item, name)
        field = fields[name]
        if (name in _UNWRITTEN and not (name == "id" and inside)) or value is None:
            continue
        if not field.is_required() and value == field.get_default(
            call_default_factory=True, validated_data={}
        ):
            continue
        if isinstance(item, Vocabulary) and name not in item.model_fields_set:
            continue
        tree[field.alias or name] = _value(value, alone=name in _ALONE.get(type(item).__name__, ()))
    return tree


def _value(value: object, *, alone: bool = False) -> Tree:
    """`value` as a tree; a list of one phrase (with `alone`, of any one item) becomes that item."""
    match value:
        case Phrase(text=text, team=None):
            return text
        case BaseModel():
            return _part(value)
        case Enum():
            return str(value.value)
        case bool():
            return "true" if value else "false"
        case float() | int():
            return number_text(value)
        case datetime.date():
            return value.isoformat()
        case Mapping():
            return {_key(key): _value(each) for key, each in value.items()}
        case tuple() | list():
            items = [_value(each) for each in value]
            if len(items) == 1 and (alone or isinstance(value[0], Phrase)):
                return items[0]
            return items
        case Duration() | str():
            return str(value)
    raise TypeError(f"no way to write {type(value).__name__}")


def _part(part: BaseModel) -> Tree:
    """A part of an item; a part with only a text or a next step's id becomes that text."""
    tree = tree_of(part)
    for alone in ("text", "step"):
        if list(tree) == [alone]:
            return tree[alone]
    return tree


def _key(key: object) -> str:
    return number_text(key) if isinstance(key, float | int) else str(key)


def number_text(number: float) -> str:
    """The shortest notation of `number`, without a fraction if it is whole."""
    return str(int(number)) if number == int(number) else repr(float(number))


def mapping_lines(tree: Mapping[str, Tree], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping, one or more for each key."""
    pad = " " * indent
    for key, value in tree.items():
        start = f"{pad}{scalar(key)}:"
        match value:
            case str():
                yield from _text_lines(f"{start} ", value, indent)
            case dict():
                inline = None if isinstance(value, Open) else inline_tree(value)
                if inline and len(start) + 1 + len(inline) <= INLINE_WIDTH:
                    yield f"{start} {inline}"
                else:
                    yield start
                    yield from mapping_lines(value, indent + 2)
            case []:
                yield f"{start} []"
            case list():
                inline = _inline_list(value)
                if inline and len(start) + 1 + len(inline) <= INLINE_WIDTH:
                    yield f"{start} {inline}"
                else:
                    yield start
                    yield from _list_lines(value, indent + 2)


def _list_lines(items: Iterable[Tree], indent: int) -> Iterator[str]:
    pad = " " * indent
    for item in items:
        match item:
            case str():
                yield from _text_lines(f"{pad}- ", item, indent)
            case dict():
                inline = None if isinstance(item, Open) else inline_tree(item)
                if inline and len(pad) + 2 + len(inline) <= WIDTH:
                    yield f"{pad}- {inline}"
                else:
                    lines = list(mapping_lines(item, indent + 2))
                    yield f"{pad}- {lines[0].lstrip()}"
                    yield from lines[1:]
            case list():
                yield f"{pad}- {flow(item)}"


def _text_lines(start: str, text: str, indent: int) -> Iterator[str]:
    if "\n" in text and _fits_block(text):
        ending = "-" if not text.endswith("\n") else "" if not text.endswith("\n\n") else "+"
        yield f"{start}|{ending}"
        pad = " " * (indent + 2)
        body = text.removesuffix("\n")
        yield from (f"{pad}{line}" if line else "" for line in body.split("\n"))
        return
    written = scalar(text)
    if len(start) + len(written) > WIDTH and " " in text and "\n" not in text and _fits_block(text):
        folded = _folded(text, WIDTH - indent - 2)
        if len(folded) > 1:
            yield f"{start}>-"
            yield from (f"{' ' * (indent + 2)}{line}" for line in folded)
            return
    yield start + written


def _fits_block(text: str) -> bool:
    """Whether a block scalar can hold `text`: no escapes, no spaces taken for indentation."""
    return (
        not wants_escape(text)
        and not text.startswith((" ", "\n"))
        and bool(text.strip())
        and all(line == line.rstrip(" ") for line in text.split("\n"))
    )


def _folded(text: str, width: int) -> list[str]:
    """`text` split at single spaces into lines that fold back into it."""
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _inline_list(items: list[Tree]) -> str | None:
    if not items or any(not isinstance(item, str) or len(item) > LONGEST_INLINE_ITEM for item in items):
        return None
    return inline_tree(items)


def inline_tree(tree: Tree) -> str | None:
    """`tree` on one line if that is readable; None for multi-line texts, stages and steps."""
    return None if _wants_lines(tree) else flow(tree)


def _wants_lines(tree: Tree) -> bool:
    match tree:
        case Open():
            return True
        case str():
            return "\n" in tree
        case dict():
            return any(_wants_lines(value) for value in tree.values())
        case list():
            return any(_wants_lines(item) for item in tree)


def flow(tree: Tree) -> str:
    """`tree` on one line."""
    match tree:
        case str():
            return scalar(tree, in_flow=True)
        case list():
            return f"[{', '.join(flow(item) for item in tree)}]"
        case dict():
            return (
                "{"
                + ", ".join(f"{scalar(key, in_flow=True)}: {flow(value)}" for key, value in tree.items())
                + "}"
            )


def scalar(text: str, *, in_flow: bool = False) -> str:
    """`text` as a YAML scalar on one line, in quotes only where YAML needs them."""
    if _is_plain(text) and not (in_flow and _FLOW_MARKS.search(text)):
        return text
    return quoted(text)


def quoted(text: str) -> str:
    r"""`text` in double quotes, or single ones if it holds `"` or `\` and needs no escape."""
    if ('"' in text or "\\" in text) and not re.search(r"[\n\t]", text) and not wants_escape(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _is_plain(text: str) -> bool:
    if _NEVER_PLAIN.search(text) or wants_escape(text):
        return False
    # On a line with a list or group, libyaml takes a leading `?` or `:` for an indicator.
    first, second = text[0], text[1:2]
    return first not in _INDICATORS or (
        first == "-" and second not in ("", " ") and second not in _INDICATORS
    )


def wants_escape(text: str) -> bool:
    """Whether `text` needs escapes: it holds controls, or marks that editors do not show."""
    return _ESCAPE_WANTED.search(text) is not None


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if not _ESCAPE_WANTED.match(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
