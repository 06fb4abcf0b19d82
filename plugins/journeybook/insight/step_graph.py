"""A map as a graph of steps: which step may follow which, where it branches, joins and loops.

The nodes are the map's columns: its steps, and its stages without steps, counted from 0 in the
written order. A transition leads from one to another. All rules are defined here and nowhere else:

1. Without `next:` a step leads to the column written after it.
2. With `next:` it leads to the steps named there and to no other; an empty list says that the
   journey ends there. A stage's own `next:` is that of its last step. The id of a stage means its
   first step.
3. If every entry of `next:` has a `when:` and no `next:` names the column written after the step,
   that column is where everybody else goes.
4. Steps of one stage that one `next:` names are alternatives (so are stages without steps). An
   alternative ends before the next one begins. An end without `next:` leads to where the
   alternatives meet: the first column after them that another of their ends names, else the column
   after the step that begins the last of them.
5. A transition to an earlier column, or to the step itself, is a loop. Loops are never followed
   here, so that every forward walk ends.

Docs: `docs/guide/writing-a-map.md` and `docs/decisions/0021-branches-follow-next.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from journeybook.model.journey import Journey, Stage, Step


class Origin(StrEnum):
    """The reason for a transition: rules 1 to 4 above."""

    WRITTEN = "written"
    NAMED = "named"
    OTHERWISE = "otherwise"
    JOIN = "join"


class Transition(NamedTuple):
    """A transition from column `start` to column `end`, and its condition, if it has one."""

    start: int
    end: int
    when: str | None
    origin: Origin

    @property
    def is_loop(self) -> bool:
        """Whether it leads back, or to the step itself."""
        return self.end <= self.start


class Alternatives(NamedTuple):
    """The alternatives of one stage that the `next:` of column `fork` names, as written."""

    fork: int
    starts: tuple[int, ...]


class AmbiguousEnd(NamedTuple):
    """A column without `next:` that ends an alternative: `written` follows it, `read` is drawn.

    Authors may have meant either. `read` is None for the end of the journey.
    """

    column: int
    written: int
    read: int | None


@dataclass(frozen=True)
class StepGraph:
    """The columns of a map and the transitions between them.

    `stages` holds the number of each column's stage, from 0. `outgoing` and `incoming` hold for
    each column its transitions in the author's order, loops included. `places` holds the column of
    each id in `next:`; it is empty if no step names another.
    """

    columns: tuple[Stage | Step, ...]
    stages: tuple[int, ...]
    outgoing: tuple[tuple[Transition, ...], ...]
    places: Mapping[str, int] = field(default_factory=dict)
    doubts: tuple[AmbiguousEnd, ...] = ()

    @cached_property
    def incoming(self) -> tuple[tuple[Transition, ...], ...]:
        """The transitions that lead to each column, ordered by their starts."""
        found: list[list[Transition]] = [[] for _ in self.columns]
        for transition in self.transitions:
            found[transition.end].append(transition)
        return tuple(tuple(each) for each in found)

    @property
    def transitions(self) -> Iterator[Transition]:
        """Every transition, ordered by its start."""
        return (transition for found in self.outgoing for transition in found)

    @cached_property
    def is_plain(self) -> bool:
        """Whether every column simply leads to the one written after it."""
        return all(
            len(found) == 1 and found[0].end == index + 1 if index + 1 < len(self.columns) else not found
            for index, found in enumerate(self.outgoing)
        )

    def ahead(self, column: int) -> tuple[int, ...]:
        """The columns that `column` leads to, in the written order, without loops."""
        return tuple(sorted(each.end for each in self.outgoing[column] if not each.is_loop))

    def behind(self, column: int) -> tuple[int, ...]:
        """The columns that lead to `column`, in the written order, without loops."""
        return tuple(each.start for each in self.incoming[column] if not each.is_loop)

    def ends(self, column: int) -> bool:
        """Whether the journey may end at `column`.

        That is the case if nothing follows it, or if it is the last column and only conditional
        steps follow.
        """
        found = self.outgoing[column]
        return not found or (column + 1 == len(self.columns) and all(each.when for each in found))

    def branch_start(self, column: int) -> Transition | None:
        """The transition that begins an alternative at `column`, None if there is another way in.

        Of several transitions it is the first with a condition, else the first.
        """
        found = [each for each in self.incoming[column] if not each.is_loop]
        if not found or any(len(self.outgoing[each.start]) < 2 for each in found):
            return None
        return next((each for each in found if each.when), found[0])


def is_branched(journey: Journey) -> bool:
    """Whether a step or stage has `next:`; else each column simply leads to the one after it."""
    return any(
        stage.next is not None or any(step.next is not None for step in stage.steps)
        for stage in journey.stages
    )


def step_graph(journey: Journey) -> StepGraph:
    """The graph of a map's steps; the cost is linear in its length if no step names another."""
    columns: list[Stage | Step] = []
    stages: list[int] = []
    for number, stage in enumerate(journey.stages):
        columns += stage.steps or (stage,)
        stages += [number] * (len(stage.steps) or 1)
    last = len(columns) - 1
    if not is_branched(journey):
        return StepGraph(
            tuple(columns),
            tuple(stages),
            tuple(
                (Transition(index, index + 1, None, Origin.WRITTEN),) if index < last else ()
                for index in range(len(columns))
            ),
        )
    return _branched(journey, tuple(columns), tuple(stages))


