"""The list of all accounts: the worst emotion among the contacts of each, and closed gates."""

from __future__ import annotations

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.library.objects import Kind
from journeybook.library.page_addresses import FOLDERS
from journeybook.pages.accounts.account_journeys import AccountState, account_state
from journeybook.pages.page import Crumb, Page
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio

TITLE = N_("Accounts")
LEAD = N_("Business customers. An account is only as well as the worst of its people.")


def make_accounts(portfolio: Portfolio) -> Page:
    """The page that lists every account."""
    context = PageContext(portfolio, f"{FOLDERS[Kind.ACCOUNT]}/")
    crumbs = context.crumbs(Crumb(_(TITLE), None))
    states = [account_state(portfolio, account) for account in portfolio.library.accounts.values()]
    body = context.render(
        "accounts/accounts.html", crumbs=crumbs, lead=_(LEAD), states=sorted(states, key=_order)
    )
    return Page(address=context.address, title=_(TITLE), body=body, description=_(LEAD), crumbs=crumbs)


def _order(state: AccountState) -> tuple[float, str, str]:
    """Sort by the lowest emotion; accounts without observations come last."""
    worst = state.worst
    return (
        worst.emotion.value if worst else float("inf"),
        state.account.title.casefold(),
        state.account.id,
    )
