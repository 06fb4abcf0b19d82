"""The frame of the standalone swimlane: title and people above, legend and sources below."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from journeybook.drawing.swimlane.emotion_lane import capital, series_colour, series_dash
from journeybook.drawing.swimlane.items import ICON
from journeybook.drawing.swimlane.parts import (
    EYEBROW,
    LEAD,
    SMALL,
    STRONG,
    TITLE,
    Area,
    Box,
    Dots,
    Face,
    IconMark,
    Known,
    Part,
    Rectangle,
    Ring,
    Stroke,
    Style,
    TextBlock,
    paragraph,
    plain_words,
    set_words,
)
from journeybook.drawing.view.model import CurveRow, Item, Lane, MapView, Person
from journeybook.i18n.catalog import gettext as _
from journeybook.labels.value_labels import STATUS_WORDS, TYPE_WORDS
from journeybook.library.objects import Ref
from journeybook.model.journey import MapType
from journeybook.text.wrapping import Piece

_TELLING_TYPES = frozenset({MapType.SERVICE_BLUEPRINT, MapType.EMOTIONAL_JOURNEY})
"""Types whose name alone says that the picture is a journey map."""

_AVATAR = 34
_PILL_TEXT = 190
_SPACE = 10
# A title needs about this width beside the people; otherwise they move below it.
_TITLE_WIDTH = 420
_LEAD_WIDTH = 820
_KEY_HEIGHT = 17


class Cluster(NamedTuple):
    """Parts laid out from (0, 0), to be moved together."""

    name: str
    width: float
    height: float
    parts: tuple[Part, ...]

    def at(self, x: float, y: float) -> Area:
        """The cluster at the given position."""
        moved = tuple(part._replace(x=part.x + x, y=part.y + y) for part in self.parts)
        return Area(self.name, x, y, self.width, self.height, moved)


def lay_header(view: MapView, box: Box, known: Known | None) -> tuple[list[Area], float]:
    """Title, type and status, purpose and people with their top at `box`, and their bottom."""
    x, y, width = box
    pills = [_pill(person) for person in view.people]
    row = sum(pill.width for pill in pills) + _SPACE * max(0, len(pills) - 1)
    beside = bool(pills) and row + 2 * _SPACE + _TITLE_WIDTH <= width
    room = width - row - 3 * _SPACE if beside else width
    about = [TYPE_WORDS[view.type], STATUS_WORDS[view.status]]
    if view.type not in _TELLING_TYPES:
        about.insert(0, _("Journey map"))
    words = [plain_words(" · ".join(about), (x, y, room), EYEBROW)]
    words.append(plain_words(view.title, (x, _below(words), room), TITLE))
    parts: list[Part] = list(words)
    reading = min(room, _LEAD_WIDTH)
    if view.objective:
        top = _below(words) + 3
        goal = paragraph(view.objective, (x, top, reading), LEAD, known, indent=22)
        parts += [IconMark(x, top + goal.leading / 2 - 8, 16, 16, "flag-outline"), goal]
        words.append(goal)
    if view.summary:
        words.append(paragraph(view.summary, (x, _below(words) + 3, reading), LEAD, known))
        parts.append(words[-1])
    bottom = _below(words)
    areas = [Area("title", x, y, room, bottom - y, tuple(parts))]
    if beside:
        at = x + width - row
        for pill in pills:
            areas.append(pill.at(at, y + 8))
            at += pill.width + _SPACE
        bottom = max([bottom, *(area.y + area.height for area in areas)])
    elif pills:
        people, bottom = flow(pills, (x, bottom + _SPACE, width))
        areas += people
    return areas, bottom


def _below(words: list[TextBlock]) -> float:
    return words[-1].y + words[-1].height


def _pill(person: Person) -> Cluster:
    start = _AVATAR + 14
    name = plain_words(person.title, (start, 5, _PILL_TEXT), STRONG)
    texts = [name]
    if person.role:
        texts.append(plain_words(person.role, (start, 5 + name.height, _PILL_TEXT), SMALL))
    wide = max(text.widest for text in texts)
    texts = [text._replace(width=wide) for text in texts]
    height = max(_AVATAR + 8, _below(texts) + 5)
    if len(texts) == 1:
        texts = [name._replace(width=wide, y=(height - name.height) / 2)]
    actor = person.series == 0
    letters = set_words(
        (Piece(person.initials),),
        (5, 0, _AVATAR),
        Style(12, "bg" if actor else "fg", 700),
        centred=True,
    )
    width = start + wide + 16
    parts: tuple[Part, ...] = (
        Rectangle(
            0,
            0,
            width,
            height,
            "accent-soft" if actor else "card",
            "accent" if actor else "line-2",
            min(height / 2, 21),
        ),
        Ring(5, height / 2 - _AVATAR / 2, _AVATAR, _AVATAR, "accent" if actor else "surface-2", None),
        letters._replace(y=(height - letters.height) / 2),
        *texts,
    )
    return Cluster("person", width, height, parts)


def flow(clusters: list[Cluster], box: Box, gap: float = _SPACE) -> tuple[list[Area], float]:
    """Clusters side by side in rows that fit `box`, and the bottom of the last row."""
    x, y, width = box
    areas: list[Area] = []
    at, top, bottom = x, y, y
    for cluster in clusters:
        if at > x and at + cluster.width > x + width:
            at, top = x, bottom + 6
        areas.append(cluster.at(at, top))
        at += cluster.width + gap
        bottom = max(bottom, top + cluster.height)
    return areas, bottom


def lay_key(view: MapView, box: Box) -> tuple[list[Area], float]:
    """The legend of the lines, faces and marks that the map uses, and its bottom; may be empty."""
    x, y, width = box
    marks = list(_marks(view, width))
    faces = list(_faces(view.curve_row, width)) if view.curve_row else []
    if not marks and not faces:
        return [], y
    gap = 18
    row = sum(mark.width for mark in (*marks, *faces)) + gap * (len(marks) + len(faces) - 1)
    if faces and row + 2 * gap <= width:
        areas, bottom = flow(marks, box, gap)
        end = sum(face.width for face in faces) + gap * (len(faces) - 1)
        more, lower = flow(faces, (x + width - end - 0.01, y, end + 0.02), gap)
        return areas + more, max(bottom, lower)
    areas, bottom = flow(marks, box, gap)
    more, bottom = flow(faces, (x, bottom + (6 if marks else 0), width), gap)
    return areas + more, bottom


def _keyed(ink: Part, start: float, text: str, most: float) -> Cluster:
    words = plain_words(text, (start, 0, most - start), SMALL)
    words = words._replace(width=words.widest)
    height = max(words.height, _KEY_HEIGHT)
    # The sample stands beside the first line, the words are centred vertically.
    words = words._replace(y=(height - words.height) / 2)
    ink = ink._replace(y=ink.y + max(words.y + words.leading / 2, _KEY_HEIGHT / 2))
    return Cluster("key", start + words.width, height, (ink, words))


def _marks(view: MapView, most: float) -> Iterator[Cluster]:
    row = view.curve_row
    for curve in row.curves if row else ():
        if curve.series == 0:
            line = Stroke(0, 0, 28, 0, "e4", 3.5)
        else:
            line = Stroke(0, 0, 28, 0, series_colour(curve.series), 2, series_dash(curve.series))
        yield _keyed(line, 35, curve.title, most)
    points = [point for curve in (row.curves if row else ()) for point in curve.points]
    if (
        any(point.moment_of_truth for point in points)
        or any(column.moment_of_truth for column in view.columns)
        or any(stage.moment_of_truth for stage in view.stages)
    ):
        gem = IconMark(0, -ICON / 2, ICON, ICON, "diamond-stone", "mot")
        yield _keyed(gem, ICON + 5, _("Moment of truth"), most)
    items = list(_items(view))
    if any(item.severity for item in items):
        yield _keyed(Dots(0, -2.5, 22, 5, 2, "pain"), 28, _("How much it hurts, of three"), most)
    if any(item.assumed for item in items) or any(point.assumed for point in points):
        plate = Rectangle(0.5, -6, 20, 12, None, "muted", 4, dashed=True)
        yield _keyed(plate, 27, _("Assumed, without evidence"), most)


def _faces(row: CurveRow, most: float) -> Iterator[Cluster]:
    for _y, level, word in reversed(row.levels):
        yield _keyed(Face(0, -8.5, 17, 17, level), 23, capital(word), most)


def _items(view: MapView) -> Iterator[Item]:
    for row in view.rows:
        if isinstance(row, Lane):
            for cell in row.cells:
                yield from cell.items


def lay_footer(view: MapView, box: Box, titles: Callable[[Ref], str]) -> tuple[list[Area], float]:
    """The titles of the sources that the map's claims rest on, and the bottom; may be empty."""
    sources = dict.fromkeys(ref for item in _items(view) for ref in item.evidence)
    if not sources:
        return [], box[1]
    pieces = (Piece(f"{_('Sources:')} ", bold=True), Piece(" · ".join(titles(ref) for ref in sources)))
    words = set_words(pieces, box, SMALL)
    return [Area("sources", box[0], box[1], box[2], words.height, (words,))], box[1] + words.height
