"""The heat map of the home page on a phone: a list by journey, in which nothing is scrolled sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browsing import reading
from served import Served

pytestmark = pytest.mark.browser

ROWS = """[...document.querySelectorAll(".jb-heat--list tbody tr")].map((row) => ({
  title: row.querySelector("th").getBoundingClientRect().bottom,
  cells: [...row.querySelectorAll("td:not(.jb-heat__none)")].map((cell) => {
    const box = cell.getBoundingClientRect();
    const named = cell.dataset.stage ? cell : cell.querySelector("[data-stage]");
    return { top: box.top, right: box.right, height: box.height, name: getComputedStyle(named, "::before").content };
  }),
}))"""


def test_the_heat_map_is_a_list_by_journey(chromium: Browser, site_server: Served) -> None:
    with reading(chromium, site_server, width=390, has_touch=True, is_mobile=True) as window:
        window.visit("")
        rows = window.page.evaluate(ROWS)
        cells = [(row, cell) for row in rows for cell in row["cells"]]
        assert len(rows) > 5
        assert cells
        for row, cell in cells:
            assert cell["top"] >= row["title"] - 1, "stages stand below their journey"
            assert cell["right"] <= 390
            assert cell["height"] >= 44
            assert len(cell["name"]) > 4, "each cell names its stage"
        assert window.measure("sidewaysScroll") == []
        assert window.violations(inside=".jb-heat--list") == []
        window.resize(1440)
        assert window.page.locator(".jb-heat--list thead").is_visible()
