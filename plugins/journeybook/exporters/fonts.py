"""The portal's own font as files for programs that draw text.

The theme ships Inter in parts by script, as WOFF2 for browsers. A text whose letters are all in it
is drawn the same on every machine; for others, the machine's fonts are asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fontTools.ttLib import TTFont

from journeybook.site.theme import theme_folder

FIRST = "inter-latin"
"""The part that holds digits, spaces and punctuation, which every text needs."""


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The parts of the font that a text needs, and whether they hold all of its characters."""

    paths: tuple[Path, ...]
    complete: bool


@contextmanager
def font_files(text: str) -> Iterator[FontFiles]:
    """Font files for `text`, deleted afterwards."""
    needed = {ord(letter) for letter in text if letter.isprintable() and not letter.isspace()}
    parts = [FIRST, *(name for name in _covered() if name != FIRST)]
    chosen: list[str] = []
    for name in parts:
        if name == FIRST or needed & _covered()[name]:
            chosen.append(name)
            needed -= _covered()[name]
    with TemporaryDirectory(prefix="journeybook-fonts-") as folder:
        paths = tuple(_unpacked(name, Path(folder)) for name in chosen)
        yield FontFiles(paths, complete=not needed)


def all_letters(texts: Iterable[str]) -> str:
    """Every character of some texts once, in the order of Unicode."""
    return "".join(sorted(set().union(*map(set, texts))))


@cache
def _covered() -> dict[str, frozenset[int]]:
    """The characters of each part by its name."""
    return {
        path.stem: frozenset(_font(path).getBestCmap())
        for path in sorted((theme_folder() / "fonts").glob("*.woff2"))
    }


def _unpacked(name: str, folder: Path) -> Path:
    font = _font(theme_folder() / "fonts" / f"{name}.woff2")
    font.flavor = None
    path = folder / f"{name}.ttf"
    font.save(path, reorderTables=False)
    return path


def _font(path: Path) -> Any:
    return TTFont(path, recalcTimestamp=False)
