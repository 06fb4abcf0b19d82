"""A difference as Markdown, for a comment on a proposal.

It begins with a marker by which the comment is found again and edited in place. It fits the longest
comment that GitHub accepts; sections that do not fit are named instead. Curves are Mermaid, which
needs no storage for pictures; their values are also given in words. User names, links and markup in
the sources are neutralised.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.history.change import CurveChange, Sort, ThingChange
from journeybook.labels.value_labels import counted
from journeybook.reports import comment_lines as lines
from journeybook.reports.change_phrases import Names, Phrase, excerpt
from journeybook.reports.comment_lines import MARKER, harmless, quiet_label
from journeybook.reports.comparison import (
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

ROOM = 60_000
"""GitHub refuses comments of over 65,536 characters; the rest is for the workflow's text."""

ROWS = 25
"""The rows of a table that are shown; the rest is folded."""

LISTED = 30


def markdown_report(comparison: Comparison) -> str:
    """The report, at most `ROOM` characters."""
    difference = comparison.difference
    head = [MARKER, lines.HEADING.fill(headline=harmless(headline(difference))), ""]
    if not difference:
        return "\n".join([*head, lines.NOTHING.fill(moments=_moments(comparison)), ""])
    head += _overview(comparison)
    head += [lines.NOTE.fill(note=harmless(note)) + "\n" for note in notes(comparison)]
    tail = [_small(comparison)]
    if difference.reaches(Sort.REGRESSION):
        tail.insert(0, lines.HONEST_LINE.fill() + "\n")
    sections = ["\n".join(_section(thing, comparison)) for thing in difference.things]
    return _fitted("\n".join(head), sections, difference.things, "\n".join(tail))


def _fitted(head: str, sections: Sequence[str], things: Sequence[ThingChange], tail: str) -> str:
    """Head, sections and tail; sections that do not fit are named instead, if there is room."""
    room = ROOM - len(head) - len(tail) - 1_000
    kept: list[str] = []
    for index, section in enumerate(sections):
        if len(section) + 1 > room:
            left = things[index:]
            names = harmless(named([each.title for each in left]))
            left_out = lines.LEFT_OUT.fill(things=counted(len(left), "more thing"), names=names)
            kept.append(f"{left_out}\n")
            break
        kept.append(section)
        room -= len(section) + 1
    return "\n".join([head, *kept, tail]) + "\n"


def _overview(comparison: Comparison) -> Iterator[str]:
    yield lines.OVERVIEW_HEAD.fill()
    yield lines.OVERVIEW_RULE.fill()
    things = comparison.difference.things
    for thing in things[:LISTED]:
        lows, means = "", ""
        if thing.curve and thing.curve.differs:
            (_, *low), (_, *mean) = figures(thing.curve, comparison.names)
            lows, means = _turned(*low), _turned(*mean)
        yield lines.OVERVIEW_ROW.fill(
            sign=lines.SECTION_SIGNS[thing.sort],
            title=harmless(thing.title),
            kind=kind_word(thing),
            words=sort_words(thing),
            lowest=lows,
            mean=means,
        )
    more = len(things) - LISTED
    if more > 0:
        yield lines.OVERVIEW_MORE.fill(count=str(more))
    yield ""


def _turned(before: str, after: str) -> str:
    return before if before == after else f"{before} → **{after}**"


def _section(thing: ThingChange, comparison: Comparison) -> Iterator[str]:
    names = comparison.names
    yield lines.SECTION.fill(
        sign=lines.SECTION_SIGNS[thing.sort],
        title=harmless(thing.title),
        kind=kind_word(thing),
        words=sort_words(thing),
        guess=lines.GUESS if thing.guess else "",
    )
    yield ""
    link = comparison.link(thing.ref)
    if link:
        yield lines.PREVIEW.fill(link=link) + "\n"
    if thing.curve and thing.curve.differs:
        yield from _chart(thing, thing.curve, names)
    places = groups(thing, names)
    rows = [row for group in places for row in _rows(group, comparison)]
    if rows:
        yield from _table(rows[:ROWS])
        if len(rows) > ROWS:
            yield from _folded(f"{counted(len(rows) - ROWS, 'more change')}", _table(rows[ROWS:]))
    wording = [row for group in groups(thing, names, texts=True) for row in _rows(group, comparison)]
    if wording:
        yield from _folded(f"{counted(len(wording), 'change')} of wording", _table(wording))
    for each in touched(thing):
        yield lines.TOUCHED.fill(who=harmless(each.said(names)))
    teams = team_names(thing, names)
    if teams:
        yield lines.TEAMS.fill(who=", ".join(harmless(team) for team in teams))
    yield ""


