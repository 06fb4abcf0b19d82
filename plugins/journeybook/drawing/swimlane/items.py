"""The content of cells in the standalone swimlane: each kind of item as words and shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from journeybook.drawing.swimlane.parts import (
    BODY,
    FIGURE,
    SMALL,
    SMALL_STRONG,
    Box,
    Dots,
    IconMark,
    Known,
    Part,
    Rectangle,
    Stroke,
    Style,
    TextBlock,
    paragraph,
    plain_words,
)
from journeybook.drawing.view.model import Item, ItemKind
from journeybook.text.quotation import quoted

GAP = 6
ICON = 14
_BETWEEN = 8

_CHIPS = frozenset(
    {
        ItemKind.CHANNEL,
        ItemKind.SYSTEM,
        ItemKind.TEAM,
        ItemKind.PERSONA,
        ItemKind.FEELING,
        ItemKind.JOURNEY,
        ItemKind.TIME,
    }
)
_FLOWING = _CHIPS | {ItemKind.METRIC, ItemKind.LINK}

# In longer lines it is hard to find the start of the next one.
_WIDEST_TEXT = 520

_THOUGHT = Style(13, "muted", italic=True)
_QUOTE = Style(13, "fg", italic=True)
_POINTER = Style(12.5, "accent", 600)
_CHIP = Style(12)


class _Tag(NamedTuple):
    ink: str
    fill: str
    edge: str
    icon: str


_TAGS = {
    ItemKind.PAIN: _Tag("pain", "pain-s", "pain-l", "alert-circle-outline"),
    ItemKind.RISK: _Tag("e1", "e1s", "pain-l", "alert-outline"),
    ItemKind.GAIN: _Tag("e3", "e3s", "h2", "thumb-up-outline"),
    ItemKind.OPPORTUNITY: _Tag("opp", "opp-s", "opp-l", "lightbulb-on-outline"),
    ItemKind.VARIANT: _Tag("fg", "card", "line-2", "ab-testing"),
}


class Block(NamedTuple):
    """Parts that were laid out together, and their width and height."""

    parts: tuple[Part, ...]
    width: float
    height: float


def lay_items(items: Sequence[Item], box: Box, span: int, known: Known | None) -> Block:
    """The items of a cell from its top: chips and figures side by side, texts below each other.

    A cell over several columns sets its texts in that number of columns, so that lines stay short.
    """
    x, y, width = box
    if len(items) == 1 and items[0].kind not in _FLOWING:  # as in most cells
        block = lay_item(items[0], (x, y, min(width, _WIDEST_TEXT)), known)
        return block if block.height >= 0 else Block(block.parts, width, 0.0)
    parts: list[Part] = []
    top = y
    texts: list[Item] = []
    flowing: list[Item] = []
    for item in [*items, None]:
        if item is not None and item.kind in _FLOWING:
            if texts:
                top = _columns(texts, (x, top, width), span, known, parts)
                texts = []
            flowing.append(item)
            continue
        if flowing:
            top = _flow(flowing, (x, top, width), known, parts)
            flowing = []
        if item is not None:
            texts.append(item)
    if texts:
        top = _columns(texts, (x, top, width), span, known, parts)
    return Block(tuple(parts), width, max(0.0, top - GAP - y))


def _columns(items: list[Item], box: Box, span: int, known: Known | None, parts: list[Part]) -> float:
    """Texts in rows of as many as there are columns; the y position of the next row."""
    x, top, width = box
    if len(items) == 1:
        block = lay_item(items[0], (x, top, min(width, _WIDEST_TEXT)), known)
        parts += block.parts
        return top + block.height + GAP
    count = min(span, len(items))
    each = (width - (count - 1) * 2 * _BETWEEN) / count
    for first in range(0, len(items), count):
        lowest = top
        for index, item in enumerate(items[first : first + count]):
            place = (x + index * (each + 2 * _BETWEEN), top, min(each, _WIDEST_TEXT))
            block = lay_item(item, place, known)
            parts += block.parts
            lowest = max(lowest, top + block.height)
        top = lowest + GAP
    return top


def _flow(items: list[Item], box: Box, known: Known | None, parts: list[Part]) -> float:
    """Small items side by side as long as they fit; the y position of the next row."""
    x, top, width = box
    at = x
    lowest = top
    for item in items:
        room = x + width - at
        block = lay_item(item, (at, top, width), known)
        if block.width > room and at > x:
            at, top = x, lowest + GAP
            block = lay_item(item, (at, top, width), known)
        # Words of the other direction stay beside their neighbours in a box of their own width.
        end = at + block.width
        for part in block.parts:
            over = isinstance(part, TextBlock) and part.x + part.width > end
            parts.append(part._replace(width=end - part.x) if over else part)
        lowest = max(lowest, top + block.height)
        at += block.width + (2 * _BETWEEN if item.kind is ItemKind.METRIC else _BETWEEN)
    return lowest + GAP


def lay_item(item: Item, box: Box, known: Known | None) -> Block:
    """One item with its top at `box`, never wider than `box`."""
    return _WAYS.get(item.kind, _text)(item, box, known)


def _text(item: Item, box: Box, known: Known | None) -> Block:
    words = paragraph(item.text, box, BODY, known)
    if not (item.note or item.detail):
        return Block((words,), box[2], words.height)
    return _stack([words], (item.note, item.detail), box, known)


def _thought(item: Item, box: Box, known: Known | None) -> Block:
    words = _quoted(item.text, box, _THOUGHT, known)
    return _stack([words], (item.note,), box, known) if item.note else Block((words,), box[2], words.height)


def _stack(parts: list[Part], notes: Iterable[str | None], box: Box, known: Known | None) -> Block:
    """Parts of which the last is the text's last line, with small notes below, as wide as `box`."""
    x, y, width = box
    bottom = (
        parts[0].y + parts[0].height if len(parts) == 1 else max([part.y + part.height for part in parts])
    )
    for note in notes:
        if note:
            words = paragraph(note, (x, bottom + 1, width), SMALL, known)
            parts.append(words)
            bottom += 1 + words.height
    return Block(tuple(parts), width, bottom - y)


