"""The context of a step on its card: what the persona has been through, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from journeybook.drawing.grid.cells import CellContext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.library.objects import Ref
from journeybook.text.escape import escape


@dataclass(frozen=True, slots=True)
class EmotionLabel:
    """An emotion in words: its `level` (0 worst to 4 best), the scale's `word`, the `figure`."""

    level: int
    word: str
    figure: str


class StepLink(NamedTuple):
    """A link to a step or map: its title, the other map that it is `inside` of, its condition."""

    ref: Ref
    title: str
    inside: str | None = None
    when: str | None = None


class ContextOfStep(NamedTuple):
    """What lies before and after a step.

    `steps` counts the steps of `person` before it on this map; `mean` and `lowest` are of the
    emotions there, `lowest` with its step, None without emotions. `person` is a name if the map has
    several personas. `worst` says that several paths lead to the step; this is the one with the
    lowest emotion.
    """

    steps: int
    mean: EmotionLabel | None
    lowest: tuple[EmotionLabel, StepLink] | None
    arrivals: tuple[StepLink, ...]
    onward: tuple[StepLink, ...]
    person: str | None = None
    worst: bool = False


def draw_step_context(way: ContextOfStep, context: CellContext) -> str:
    """The part of a card that shows the context of its step."""
    ours = context.our_language
    before = "".join(_before(way, context))
    if way.arrivals:
        stops = "".join(_stop(arrival, context, "arrow-right") for arrival in way.arrivals)
        before += f'<p class="jb-step-context__plain"{ours}>{_("People may come from")}</p><ul>{stops}</ul>'
    after = "".join(_stop(each, context, "arrow-right") for each in way.onward)
    after = (
        f"<ul>{after}</ul>"
        if after
        else f'<p class="jb-step-context__plain"{ours}>{_("The map ends here.")}</p>'
    )
    return (
        f'<dl class="jb-step-context"><dt{ours}>{_("Before this step")}</dt><dd class="jb-cell__content">{before}</dd>'
        f'<dt{ours}>{_("What comes next")}</dt><dd class="jb-cell__content">{after}</dd></dl>'
    )


def _before(way: ContextOfStep, context: CellContext) -> list[str]:
    if not way.steps:
        first = (
            _("The first step of %(person)s on this map.", person=_person(way.person, context))
            if way.person
            else _("The map begins here.")
        )
        return [f'<p class="jb-step-context__plain"{context.our_language}>{first}</p>']
    mean = _("on average %(feeling)s", feeling=_mood(way.mean)) if way.mean else _("no feeling noted")
    said = [f'<p class="jb-step-context__plain"{context.our_language}>{_count(way, context)}, {mean}</p>']
    if way.lowest and way.steps > 1:
        mood, stop = way.lowest
        step = context.name(stop.ref, stop.title)
        lowest = _(
            "Lowest %(feeling)s: %(step)s",
            feeling=_mood(mood),
            step=f"<span{context.their_language}>{step}</span>" if context.their_language else step,
        )
        said.append(
            f'<p class="jb-step-context__lowest jb-level-{mood.level}"{context.our_language}>{context.face(mood.level)}<span>{lowest}</span></p>'
        )
    return said


def _count(way: ContextOfStep, context: CellContext) -> str:
    """The number of steps before, and the person's name if it is needed."""
    if way.person:
        person = _person(way.person, context)
        if way.worst:
            return ngettext(
                "%(num)s step of %(person)s before this one on the hardest of several ways",
                "%(num)s steps of %(person)s before this one on the hardest of several ways",
                way.steps,
                person=person,
            )
        return ngettext(
            "%(num)s step of %(person)s before this one",
            "%(num)s steps of %(person)s before this one",
            way.steps,
            person=person,
        )
    if way.worst:
        return ngettext(
            "%(num)s step before this one on the hardest of several ways",
            "%(num)s steps before this one on the hardest of several ways",
            way.steps,
        )
    return ngettext("%(num)s step before this one", "%(num)s steps before this one", way.steps)


def _person(name: str, context: CellContext) -> str:
    return f"<bdi{context.their_language}>{escape(name)}</bdi>"


def _mood(mood: EmotionLabel) -> str:
    return f"<b>{escape(mood.figure)}</b> {escape(mood.word)}".rstrip()


def _stop(stop: StepLink, context: CellContext, icon: str) -> str:
    inside = ""
    if stop.inside:
        words = _("in %(map)s", map=f"<bdi{context.their_language}>{escape(stop.inside)}</bdi>")
        inside = f' <span class="jb-cell-note"{context.our_language}>{words}</span>'
    when = f'<span class="jb-cell-note" dir="auto">{context.text(stop.when)}</span> ' if stop.when else ""
    return f'<li class="jb-next">{when}{context.icon(icon)}{context.name(stop.ref, stop.title)}{inside}</li>'
