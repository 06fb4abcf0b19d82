"""The smallest parts of pages: names and emotions, without templates, as pages hold thousands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeybook.i18n.catalog import cached_in_language
from journeybook.i18n.formats import comma, list_words
from journeybook.i18n.markup import gettext as _
from journeybook.i18n.markup import ngettext
from journeybook.labels.value_labels import STATUS_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Status
from journeybook.model.recommendation import RecommendationStatus
from journeybook.text.escape import escaped
from journeybook.text.numbers import figure

if TYPE_CHECKING:
    from journeybook.insight.spots import SpotEmotion
    from journeybook.model.journey import Journey
    from journeybook.pages.page_context import PageContext


def name(context: PageContext, ref: Ref, title: str | None = None) -> Markup:
    """The name of an object, linked if it has a page; `title` replaces its own."""
    return context.name(ref, title)


def names(context: PageContext, kind: str, keys: Iterable[str]) -> Markup:
    """The names of objects of one kind, separated by commas."""
    of = Kind(kind)
    return Markup(comma().join([context.name(Ref(of, key)) for key in keys]))  # noqa: S704 - escaped by the context


def titles(context: PageContext, kind: str, keys: Iterable[str]) -> Markup:
    """The titles of objects of one kind without links, separated by commas."""
    of = Kind(kind)
    return escaped(comma()).join([isolated(context.title(Ref(of, key))) for key in keys])


def isolated(text: str) -> Markup:
    """An author's text inside of a sentence, with its own direction of writing."""
    return Markup("<bdi>{}</bdi>").format(text)


def sentence_list(context: PageContext, refs: Iterable[Ref]) -> Markup:
    """The names of objects inside of a sentence: `A and B`, `A, B and C`."""
    return Markup(list_words([context.name(ref) for ref in refs]))  # noqa: S704 - escaped by the context


def first_names(context: PageContext, refs: Sequence[Ref], shown: int) -> Markup:
    """The names of the first of these objects, and the number of the others."""
    found = escaped(comma()).join([context.name(ref) for ref in refs[:shown]])
    more = len(refs) - shown
    if more <= 0:
        return found
    return ngettext(
        "%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=found, num=figure(more)
    )


def map_names(context: PageContext, journeys: Iterable[Journey]) -> Markup:
    """The names of maps separated by commas, marked if they are not published."""
    return escaped(comma()).join([map_name(context, journey) for journey in journeys])


def map_name(context: PageContext, journey: Journey) -> Markup:
    """The name of a map, marked if it is not published."""
    return context.name(Ref(Kind.JOURNEY, journey.id), journey.title) + status_mark(journey.status)


def feeling(context: PageContext, felt: SpotEmotion, word: bool = True) -> Markup:
    """An emotion with face, word and number; the word for screen readers only if not `word`."""
    return context.feeling(felt, word)


@cached_in_language()
def no_feeling() -> Markup:
    """The text for a missing emotion."""
    return Markup('<span class="jb-none">{}</span>').format(_("no feeling noted"))


def answered_by(context: PageContext, ref: Ref) -> Markup:
    """The recommendations that answer a step; dropped ones do not count."""
    portfolio = context.portfolio
    found = [
        context.name(Ref(Kind.RECOMMENDATION, key))
        for key in portfolio.answers.get(ref, ())
        if portfolio.library.recommendations[key].status is not RecommendationStatus.DROPPED
    ]
    if not found:
        return Markup("")
    answered = _("answered by %(recommendations)s", recommendations=escaped(comma()).join(found))
    return Markup(" <span>· {}</span>").format(answered)


@cached_in_language()
def status_mark(status: Status) -> Markup:
    """The status of a map, if it is not published."""
    if status is Status.PUBLISHED:
        return Markup("")
    return Markup(f' <span class="jb-mark jb-mark--{status.value}">{STATUS_WORDS[status]}</span>')  # noqa: S704 - our words
