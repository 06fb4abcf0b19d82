"""Refuses a renaming while files that may name the object have reading errors."""

from __future__ import annotations

import re

from journeybook.diagnostics import Severity
from journeybook.editing.rename.renaming import Renaming
from journeybook.editing.source_text import EditingError
from journeybook.sources.loading import Loaded

SHOWN = 5


def need_readable(loaded: Loaded, change: Renaming) -> None:
    """Raise EditingError if a file with a reading error contains the id."""
    name = change.name
    word = re.compile(rf"(?<![\w-]){re.escape(change.old)}(?![\w-])")
    own = {
        file
        for file, ref in loaded.files.items()
        if name.ref and ref.kind == name.ref.kind and ref.id == name.id
    }
    places: dict[str, str] = {}
    for each in loaded.findings:
        file = each.place.file
        if each.severity is not Severity.ERROR or file in places:
            continue
        text = loaded.texts.get(file)
        # Files that are not text, such as pictures, name nothing.
        if file in own or (text is not None and word.search(text)):
            places[file] = f"{each.place} ({each.message})"
    if places:
        files = "a file" if len(places) == 1 else f"{len(places)} files"
        raise EditingError(
            f"{files} that may name `{change.old}` cannot be read in full; mend {'it' if len(places) == 1 else 'them'} first",
            tuple(places.values())[:SHOWN],
        )
