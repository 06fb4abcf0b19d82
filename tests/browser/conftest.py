"""The demonstration portal's pages for the browser tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.library.objects import Library
from journeybook.portal.portal import read_portal
from page_kinds import page_addresses
from places import ROOT


@pytest.fixture(scope="session")
def library() -> Library:
    """What the demonstration portal is made of."""
    return read_portal(ROOT).library


@pytest.fixture(scope="session")
def addresses(library: Library, portal_site: Path) -> dict[str, str]:
    """One page of every kind: its address from the site's root."""
    return page_addresses(library, portal_site)
