"""The summary of a map on an A4 page: people, purpose, worst and best moments, what to do."""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.drawing.swimlane.parts import Box, Part, Rectangle, Style, TextBlock, plain_words
from journeybook.drawing.swimlane.svg_writer import SvgWriter, filled_in, short
from journeybook.drawing.swimlane.swimlane import FONTS
from journeybook.exporters.map_story import BriefMoment, MapStory
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext

WIDTH, HEIGHT = 595.0, 842.0
"""A4 in points."""

MARGIN = 40.0
CURVE_HEIGHT = 190.0
"""The room for the curve, which is drawn apart."""

_TITLE = Style(24, weight=700)
_WHO = Style(11, "muted", 600)
_LEAD = Style(12)
_HEADING = Style(14, weight=700)
_NAME = Style(11.5, weight=700)
_TEXT = Style(10.5)
_GAP = 8.0
_PAD = 8.0


def draw_summary(story: MapStory, *, rtl: bool) -> tuple[str, float]:
    """The SVG document of the page without the curve, and the y where the curve's room begins."""
    inner = WIDTH - 2 * MARGIN
    parts: list[Part] = []
    y = _stacked(
        parts,
        [
            (story.title, _TITLE),
            (" · ".join(story.people), _WHO),
            (story.objective or story.summary or "", _LEAD),
        ],
        (MARGIN, MARGIN, inner),
    )
    curve = y + _GAP
    y = curve + CURVE_HEIGHT + _GAP
    half = (inner - 2 * _GAP) / 2
    bottoms = [
        _moments(parts, title, moments, (MARGIN + at * (half + 2 * _GAP), y, half))
        for at, (title, moments) in enumerate(
            (
                (ngettext("Worst moment", "Worst moments", len(story.worst)), story.worst),
                (ngettext("Best moment", "Best moments", len(story.best)), story.best),
            )
        )
        if moments
    ]
    y = max(bottoms, default=y) + _GAP
    _measures(parts, story, y, inner)
    writer = SvgWriter(WIDTH, "summary", rtl=rtl)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(WIDTH)} {short(HEIGHT)}" '
        f'width="{short(WIDTH)}" height="{short(HEIGHT)}" font-family="{FONTS}">'
    )
    document = "\n".join([head, *writer.write(parts), "</svg>\n"])
    return next(filled_in(document, "light")), curve


def _stacked(parts: list[Part], texts: Sequence[tuple[str, Style]], box: Box) -> float:
    """Put paragraphs below each other at the top of `box`; returns their bottom."""
    x, y, width = box
    for text, style in texts:
        if text:
            words = plain_words(text, (x, y, width), style)
            parts.append(words)
            y += words.height + 3
    return y


def _moments(parts: list[Part], title: str, moments: Sequence[BriefMoment], box: Box) -> float:
    """Put moments below a heading at the top of `box`; returns their bottom."""
    x, y, width = box
    y = _stacked(parts, [(title, _HEADING)], (x, y, width)) + 3
    for moment in moments:
        level = f"e{moment.level}"
        words: list[Part] = []
        bottom = _stacked(
            words,
            [
                (moment.title, _NAME),
                (f"{moment.feeling} · {moment.stage}", Style(10, level, 600)),
                (moment.reason or "", _TEXT),
            ],
            (x + _PAD, y + _PAD - 2, width - 2 * _PAD),
        )
        height = bottom - y + _PAD - 4
        parts.append(Rectangle(x, y, width, height, f"{level}s", level, 5))
        parts += words
        y += height + _GAP - 2
    return y


def _measures(parts: list[Part], story: MapStory, y: float, width: float) -> None:
    """What is to be done, as far as the page reaches; the last line counts the rest."""
    if not story.measures:
        return
    y = _stacked(parts, [(_("Recommendations"), _HEADING)], (MARGIN, y, width)) + 2
    for at, measure in enumerate(story.measures):
        head = " · ".join(each for each in (measure.title, measure.status, measure.owner) if each)
        words: TextBlock = plain_words(f"• {head}", (MARGIN, y, width), _TEXT)
        is_last = at == len(story.measures) - 1
        if y + words.height + (0 if is_last else 16) > HEIGHT - MARGIN:
            parts.append(plain_words(f"+ {len(story.measures) - at}", (MARGIN, y, width), _WHO))
            return
        parts.append(words)
        y += words.height + 2
