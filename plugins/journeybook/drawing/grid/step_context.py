"""A step in its place, as its card tells it: what this person has been through so far, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.drawing.escape import escape
from journeybook.drawing.grid.cells import Pen
from journeybook.library.objects import Ref


@dataclass(frozen=True, slots=True)
class Mood:
    """A feeling in words: its `level` (0 worst to 4 best), the scale's `word` and the `figure` as people write it."""

    level: int
    word: str
    figure: str


class Stop(NamedTuple):
    """A step or map on the way: its title, the `inside` it stands in where that is another map, and when it is taken."""

    ref: Ref
    title: str
    inside: str | None = None
    when: str | None = None


class Way(NamedTuple):
    """What lies before and after a step.

    `steps` counts the steps of `person` before it on this map; `mean` and `lowest` are of their feelings there, with
    the step of the lowest, None where none is written down. `person` is a name where the map is about several. `worst`
    says that several ways lead to the step, of which this is the one with the lowest moment.
    """

    steps: int
    mean: Mood | None
    lowest: tuple[Mood, Stop] | None
    arrivals: tuple[Stop, ...]
    onward: tuple[Stop, ...]
    person: str | None = None
    worst: bool = False


def draw_way(way: Way, pen: Pen) -> str:
    """The part of a card that places its step on the whole way."""
    before = "".join(_before(way, pen))
    if way.arrivals:
        stops = "".join(_stop(each, pen, "arrow-right") for each in way.arrivals)
        before += f'<p class="jm-way__p">People may come from</p><ul>{stops}</ul>'
    after = "".join(_stop(each, pen, "arrow-right") for each in way.onward)
    after = f"<ul>{after}</ul>" if after else '<p class="jm-way__p">The map ends here.</p>'
    return (
        f'<dl class="jm-way"><dt>The way here</dt><dd class="jm-v">{before}</dd>'
        f'<dt>What comes next</dt><dd class="jm-v">{after}</dd></dl>'
    )


def _before(way: Way, pen: Pen) -> list[str]:
    who = f" of <bdi>{escape(way.person)}</bdi>" if way.person else ""
    if not way.steps:
        first = f"The first step{who} on this map." if who else "The map begins here."
        return [f'<p class="jm-way__p">{first}</p>']
    count = "1 step" if way.steps == 1 else f"{way.steps} steps"
    mean = f", on average {_mood(way.mean)}" if way.mean else ", no feeling noted"
    worst = " on the hardest of several ways" if way.worst else ""
    said = [f'<p class="jm-way__p">{count}{who} before this one{worst}{mean}</p>']
    if way.lowest and way.steps > 1:
        mood, stop = way.lowest
        said.append(
            f'<p class="jm-way__l jm-l{mood.level}">{pen.face(mood.level)}'
            f"<span>Lowest {_mood(mood)}: {pen.name(stop.ref, stop.title)}</span></p>"
        )
    return said


def _mood(mood: Mood) -> str:
    return f"<b>{escape(mood.figure)}</b> {escape(mood.word)}".rstrip()


def _stop(stop: Stop, pen: Pen, icon: str) -> str:
    inside = f' <span class="jm-note">in <bdi>{escape(stop.inside)}</bdi></span>' if stop.inside else ""
    when = f'<span class="jm-note" dir="auto">{pen.text(stop.when)}</span> ' if stop.when else ""
    return f'<li class="jm-next">{when}{pen.icon(icon)}{pen.name(stop.ref, stop.title)}{inside}</li>'
