"""The smallest pieces of pages: names and feelings. Pages of many steps hold thousands, so no template writes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from journeybook.labels.value_labels import STATUS_WORDS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Status

if TYPE_CHECKING:
    from journeybook.insight.spots import Felt
    from journeybook.model.journey import Journey
    from journeybook.pages.page_context import Sheet

NO_FEELING = Markup('<span class="jp-none">no feeling noted</span>')


def name(sheet: Sheet, ref: Ref, title: str | None = None) -> Markup:
    """The name of a thing, linked where it has a page; `title` in the place of its own."""
    return sheet.name(ref, title)


def names(sheet: Sheet, kind: str, keys: Iterable[str]) -> Markup:
    """The names of things of one kind, with commas between them."""
    of = Kind(kind)
    return Markup(", ".join([sheet.name(Ref(of, key)) for key in keys]))  # noqa: S704 - escaped by the sheet


def map_name(sheet: Sheet, journey: Journey) -> Markup:
    """The name of a map, marked where it is not published."""
    return sheet.name(Ref(Kind.JOURNEY, journey.id), journey.title) + status_mark(journey.status)


def feeling(sheet: Sheet, felt: Felt, word: bool = True) -> Markup:
    """A feeling, which is never a colour alone; its word for screen readers only if not `word`."""
    return sheet.feeling(felt, word)


def no_feeling() -> Markup:
    """What stands where nobody wrote down a feeling."""
    return NO_FEELING


def status_mark(status: Status) -> Markup:
    """Where a map stands, for those that are not published."""
    if status is Status.PUBLISHED:
        return Markup("")
    return Markup(f' <span class="jp-mark jp-mark--{status.value}">{STATUS_WORDS[status]}</span>')  # noqa: S704 - our words
