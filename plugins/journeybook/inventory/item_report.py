"""One object for the terminal, and as data."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from journeybook.drawing.charts.curve_blocks import curve_blocks
from journeybook.insight.counts import MapCounts
from journeybook.insight.spots import Spot
from journeybook.inventory.item_summary import Card
from journeybook.labels.value_labels import USE_WORDS, count_words, counted
from journeybook.library.links import REFERENCES
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.journey import Journey, Moment, Stage
from journeybook.sources.ids import spelled
from journeybook.sources.yaml.writer import Tree, flow, tree_of
from journeybook.text.characters import printable
from journeybook.text.numbers import level_figure

_BOLD, _DIM = "1", "2"
_LABEL = 18
_ELSEWHERE = frozenset({"title", "stages", "steps", "narrative", "id"})
"""Fields that the heading and the story show."""


_WORDS = MappingProxyType({"lanes": "fills it", "tags": "bears it"})
"""What is said of a map that uses a lane or a tag; these have no pages with such words."""


def card_text(card: Card, library: Library, *, prefix: str, width: int, colour: bool) -> str:
    """The card as lines of at most `width` columns, unless a word is longer.

    The name of its file is printed with `prefix` before it.
    """
    paint = _Paint(colour)
    lines = [paint(printable(card.title), _BOLD), paint(_where(card, prefix), _DIM)]
    if card.holder is not None:
        lines += ["", *_fields(card.holder, library, width, paint)]
    if card.counts:
        lines += [*_labelled("Figures", _figures(card.counts), width, paint)]
    lines += _curves(card, library)
    if isinstance(card.holder, Journey):
        lines += ["", *_story(card.holder, card.spots, library, paint)]
    elif isinstance(card.holder, Stage) and card.holder.steps:
        lines += [
            "",
            *(f"  {printable(each.title)} {paint(f'({each.id})', _DIM)}" for each in card.holder.steps),
        ]
    narrative = getattr(card.holder, "narrative", None)
    if narrative:
        lines += ["", *_paragraphs(printable_lines(narrative), width)]
    lines += ["", *_uses(card, library, paint)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _where(card: Card, prefix: str) -> str:
    return f"{card.name}" + (f" · {printable(prefix + card.file)}" if card.file else "")


def _fields(holder: BaseModel, library: Library, width: int, paint: _Paint) -> Iterator[str]:
    for key, value in tree_of(holder).items():
        if key in _ELSEWHERE or value in ("", [], {}):
            continue
        label = key.replace("_", " ").capitalize()
        parts = list(_said(value, key, library))
        first = True
        for part in parts:
            yield from _labelled(label if first else "", part, width, paint)
            first = False


def _labelled(label: str, text: str, width: int, paint: _Paint) -> Iterator[str]:
    room = max(30, width - _LABEL - 1)
    for line in textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]:
        yield f"{paint(f'{label:<{_LABEL}}', _DIM)} {line}"
        label = ""


def _figures(counts: MapCounts) -> str:
    words = (count_words(key, value) for key, value in asdict(counts).items() if key != "backed" and value)
    rests = f"; {counts.backed} of the claims on evidence" if counts.claims else ""
    return ", ".join(words) + rests


def _said(value: Tree, key: str, library: Library) -> Iterator[str]:
    """The value of a field as texts, ids with their titles."""
    match value:
        case str():
            yield _named(printable(" ".join(value.split())), key, library)
        case list():
            texts = [_item(each, key, library) for each in value]
            if all(
                len(text) <= _LABEL * 2 and isinstance(each, str)
                for text, each in zip(texts, value, strict=True)
            ):
                yield ", ".join(texts)
            else:
                yield from (f"- {text}" for text in texts)
        case dict():
            for name, each in value.items():
                text = ", ".join(_said(each, name, library))
                yield f"{_named(printable(name), key, library)}: {text}"


def _item(value: Tree, key: str, library: Library) -> str:
    if isinstance(value, str):
        return _named(printable(" ".join(value.split())), key, library)
    if isinstance(value, dict):
        own = next((name for name in ("text", "title", "read", "step") if name in value), None)
        rest = [
            f"{name.replace('_', ' ')} {', '.join(part.removeprefix('- ') for part in _said(each, name, library))}"
            for name, each in value.items()
            if name != own
        ]
        head = ", ".join(_said(value[own], own, library)) if own else ""
        return f"{head} ({'; '.join(rest)})" if head and rest else head or "; ".join(rest)
    return printable(flow(value))


def _named(text: str, key: str, library: Library) -> str:
    kind = REFERENCES.get(key)
    title = library.ids(kind).get(text) if kind else None
    if not title:
        return text
    # Where the id is but the title spelled as one, it says nothing more.
    return printable(title) if spelled(title) == text else f"{printable(title)} ({text})"


def _curves(card: Card, library: Library) -> Iterator[str]:
    scale = library.vocabulary.emotion_scale
    # Imported where there is something to lay out.
    from rich.cells import cell_len  # noqa: PLC0415

    names = {curve.persona: printable(curve.title) for curve in card.curves}
    widest = max(map(cell_len, names.values()), default=0)
    if card.curves:
        yield ""
    for curve in card.curves:
        felt = [each for each in curve.values if each is not None]
        low, high = (level_figure(each, scale.min) for each in (min(felt), max(felt)))
        name = names[curve.persona]
        yield f"{name}{' ' * (widest - cell_len(name))}  {curve_blocks(curve.values, scale)}  {low} to {high}"


def _story(journey: Journey, found: tuple[Spot, ...], library: Library, paint: _Paint) -> Iterator[str]:
    by_id = {spot.moment.id: spot for spot in found}
    for stage in journey.stages:
        yield _moment(stage, by_id, library, paint, paint(printable(stage.title), _BOLD))
        for step in stage.steps:
            yield f"  {_moment(step, by_id, library, paint, printable(step.title))}"


def _moment(
    moment: Moment, by_id: Mapping[str | None, Spot], library: Library, paint: _Paint, title: str
) -> str:
    spot = by_id.get(moment.id)
    scale = library.vocabulary.emotion_scale
    parts = [
        "/".join(dict.fromkeys(level_figure(each.value, scale.min) for each in spot.emotions))
        if spot
        else "",
        library.title(Ref(Kind.CHANNEL, moment.channel)) if moment.channel else "",
        counted(len(moment.pains), "pain") if moment.pains else "",
        "moment of truth" if moment.moment_of_truth else "",
    ]
    said = ", ".join(printable(part) for part in parts if part)
    return f"{title} {paint(f'({moment.id})', _DIM)}{f'  {said}' if said else ''}"


def _uses(card: Card, library: Library, paint: _Paint) -> Iterator[str]:
    if not card.uses:
        yield "Nothing refers to it in a field."
        return
    grouped: dict[Ref, dict[str, None]] = {}
    for use in card.uses:
        word = _WORDS.get(use.field) or USE_WORDS.get(use.field, use.field.replace("_", " "))
        grouped.setdefault(Ref(use.by.kind, use.by.id), {})[word] = None
    yield paint(f"Mentioned by {counted(len(grouped), 'thing')}", _BOLD)
    for by, words in grouped.items():
        yield f"  {by}  {printable(library.title(by))}{paint(': ' + ', '.join(words), _DIM)}"


def _paragraphs(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        # Lists and fences of authors' Markdown keep their lines.
        yield from textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]


def printable_lines(text: str) -> str:
    """The text with its lines, without control characters."""
    return "\n".join(printable(line) for line in text.split("\n"))


class _Paint:
    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text.strip() else text


def card_data(card: Card) -> dict[str, Any]:
    """The card as data.

    `fields` are those of its source that are not empty, `curves` have one value for each column.
    """
    fields = card.holder.model_dump(exclude_defaults=True, by_alias=True) if card.holder is not None else {}
    fields.pop("id", None)
    return {
        "kind": card.name.sort,
        "id": card.name.id,
        **({"step": card.name.step} if card.name.step else {}),
        "title": card.title,
        "file": card.file,
        "fields": fields,
        **({"figures": asdict(card.counts)} if card.counts else {}),
        "columns": [each.moment.id for each in card.spots],
        "curves": [{"persona": each.persona, "values": each.values} for each in card.curves],
        "mentioned_by": [
            {"kind": use.by.kind.value, "id": use.by.id, "step": use.by.step, "field": use.field}
            for use in card.uses
        ],
    }


def card_json(card: Card) -> str:
    """The card as JSON; days are ISO dates, spans of time as their authors wrote them."""
    return json.dumps(card_data(card), indent=2, ensure_ascii=True, default=str) + "\n"
