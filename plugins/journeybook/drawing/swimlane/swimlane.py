"""A whole map as one self-contained SVG for slides, wikis and pull requests.

It shows what the page's grid shows, from the same `MapView`: nothing is cut off, nothing overlaps,
and nothing has to be fetched. Text is measured with `widths` and wrapped by `wrapping`; boxes and
rows grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from operator import attrgetter

from journeybook.drawing.palette import SCHEMES, Scheme
from journeybook.drawing.swimlane.bands import LABEL_WIDTH, Body, lay_bands
from journeybook.drawing.swimlane.header import lay_footer, lay_header, lay_key
from journeybook.drawing.swimlane.parts import (
    LEAD,
    Area,
    Known,
    Part,
    Rectangle,
    TextBlock,
    plain_words,
)
from journeybook.drawing.swimlane.rows import lay_rows
from journeybook.drawing.swimlane.svg_writer import SCHEME_SLOT, SvgWriter, filled_in, short
from journeybook.drawing.view.model import MapView
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.library.objects import Ref
from journeybook.prose.rendering import plain_text
from journeybook.text.escape import escape, escape_words
from journeybook.text.wrapping import clean

FONTS = "Inter, 'Noto Sans', Arial, sans-serif"

MARGIN = 28
_CORNER = 9

# A column is wide enough to read a sentence in it; few columns share the width of a slide.
_NARROWEST = 152
_WIDEST = 300
_SLIDE = 1060
_LEAST = 620


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of a map: areas with their words, and the shapes below and between them."""

    width: float
    height: float
    frame: tuple[float, float, float, float]
    ground: tuple[Part, ...]
    lines: tuple[Part, ...]
    areas: tuple[Area, ...]
    shade: tuple[float, float] | None


def draw_swimlane(
    view: MapView,
    titles: Callable[[Ref], str],
    scheme: Scheme = "light",
    known: Known | None = None,
    *,
    shown_width: int | None = None,
) -> str:
    """The SVG document of a map in one colour scheme, one element a line, deterministic.

    `titles` gives the titles of the sources that the map rests on; `known` holds every title of the
    portal by kind and id, for `[[links]]` in texts. `shown_width` is the width in pixels at which
    the picture is shown, with everything in it larger or smaller.
    """
    return next(filled_in(_written_down(view, lay_out(view, titles, known), shown_width), scheme))


def draw_swimlanes(
    view: MapView, titles: Callable[[Ref], str], known: Known | None = None
) -> dict[Scheme, str]:
    """The documents of all colour schemes, laid out and written once."""
    document = _written_down(view, lay_out(view, titles, known))
    return dict(zip(SCHEMES, filled_in(document, *SCHEMES), strict=True))


def _written_down(view: MapView, layout: Layout, shown_width: int | None = None) -> str:
    name = f"{view.id}-{SCHEME_SLOT}"
    writer = SvgWriter(layout.width, f"{name}-level", rtl=view.rtl)
    width, height = short(layout.width), short(layout.height)
    scale = shown_width / layout.width if shown_width else 1
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{short(layout.width * scale)}" height="{short(layout.height * scale)}" '
        f'xml:lang="{escape(view.language)}" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'font-family="{FONTS}">'
    )
    lines = [
        root,
        f'<title id="{name}-title">{escape_words(clean(view.title))}</title>',
        f'<desc id="{name}-desc">{escape_words(clean(_told(view)))}</desc>',
    ]
    if layout.shade:
        lines.append(f"<defs>{writer.shade(*layout.shade)}</defs>")
    lines.append(f'<rect width="{width}" height="{height}" fill="{writer.colours["bg"]}"/>')
    lines += writer.write(layout.ground)
    lines += writer.write(layout.lines)
    for _name, row in groupby(layout.areas, key=attrgetter("name")):
        lines += writer.write(_in_order([area.parts for area in row]))
    lines += _frame(layout, writer)
    lines.append("</svg>\n")
    return "\n".join(filter(None, lines))


def _in_order(cells: Sequence[Sequence[Part]]) -> Iterable[Part]:
    """The parts of a row's cells in an order in which many that look alike follow each other.

    Cells do not overlap, and in a cell no shape lies over words: the shapes come first, the first
    ones of all cells, then the second ones and so on; then the words, cell by cell.
    """
    if len(cells) == 1:
        return cells[0]
    shapes = [[part for part in cell if not isinstance(part, TextBlock)] for cell in cells]
    words = [part for cell in cells for part in cell if isinstance(part, TextBlock)]
    return [*(part for parts in zip_longest(*shapes) for part in parts if part is not None), *words]


def lay_out(view: MapView, titles: Callable[[Ref], str], known: Known | None = None) -> Layout:
    """The layout of all parts of a map, without colours."""
    count = len(view.columns)
    share = max(_NARROWEST, min(_WIDEST, _SLIDE / max(1, count)), _LEAST / max(1, count))
    column = float(round(share))
    inner = LABEL_WIDTH + max(1, count) * column
    areas, y = lay_header(view, (MARGIN, MARGIN - 6, inner), known)
    key, y = lay_key(view, (MARGIN, y + 14, inner))
    top = y + 10
    body = Body(float(MARGIN), top, column, max(1, count), known)
    lay_bands(view, body)
    lay_rows(view, body)
    if not view.columns:
        words = plain_words(_("No stages yet"), (body.start + 12, top + 14, column - 24), LEAD)
        body.areas.append(Area("empty", body.start, top, column, words.height + 28, (words,)))
        body.y += words.height + 28
    bottom = body.y
    footer, y = lay_footer(view, (MARGIN, bottom + 12, inner), titles)
    return Layout(
        width=inner + 2 * MARGIN,
        height=float(round(max(y, bottom) + MARGIN - 4)),
        frame=(MARGIN, top, inner, bottom - top),
        ground=tuple(body.ground),
        lines=tuple(body.lines),
        areas=(*areas, *key, *body.areas, *footer),
        shade=body.shade,
    )


def _told(view: MapView) -> str:
    """The map in a few sentences, as the picture's description for screen readers."""
    sentences = [plain_text(text) for text in (view.summary, view.objective) if text]
    stages = comma().join(stage.title for stage in view.stages)
    if stages:
        sentences.append(_("Stages: %(stages)s.", stages=stages))
    if view.curve_row:
        sentences.append(view.curve_row.sentence)
    return " ".join(sentences) or view.title


def _frame(layout: Layout, writer: SvgWriter) -> list[str]:
    """The map's border; the four rounded corners are painted over."""
    x, y, width, height = layout.frame
    right, bottom, curve = x + width, y + height, f"{_CORNER},{_CORNER} 0 0 "
    corners = (
        f"M{short(x)},{short(y)}h{_CORNER}a{curve}0 -{_CORNER},{_CORNER}Z"
        f"M{short(right)},{short(y)}v{_CORNER}a{curve}0 -{_CORNER},-{_CORNER}Z"
        f"M{short(right)},{short(bottom)}h-{_CORNER}a{curve}0 {_CORNER},-{_CORNER}Z"
        f"M{short(x)},{short(bottom)}v-{_CORNER}a{curve}0 {_CORNER},{_CORNER}Z"
    )
    border = Rectangle(x, y, width, height, None, "line-2", _CORNER)
    return [f'<path d="{corners}" fill="{writer.colours["bg"]}"/>', *writer.write((border,))]
