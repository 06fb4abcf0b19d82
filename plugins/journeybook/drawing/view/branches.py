"""Branches in words: how an alternative begins, and which steps are before and after a column."""

from __future__ import annotations

import re

from journeybook.drawing.view.model import BranchStart, Item, ItemKind
from journeybook.i18n.catalog import gettext as _
from journeybook.insight.step_graph import Origin, StepGraph
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Moment

# Authors write "the card fails" as well as "when the card fails", whatever the site's language.
_CASE = re.compile(r"(?:when|if|in case|wenn|falls)\b[\s:,]*", re.IGNORECASE)


def titles_before(graph: StepGraph, column: int) -> tuple[str, ...]:
    """The titles of the steps that lead to a column; empty if that is only the column before."""
    behind = graph.behind(column)
    if behind in ((), (column - 1,)) and not graph.branch_start(column):
        return ()
    return tuple(graph.columns[each].title for each in behind)


def branch_start_of(graph: StepGraph, column: int) -> BranchStart | None:
    """The label of the alternative that begins at `column`; None if none does."""
    transition = graph.branch_start(column)
    if transition is None:
        return None
    if transition.when:
        return BranchStart("when", _CASE.sub("", transition.when, count=1) or transition.when)
    if transition.origin is Origin.OTHERWISE:
        return BranchStart("otherwise")
    return BranchStart("either" if graph.ahead(transition.start)[0] == column else "or")


def items_ahead(moment: Moment, column: int, graph: StepGraph, journey: str) -> list[Item]:
    """Where a stage or step that begins at `column` leads, unless that is only the next column.

    First the targets that it names in `next:`, then those that follow from the rules of branches.
    """

    def item(end: int, note: str | None, *, ours: bool = False) -> Item:
        there = graph.columns[end]
        return Item(ItemKind.NEXT, there.title, Ref(Kind.JOURNEY, journey, there.id), note, ours=ours)

    items = []
    for each in moment.next or ():
        end = graph.places.get(each.step)
        if end is None:
            items.append(Item(ItemKind.NEXT, each.step, Ref(Kind.JOURNEY, journey, each.step), each.when))
        else:
            items.append(item(end, each.when))
    if moment is not graph.columns[column]:
        return items
    for transition in graph.outgoing[column]:
        if transition.origin is Origin.OTHERWISE:
            items.append(item(transition.end, _("otherwise"), ours=True))
        elif transition.origin is Origin.JOIN:
            items.append(item(transition.end, None))
    if not graph.outgoing[column] and column + 1 < len(graph.columns):
        items.append(Item(ItemKind.NEXT, _("The journey ends here"), icon="flag-outline"))
    return items
