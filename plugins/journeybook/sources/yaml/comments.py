"""The comments of a YAML text, which are not part of the tree of values."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from journeybook.diagnostics import Place

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)


def comments_of(text: str, file: str, first_line: int = 1) -> Iterator[Place]:
    """The places of the comments of a YAML text.

    `#` begins a comment at the start of a line or after a space, but not within a value.
    """
    spans: list[tuple[int, int]] = []
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            begin = token.start_mark.index
            # A comment may follow the indicator of a block scalar; the lines of the block hold
            # none.
            spans.append(
                (text.find("\n", begin) if token.style in ("|", ">") else begin, token.end_mark.index)
            )
    at = end = 0
    for match in _MARK.finditer(text):
        here = match.start()
        while at < len(spans) and spans[at][1] <= here:
            at += 1
        if here < end or (at < len(spans) and spans[at][0] <= here):
            continue
        end = text.find("\n", here) if "\n" in text[here:] else len(text)
        start = text.rfind("\n", 0, here) + 1
        yield Place(file, first_line + text.count("\n", 0, here), here - start + 1, end - here)
