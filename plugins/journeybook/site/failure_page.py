"""The placeholder for a page or file that could not be made because of a bug."""

from __future__ import annotations

from journeybook.i18n.catalog import direction_in_use, language_in_use
from journeybook.i18n.catalog import gettext as _
from journeybook.pages.page import AssetPlan, Page, PagePlan
from journeybook.site.log import Log
from journeybook.text.escape import escape


def guarded_asset(plan: AssetPlan, log: Log) -> AssetPlan:
    """The same file, but empty if making it raises an exception."""

    def make() -> str | bytes:
        try:
            return plan.make()
        except Exception:
            log.exception("%s cannot be made", plan.address)
            return ""

    return plan.made_by(make, plan.made)


def failure_page(plan: PagePlan, error: Exception) -> Page:
    """The page in the place of one that could not be made because of a bug in our code."""
    return Page(plan.address, plan.title, failure_body(plan.title, error), source=plan.source)


def failure_document(title: str, error: BaseException) -> str:
    """The same page without the site's templates, which may be what failed."""
    return (
        f'<!doctype html>\n<html lang="{language_in_use()}" dir="{direction_in_use()}">\n'
        f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>\n'
        f"<body>\n{failure_body(title, error)}</body>\n</html>\n"
    )


def failure_body(title: str, error: BaseException) -> str:
    """The body of a page that could not be made because of a bug, ours or an extension's."""
    return (
        f'<div class="jb-errors" lang="{language_in_use()}">\n'
        f'<p class="jb-errors__eyebrow">{_("This page could not be made")}</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n'
        f'<p class="jb-errors__lead"><code>{escape(type(error).__name__)}: {escape(str(error)[:400])}</code></p>\n'
        f'<p class="jb-errors__lead">{_("The terminal shows where. The other pages are as they should be.")}</p>\n</div>\n'
    )
