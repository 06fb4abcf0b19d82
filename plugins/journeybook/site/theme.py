"""The stylesheet and the script of the site, assembled from the parts in `site_theme/`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from journeybook.drawing.grid.positions import position_css
from journeybook.drawing.palette import token_css
from journeybook.search.word_breaks import unspaced_script
from journeybook.site.translation import translation_script


@cache
def theme_folder() -> Path:
    """The folder `site_theme`: inside the installed package, or beside `plugins/` in a checkout."""
    here = Path(__file__).resolve().parent.parent
    shipped = here / "site_theme"
    return shipped if shipped.is_dir() else here.parent.parent / "site_theme"


def stylesheet() -> str:
    """The stylesheet: colour variables, the parts of `styles/` by name, the position classes."""
    return "\n".join([token_css(), *_parts("styles", "*.css"), position_css()])


def script() -> str:
    """The script, in the language in use.

    It holds the letters of scripts without spaces, the translation, and the parts of `scripts/` in
    the order of their names. They are wrapped in one function, so that they share definitions
    without globals.
    """
    parts = "\n".join(_parts("scripts", "*.js"))
    return f'(() => {{\n"use strict";\n{unspaced_script()}{translation_script(parts)}\n{parts}}})();\n'


def _parts(folder: str, pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((theme_folder() / folder).glob(pattern))]
