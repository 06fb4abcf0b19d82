"""Comments of a YAML text, which no tree of values holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from journeybook.diagnostics import Place

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)


def comments_of(text: str, file: str, first_line: int = 1) -> Iterator[Place]:
    """Where the comments of a YAML text stand; none where the text is no YAML.

    `#` begins a comment at the start of a line or behind a space, and nowhere within a value.
    """
    spans: list[tuple[int, int]] = []
    try:
        for token in yaml.scan(text, Loader=_LOADER):
            if isinstance(token, yaml.ScalarToken):
                # The mark of a block's `|` may be followed by a comment, but its lines hold none.
                begin = (
                    text.find("\n", token.start_mark.index)
                    if token.style in ("|", ">")
                    else token.start_mark.index
                )
                spans.append((begin, token.end_mark.index))
    except yaml.YAMLError:
        return
    at = 0
    for match in _COMMENT.finditer(text):
        while at < len(spans) and spans[at][1] <= match.start():
            at += 1
        if at < len(spans) and spans[at][0] <= match.start():
            continue
        line_start = text.rfind("\n", 0, match.start()) + 1
        row = text.count("\n", 0, match.start())
        yield Place(file, first_line + row, match.start() - line_start + 1, len(match[0]))
