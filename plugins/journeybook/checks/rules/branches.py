"""Rules about branches of a map: unclear ends of alternatives, and steps that nothing leads to."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.rules.consistency import moments_of
from journeybook.checks.scopes import MAP
from journeybook.diagnostics import Diagnostic, Fix, Severity
from journeybook.insight.step_graph import AmbiguousEnd, StepGraph, is_branched, step_graph
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import Source
from journeybook.model.journey import Journey, Stage
from journeybook.rules.rule import rule
from journeybook.sources.yaml.nodes import Mapping, NodePlaces, node_at
from journeybook.text.characters import visible


def _paths(journey: Journey) -> list[FieldPath]:
    """The field path of each column of the map's graph."""
    return [path for path, moment in moments_of(journey) if not (isinstance(moment, Stage) and moment.steps)]


@rule("JB536", "unclear-branch", Severity.WARNING, MAP, advice=True)
def unclear_branch(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A step without `next:` is written before another alternative of the same fork, so it is
    unclear where it leads.

    Why: Where a step names several in `next:`, those of one stage are read as alternatives, and
    each ends before the next one begins. So whoever pays by card is led past the cash desk, to the
    step after it. That is mostly what is meant; but where the first of the two is only a detour,
    people go on to the second, and the map is wrong. Steps of different stages are read in the
    written order.

    Bad:
        title: Buying
        status: published
        stages:
          - title: Buy
            steps:
              - {id: pay, title: Pays, next: [card, cash]}
              - {id: card, title: Pays by card}
              - {id: cash, title: Pays in cash}
              - {id: receipt, title: Gets a receipt}

    Good:
        title: Buying
        status: published
        stages:
          - title: Buy
            steps:
              - {id: pay, title: Pays, next: [card, cash]}
              - {id: card, title: Pays by card, next: receipt}
              - {id: cash, title: Pays in cash}
              - {id: receipt, title: Gets a receipt}

    Fix: Write where the step leads: the step where the ways meet, the one written after it, or
    `next: []` where the journey ends there.
    """
    if context.damaged or not is_branched(journey) or not (graph := step_graph(journey)).doubts:
        return
    paths = _paths(journey)
    for doubt in graph.doubts:
        path = paths[doubt.column]
        title, written = (visible(graph.columns[at].title) for at in (doubt.column, doubt.written))
        read = (
            "the end of the journey"
            if doubt.read is None
            else f"`{visible(graph.columns[doubt.read].title)}`"
        )
        others = (
            ""
            if doubt.read == doubt.written
            else f", or `next: {graph.columns[doubt.written].id}` if people go on to `{written}`"
        )
        if doubt.read == doubt.written:
            others = ", or the step where the ways meet if the two are alternatives"
        yield unclear_branch.at(
            context.place((*path, "title")),
            f"`{title}` does not say where it leads; it is read as leading to {read}",
            f"write `next: {_value(graph, doubt)}` if that is right{others}",
            _written_down(context.source, path, _value(graph, doubt)),
        )


def _value(graph: StepGraph, doubt: AmbiguousEnd) -> str:
    return "[]" if doubt.read is None else graph.columns[doubt.read].id or ""


def _written_down(source: Source, path: FieldPath, value: str) -> Fix | None:
    """The fix that writes down how the map is read; None if the source cannot be edited safely."""
    # Imported here because most checks find nothing to fix.
    from journeybook.editing.field_edits import written  # noqa: PLC0415
    from journeybook.editing.rename.former_ids import below_heading  # noqa: PLC0415
    from journeybook.editing.source_text import EditingError, SourceText  # noqa: PLC0415

    holder = node_at(source.places.root, path) if isinstance(source.places, NodePlaces) else None
    if not isinstance(holder, Mapping) or not value:
        return None
    text = SourceText(source.file, source.text)
    heading = holder.entries.get("title")
    try:
        if heading and heading.key.place == heading.value.place:
            edit = below_heading(text, holder, heading, f"next: {value}")
        else:
            edit = written(text, holder, "next", value, after=("title", "id"))
    except EditingError:
        return None
    # Unsafe: only the author knows where people really go.
    return Fix(f"write `next: {value}`", (edit,), safe=False)


@rule("JB537", "unreachable-step", Severity.WARNING, MAP, advice=True)
def unreachable_step(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """No step leads to this one: the step before it names another in `next:`, and no `next:` names
    this one.

    Why: Its place in the journey is unknown. It stands alone on the curve, and nobody can say what
    comes before it. Often the step before it leads elsewhere in one case only, and the `when:` is
    missing.

    Bad:
        title: Ordering
        status: published
        stages:
          - title: Order
            steps:
              - {id: offer, title: Gets an offer, next: cancel}
              - {id: sign, title: Signs}
              - {id: cancel, title: Cancels}

    Good:
        title: Ordering
        status: published
        stages:
          - title: Order
            steps:
              - {id: offer, title: Gets an offer, next: {step: cancel, when: the price is too high}}
              - {id: sign, title: Signs, next: []}
              - {id: cancel, title: Cancels}

    Fix: Say in which case the step before it leads elsewhere (`when:`), or name the step in the
    `next:` that leads to it.
    """
    if context.damaged or not is_branched(journey) or (graph := step_graph(journey)).is_plain:
        return
    paths = _paths(journey)
    for column, arrivals in enumerate(graph.incoming):
        if column and all(each.start == column for each in arrivals):
            moment = graph.columns[column]
            yield unreachable_step.at(
                context.place((*paths[column], "title")),
                f"no step leads to `{visible(moment.title)}`",
                "say `when:` the step before it leads elsewhere, or name this one in the `next:` of a step",
            )
