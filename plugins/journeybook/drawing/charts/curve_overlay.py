"""Several curves over the same columns: one stretched SVG, with marks and figures in HTML.

A table beside it holds the same values, so screen readers get a sentence and then the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from journeybook.drawing.curve import curve_path
from journeybook.drawing.faces import face
from journeybook.drawing.grid.positions import COLUMNS, SERIES, curve_top
from journeybook.insight.step_graph import paths
from journeybook.text.escape import escape

# Up to this number of columns, titles fit even if the picture shares its width.
_FEW = 6


class Look(StrEnum):
    """How a line looks.

    Today's is dashed with lozenges, the future's solid; one of several is thin, the worst of them
    thick.
    """

    NOW = "now"
    THEN = "then"
    ONE = "one"
    WORST = "worst"


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on a line: its share of the scale (0 to 1), and the figure shown."""

    y: float
    figure: str


@dataclass(frozen=True, slots=True)
class OverlayLine:
    """One line: a mark or None for each column.

    The line breaks at a None, because the value is unknown. It runs on past the columns in
    `absent`, in which it has no part. `ahead` holds for each column the later ones that it leads to
    if the journey branches; None if each leads to the next. `labelled` says whether figures are
    written beside its marks.
    """

    title: str
    look: Look
    marks: tuple[Mark | None, ...]
    absent: frozenset[int] = frozenset()
    labelled: bool = True
    ahead: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class OverlayColumn:
    """A column that the lines share. `note` is a short second line."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overlay:
    """Lines over the same columns.

    `zero` is the position of the scale's zero as a share of the scale, None if it has none. `title`
    names the picture among others on the page, `sentence` describes it.
    """

    title: str
    sentence: str
    columns: tuple[OverlayColumn, ...]
    lines: tuple[OverlayLine, ...]
    zero: float | None
    rtl: bool = False


def draw_overlay(overlay: Overlay) -> str:
    """The picture as HTML; "" if there is nothing to draw or if there are too many columns."""
    count = len(overlay.columns)
    if not count or count > COLUMNS or not any(mark for line in overlay.lines for mark in line.marks):
        return ""
    direction = ' dir="rtl"' if overlay.rtl else ""
    look = "jb-overlay jb-overlay--few" if count <= _FEW else "jb-overlay"
    cells = "".join(_column(overlay, index) for index in range(count))
    return (
        f'<figure class="{look}"{direction}>{_legend(overlay)}'
        f'<div class="jb-overlay__scroller" role="region" aria-label="{escape(overlay.title)}" tabindex="0">'
        f'<p class="jb-sr-only">{escape(overlay.sentence)}</p>'
        f'<div class="jb-overlay__plot jb-cols-{count}" aria-hidden="true">{_axis()}'
        f'<div class="jb-overlay__area">{_ink(overlay)}<ol class="jb-overlay__columns">{cells}</ol></div></div></div></figure>'
    )


def _legend(overlay: Overlay) -> str:
    keys = []
    for series, line in enumerate(overlay.lines):
        sample = (
            f'<svg class="jb-overlay__key" viewBox="0 0 28 10" aria-hidden="true" focusable="false">'
            f'<path class="{_classes(series, line)}" d="M0,5H28"/></svg>'
        )
        words = f'{sample} <span dir="auto">{escape(line.title)}</span>'
        if series < SERIES and len(overlay.lines) > 1:
            words = (
                f'<label class="jb-switch"><input type="checkbox" class="jb-overlay__shows-{series}" checked>'
                f"{words}</label>"
            )
        keys.append(f"<li>{words}</li>")
    return f'<ul class="jb-overlay__legend">{"".join(keys)}</ul>'


def _axis() -> str:
    faces = "".join(f'<i class="jb-y-{curve_top(level / 4)}">{face(level)}</i>' for level in (4, 2, 0))
    return f'<div class="jb-overlay__axis">{faces}</div>'


def _ink(overlay: Overlay) -> str:
    base = curve_top(0.5 if overlay.zero is None else overlay.zero)
    parts = [
        '<svg class="jb-overlay__ink" viewBox="0 0 100 100" preserveAspectRatio="none" focusable="false">',
        f'<path class="jb-curve__half jb-curve__half--up" d="M0,0H100V{base}H0Z"/>',
        f'<path class="jb-curve__half jb-curve__half--down" d="M0,{base}H100V100H0Z"/>',
        f'<path class="jb-curve__zero" d="M0,{base}H100"/>',
    ]
    parts += (
        f'<path class="{_classes(series, line)}" d="{curve_path(run)}"/>'
        for series, line in enumerate(overlay.lines)
        for run in _runs(line, len(overlay.columns))
        if len(run) > 1
    )
    return "".join(parts) + "</svg>"


def _runs(line: OverlayLine, columns: int) -> Iterator[tuple[tuple[float, float], ...]]:
    """The unbroken pieces of a line, in percent of the plot."""
    if line.ahead is not None:
        places = {
            at: ((at + 0.5) / columns * 100, float(curve_top(mark.y)))
            for at, mark in enumerate(line.marks)
            if mark
        }
        yield from (tuple(places[at] for at in path) for path in paths(list(places), line.ahead))
        return
    run: list[tuple[float, float]] = []
    for index, mark in enumerate(line.marks):
        if mark:
            run.append(((index + 0.5) / columns * 100, float(curve_top(mark.y))))
        elif run and index not in line.absent:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _column(overlay: Overlay, at: int) -> str:
    column = overlay.columns[at]
    present = [(series, line, mark) for series, line in enumerate(overlay.lines) if (mark := line.marks[at])]
    sides = dict(_sides(present))
    dots = "".join(
        f'<span class="jb-overlay__dot jb-overlay__dot--{line.look} jb-series-{series} jb-y-{curve_top(mark.y)}">'
        + (
            f'<b class="jb-overlay__figure jb-overlay__figure--{sides[series]}">{mark.figure}</b>'
            if series in sides
            else ""
        )
        + "</span>"
        for series, line, mark in present
    )
    note = f'<small dir="auto">{escape(column.note)}</small>' if column.note else ""
    return (
        f'<li class="jb-overlay__column"><div class="jb-overlay__space">{dots}</div>'
        f'<p class="jb-overlay__title"><span class="jb-overlay__number">{at + 1}</span> <span class="jb-overlay__word" dir="auto">{escape(column.title)}</span>'
        f"{note}</p></li>"
    )


def _sides(present: Sequence[tuple[int, OverlayLine, Mark]]) -> Iterator[tuple[int, str]]:
    """The figures to write: the highest above its mark, the lowest below it."""
    labelled = sorted(
        ((series, mark) for series, line, mark in present if line.labelled), key=lambda each: -each[1].y
    )
    if not labelled:
        return
    (top, highest), (bottom, lowest) = labelled[0], labelled[-1]
    if top != bottom and highest.figure != lowest.figure:
        yield top, "above"
    others = [mark.y for series, _, mark in present if series != bottom]
    if top == bottom and not any(y > lowest.y for y in others):
        yield bottom, "above"
    else:
        yield bottom, "below"


def _classes(series: int, line: OverlayLine) -> str:
    return f"jb-overlay__line jb-overlay__line--{line.look} jb-series-{series}"
