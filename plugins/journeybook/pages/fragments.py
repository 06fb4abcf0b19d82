"""The smallest pieces of pages: names and feelings. Pages of many steps hold thousands, so no template writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeybook.i18n.catalog import cached_in_language
from journeybook.i18n.formats import list_words
from journeybook.i18n.markup import gettext as _
from journeybook.i18n.markup import ngettext
from journeybook.labels.value_labels import STATUS_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Status
from journeybook.model.recommendation import RecommendationStatus
from journeybook.text.numbers import figure

if TYPE_CHECKING:
    from journeybook.insight.spots import SpotEmotion
    from journeybook.model.journey import Journey
    from journeybook.pages.page_context import PageContext


def name(context: PageContext, ref: Ref, title: str | None = None) -> Markup:
    """The name of a thing, linked where it has a page; `title` in the place of its own."""
    return context.name(ref, title)


def names(context: PageContext, kind: str, keys: Iterable[str]) -> Markup:
    """The names of things of one kind, with commas between them."""
    of = Kind(kind)
    return Markup(", ".join([context.name(Ref(of, key)) for key in keys]))  # noqa: S704 - escaped by the sheet


def titles(context: PageContext, kind: str, keys: Iterable[str]) -> Markup:
    """The titles of things of one kind without links, with commas between them."""
    of = Kind(kind)
    return Markup(", ").join([isolated(context.title(Ref(of, key))) for key in keys])


def isolated(text: str) -> Markup:
    """A text of an author inside of a sentence, whose direction of writing it leaves alone."""
    return Markup("<bdi>{}</bdi>").format(text)


def sentence_list(context: PageContext, refs: Iterable[Ref]) -> Markup:
    """The names of things inside of a sentence: `A and B`, `A, B and C`."""
    return Markup(list_words([context.name(each) for each in refs]))  # noqa: S704 - escaped by the sheet


def first_names(context: PageContext, refs: Sequence[Ref], shown: int) -> Markup:
    """The names of the first of these things, and how many more there are."""
    found = Markup(", ").join([context.name(ref) for ref in refs[:shown]])
    more = len(refs) - shown
    if more <= 0:
        return found
    return ngettext(
        "%(names)s and %(num)s more", "%(names)s and %(num)s more", more, names=found, num=figure(more)
    )


def map_names(context: PageContext, journeys: Iterable[Journey]) -> Markup:
    """The names of maps, marked where they are not published, with commas between them."""
    return Markup(", ").join([map_name(context, each) for each in journeys])


def map_name(context: PageContext, journey: Journey) -> Markup:
    """The name of a map, marked where it is not published."""
    return context.name(Ref(Kind.JOURNEY, journey.id), journey.title) + status_mark(journey.status)


def feeling(context: PageContext, felt: SpotEmotion, word: bool = True) -> Markup:
    """A feeling, which is never a colour alone; its word for screen readers only if not `word`."""
    return context.feeling(felt, word)


@cached_in_language()
def no_feeling() -> Markup:
    """What stands where nobody wrote down a feeling."""
    return Markup('<span class="jb-none">{}</span>').format(_("no feeling noted"))


def answered_by(context: PageContext, ref: Ref) -> Markup:
    """What somebody means to do about a step; what was dropped answers nothing any more."""
    portfolio = context.portfolio
    found = [
        context.name(Ref(Kind.RECOMMENDATION, key))
        for key in portfolio.answers.get(ref, ())
        if portfolio.library.recommendations[key].status is not RecommendationStatus.DROPPED
    ]
    if not found:
        return Markup("")
    answered = _("answered by %(recommendations)s", recommendations=Markup(", ").join(found))
    return Markup(" <span>· {}</span>").format(answered)


@cached_in_language()
def status_mark(status: Status) -> Markup:
    """Where a map stands, for those that are not published."""
    if status is Status.PUBLISHED:
        return Markup("")
    return Markup(f' <span class="jb-mark jb-mark--{status.value}">{STATUS_WORDS[status]}</span>')  # noqa: S704 - our words
