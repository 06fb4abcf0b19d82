"""Reading paths: the page of each, with its stops in order, and the page that lists them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.labels.value_labels import KIND_TITLES
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.model.path import ReadingPath
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.paths.stops import PathStop, path_stops, whole_time
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.text.escape import escaped

TITLE = N_("Reading paths")
_OTHERS = 3
"""Other paths that the page of a path leads to."""

LEAD = N_("Where to begin, and what to read next: a few stops in order, each with a reason.")


@dataclass(frozen=True, slots=True)
class PathRow:
    """A path in the list: its stops, and their total time in minutes."""

    path: ReadingPath
    stops: tuple[PathStop, ...]
    minutes: int


def make_path_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the path of `ref`."""
    path = portfolio.library.paths[ref.id]
    context = PageContext(portfolio, address(ref))
    stops = path_stops(portfolio, path)
    crumbs = context.crumbs(Crumb(_(TITLE), f"{FOLDERS[Kind.PATH]}/"), Crumb(path.title, None))
    others = tuple(islice((each for each in portfolio.paths if each.id != path.id), _OTHERS))
    body = context.render(
        "paths/path.html",
        crumbs=crumbs,
        path=path,
        stops=stops,
        minutes=whole_time(stops),
        guessed=any(not stop.own for stop in stops),
        others=tuple(_row(portfolio, each) for each in others),
    )
    return Page(
        address=context.address,
        title=path.title,
        body=body,
        description=path.summary or "",
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=path_record(portfolio, path, stops),
    )


CARDS = 100
"""The most reading paths on a page."""


def index_pages(portfolio: Portfolio) -> int:
    """The number of pages that list the reading paths."""
    return page_count(len(portfolio.library.paths), CARDS)


@paginated(index_pages)
def make_path_index(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of the list of every path."""
    pagination = Pagination(f"{FOLDERS[Kind.PATH]}/", number, index_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_(TITLE), None)))
    body = context.render(
        "paths/path_index.html",
        crumbs=crumbs,
        pagination=pagination,
        title=_(TITLE),
        lead=_(LEAD),
        rows=[_row(portfolio, path) for path in pagination.entries(portfolio.paths, CARDS)],
    )
    return Page(
        address=context.address,
        title=pagination.title(_(TITLE)),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )


def path_rows(portfolio: Portfolio) -> tuple[PathRow, ...]:
    """Every path, by title."""
    return tuple(_row(portfolio, path) for path in portfolio.paths)


def _row(portfolio: Portfolio, path: ReadingPath) -> PathRow:
    stops = path_stops(portfolio, path)
    return PathRow(path, stops, whole_time(stops))


def path_record(portfolio: Portfolio, path: ReadingPath, stops: Iterable[PathStop]) -> SearchRecord:
    """The search record of a path: the reasons and questions of its stops."""
    known = portfolio.known
    lines = [f'<h1 id="jp--path">{escaped(path.title)}</h1>']
    lines += _paragraphs(plain_prose(each, known) for each in (path.summary, path.narrative) if each)
    for path_stop in stops:
        lines.append(f'<h2 id="jp--stop-{path_stop.number}">{escaped(path_stop.title)}</h2>')
        lines += _paragraphs(
            plain_text(text, known) for text in (path_stop.stop.why, path_stop.stop.ask) if text
        )
    filters: dict[str, tuple[str, ...]] = {"kind": (KIND_TITLES[Kind.PATH],)}
    areas = tuple(portfolio.library.title(Ref(Kind.AREA, key)) for key in path.for_)
    if areas:
        filters["area"] = areas
    if path.owner:
        filters["owner"] = (portfolio.library.title(Ref(Kind.TEAM, path.owner)),)
    return SearchRecord(
        body="\n".join(lines), filters=filters, meta={"title": path.title, "kind": KIND_TITLES[Kind.PATH]}
    )


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (f"<p>{escaped(text)}</p>" for text in texts)
