"""Where ways part and meet, in words: how an alternative begins, and which steps lead to a column."""

from __future__ import annotations

import re

from journeybook.drawing.view import Parting
from journeybook.insight.step_graph import Origin, StepGraph

# Authors write "the card fails" as well as "when the card fails".
_CASE = re.compile(r"(?:when|if|in case)\b[\s:,]*", re.IGNORECASE)


def titles_before(graph: StepGraph, column: int) -> tuple[str, ...]:
    """The titles of the steps that lead to a column, where that is not simply the column before."""
    behind = graph.behind(column)
    if behind in ((), (column - 1,)) and not graph.parting(column):
        return ()
    return tuple(graph.columns[each].title for each in behind)


def parting_of(graph: StepGraph, column: int) -> Parting | None:
    """How the alternative that begins at `column` is labelled; None where none does."""
    transition = graph.parting(column)
    if transition is None:
        return None
    if transition.when:
        return Parting("when", _CASE.sub("", transition.when, count=1) or transition.when)
    if transition.origin is Origin.OTHERWISE:
        return Parting("otherwise")
    return Parting("either" if graph.ahead(transition.start)[0] == column else "or")
