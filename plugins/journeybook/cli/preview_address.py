"""The address of a preview, as given by options."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import click

_HOME = "/index.html"


@dataclass(frozen=True, slots=True)
class PreviewAddress:
    """The address of a preview: `base` ends in `/`; without `folders`, pages are named by files."""

    base: str
    folders: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """Parse the value of an option; `index.html` at its end means a site without folders.

        Raises click.UsageError for anything but a web address, and for characters that would end a
        link in Markdown or HTML.
        """
        if not text.startswith(("https://", "http://")) or any(
            each.isspace() or each in "<>\"'`()[]\\" for each in text
        ):
            raise click.UsageError("--preview-url is an address that begins with https://")
        if text.endswith(_HOME):
            return cls(text.removesuffix(_HOME) + "/", folders=False)
        return cls(text if text.endswith("/") else f"{text}/", folders=True)
