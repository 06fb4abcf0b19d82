"""The page that compares any two maps; the script draws them from their `map.json`."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.i18n.markers import N_
from journeybook.labels.value_labels import STATUS_MARKS, TYPE_MARKS
from journeybook.model.journey import MapType, Status
from journeybook.pages.catalogue.catalogue import DATA, is_carried
from journeybook.pages.comparison.comparison_list import ROWS_SHOWN
from journeybook.pages.comparison.future_comparison import futures_of, step_contrast
from journeybook.pages.insights.overview import PAGES, ROOT
from journeybook.pages.insights.overview import TITLE as INSIGHTS
from journeybook.pages.moved_pages import FRONT
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.text.escape import escaped

ADDRESS = "compare/"
TITLE = N_("Compare two journeys")
LEAD = N_("Any two maps, by what people feel at the worst moment of each stage.")
FEWEST_MAPS = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """A map that can be chosen, with words that distinguish it from others of the same title."""

    id: str
    words: str


def make_compare(portfolio: Portfolio) -> Page:
    """The page. Without script it lists the comparisons of the portal.

    The maps of a small portal are options of its form; those of a large one are in the data of the
    catalogue, which is fetched when somebody begins to choose.
    """
    carried = is_carried(portfolio)
    context = PageContext(portfolio, ADDRESS)
    crumbs = context.crumbs(
        Crumb(_(INSIGHTS), ROOT),
        Crumb(PAGES["comparisons/"], f"{ROOT}comparisons/"),
        Crumb(_(TITLE), None),
    )
    words = portfolio.library.vocabulary
    body = context.render(
        "comparison/compare.html",
        crumbs=crumbs,
        wide=True,
        title=_(TITLE),
        lead=_(LEAD),
        choices=choices(portfolio) if carried else (),
        data={
            "scale": [words.emotion_scale.min, words.emotion_scale.max],
            "lifecycle": [[key, each.title] for key, each in words.lifecycle.items()],
            "root": context.to(FRONT),
            **({} if carried else {"maps": context.to(DATA)}),
        },
        futures=[(pair, step_contrast(portfolio, pair)) for pair in futures_of(portfolio)[:ROWS_SHOWN]],
        comparisons=context.to(f"{ROOT}comparisons/"),
    )
    return Page(
        address=ADDRESS,
        title=_(TITLE),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
        search=SearchRecord(
            body=f'<h1 id="jp--title">{escaped(_(TITLE))}</h1>\n<p>{escaped(_(LEAD))}</p>',
            filters={"kind": (_(INSIGHTS),)},
            meta={"title": _(TITLE), "kind": _(INSIGHTS)},
        ),
    )


def choices(portfolio: Portfolio) -> tuple[Choice, ...]:
    """The listed maps by title; drafts, retired and future maps are marked."""
    found = []
    for each in portfolio.listed:
        marks = [TYPE_MARKS[each.type]] if each.type is not MapType.CURRENT_STATE else []
        marks += [STATUS_MARKS[each.status]] if each.status is not Status.PUBLISHED else []
        found.append(Choice(each.id, f"{each.title} ({comma().join(marks)})" if marks else each.title))
    return tuple(sorted(found, key=lambda each: (each.words.casefold(), each.id)))
