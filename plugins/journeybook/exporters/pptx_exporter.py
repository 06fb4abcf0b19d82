"""Writes slides with native shapes: a title, and for each map its picture, moments and measures.

Without a template the slides are 16:9 and plain; a company's own template gives master, fonts and
colours, and its example slides are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.util import Inches, Pt

from journeybook.drawing.palette import LIGHT
from journeybook.exporters.exporter import ExportedFile, ExportError, ExportOptions
from journeybook.exporters.map_slide import draw_map
from journeybook.exporters.map_story import BriefMoment, MapStory, Measure, story_of
from journeybook.exporters.office_package import without_times
from journeybook.exporters.slide_shapes import Box, Words, add_box, add_words
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.pages.portfolio import Portfolio
from journeybook.text.characters import printable

TEMPLATE_BYTES = 50_000_000
"""The largest template."""

_WIDTH, _HEIGHT = 13.333, 7.5
_MARGIN = 0.5
_EMU = 914_400
"""English Metric Units of an inch."""

MEASURES_SHOWN = 8
"""The most recommendations on a slide; the notes hold all."""


class PptxExporter:
    """The `Exporter` of slides."""

    ending = ".pptx"
    together = True

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """One deck with all maps."""
        deck = _Deck(_opened(options.template))
        stories = [(key, story_of(portfolio, key)) for key in keys]
        deck.title(portfolio, [story for _key, story in stories])
        for key, story in stories:
            deck.map(portfolio, key, story)
            deck.moments(story, rtl=portfolio.view(key).rtl)
            if story.measures:
                deck.measures(story, rtl=portfolio.view(key).rtl)
        written = io.BytesIO()
        deck.show.save(written)
        name = keys[0] if len(keys) == 1 else "journeys"
        yield ExportedFile(f"{name}{self.ending}", without_times(written.getvalue()))


def _opened(template: Path | None) -> Any:
    """An empty deck, plain or with the master of a template; raises ExportError."""
    if template is None:
        show = Presentation()
        show.slide_width, show.slide_height = Inches(_WIDTH), Inches(_HEIGHT)
        return show
    shown = printable(str(template))
    if template.stat().st_size > TEMPLATE_BYTES:
        raise ExportError(f"the template {shown} is larger than {TEMPLATE_BYTES // 1_000_000} MB")
    try:
        show = Presentation(str(template))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError):
        raise ExportError(f"{shown} is no template of slides; save it as .pptx") from None
    slides = show.slides._sldIdLst  # noqa: SLF001 - python-pptx has no call to remove a slide
    for slide in list(slides):
        show.part.drop_rel(slide.rId)
        slides.remove(slide)
    return show


class _Deck:
    """Slides are added one by one; positions are in inches."""

    def __init__(self, show: Any) -> None:
        self.show = show
        self.width = show.slide_width / _EMU
        self.height = show.slide_height / _EMU

    def title(self, portfolio: Portfolio, stories: Sequence[MapStory]) -> None:
        slide = self._slide(self.show.slide_layouts[0], keeps=(0, 1))
        one = stories[0] if len(stories) == 1 else None
        slide.shapes.title.text = one.title if one else portfolio.site_name
        lines = [
            *(
                (one.objective or one.summary, ", ".join(one.people))
                if one
                else (each.title for each in stories)
            )
        ]
        body = next((shape for shape in slide.placeholders if shape.placeholder_format.idx == 1), None)
        if body is not None:
            body.text = "\n".join(line for line in lines if line)
            if one is None and len(stories) > 6:
                body.text = ngettext("%(num)s journey", "%(num)s journeys", len(stories))
        if self.width > 10.1:
            for shape in slide.placeholders:
                self._widen(shape)

    def map(self, portfolio: Portfolio, key: str, story: MapStory) -> None:
        slide, top = self._titled(story.title)
        box = Box(_MARGIN, top, self.width - 2 * _MARGIN, self.height - top - 0.3)
        draw_map(slide, portfolio.view(key), box, portfolio.known)
        slide.notes_slide.notes_text_frame.text = story.notes

    def moments(self, story: MapStory, *, rtl: bool) -> None:
        slide, top = self._titled(story.title)
        half = (self.width - 3 * _MARGIN) / 2
        groups = (
            (ngettext("Worst moment", "Worst moments", len(story.worst)), story.worst),
            (ngettext("Best moment", "Best moments", len(story.best)), story.best),
        )
        for at, (title, moments) in enumerate(groups):
            column = 1 - at if rtl else at
            x = _MARGIN + column * (half + _MARGIN)
            add_words(slide, Box(x, top, half, 0.45), [Words(title, 20, bold=True)], rtl=rtl)
            height = (self.height - top - 0.9) / 3
            for number, moment in enumerate(moments):
                place = Box(x, top + 0.55 + number * height, half, height - 0.15)
                self._moment(slide, place, moment, rtl=rtl)
        slide.notes_slide.notes_text_frame.text = "\n".join(
            f"{moment.stage}: {moment.title}, {moment.feeling}" for moment in (*story.worst, *story.best)
        )

    def measures(self, story: MapStory, *, rtl: bool) -> None:
        slide, top = self._titled(f"{story.title}: {_('Recommendations')}")
        shown = story.measures[:MEASURES_SHOWN]
        height = min(1.0, (self.height - top - 0.3) / len(shown))
        for at, measure in enumerate(shown):
            place = Box(_MARGIN, top + at * height, self.width - 2 * _MARGIN, height - 0.1)
            words = [Words(_head(measure), 14 if height > 0.8 else 12, LIGHT["opp"], bold=True)]
            if measure.about:
                words.append(Words(_cut(measure.about, 150), 11 if height > 0.8 else 10, LIGHT["fg"]))
            add_box(slide, place, words, fill=LIGHT["opp-s"], line=LIGHT["opp-l"], rtl=rtl)
        slide.notes_slide.notes_text_frame.text = "\n\n".join(
            "\n".join(filter(None, (_head(measure), measure.about))) for measure in story.measures
        )

    def _moment(self, slide: Any, place: Box, moment: BriefMoment, *, rtl: bool) -> None:
        level = moment.level
        words = [
            Words(moment.title, 16, LIGHT["fg"], bold=True),
            Words(f"{moment.feeling} · {moment.stage}", 12, LIGHT[f"e{level}"], bold=True),
        ]
        if moment.reason:
            words.append(Words(_cut(moment.reason, 180), 12, LIGHT["fg"]))
        add_box(slide, place, words, fill=LIGHT[f"e{level}s"], line=LIGHT[f"e{level}"], rtl=rtl)

    def _titled(self, title: str) -> tuple[Any, float]:
        """A slide with a title, and where the room below it begins."""
        slide = self._slide(self._title_layout(), keeps=(0,))
        shape = slide.shapes.title
        if shape is None:
            add_words(slide, Box(_MARGIN, 0.3, self.width - 2 * _MARGIN, 0.8), [Words(title, 28, bold=True)])
            return slide, 1.2
        shape.text = title
        if self.show.slide_width > 10.1 * _EMU and shape.left + shape.width < 10.1 * _EMU:
            shape.left, shape.top = Inches(_MARGIN), Inches(0.25)
            shape.width, shape.height = Inches(self.width - 2 * _MARGIN), Inches(0.8)
            shape.text_frame.paragraphs[0].font.size = Pt(28)
        return slide, max(1.1, (shape.top + shape.height) / _EMU + 0.1)

    def _title_layout(self) -> Any:
        """The layout with a title and nothing else, or the one with fewest other placeholders."""
        titled = [
            layout
            for layout in self.show.slide_layouts
            if any(each.placeholder_format.idx == 0 for each in layout.placeholders)
        ]
        return min(titled or list(self.show.slide_layouts), key=lambda layout: len(list(layout.placeholders)))

    def _slide(self, layout: Any, *, keeps: tuple[int, ...]) -> Any:
        slide = self.show.slides.add_slide(layout)
        for shape in list(slide.placeholders):
            if shape.placeholder_format.idx not in keeps:
                element = shape._element  # noqa: SLF001 - nor one to remove a placeholder
                element.getparent().remove(element)
        return slide

    def _widen(self, shape: Any) -> None:
        """Centre a placeholder of a layout that was made for 4:3 on a wider slide."""
        if shape.left is not None and shape.left + shape.width < 10.1 * _EMU:
            top, height = shape.top, shape.height
            shape.left, shape.width = int(1.2 * _EMU), int((self.width - 2.4) * _EMU)
            shape.top, shape.height = top, height


def _head(measure: Measure) -> str:
    return " · ".join(each for each in (measure.title, measure.status, measure.owner) if each)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


EXPORTER = PptxExporter()
