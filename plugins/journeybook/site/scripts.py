"""The script of the site, assembled from the parts in `site_theme/scripts/`.

Every page has `journeybook.js`. Some of its functions are files of their own, which it fetches on
the pages that have something for them, or when somebody begins to search.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from journeybook.search.word_breaks import unspaced_script
from journeybook.site.theme import theme_folder
from journeybook.site.translation import added_translation_script, translation_script

BASE = ""
"""The name of the script that every page has."""

FETCHED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "atlas": ("33-atlas",),
        "cards": ("45-link-cards",),
        "catalogue": ("06-curve", "30-catalogue"),
        "compare": ("06-curve", "35-compare"),
        "dates": ("27-due-dates",),
        "paths": ("38-paths", "39-path-notes"),
        "map": ("23-map-overview",),
        "zoom": ("24-map-drag", "24-map-phone", "24-map-zoom"),
        "slides": ("25-slides",),
        "present": ("26-present",),
        "print": ("27-print",),
        "search": ("41-search", "42-search-words", "43-search-results"),
    }
)
"""The parts that `scripts/08-parts.js` fetches, by the name of their file.

All others are in the first."""

_COMMENT = r"/\*(?!!)(?:(?!\*/).)*\*/"
_COMMENTS = re.compile(rf"^[ \t]*(?:{_COMMENT}[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
"""Comments for developers. One that begins with `/*!` says whose work something is, and stays."""

BUILT_DAY = re.compile(r'^const builtDay = "[0-9-]{0,10}";$', re.MULTILINE)
"""The line of a script that says on which day pages judge ages."""

_DEFINITION = re.compile(r"^const (\w+) =", re.MULTILINE)
_NAME = re.compile(r"\w+")


def script_address(name: str) -> str:
    """The address of a script from the root of the site."""
    return f"assets/journeybook{'-' if name else ''}{name}.js"


def script(name: str = BASE, today: datetime.date | None = None) -> str:
    """A script, in the language in use.

    The first holds the translation and its parts in the order of their names, wrapped in one
    function, so that they share definitions without globals. A fetched one gets those of these
    definitions that it names. `today` is the day on which pages judge ages. It stands in the one
    script that asks for it, so that another day changes no page.
    """
    if name == BASE:
        parts = "\n".join(_text(path) for path in _base_parts())
        shared = ", ".join(_shared())
        return f'(() => {{\n"use strict";\n{translation_script(parts)}\n{parts}\nconst sharedDefinitions = {{ {shared} }};\n}})();\n'
    parts = "\n".join(_text(theme_folder() / "scripts" / f"{each}.js") for each in FETCHED[name])
    letters = unspaced_script() if "unspacedScripts" in parts else ""
    day = f"{script_day(today)}\n" if "builtDay" in parts else ""
    body = f"{letters}{day}{added_translation_script(parts)}{parts}"
    words = set(_NAME.findall(body))
    shared = ", ".join(name for name in _shared() if name in words)
    return (
        'document.currentScript.runPart((shared) => {\n"use strict";\n'
        f"const {{ {shared} }} = shared;\n{body}}});\n"
    )


def script_day(today: datetime.date | None) -> str:
    """The line of a script that says on which day pages judge ages, as `BUILT_DAY` finds it."""
    return f'const builtDay = "{today or ""}";'


@cache
def _shared() -> tuple[str, ...]:
    """The names of what the parts of the first script define for all."""
    defined = (name for path in _base_parts() for name in _DEFINITION.findall(path.read_text("utf-8")))
    return ("translation", *defined)


def _base_parts() -> list[Path]:
    fetched = {each for names in FETCHED.values() for each in names}
    return [path for path in sorted((theme_folder() / "scripts").glob("*.js")) if path.stem not in fetched]


def _text(path: Path) -> str:
    return _COMMENTS.sub("", path.read_text("utf-8"))
