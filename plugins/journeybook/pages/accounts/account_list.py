"""The list of all accounts: the worst emotion among the contacts of each, and closed gates."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Kind
from journeybook.library.page_addresses import FOLDERS
from journeybook.pages.accounts.account_journeys import account_state, lowest_value
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.pagination import Pagination, page_count, paginated
from journeybook.pages.portfolio import Portfolio

TITLE = N_("Accounts")
LEAD = N_("Business customers. An account's score is its least happy contact.")


CARDS = 100
"""The most accounts on a page."""


def account_pages(portfolio: Portfolio) -> int:
    """How many pages list the accounts."""
    return page_count(len(portfolio.library.accounts), CARDS)


@paginated(account_pages)
def make_accounts(portfolio: Portfolio, number: int = 1) -> Page:
    """The page that lists every account, those with the lowest emotion first, the unknown last."""
    pagination = Pagination(f"{FOLDERS[Kind.ACCOUNT]}/", number, account_pages(portfolio))
    context = PageContext(portfolio, pagination.here)
    crumbs = context.crumbs(*pagination.crumbs(Crumb(_(TITLE), None)))
    accounts = sorted(
        portfolio.library.accounts.values(),
        key=lambda account: (lowest_value(portfolio, account), account.title.casefold(), account.id),
    )
    body = context.render(
        "accounts/accounts.html",
        crumbs=crumbs,
        pagination=pagination,
        lead=_(LEAD),
        states=[account_state(portfolio, account) for account in pagination.entries(accounts, CARDS)],
    )
    return Page(
        address=context.address,
        title=pagination.title(_(TITLE)),
        body=body,
        description=_(LEAD),
        crumbs=crumbs,
    )