def branched_links(
    graph: StepGraph, places: Sequence[int | None], count: int
) -> tuple[tuple[int, ...], ...] | None:
    """`place_links`, or None for a map without branches, where each place leads to the next."""
    return None if graph.is_plain else place_links(graph, places, count)


def place_links(graph: StepGraph, places: Sequence[int | None], count: int) -> tuple[tuple[int, ...], ...]:
    """For each of `count` places the later places that it leads to, in ascending order.

    `places` holds for each column its place: several columns may share one, such as those of a
    stage. Transitions lead on through columns without a place.
    """
    reached: list[frozenset[int]] = [frozenset()] * len(places)
    links: list[set[int]] = [set() for _ in range(count)]
    for column in range(len(places) - 1, -1, -1):
        leads: set[int] = set()
        for end in graph.ahead(column):
            place = places[end]
            leads |= reached[end] if place is None else {place}
        reached[column] = frozenset(leads)
        here = places[column]
        if here is not None:
            links[here] |= {lead for lead in leads if lead > here}
    return tuple(tuple(sorted(link)) for link in links)


def paths(nodes: Sequence[int], ahead: Sequence[Sequence[int]]) -> list[list[int]]:
    """The edges of a forward graph as few lines, each as long as possible.

    `nodes` are indexes into `ahead` in ascending order; `ahead` holds for each the larger indexes
    that it leads to. Every edge between two of `nodes` is in one line; a node without edges is a
    line of its own. A branch begins at the node that it leaves. Where lines join, the oldest goes
    on and the others end there.
    """
    kept = set(nodes)
    lines: list[list[int]] = []
    arrived: dict[int, int] = {}
    for node in nodes:
        own = arrived.get(node)
        for follower in (each for each in ahead[node] if each in kept):
            if own is None:
                own = len(lines)
                lines.append([node])
            line = own
            if lines[line][-1] != node:  # its first edge is taken already
                line = len(lines)
                lines.append([node])
            lines[line].append(follower)
            arrived[follower] = min(line, arrived.get(follower, line))
        if own is None:
            lines.append([node])
    return lines


