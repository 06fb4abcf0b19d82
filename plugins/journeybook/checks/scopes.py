"""What rules look at: the last argument of `rules.rule.rule`, and what `checks.runner` goes through."""

from __future__ import annotations

from journeybook.checks.item_context import ItemContext
from journeybook.checks.portal_context import PortalContext
from journeybook.model.account import Account
from journeybook.model.journey import Journey
from journeybook.rules.rule import Scope

ITEM: Scope[[ItemContext]] = Scope("an object of any kind by itself")
MAP: Scope[[ItemContext, Journey]] = Scope("a map by itself")
ACCOUNT: Scope[[ItemContext, Account]] = Scope("an account by itself")
PORTAL: Scope[[PortalContext]] = Scope("the whole portal")
LINEAGE: Scope[[PortalContext]] = Scope(
    "parents, futures and former ids: of the whole portal, or of a map that stands alone"
)
