"""The kinds of lines of a comment on a proposal, for the report and for its verification.

A line is a template. The report fills it; the reader has a pattern of it, in which each field
stands for exactly what the report may put there. So whatever the report learns to say is said here,
and the check knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

from journeybook.history.change import Sort
from journeybook.labels.value_labels import KIND_NOUNS
from journeybook.reports.comparison import ACT_WORDS, HONEST, PART_WORDS, SIGNS, SORT_WORDS
from journeybook.text.characters import revealed

QUIET = "\u200b"
"""A zero-width space, which breaks up user names and addresses."""

CALLS = re.compile(
    r"(?<=[@#!~])(?=\w)|(?<=%)(?=[\d\"])|(?<=&)(?=\d)|(?<=\bgh)(?=-\d)"
    r"|(?<=://)|(?<=www)(?=\.)|(?<=mailto)(?=:)|(?<=xmpp)(?=:)",
    re.IGNORECASE,
)
"""Patterns in which GitHub or GitLab see a person, an issue, a label, a milestone or an address."""

_MARKS = re.compile(r"([\\`*_\[\]<>|~$&])")
_LOUD = re.compile(r"[\"`#;%{}\[\]<>\\|]+")

BEFORE_COLOR, AFTER_COLOR = "#9aa0a6", "#0b6cb0"
SECTION_SIGNS = {**SIGNS, Sort.REGRESSION: "🔻", Sort.IMPROVEMENT: "🔺", Sort.REVIEW: "👀"}
LOWEST_IN_STAGES = "the lowest feeling in each stage"
LOWEST_AT_STEPS = "the lowest feeling at each step, by its number"
GUESS = ", probably the same as before"


def harmless(text: str) -> str:
    """A text as Markdown that shows it literally, without markup, links or mentions of users."""
    plain = " ".join(revealed(" ".join(text.split())).split())
    return _MARKS.sub(r"\\\1", CALLS.sub(QUIET, plain))


def quiet_label(text: str) -> str:
    """A text without characters that Mermaid interprets inside of quotation marks."""
    return _LOUD.sub(" ", revealed(text)).strip() or "?"


def call_in(line: str) -> bool:
    """Whether a line mentions a user or holds an address."""
    return any(line[each.start() : each.start() + 1] != QUIET for each in CALLS.finditer(line))


@dataclass(frozen=True)
class Line:
    """One kind of line, with the names of its fields in braces."""

    template: str

    def fill(self, **fields: str) -> str:
        """The line with its fields."""
        return self.template.format(**fields)

    def match(self, line: str, preview: str | None = None) -> re.Match[str] | None:
        """The fields of a line of this kind, or None. Links may lead below `preview`, if given."""
        return _pattern(self.template, preview).fullmatch(line)


MARKER = "<!-- journeybook-diff v1 -->"

HEADING = Line("## Journey changes: {headline}")
NOTHING = Line("From {moments}.")
OVERVIEW_HEAD = Line("| | What | Changed | Lowest feeling | Mean |")
OVERVIEW_RULE = Line("|---|---|---|---|---|")
OVERVIEW_ROW = Line("| {sign} | **{title}** ({kind}) | {words} | {lowest} | {mean} |")
OVERVIEW_MORE = Line("| | and {count} more | | | |")
NOTE = Line("> {note}.")
SECTION = Line("### {sign} {title} ({kind}, {words}{guess})")
PREVIEW = Line("[See it in the preview]({link})")
TABLE_HEAD = Line("| | Where | What changed |")
TABLE_RULE = Line("|---|---|---|")
TABLE_ROW = Line("| {sign} | {place} | {said} |")
FOLDED = Line("<details><summary>{summary}</summary>")
FOLDED_END = Line("</details>")
TOUCHED = Line("**Also touched:** {who}<br>")
TEAMS = Line("**Please look:** {who}")
LEFT_OUT = Line("**{things} changed than fit into a comment:** {names}. `journeybook diff` shows all of it.")
HONEST_LINE = Line(f"_{HONEST}_")
SMALL = Line("<sub>From {moments}, by `journeybook diff`{prints}</sub>")

CHART = Line("```mermaid")
CHART_RULE = Line("---")
CHART_CONFIG = Line(
    "config: {{xyChart: {{height: 300, width: 760}}, themeVariables: {{xyChart: "
    f'{{{{plotColorPalette: "{BEFORE_COLOR}, {AFTER_COLOR}"}}}}}}}}}}}}'
)
CHART_KIND = Line("xychart-beta")
CHART_TITLE = Line('  title "{label}: {what} (grey before, blue after)"')
CHART_X = Line("  x-axis [{labels}]")
CHART_Y = Line('  y-axis "Feeling" {least} --> {most}')
CHART_LINE = Line("  line [{numbers}]")
CHART_END = Line("```")

_TEXT = r"(?:\\[\\`*_\[\]<>|~$&]|[^\\`*_\[\]<>|~$&\n])*"
_LABEL = r"[^\"`#;%{}\[\]<>\\|\n]"
_COUNT = r"\d[\d ,.\u00a0\u2009\u202f]{0,12}"
_FIGURE = r"(?:–|[+−-]?\d[\d ,.\u00a0\u2009\u202f]{0,15}(?:×\S{1,9})?)"
_TURN = rf"(?:{_FIGURE}(?: → \*\*{_FIGURE}\*\*)?)?"
# What Python writes for `:g`.
_NUMBER = r"-?(?:\d{1,6}(?:\.\d{1,9})?|\d(?:\.\d{1,5})?e[+-]\d{2,3})"
_FIELDS = {
    "headline": _TEXT,
    "moments": _TEXT,
    "title": _TEXT,
    "who": _TEXT,
    "names": _TEXT,
    "count": _COUNT,
    "guess": f"(?:{re.escape(GUESS)})?",
    "lowest": _TURN,
    "mean": _TURN,
    "note": (
        rf"(?:{_TEXT} holds no maps, so everything counts as (?:added|removed)"
        rf"|{_COUNT} mistakes? in {_TEXT}: what can be read of it is compared"
        r"|the scale of feelings changed, so values before and after do not mean the same)"
    ),
    "said": rf"{_TEXT}(?:\*\*{_TEXT}\*\*{_TEXT})?",
    "summary": rf"{_COUNT} (?:more changes?|changes? of wording)",
    "things": rf"{_COUNT} more things?",
    "prints": rf"(?: · fingerprints [0-9a-f]+(?:, [0-9a-f]+){{0,19}}(?: and {_COUNT} more)?)?",
    "label": rf"{_LABEL}{{1,50}}",
    "what": f"(?:{re.escape(LOWEST_IN_STAGES)}|{re.escape(LOWEST_AT_STEPS)})",
    "labels": rf'"{_LABEL}{{1,24}}"(?:, "{_LABEL}{{1,24}}")+',
    "least": _NUMBER,
    "most": _NUMBER,
    "numbers": rf"{_NUMBER}(?:, {_NUMBER})+",
}
_NOTHING = r"(?!)"


@lru_cache(maxsize=128)
def _pattern(template: str, preview: str | None) -> re.Pattern[str]:
    found = ""
    for literal, field, _spec, _conversion in Formatter().parse(template):
        found += re.escape(literal)
        if field is not None:
            found += f"(?P<{field}>{_field(field, preview)})"
    return re.compile(found)


def _field(name: str, preview: str | None) -> str:
    match name:
        case "sign":
            return _one_of(SECTION_SIGNS.values())
        case "kind":
            return _one_of(("vocabulary", "map", *KIND_NOUNS.values()))
        case "words":
            return _one_of((*ACT_WORDS.values(), *PART_WORDS.values(), *SORT_WORDS.values()))
        case "link":
            return _link(preview)
        case "place":
            return rf"(?:{_TEXT}|\[{_TEXT}\]\({_link(preview)}\))"
    return _FIELDS[name]


def _link(preview: str | None) -> str:
    """The pattern of a link: to a page below the preview, or to an anchor on it."""
    if preview is None:
        return _NOTHING
    return rf"{re.escape(preview)}(?:[a-z0-9-]+/)*(?:index\.html)?(?:#[a-z0-9-]+)?"


def _one_of(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(each) for each in sorted(set(words)))})"
