"""Step cards, which open over the map, and the prose of stages and steps below it.

A card has what the grid does not show of a step. The content of its cells is copied onto it by
script when it opens, and so are the buttons that lead to other cards: without script the grid shows
the one, and nothing can be done with the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from journeybook.drawing.grid.cells import CellContext, figure_of
from journeybook.drawing.grid.emotion_lane import LabelledPoint, emotion_in_words
from journeybook.drawing.grid.step_context import ContextOfStep, draw_step_context
from journeybook.drawing.view.model import Column, Curve, Item, MapView, Point, StageBand
from journeybook.i18n.catalog import cached_in_language
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Ref
from journeybook.prose.rendering import render_prose
from journeybook.text.escape import escape


class Card(NamedTuple):
    """The content of a card.

    `of` is the stage or step, `where` its place, `points` its emotions; `named` says whether they
    need the name of their persona; `way` is the context of the step, `image` its picture.
    """

    id: str
    where: str
    of: StageBand | Column
    points: Sequence[LabelledPoint]
    evidence: Sequence[Ref]
    named: bool
    way: ContextOfStep | None = None
    image: Item | None = None


def draw_card(card: Card, context: CellContext) -> str:
    """A popover that opens without script; it has no heading, because those belong to the map."""
    title = escape(card.of.title)
    parts = [
        f'<div class="jb-step-card" id="{card.id}" popover role="dialog" aria-label="{title}" data-search-exclude>',
        (
            f'<div class="jb-step-card__head">{_card_buttons(card, context)}'
            f'<p class="jb-step-card__kind"{context.our_language}>{card.where}</p><p class="jb-step-card__title" dir="auto">{title}</p>'
            f"{_card_links(card, context)}</div>"
        ),
    ]
    if card.of.moment_of_truth or any(each.point.moment_of_truth for each in card.points):
        parts.append(
            f'<p class="jb-step-card__truth"{context.our_language}>{context.icon("diamond-stone")}{_("Moment of truth")}</p>'
        )
    parts += (_card_feeling(each.curve, each.point, context, named=card.named) for each in card.points)
    if card.image:
        parts.append(figure_of(card.image, context))
    if card.way:
        parts.append(draw_step_context(card.way, context))
    if card.evidence:
        names = "".join(f"<li>{context.name(ref, context.titles(ref))}</li>" for ref in card.evidence)
        parts.append(
            f'<dl><dt{context.our_language}>{_("Evidence")}</dt><dd class="jb-cell__content"><ul>{names}</ul></dd></dl>'
        )
    if card.of.narrative:
        parts.append(f'<div class="jb-step-prose" dir="auto">{_prose(card.of.narrative, context)}</div>')
    parts.append("</div>")
    return "".join(parts)


@cached_in_language()
def _label(message: str) -> str:
    """A message escaped for an attribute."""
    return escape(_(message))


def _card_links(card: Card, context: CellContext) -> str:
    link = _("Link to this step") if isinstance(card.of, Column) else _("Link to this stage")
    return (
        f'<p class="jb-step-card__links"><a href="#{card.of.anchor}" data-tool="copy"{context.our_language}>'
        f"{context.icon('link-variant')}{link}</a></p>"
    )


def _card_buttons(card: Card, context: CellContext) -> str:
    return (
        f'<p class="jb-step-card__buttons"><button type="button" popovertarget="{card.id}" popovertargetaction="hide" '
        f'aria-label="{_label(N_("Close"))}"{context.our_language}>{context.icon("close")}</button></p>'
    )


def turn_buttons(context: CellContext) -> str:
    """The buttons to the card before and the one after, for the script that puts them on cards."""
    buttons = "".join(
        f'<button type="button" data-tool="turn" aria-label="{words}"{context.our_language}>'
        f"{context.icon(name)}</button>"
        for words, name in (
            (_label(N_("Previous")), "chevron-left"),
            (_label(N_("Next")), "chevron-right"),
        )
    )
    return f'<template class="jb-step-card-turns">{buttons}</template>'


def _card_feeling(curve: Curve, point: Point, context: CellContext, *, named: bool) -> str:
    who = f"<bdi>{escape(curve.title)}</bdi>: " if named else ""
    feeling = (
        context.ours(_("then %(feeling)s", feeling=emotion_in_words(point)))
        if point.end
        else emotion_in_words(point)
    )
    sure = f' <span class="jb-cell-note"{context.our_language}>{_("assumed")}</span>' if point.assumed else ""
    return f'<p class="jb-step-card__emotion jb-level-{point.level}">{context.face(point.level)}<span>{who}{feeling}{sure}</span></p>'


def _prose(text: str, context: CellContext) -> str:
    """Prose for places without headings: headings become paragraphs with a style of their own."""
    html = render_prose(text, context.link, context.known, heading_level=6)
    return html.replace("<h6>", '<p class="jb-step-prose__heading">').replace("</h6>", "</p>")


def draw_stories(view: MapView, context: CellContext, level: int) -> str:
    """The prose of stages and steps in the order of the map, "" if there is none."""
    parts = []
    pictures = view.pictures
    for band in view.stages:
        if band.narrative:
            parts.append(_story(band, pictures.get(band.anchor), context, level))
        parts += (
            _story(column, pictures.get(column.anchor), context, level)
            for column in view.columns[band.first : band.first + band.span]
            if column.narrative
        )
    if not parts:
        return ""
    return (
        f'<section class="jb-stories" aria-labelledby="{view.id}--stories"><h{level} id="{view.id}--stories"{context.our_language}>'
        f"{_('In more words')}</h{level}>{''.join(parts)}</section>"
    )


def _story(of: StageBand | Column, image: Item | None, context: CellContext, level: int) -> str:
    prose = render_prose(of.narrative or "", context.link, context.known, heading_level=min(6, level + 2))
    return (
        f'<div class="jb-story"><h{level + 1} dir="auto"><a href="#{of.anchor}">{escape(of.title)}</a></h{level + 1}>'
        f'{figure_of(image, context) if image else ""}<div class="jb-step-prose" dir="auto">{prose}</div></div>'
    )
