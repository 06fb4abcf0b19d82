"""Comments of a YAML text, which no tree of values holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from journeybook.diagnostics import Place

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARK = re.compile(r"(?:^|(?<=[ \t]))#", re.MULTILINE)


def comments_of(text: str, file: str, first_line: int = 1) -> Iterator[Place]:
    """Where the comments of a YAML text stand.

    `#` begins a comment at the start of a line or behind a space, and nowhere within a value.
    """
    spans: list[tuple[int, int]] = []
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            begin = token.start_mark.index
            # The mark of a block may be followed by a comment; the lines of the block hold none.
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
