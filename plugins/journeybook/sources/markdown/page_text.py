"""The Markdown of a hand-written page, without its front matter."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = re.compile(r"-{3}[ \t]*\n(?:.*?\n)?(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:")
_MORE = re.compile(r"(?:[ ]{4}|\t)")


@dataclass(frozen=True, slots=True)
class PageText:
    """The Markdown of a page without its front matter, and the line on which it begins."""

    markdown: str
    first_line: int


def without_front_matter(text: str) -> PageText:
    """A page's Markdown as MkDocs takes it, without front matter.

    Front matter is YAML between `---`, or else lines such as `title: Notes` at the top.
    """
    lines = text.split("\n")
    found = _FRONT.match(text)
    if found:
        at = found[0].count("\n")
    else:
        at = 0
        while at < len(lines) and (_FIELD.match(lines[at]) or (at and _MORE.match(lines[at]))):
            at += 1
    while at < len(lines) and not lines[at].strip():
        at += 1
    return PageText("\n".join(lines[at:]), at + 1)
