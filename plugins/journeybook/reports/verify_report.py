"""Whether a text may be put under our name: only if it is one that `journeybook diff --format markdown` may write.

The text comes from where a stranger's proposal was read, so anybody may have written it. It is not mended: what the
report never writes (calls to people, links but to the preview, pictures, markup, other drawings) makes it a text of
somebody else's.
"""

from __future__ import annotations

import re

from journeybook.reports.markdown import CALLS, MARKER, QUIET, ROOM
from journeybook.text.characters import first_refused

_FENCE = re.compile(r"^```mermaid\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
_LABEL = r'"[^"`#;%{}\[\]<>\\|\n]*"'
_NUMBER = r"-?\d+(?:\.\d+)?(?:e-?\d+)?"
_NUMBERS = rf"{_NUMBER}(?:, {_NUMBER})*"
_CHART = re.compile(
    r"---\n"
    r'config: \{xyChart: \{height: \d+, width: \d+\}, themeVariables: \{xyChart: \{plotColorPalette: "[#0-9a-f, ]+"\}\}\}\n'
    r"---\n"
    r"xychart-beta\n"
    rf"  title {_LABEL}\n"
    rf"  x-axis \[{_LABEL}(?:, {_LABEL})*\]\n"
    rf'  y-axis "Feeling" {_NUMBER} --> {_NUMBER}\n'
    rf"(?:  line \[{_NUMBERS}\]\n){{2}}"
)
_OWN = re.compile(r"</?(?:details|summary|sub)>|<br>|`journeybook diff`")
# No picture, and no bracket that is escaped: what stands in a link is checked as all else is.
_LINK = r"(?<![!\\])\[((?:\\.|[^\\\[\]\n])*)\]\({}(?:[a-z0-9-]+/)*(?:index\.html)?(?:#[a-z0-9-]+)?\)"
_ESCAPED = re.compile(r"\\[\\`*_\[\]<>|~$&]")
_MARKUP = {
    "<": "markup",
    "&": "markup",
    "`": "code",
    "[": "a link or a picture",
    "]": "a link or a picture",
    "\\": "a mark of its own",
    "$": "a formula",
}


def fault_in(text: str, preview: str | None = None) -> str | None:
    """What shows that a text is none of ours, in a few words with its line; None for one that may be ours.

    `preview` is the address, with `/` at its end, below which links may lead to pages and steps.
    """
    if len(text) > ROOM:
        return f"it is longer than {ROOM:,} characters"
    if not text.startswith(f"{MARKER}\n"):
        return "it does not begin as a report does"
    refused = first_refused(text)
    if refused:
        return f"line {_line(text, refused.start())} holds a character that no report holds"
    for drawn in _FENCE.finditer(text):
        if not _CHART.fullmatch(drawn[1]):
            return f"line {_line(text, drawn.start())} draws something else than two curves"
    text = _FENCE.sub(lambda drawn: "\n" * drawn[0].count("\n"), text)
    if preview is not None:
        text = re.sub(_LINK.format(re.escape(preview)), r"\1", text)
    call = next((each for each in CALLS.finditer(text) if text[each.start() :][:1] != QUIET), None)
    if call:
        return f"line {_line(text, call.start())} calls somebody, or leads to an address"
    # What is left after our own few tags and after escaped marks must not hold a mark that means something.
    bare = _ESCAPED.sub("..", _OWN.sub("", text.removeprefix(MARKER)))
    for at, mark in enumerate(bare):
        if mark in _MARKUP:
            return f"line {_line(bare, at)} holds {_MARKUP[mark]}"
    return None


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