def _branched(journey: Journey, columns: tuple[Stage | Step, ...], stages: tuple[int, ...]) -> StepGraph:
    places = _places(journey, columns, stages)
    named = _named(journey, columns, stages, places)
    last = len(columns) - 1
    wanted = {target for found in named if found for target in found}
    outgoing: list[tuple[Transition, ...]] = []
    ways: list[Alternatives] = []
    for index, found in enumerate(named):
        if found is None:
            outgoing.append(())
            continue
        leads = [Transition(index, end, when, Origin.NAMED) for end, when in found.items()]
        if leads and index < last and index + 1 not in wanted and all(lead.when for lead in leads):
            leads.append(Transition(index, index + 1, None, Origin.OTHERWISE))
        outgoing.append(tuple(leads))
        ahead = sorted(lead.end for lead in leads if not lead.is_loop and lead.origin is Origin.NAMED)
        for _, group in groupby(ahead, key=lambda end: stages[end] if isinstance(columns[end], Step) else -1):
            starts = tuple(group)
            if len(starts) > 1:
                ways.append(Alternatives(index, starts))
    forks = [ends for leads in outgoing if len(ends := {lead.end for lead in leads if not lead.is_loop}) > 1]
    doubts = []
    for at, found in enumerate(named):
        if found is not None or at == last:
            continue
        end = _followed(at, named, ways)
        if end <= last:
            origin = Origin.WRITTEN if end == at + 1 else Origin.JOIN
            outgoing[at] = (Transition(at, end, None, origin),)
        # The column written after it is another alternative of the same fork.
        if any(at + 1 in ends and min(ends) <= at for ends in forks):
            doubts.append(AmbiguousEnd(at, at + 1, end if end <= last else None))
    return StepGraph(columns, stages, tuple(outgoing), places, tuple(doubts))


def _places(journey: Journey, columns: Sequence[Stage | Step], stages: Sequence[int]) -> dict[str, int]:
    """The column of each id. Current ids precede former ones, steps precede stages.

    Of several columns with one id, the first is taken.
    """
    begins: dict[int, int] = {}
    for index, number in enumerate(stages):
        begins.setdefault(number, index)
    firsts = [(begins[number], stage) for number, stage in enumerate(journey.stages)]
    steps = list(enumerate(columns))
    found: dict[str, int] = {}
    for at, moment in (*steps, *firsts):
        if moment.id:
            found.setdefault(moment.id, at)
    for at, moment in (*steps, *firsts):
        for former in moment.was:
            found.setdefault(former, at)
    return found


def _named(
    journey: Journey,
    columns: Sequence[Stage | Step],
    stages: Sequence[int],
    places: Mapping[str, int],
) -> list[dict[int, str | None] | None]:
    """For each column the targets of its `next:`, None if none of them exists."""
    found: list[dict[int, str | None] | None] = []
    for index, moment in enumerate(columns):
        says = [moment.next]
        stage = journey.stages[stages[index]]
        if stage is not moment and (index + 1 == len(columns) or stages[index + 1] != stages[index]):
            says.append(stage.next)
        targets: dict[int, str | None] = {}
        for each in (entry for entries in says for entry in entries or ()):
            if each.step in places:
                targets.setdefault(places[each.step], each.when)
        # Unknown ids are reported by a rule of their own; the map is read as if they were absent.
        ended = () in says and not any(says)
        found.append(targets if targets or ended else None)
    return found


def _followed(at: int, named: Sequence[dict[int, str | None] | None], ways: Sequence[Alternatives]) -> int:
    """Where a column without `next:` leads; the number of columns, or more, for the end."""
    end = at + 1
    while True:
        # Alternatives may be nested: the end of an inner one may also end the outer one.
        outer = next(
            (
                alternatives
                for alternatives in ways
                if end in alternatives.starts[1:] and alternatives.starts[0] <= at
            ),
            None,
        )
        if outer is None:
            return end
        end = _join(outer, named)


def _join(ways: Alternatives, named: Sequence[dict[int, str | None] | None]) -> int:
    last = ways.starts[-1]
    ends = [*(start - 1 for start in ways.starts[1:]), last]
    targets = [target for end in ends for target in named[end] or () if target > last]
    return min(targets, default=last + 1)
