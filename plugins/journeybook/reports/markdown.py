"""A difference as Markdown, for a comment on a proposal.

It begins with a marker by which a comment is found again and edited in place. It fits the longest comment that
GitHub takes; what does not fit is cut off at a section, and said. Curves are Mermaid, which needs no place to keep
pictures; whatever they show stands in words as well. Nothing of it calls anybody or links where an author wants:
names of users, links and markup in the sources are made harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from journeybook.history.change import CurveChange, Sort, ThingChange
from journeybook.labels.value_labels import counted
from journeybook.reports.change_phrases import Names, Phrase, excerpt
from journeybook.reports.comparison import (
    HONEST,
    SIGNS,
    Comparison,
    Group,
    figures,
    groups,
    headline,
    kind_word,
    named,
    notes,
    sort_words,
    team_names,
    title_line,
    touched,
)
from journeybook.text.characters import printable

MARKER = "<!-- journeybook-diff v1 -->"

ROOM = 60_000
"""GitHub refuses a comment of more than 65,536 characters; the rest is left for what a workflow adds."""

ROWS = 25
"""As many rows as people read; the rest of a table is folded."""

LISTED = 30

_SIGNS = MappingProxyType({**SIGNS, Sort.REGRESSION: "🔻", Sort.IMPROVEMENT: "🔺", Sort.REVIEW: "👀"})
_BEFORE, _AFTER = "#9aa0a6", "#0b6cb0"
QUIET = "\u200b"
"""A space without width: what would call somebody or lead somewhere is parted by it."""

CALLS = re.compile(r"(?<=[@#!])(?=\w)|(?<=://)|(?<=[Ww]{3})(?=\.)|(?<=[Mm]ailto)(?=:)")
_MARKS = re.compile(r"([\\`*_\[\]<>|~$&])")


def markdown_report(comparison: Comparison) -> str:
    """The report, at most `ROOM` characters."""
    difference = comparison.difference
    head = [MARKER, f"## Journey changes: {harmless(headline(difference))}", ""]
    if not difference:
        return "\n".join([*head, f"{harmless(title_line(comparison))}.", ""])
    head += _overview(comparison)
    head += [f"> {harmless(each)}.\n" for each in notes(comparison)]
    tail = [_small(comparison)]
    if difference.reaches(Sort.REGRESSION):
        tail.insert(0, f"_{HONEST}_\n")
    sections = ["\n".join(_section(each, comparison)) for each in difference.things]
    return _fitted("\n".join(head), sections, difference.things, "\n".join(tail))


def harmless(text: str) -> str:
    """A text as Markdown that shows it and does nothing else: no markup, no links, no calls to anybody."""
    plain = " ".join(printable(" ".join(text.split())).split())
    return _MARKS.sub(r"\\\1", CALLS.sub(QUIET, plain))


def _fitted(head: str, sections: Sequence[str], things: Sequence[ThingChange], tail: str) -> str:
    """Head, sections and tail; sections that do not fit are named instead, as far as there is room."""
    room = ROOM - len(head) - len(tail) - 1_000
    kept: list[str] = []
    for at, section in enumerate(sections):
        if len(section) + 1 > room:
            left = things[at:]
            names = harmless(named([each.title for each in left]))
            kept.append(
                f"**{counted(len(left), 'more thing')} changed than fit into a comment:** {names}. "
                "`journeybook diff` shows all of it.\n"
            )
            break
        kept.append(section)
        room -= len(section) + 1
    return "\n".join([head, *kept, tail]) + "\n"


def _overview(comparison: Comparison) -> Iterator[str]:
    yield "| | What | Changed | Lowest feeling | Mean |"
    yield "|---|---|---|---|---|"
    things = comparison.difference.things
    for each in things[:LISTED]:
        lows, means = "", ""
        if each.curve and each.curve.differs:
            (_, *low), (_, *mean) = figures(each.curve, comparison.names)
            lows, means = _turned(*low), _turned(*mean)
        title = f"**{harmless(each.title)}** ({harmless(kind_word(each))})"
        yield f"| {_SIGNS[each.sort]} | {title} | {sort_words(each)} | {lows} | {means} |"
    more = len(things) - LISTED
    if more > 0:
        yield f"| | and {more} more | | | |"
    yield ""


def _turned(before: str, after: str) -> str:
    return before if before == after else f"{before} → **{after}**"


def _section(thing: ThingChange, comparison: Comparison) -> Iterator[str]:
    names = comparison.names
    guess = ", probably the same as before" if thing.guess else ""
    yield f"### {_SIGNS[thing.sort]} {harmless(thing.title)} ({harmless(kind_word(thing))}, {sort_words(thing)}{guess})"
    yield ""
    link = comparison.link(thing.ref)
    if link:
        yield f"[See it in the preview]({link})\n"
    if thing.curve and thing.curve.differs:
        yield from _chart(thing, thing.curve, names)
    told = groups(thing, names)
    rows = [row for group in told for row in _rows(group, comparison)]
    if rows:
        yield from _table(rows[:ROWS])
        if len(rows) > ROWS:
            yield from _folded(f"{counted(len(rows) - ROWS, 'more change')}", _table(rows[ROWS:]))
    wording = [row for group in groups(thing, names, texts=True) for row in _rows(group, comparison)]
    if wording:
        yield from _folded(f"{counted(len(wording), 'change')} of wording", _table(wording))
    for each in touched(thing):
        yield f"**Also touched:** {harmless(each.said(names))}<br>"
    teams = team_names(thing, names)
    if teams:
        yield f"**Please look:** {', '.join(harmless(each) for each in teams)}"
    yield ""


def _table(rows: Sequence[str]) -> Iterator[str]:
    yield "| | Where | What changed |"
    yield "|---|---|---|"
    yield from rows
    yield ""


def _folded(summary: str, lines: Iterator[str]) -> Iterator[str]:
    yield f"<details><summary>{summary}</summary>"
    yield ""
    yield from lines
    yield "</details>"
    yield ""


def _rows(group: Group, comparison: Comparison) -> Iterator[str]:
    where = harmless(group.where) or "Overall"
    link = comparison.link(group.ref) if group.ref.step else None
    place = f"[{where}]({link})" if link else where
    for change, said in group.said:
        yield f"| {_SIGNS[change.sort]} | {place} | {_said(said)} |"
        place = ""


def _said(said: Phrase) -> str:
    after = f"**{harmless(said.after)}**" if said.after else ""
    values = " → ".join(each for each in (harmless(said.before), after) if each)
    line = f"{harmless(said.lead)}: {values}" if values else harmless(said.lead)
    return f"{line} {harmless(said.tail)}" if said.tail else line


def _chart(thing: ThingChange, curve: CurveChange, names: Names) -> Iterator[str]:
    """Two lines: the lowest feeling of each stage where that shows the change, else of each step by its number.

    There is none for a map with branches: Mermaid can only draw a line through all of them.
    """
    if curve.ahead_before is not None or curve.ahead_after is not None:
        return
    stages: dict[str, tuple[list[float], list[float]]] = {}
    for each in curve.columns:
        before, after = stages.setdefault(each.stage, ([], []))
        before += [] if each.before is None else [each.before]
        after += [] if each.after is None else [each.after]
    points = [(stage, min(one), min(other)) for stage, (one, other) in stages.items() if one and other]
    what = "the lowest feeling in each stage"
    if all(before == after for _, before, after in points):
        both = [each for each in curve.columns if each.before is not None and each.after is not None]
        points = [(str(at), each.before or 0.0, each.after or 0.0) for at, each in enumerate(both, 1)]
        what = "the lowest feeling at each step, by its number"
    if len(points) < 2 or all(before == after for _, before, after in points):
        return
    scale = names.scale
    yield "```mermaid"
    yield "---"
    yield (
        "config: {xyChart: {height: 300, width: 760}, themeVariables: {xyChart: "
        f'{{plotColorPalette: "{_BEFORE}, {_AFTER}"}}}}}}'
    )
    yield "---"
    yield "xychart-beta"
    yield f'  title "{_quiet(thing.title, 50)}: {what} (grey before, blue after)"'
    labels = ", ".join(f'"{_quiet(label, 24)}"' for label, _, _ in points)
    yield f"  x-axis [{labels}]"
    yield f'  y-axis "Feeling" {scale.min:g} --> {scale.max:g}'
    yield f"  line [{', '.join(f'{before:g}' for _, before, _ in points)}]"
    yield f"  line [{', '.join(f'{after:g}' for _, _, after in points)}]"
    yield "```"
    yield ""


_LOUD = re.compile(r"[\"`#;%{}\[\]<>\\|]+")


def _quiet(text: str, length: int) -> str:
    """A label that means nothing to Mermaid."""
    return excerpt(_LOUD.sub(" ", printable(text)), length).strip() or "?"


def _small(comparison: Comparison) -> str:
    prints = [each.fingerprint for each in comparison.difference.changes if not each.is_text]
    shown = ", ".join(prints[:20]) + (f" and {len(prints) - 20} more" if len(prints) > 20 else "")
    marks = f" · fingerprints {shown}" if prints else ""
    return f"<sub>{harmless(title_line(comparison))}, by `journeybook diff`{marks}</sub>"
