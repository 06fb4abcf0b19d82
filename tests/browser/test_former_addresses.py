"""Somebody follows a link that is older than an id: they arrive, at the step that the link named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browsing import WIDTHS, Reading, reading
from served import Served

pytestmark = pytest.mark.browser

MAP = "journeys/switching-to-fibre/"
OLD_STEP = "switching-to-fibre--t-delivery-date"


@pytest.fixture
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


@pytest.mark.parametrize("width", WIDTHS)
def test_the_anchor_of_a_former_id_leads_to_the_step_and_marks_it(window: Reading, width: int) -> None:
    window.resize(width)
    window.visit(f"{MAP}#{OLD_STEP}")
    step = window.page.locator("#switching-to-fibre--t-waits-for-a-date")
    heading = step.locator(".jb-step__heading").bounding_box()
    assert heading is not None
    assert 0 <= heading["x"] < width
    assert 0 <= heading["y"] < 900
    mark = "el => el.matches('.jb-step:is(:target,:has(>.jb-former-anchor:target))')"
    assert step.evaluate(mark)
    assert window.console == []


def test_a_page_that_moved_takes_the_anchor_and_the_query_along(window: Reading) -> None:
    window.visit("journeys/cancelling/?tag=fibre#cancelling--t-sends-router")
    window.page.wait_for_url("**/journeys/leaving-fennel/?tag=fibre#leaving-fennel--t-sends-router")
    assert window.console == []


def test_a_word_that_moved_sends_on_too(window: Reading) -> None:
    window.visit("channels/sms/")
    window.page.wait_for_url("**/channels/text-message/")


def test_without_script_the_page_moves_all_the_same(chromium: Browser, site_server: Served) -> None:
    page = chromium.new_page(java_script_enabled=False)
    page.goto(f"{site_server.address}/journeys/cancelling/")
    page.wait_for_url("**/journeys/leaving-fennel/")
    page.close()
