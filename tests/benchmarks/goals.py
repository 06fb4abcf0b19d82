"""What journeybook wants to reach on two cores, and the rows of the table that `bench.py` prints.

A benchmark has a function `measure(bench)` that yields rows, each as soon as it is known:

    yield GOALS["13 reading"].row(ours=[...], reference=[...])
    yield GOALS["16 mermaid"].missing("there is no node")
    yield Goal("", "the same, as JSON", "a plain load").row(ours=[...], reference=[...])   # no goal, for comparison
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Goal:
    """What is measured, against what, and what is wanted; each limit that is None is not asked for.

    The name begins with the number of the goal. `most` is the highest value that is wanted, in `unit`; `ratio` the highest
    ratio of our median to the reference's; `times` how many times smaller than the reference's our median is to be.
    """

    name: str
    what: str
    reference: str
    unit: str = "s"
    most: float | None = None
    ratio: float | None = None
    times: float | None = None

    @property
    def number(self) -> int | None:
        """The number of the goal; None for a row that is there for comparison only."""
        return int(self.name.split()[0]) if self.name else None

    @property
    def wanted(self) -> str:
        """The limits in words, empty where nothing is asked for."""
        parts = []
        if self.most is not None:
            parts.append(f"≤ {figure(self.most)} {self.unit}".rstrip())
        if self.ratio is not None:
            parts.append(f"≤ {figure(self.ratio)} ×")
        if self.times is not None:
            parts.append(f"≥ {figure(self.times)} times less")
        return ", ".join(parts)

    def row(self, ours: Sequence[float], reference: Sequence[float] = (), note: str = "") -> Row:
        """The row of these measurements: the median of each side, and the ratio of the medians."""
        median = statistics.median(ours)
        other = statistics.median(reference) if reference else None
        ratio = median / other if other else None
        return Row(self, median, other, ratio, len(ours), self._reached(median, ratio), note)

    def missing(self, why: str) -> Row:
        """The row of what cannot be measured on this machine, or whose measurement failed."""
        return Row(self, None, None, None, 0, None, why)

    def _reached(self, median: float, ratio: float | None) -> bool | None:
        verdicts = []
        if self.most is not None:
            verdicts.append(median <= self.most)
        if self.ratio is not None:
            verdicts.append(None if ratio is None else ratio <= self.ratio)
        if self.times is not None:
            verdicts.append(None if ratio is None else ratio * self.times <= 1)
        if False in verdicts:
            return False
        return None if None in verdicts or not verdicts else True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `ours` and `reference` are medians in the goal's unit, None where nothing was measured."""

    goal: Goal
    ours: float | None
    reference: float | None
    ratio: float | None
    rounds: int
    reached: bool | None
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row as plain data."""
        goal = self.goal
        limits = {
            key: value for key, value in asdict(goal).items() if key in ("most", "ratio", "times") and value
        }
        return {
            "goal": goal.number,
            "name": goal.name,
            "what": goal.what,
            "against": goal.reference,
            "unit": goal.unit,
            "median": self.ours,
            "reference": self.reference,
            "ratio": self.ratio,
            "wanted": limits,
            "reached": self.reached,
            "rounds": self.rounds,
            "note": self.note,
        }


def figure(value: float) -> str:
    """A number with three digits that count, and no more zeros than it needs."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    if abs(value) >= 10:
        return f"{value:.1f}".removesuffix(".0")
    if abs(value) >= 1:
        return f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{value:.2g}" if abs(value) >= 0.001 else f"{value:.1g}"


_SAVE = "text of a map saved → its page has it"
_PASTED = "Material, the same pages pasted"

GOALS = {
    goal.name: goal
    for goal in (
        Goal("1 preview", f"{_SAVE}, demonstration", "its full build", most=0.3, ratio=0.06),
        Goal("2 preview", f"{_SAVE}", "its full build", most=0.6, ratio=0.01),
        Goal("3 warm start", "preview started → first map page, warm", "its full build", most=3.0),
        Goal("4 page", "full build, CPU", f"{_PASTED}: `page`", ratio=0.15),
        Goal("4 swimlane", "full build, CPU", f"{_PASTED}: `swimlane`", ratio=0.35),
        Goal("4 plain", "full build, CPU", f"{_PASTED}: `plain`", ratio=0.7),
        Goal("5 processes", "full build, two processes", "one process", ratio=0.6),
        Goal("6 hugo", "full build", "Hugo, the same pages, minimal theme", ratio=2.0),
        Goal("7 bare", "full build, CPU", "a bare script, CPU", ratio=2.5),
        Goal("8 unchanged", "warm build, nothing changed", "a cold build", ratio=0.1),
        Goal("8 changed", "warm build, 1 map of 100 changed", "a cold build", ratio=0.2),
        Goal(
            "8 bytes",
            "files that a warm build makes otherwise",
            "a build of the same without caches",
            "files",
            most=0,
        ),
        Goal("9 CPU", "full build, CPU a map", "a smaller portal", "ms", ratio=1.1),
        Goal("9 memory", "peak memory a map", "", "kB", most=60),
        Goal("10 page", "largest page of ours, a map's own left out", "a map's page", "kB", most=300),
        Goal(
            "10 gzip", "the page that is largest under gzip, a map's left out", "a map's page", "kB", most=40
        ),
        Goal("11 search", "navigation → first result of a search", "Material's own search", ratio=0.25),
        Goal("11 bytes", "bytes before the first result", "Material's own search", "kB", ratio=0.1),
        Goal(
            "11 search of 5,000",
            "navigation → first result of a search, 5,000 maps",
            "Material's own search",
            ratio=0.08,
        ),
        Goal(
            "11 bytes of 5,000",
            "bytes before the first result, 5,000 maps",
            "Material's own search",
            "kB",
            ratio=0.03,
        ),
        Goal("12 grid", "drawing a map's grid", "f-strings, as many bytes", "ms", ratio=2.0),
        Goal("12 swimlane", "drawing a map's swimlane", "f-strings, as many bytes", "ms", ratio=2.0),
        Goal("13 reading", "reading a map with places", "a plain load by libyaml", "ms", ratio=0.7),
        Goal("13 validation", "validation of a map", "a plain load by libyaml", "ms", ratio=0.1),
        Goal("14 cold", "check, nothing kept, CPU", "a plain load of the same files", ratio=1.2),
        Goal("14 warm", "check, nothing changed, CPU", "a plain load of the same files", ratio=0.15),
        Goal("15 diff", "difference of two revisions, 20 maps changed", "git's own diff", most=2.0),
        Goal("16 mermaid", "drawing a map", "mermaid's journey on a warm page", "ms", times=40),
        Goal("16 mermaid-cli", "drawing a map", "mermaid-cli, 20 in one file", "ms", times=1000),
    )
}
"""Every goal by its name, in the order of the table."""
