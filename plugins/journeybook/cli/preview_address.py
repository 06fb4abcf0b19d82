"""The address of a preview, as options name it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import click

_HOME = "/index.html"


@dataclass(frozen=True, slots=True)
class PreviewAddress:
    """Where the pages of a preview lie: `base` ends in `/`; without `folders` pages are named by their files."""

    base: str
    folders: bool

    @classmethod
    def read(cls, text: str) -> Self:
        """The address that an option gives; one that ends in `index.html` is of a site whose pages are files.

        What is no web address, or could end a link in Markdown or HTML, is a click.UsageError.
        """
        if not text.startswith(("https://", "http://")) or any(
            each.isspace() or each in "<>\"'`()[]\\" for each in text
        ):
            raise click.UsageError("--preview-url is an address that begins with https://")
        if text.endswith(_HOME):
            return cls(text.removesuffix(_HOME) + "/", folders=False)
        return cls(text if text.endswith("/") else f"{text}/", folders=True)