def _fitted(block: Block, x: float) -> Block:
    """A block from `x` on that is no wider than its parts, so that another fits beside it."""
    return block._replace(width=min(block.width, max([_extent(part, x) for part in block.parts])))


def _extent(part: Part, x: float) -> float:
    return part.x - x + (part.widest if isinstance(part, TextBlock) else part.width)


def _quoted(text: str, box: Box, style: Style, known: Known | None) -> TextBlock:
    return paragraph(quoted(text), box, style, known)


def _quote(item: Item, box: Box, known: Known | None) -> Block:
    x, y, width = box
    inner = (x + 10, y, width - 10)
    words = _quoted(item.text, inner, _QUOTE, known)
    block = _stack([words], (item.note,), inner, known)
    bar = Stroke(x + 1.5, y + 2, 0, block.height - 4, "line-2", 3)
    return Block((bar, *block.parts), width, block.height)


def _pointer(item: Item, box: Box, known: Known | None) -> Block:
    x, y, _ = box
    icon = IconMark(x, y + 1.5, ICON, ICON, item.icon or "arrow-right", "accent")
    words = paragraph(item.text, box, _POINTER, known, indent=ICON + 4)
    return _fitted(_stack([icon, words], (item.note,), box, known), x)


def _image(item: Item, box: Box, _known: Known | None) -> Block:
    """A picture in words: the drawing stands alone, and loads no other file."""
    x, y, width = box
    icon = IconMark(x, y + 1.5, ICON, ICON, item.icon or "image-outline", "muted")
    words = plain_words(item.text, (x + ICON + 5, y, width - ICON - 5), SMALL)
    return Block((icon, words), width, words.height)


def _metric(item: Item, box: Box, _known: Known | None) -> Block:
    x, y, width = box
    parts: list[TextBlock] = []
    top = y
    for text, style in ((item.note, SMALL), (item.text, FIGURE), (item.detail, SMALL_STRONG)):
        if text:
            parts.append(plain_words(text, (x, top, width), style))
            top += parts[-1].height
    return Block(tuple(parts), max(part.widest for part in parts), top - y)


def _chip(item: Item, box: Box, known: Known | None) -> Block:
    x, y, width = box
    icon = item.icon
    start = 10 + (ICON + 5 if icon else 0)
    words = paragraph(item.text, (x + start, y + 3, width - start - 10), _CHIP, known)
    words = words._replace(width=words.widest)
    wide, high = min(width, start + words.width + 10), words.height + 6
    journey = item.kind is ItemKind.JOURNEY
    plate = Rectangle(
        x,
        y,
        wide,
        high,
        "accent-soft" if journey else "card",
        "accent" if journey else "line-2",
        min(high / 2, 12),
    )
    parts: list[Part] = [plate]
    if icon:
        parts.append(
            IconMark(
                x + 9, y + 3 + (words.leading - ICON) / 2, ICON, ICON, icon, "accent" if journey else "fg"
            )
        )
    parts.append(words)
    if not (item.note or item.detail):
        return Block(tuple(parts), wide, high)
    return _fitted(_stack(parts, (item.note, item.detail), (x, y, width), known), x)


def _tag(item: Item, box: Box, known: Known | None) -> Block:
    tag = _TAGS[item.kind]
    x, y, width = box
    inner = (x + 8, y + 5, width - 16)
    winner = item.kind is ItemKind.VARIANT and item.icon is not None
    style = Style(12, tag.ink, 600 if item.kind is ItemKind.VARIANT else 400)
    icon = IconMark(inner[0], inner[1] + 1.5, ICON, ICON, item.icon or tag.icon, "opp" if winner else tag.ink)
    words = paragraph(item.text, inner, style, known, indent=ICON + 4)
    parts: list[Part] = [icon, words]
    bottom = words.y + words.height
    for note in (item.note, item.detail):
        if note:
            small = paragraph(
                note, (inner[0], bottom, inner[2]), Style(11, tag.ink, italic=note is item.note), known
            )
            parts.append(small)
            bottom += small.height
    if item.severity:
        parts.append(Dots(inner[0] + 1, bottom + 3, 22, 5, item.severity, tag.ink))
        bottom += 10
    height = bottom + 5 - y
    plate = Rectangle(x, y, width, height, tag.fill, tag.edge, 6, dashed=item.assumed is True)
    return Block((plate, *parts), width, height)


_WAYS: Mapping[ItemKind, Callable[[Item, Box, Known | None], Block]] = {
    **dict.fromkeys(_TAGS, _tag),
    **dict.fromkeys(_CHIPS, _chip),
    ItemKind.METRIC: _metric,
    ItemKind.QUOTE: _quote,
    ItemKind.THOUGHT: _thought,
    ItemKind.LINK: _pointer,
    ItemKind.NEXT: _pointer,
    ItemKind.IMAGE: _image,
}
"""How items are laid out that are not mere texts."""
