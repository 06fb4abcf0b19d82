"""A difference for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from journeybook.drawing.charts.curve_blocks import curve_blocks
from journeybook.history.change import CurveChange, Sort, ThingChange
from journeybook.labels.value_labels import counted
from journeybook.reports.change_phrases import Phrase
from journeybook.reports.comparison import (
    HONEST,
    SIGNS,
    Comparison,
    figures,
    groups,
    headline,
    kind_word,
    notes,
    sort_words,
    team_names,
    title_line,
    touched,
)
from journeybook.text.characters import revealed

_BOLD, _DIM = "1", "2"
_SHADES = MappingProxyType(
    {
        Sort.REGRESSION: "33",
        Sort.REVIEW: "35",
        Sort.IMPROVEMENT: "34",
        Sort.ADDITION: "32",
        Sort.REMOVAL: "36",
        Sort.MOVE: "36",
        Sort.DETAIL: "0",
        Sort.TEXT: "2",
    }
)
"""Amber and blue as on the curve; red is reserved for errors, which do not occur here."""


def text_report(comparison: Comparison, *, colour: bool = False) -> str:
    """The report as lines of text, without control characters except our own colours."""
    paint = _Paint(colour)
    lines = [paint(title_line(comparison), _BOLD), headline(comparison.difference)]
    lines += [paint(f"Note: {note}.", _DIM) for note in notes(comparison)]
    if comparison.difference:
        lines += ["", things_report(comparison, colour=colour)]
    if comparison.difference.reaches(Sort.REGRESSION):
        lines += ["", paint(HONEST, _DIM)]
    return "\n".join(lines) + "\n"


def things_report(comparison: Comparison, *, colour: bool = False) -> str:
    """The changes of each object, without the head and the end of a whole report."""
    paint = _Paint(colour)
    return "\n\n".join("\n".join(_thing(thing, comparison, paint)) for thing in comparison.difference.things)


class _Paint:
    """Colours words if enabled; control characters in the words are removed."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, words: str, code: str) -> str:
        plain = revealed(words)
        return f"\x1b[{code}m{plain}\x1b[0m" if self._colour and code != "0" else plain


def _thing(thing: ThingChange, comparison: Comparison, paint: _Paint) -> Iterator[str]:
    names = comparison.names
    sign = paint(SIGNS[thing.sort], _SHADES[thing.sort])
    guess = ", probably" if thing.guess else ""
    yield f"{sign} {paint(thing.title, _BOLD)} {paint(f'({kind_word(thing)}, {sort_words(thing)}{guess})', _DIM)}"
    link = comparison.link(thing.ref)
    if link:
        yield f"  {paint(link, _DIM)}"
    if thing.curve and thing.curve.differs:
        yield from _curve(thing.curve, comparison, paint)
    for group in groups(thing, names):
        indent = "  "
        if group.where:
            yield f"  {paint(group.where, _BOLD)}"
            indent = "    "
        for change, said in group.said:
            yield f"{indent}{paint(SIGNS[change.sort], _SHADES[change.sort])} {_said(said, paint)}"
    wording = groups(thing, names, texts=True)
    if wording:
        count = sum(len(group.said) for group in wording)
        places = ", ".join(dict.fromkeys(group.where or "overall" for group in wording))
        yield paint(f"  {counted(count, 'change')} of wording: {places}", _DIM)
    for each in touched(thing):
        yield f"  {paint('also touched:', _DIM)} {revealed(each.said(names))}"
    teams = team_names(thing, names)
    if teams:
        yield f"  {paint('please look:', _DIM)} {revealed(', '.join(teams))}"


def _said(phrase: Phrase, paint: _Paint) -> str:
    return paint(phrase.line, "0") if phrase.line else ""


def _curve(curve: CurveChange, comparison: Comparison, paint: _Paint) -> Iterator[str]:
    scale = comparison.names.scale
    parts = [f"{label} {before} → {after}" for label, before, after in figures(curve, comparison.names)]
    yield f"  {revealed(', '.join(parts))}"
    yield paint(f"  before {curve_blocks((each.before for each in curve.columns), scale)}", _DIM)
    yield f"  after  {curve_blocks((each.after for each in curve.columns), scale)}"
