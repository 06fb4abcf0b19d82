"""The numbered pages of the lists of findings: pains, statements, moments of truth, needs."""

from __future__ import annotations

from journeybook.pages.insights.overview import ROOT
from journeybook.pages.pagination import Pagination, page_count
from journeybook.pages.portfolio import Portfolio

FINDINGS = 100
"""The most findings on a page: with names, places and reach some 120 kB."""


def finding_pages(portfolio: Portfolio, *lists: str) -> int:
    """The number of pages for these lists of `insight.list_lengths`, which share their pages."""
    return max(page_count(portfolio.list_lengths[name], FINDINGS) for name in lists)


def finding_pagination(portfolio: Portfolio, page: str, key: str, number: int) -> Pagination:
    """Page `number` of the list `key`, which is on the insight page `page`."""
    return Pagination(f"{ROOT}{page}", number, finding_pages(portfolio, key))