def _table(rows: Sequence[str]) -> Iterator[str]:
    yield lines.TABLE_HEAD.fill()
    yield lines.TABLE_RULE.fill()
    yield from rows
    yield ""


def _folded(summary: str, inside: Iterator[str]) -> Iterator[str]:
    yield lines.FOLDED.fill(summary=summary)
    yield ""
    yield from inside
    yield lines.FOLDED_END.fill()
    yield ""


def _rows(group: Group, comparison: Comparison) -> Iterator[str]:
    where = harmless(group.where) or "Overall"
    link = comparison.link(group.ref) if group.ref.step else None
    place = f"[{where}]({link})" if link else where
    for change, said in group.said:
        yield lines.TABLE_ROW.fill(sign=lines.SECTION_SIGNS[change.sort], place=place, said=_said(said))
        place = ""


def _said(phrase: Phrase) -> str:
    after = f"**{harmless(phrase.after)}**" if phrase.after else ""
    values = " → ".join(each for each in (harmless(phrase.before), after) if each)
    line = f"{harmless(phrase.lead)}: {values}" if values else harmless(phrase.lead)
    return f"{line} {harmless(phrase.tail)}" if phrase.tail else line


def _chart(thing: ThingChange, curve: CurveChange, names: Names) -> Iterator[str]:
    """Two lines: the lowest emotion of each stage, or of each step if stages hide the change.

    There is no chart for a map with branches: Mermaid can only draw a line through all of them.
    """
    if curve.ahead_before is not None or curve.ahead_after is not None:
        return
    stages: dict[str, tuple[list[float], list[float]]] = {}
    for column in curve.columns:
        before, after = stages.setdefault(column.stage, ([], []))
        before += [] if column.before is None else [column.before]
        after += [] if column.after is None else [column.after]
    points = [(stage, min(one), min(other)) for stage, (one, other) in stages.items() if one and other]
    what = lines.LOWEST_IN_STAGES
    if all(before == after for _, before, after in points):
        both = [each for each in curve.columns if each.before is not None and each.after is not None]
        points = [(str(number), each.before or 0.0, each.after or 0.0) for number, each in enumerate(both, 1)]
        what = lines.LOWEST_AT_STEPS
    if len(points) < 2 or all(before == after for _, before, after in points):
        return
    scale = names.scale
    yield lines.CHART.fill()
    yield lines.CHART_RULE.fill()
    yield lines.CHART_CONFIG.fill()
    yield lines.CHART_RULE.fill()
    yield lines.CHART_KIND.fill()
    yield lines.CHART_TITLE.fill(label=_label(thing.title, 50), what=what)
    yield lines.CHART_X.fill(labels=", ".join(f'"{_label(stage, 24)}"' for stage, _, _ in points))
    yield lines.CHART_Y.fill(least=f"{scale.min:g}", most=f"{scale.max:g}")
    yield lines.CHART_LINE.fill(numbers=", ".join(f"{before:g}" for _, before, _ in points))
    yield lines.CHART_LINE.fill(numbers=", ".join(f"{after:g}" for _, _, after in points))
    yield lines.CHART_END.fill()
    yield ""


def _label(text: str, length: int) -> str:
    return excerpt(quiet_label(text), length)


def _small(comparison: Comparison) -> str:
    prints = [change.fingerprint for change in comparison.difference.changes if not change.is_text]
    shown = ", ".join(prints[:20]) + (f" and {len(prints) - 20} more" if len(prints) > 20 else "")
    marks = f" · fingerprints {shown}" if prints else ""
    return lines.SMALL.fill(moments=_moments(comparison), prints=marks)


def _moments(comparison: Comparison) -> str:
    return harmless(title_line(comparison)).removeprefix("From ")
