"""Records reviews of maps and personas."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from pathlib import Path

from journeybook.diagnostics import Fix
from journeybook.editing.field_edits import set_field
from journeybook.editing.fixes import mend
from journeybook.editing.source_text import EditingError, SourceText
from journeybook.library.lookup import Name
from journeybook.library.objects import Kind, Ref
from journeybook.sources.loading import Loaded, load
from journeybook.sources.text_file import read_bytes
from journeybook.sources.yaml.nodes import Mapping, NodePlaces
from journeybook.sources.yaml.reader import FILE_BYTES

REVIEWED = (Kind.JOURNEY, Kind.PERSONA)
"""The kinds that are reviewed."""


def reviewed_on(
    root: Path, maps: str, loaded: Loaded, names: Iterable[Name], day: datetime.date
) -> dict[str, bytes]:
    """The new bytes of files with `reviewed:` set to `day`, by names relative to `root`.

    Files with that date already are left out. Nothing is written. Raises EditingError for objects
    that are not reviewed, and for files that cannot be edited.
    """
    made: dict[str, bytes] = {}
    refs = []
    for name in names:
        if name.step or name.ref is None or name.ref.kind not in REVIEWED:
            way = (
                "; evidence is gathered anew, and then has another `date:`"
                if name.sort == Kind.EVIDENCE
                else ""
            )
            raise EditingError(f"`{name}` is {name.said}, and maps and personas are what is reviewed{way}")
        refs.append(name.ref)
        source = loaded.library.sources[name.ref]
        content, findings = read_bytes(root / source.file, source.file, FILE_BYTES)
        if content is None:
            raise EditingError(findings[0].message, (source.file,))
        tree = source.places.root if isinstance(source.places, NodePlaces) else None
        if not isinstance(tree, Mapping):
            raise EditingError("the file cannot be edited", (source.file,))
        edit = set_field(
            SourceText(source.file, source.text),
            tree,
            "reviewed",
            day.isoformat(),
            after=("owner", "status", "title"),
        )
        mended = mend(content, [Fix("reviewed", (edit,))])
        if mended.content != content:
            made[source.file] = mended.content
    _prove(load(root, maps, made), refs, day, loaded)
    return made


def _prove(after: Loaded, refs: list[Ref], day: datetime.date, before: Loaded) -> None:
    for ref in refs:
        if getattr(after.library.item(ref), "reviewed", None) != day:
            raise EditingError("the file cannot be edited safely", (before.library.sources[ref].file,))
