"""The scopes of rules: what their functions take, and what `checks.runner` goes through.

The scope of a kind with rules of its own is in their module, such as `checks.rules.accounts`.
"""

from __future__ import annotations

from journeybook.checks.item_context import ItemContext
from journeybook.checks.portal_context import PortalContext
from journeybook.model.journey import Journey
from journeybook.rules.rule import Scope

ITEM: Scope[[ItemContext]] = Scope("an object of any kind by itself")
MAP: Scope[[ItemContext, Journey]] = Scope("a map by itself", Journey)
PORTAL: Scope[[PortalContext]] = Scope("the whole portal")
LINEAGE: Scope[[PortalContext]] = Scope(
    "parents, futures and former ids: of the whole portal, or of a map that stands alone"
)
