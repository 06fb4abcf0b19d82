"""The portal's font in three weights, cut down to the letters of a document, for PDF files.

PDF readers know no variable fonts, so each weight is made a font of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from journeybook.exporters.fonts import font_files

WEIGHTS = (400, 600, 700)
"""The weights of drawn words."""


@dataclass(frozen=True, slots=True)
class PdfFont:
    """One part of the font in one weight: its name in the document, file and characters."""

    name: str
    weight: int
    path: Path
    letters: frozenset[str]


@contextmanager
def pdf_fonts(text: str) -> Iterator[tuple[PdfFont, ...]]:
    """Fonts with the letters of `text` that the portal's font has, deleted afterwards."""
    with font_files(text) as files, TemporaryDirectory(prefix="journeybook-fonts-") as folder:
        made: list[PdfFont] = []
        for path in files.paths:
            content, letters = _cut_down(path, text)
            for weight in WEIGHTS:
                font = TTFont(io.BytesIO(content), recalcTimestamp=False)
                instantiateVariableFont(font, {"wght": weight}, inplace=True)
                name = f"{path.stem}-{weight}"
                font.save(Path(folder) / f"{name}.ttf")
                made.append(PdfFont(name, weight, Path(folder) / f"{name}.ttf", letters))
        yield tuple(made)


def _cut_down(path: Path, text: str) -> tuple[bytes, frozenset[str]]:
    font = TTFont(path, recalcTimestamp=False)
    letters = frozenset(map(chr, font.getBestCmap())) & frozenset(text)
    options = Options()
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(letters)) or " ")
    subsetter.subset(font)
    written = io.BytesIO()
    font.save(written)
    return written.getvalue(), letters
