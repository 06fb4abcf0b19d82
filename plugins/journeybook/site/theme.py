"""The stylesheet and the script of the site, assembled from the parts in `site_theme/`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from journeybook.drawing.grid.positions import position_css
from journeybook.drawing.palette import token_css
from journeybook.search.word_breaks import unspaced_script
from journeybook.site.translation import translation_script

_COMMENT = r"/\*(?!!)(?:(?!\*/).)*\*/"
_STYLE_COMMENTS = re.compile(rf"^[ \t]*{_COMMENT}[ \t]*\n|[ \t]*{_COMMENT}", re.DOTALL | re.MULTILINE)
_SCRIPT_COMMENTS = re.compile(rf"^[ \t]*(?:{_COMMENT}[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""Comments for developers. One that begins with `/*!` says whose work something is, and stays."""


@cache
def theme_folder() -> Path:
    """The folder `site_theme`: inside the installed package, or beside `plugins/` in a checkout."""
    here = Path(__file__).resolve().parent.parent
    shipped = here / "site_theme"
    return shipped if shipped.is_dir() else here.parent.parent / "site_theme"


def stylesheet() -> str:
    """The stylesheet: colour variables, the parts of `styles/` by name, the position classes."""
    parts = (_STYLE_COMMENTS.sub("", each) for each in _parts("styles", "*.css"))
    return "\n".join([token_css(), *parts, position_css()])


def script() -> str:
    """The script, in the language in use.

    It holds the letters of scripts without spaces, the translation, and the parts of `scripts/` in
    the order of their names. They are wrapped in one function, so that they share definitions
    without globals.
    """
    parts = "\n".join(_SCRIPT_COMMENTS.sub("", each) for each in _parts("scripts", "*.js"))
    return f'(() => {{\n"use strict";\n{unspaced_script()}{translation_script(parts)}\n{parts}}})();\n'


def _parts(folder: str, pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((theme_folder() / folder).glob(pattern))]
