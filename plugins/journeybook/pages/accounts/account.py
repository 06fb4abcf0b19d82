"""The page of an account: its contacts, their journeys, its milestones and its closed gates."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.drawing.charts.curve_overlay import draw_overlay
from journeybook.i18n.catalog import gettext as _
from journeybook.labels.value_labels import KIND_TITLES
from journeybook.library.objects import Kind, Ref, Use
from journeybook.library.page_addresses import FOLDERS, address
from journeybook.pages.accounts.account_journeys import AccountState, account_overlay, account_state
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.text.escape import Markup, escaped


def make_account_page(portfolio: Portfolio, ref: Ref) -> Page:
    """The page of the account of `ref`."""
    state = account_state(portfolio, portfolio.library.accounts[ref.id])
    account = state.account
    context = PageContext(portfolio, address(ref))
    crumbs = context.crumbs(Crumb(_("Accounts"), f"{FOLDERS[ref.kind]}/"), Crumb(account.title, None))
    body = context.render(
        "accounts/account.html",
        crumbs=crumbs,
        state=state,
        account=account,
        journeys=tuple(
            (lived, Markup(draw_overlay(account_overlay(portfolio, state, lived))))
            for lived in state.journeys
        ),
        uses=_others(portfolio, ref),
    )
    return Page(
        address=context.address,
        title=account.title,
        body=body,
        description=context.plain_prose(account.summary or ""),
        crumbs=crumbs,
        source=portfolio.source(ref),
        search=_record(portfolio, state),
    )


def _others(portfolio: Portfolio, ref: Ref) -> tuple[Use, ...]:
    """The other objects that mention the account, each once."""
    return tuple({use.by: use for use in portfolio.uses(ref)}.values())


def _record(portfolio: Portfolio, state: AccountState) -> SearchRecord:
    account = state.account
    lines = [f'<h1 id="{account.id}">{escaped(account.title)}</h1>']
    lines += (f"<p>{escaped(text)}</p>" for text in _texts(portfolio, state) if text)
    filters = {"kind": (KIND_TITLES[Kind.ACCOUNT],)}
    if account.owner:
        filters["owner"] = (portfolio.library.title(Ref(Kind.TEAM, account.owner)),)
    return SearchRecord(
        body="\n".join(lines),
        filters=filters,
        meta={"title": account.title, "kind": KIND_TITLES[Kind.ACCOUNT]},
    )


def _texts(portfolio: Portfolio, state: AccountState) -> Iterator[str]:
    account = state.account
    yield KIND_TITLES[Kind.ACCOUNT]
    for note in (account.summary, account.narrative):
        if note:
            yield plain_prose(note, portfolio.known)
    yield ", ".join(contact.role or contact.id for contact in account.contacts)
    for observation in account.observations:
        if observation.note:
            yield plain_text(observation.note, portfolio.known)
