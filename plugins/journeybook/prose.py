"""Authors' prose: Markdown to safe HTML, and to runs of text for drawings without HTML.

HTML in the source is shown as text; links go to https, mailto or a place in the portal; images are relative
only; nh3 cleans what comes out, last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from journeybook.library import Kind, Ref

Known: TypeAlias = Mapping[Kind, Mapping[str, str]]
"""Every id of the portal by kind, with its title."""

Linker: TypeAlias = Callable[[Ref], str | None]
"""Gives the link to a thing, relative to the page that is being made; None where it has no page."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of inline text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str | None = None
