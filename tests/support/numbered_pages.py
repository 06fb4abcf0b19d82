"""Lists that go on over numbered pages, as a reader walks through them."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from posixpath import normpath

from lxml import html

from journeybook.pages.page import Page, PagePlan

FRAME = 45_000
"""The bytes of the theme around a page: head, header, navigation and foot."""

FRAME_GZIP = 7_000

MOST = 300_000
"""The most bytes of a page of ours, but for that of a map."""

MOST_GZIP = 40_000


def walk(pages: Mapping[str, PagePlan], address: str) -> Iterator[Page]:
    """The pages of a list, by the links to the next one."""
    while True:
        page = pages[address].make()
        assert page.address == address
        yield page
        onward = html.fromstring(page.body).xpath("//nav[contains(@class, 'jb-pager')]//a[@rel='next']/@href")
        if not onward:
            return
        address = f"{normpath(f'{address}{onward[0]}')}/"


def entries(page: Page, path: str) -> list[str]:
    """The texts at an XPath of the page, without white space around them."""
    return [" ".join(each.split()) for each in html.fromstring(page.body).xpath(path)]


def assert_small(page: Page) -> None:
    """Fail if the page with the theme around it is larger than a page of ours may be."""
    body = page.body.encode()
    assert len(body) + FRAME <= MOST, f"{page.address}: {len(body):,} bytes"
    packed = len(gzip.compress(body, mtime=0))
    assert packed + FRAME_GZIP <= MOST_GZIP, f"{page.address}: {packed:,} bytes gzip"
