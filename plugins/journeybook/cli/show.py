"""What `journeybook show` does."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import coloured
from journeybook.cli.terminal import deliver, line_width, place_prefix, portal_layout
from journeybook.inventory.item_report import card_json, card_text
from journeybook.inventory.item_summary import card_of
from journeybook.library.lookup import UnknownNameError, find
from journeybook.sources.loading import load


def show(name: str, maps: Path | None, format_: str) -> None:
    """Print the object that `name` refers to; raises click.UsageError."""
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    loaded = load(root, folder)
    try:
        found = find(name, loaded.library)
    except UnknownNameError as fault:
        raise click.UsageError(str(fault)) from None
    prefix = place_prefix(root)
    card = card_of(loaded.library, found, loaded.vocabulary.file)
    if format_ == "json":
        deliver(card_json(card), None)
    else:
        deliver(
            card_text(card, loaded.library, prefix=prefix, width=line_width() or 100, colour=coloured()), None
        )
