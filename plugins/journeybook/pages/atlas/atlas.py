"""The atlas: every listed map over the lifecycle, with the lines between maps.

Where one drawing has all maps, it is the page. A larger portal has a summary by lifecycle stage
there, and its drawings on the numbered pages behind it.
"""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.insight.atlas_order import AtlasPage
from journeybook.library.objects import Kind, Ref
from journeybook.pages.atlas.atlas_overview import stage_summaries
from journeybook.pages.atlas.atlas_rows import atlas_drawing
from journeybook.pages.atlas.relation_phrases import RelationRow, relation_rows
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, paginated
from journeybook.pages.portfolio import Portfolio

ADDRESS = "atlas/"
TITLE = N_("Atlas")


def atlas_page_count(portfolio: Portfolio) -> int:
    """How many pages the atlas takes: one, or a summary and a page for each drawing."""
    drawings = len(portfolio.atlas_pages)
    return drawings + 1 if drawings > 1 else 1


@paginated(atlas_page_count)
def make_atlas(portfolio: Portfolio, number: int = 1) -> Page:
    """A page of the atlas."""
    pagination = Pagination(ADDRESS, number, atlas_page_count(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_(TITLE), None)))
    drawn = portfolio.atlas_pages
    if pagination.total > 1 and pagination.is_first:
        body = context.render(
            "atlas/atlas_overview.html",
            crumbs=crumbs,
            pagination=pagination,
            stages=stage_summaries(portfolio, drawn),
        )
    else:
        page = drawn[number - 2 if pagination.total > 1 else 0]
        body = context.render(
            "atlas/atlas.html",
            crumbs=crumbs,
            pagination=pagination,
            wide=True,
            place=_place(context, page) if pagination.total > 1 else None,
            drawing=atlas_drawing(context, page.keys),
            relations=_relations(context, page),
        )
    return Page(
        address=context.address,
        title=pagination.title(_(TITLE)),
        body=body,
        description=_("How all journeys hang together: where each one plays, and what leads to what."),
        crumbs=crumbs,
    )


def _place(context: PageContext, page: AtlasPage) -> str:
    """The title of the lifecycle stage in which the maps of a drawing begin."""
    return context.title(Ref(Kind.LIFECYCLE, page.lifecycle)) if page.lifecycle else ""


def _relations(context: PageContext, page: AtlasPage) -> tuple[RelationRow, ...]:
    return tuple(relation_rows(context, page.keys))
