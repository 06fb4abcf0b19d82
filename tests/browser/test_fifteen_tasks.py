"""The tasks of the guide are done as it says, in at most four clicks, keys or words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator

from browsing import Reading, reading
from places import ROOT
from served import Served

pytestmark = pytest.mark.browser

GUIDE = ROOT / "docs/guide/fifteen-tasks.md"
MOST = 4


@dataclass(frozen=True)
class Task:
    """A task of the guide: its steps as sentences, and the sentence on where they end."""

    number: str
    steps: list[str]
    end: str


def tasks() -> list[Task]:
    found = []
    for part in re.split(r"^## ", GUIDE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        if not re.match(r"\d", part):
            continue
        steps = re.findall(r"^\d+\. (.+)$", part.partition("\n")[2], re.MULTILINE)
        end = " ".join(part.strip().split("\n\n")[-1].split())
        found.append(Task(part.partition(".")[0], steps, end))
    return found


@pytest.fixture(scope="module")
def window(chromium: Browser, site_server: Served) -> Iterator[Reading]:
    with reading(chromium, site_server) as opened:
        yield opened


def named(window: Reading, name: str) -> Locator:
    """What somebody can click who reads this name: the first in sight, or the first on the page."""
    page = window.page
    exact = re.compile(rf"^\s*{re.escape(name)}\b", re.IGNORECASE)
    found = [
        *page.get_by_role("dialog").get_by_role("link", name=name, exact=True).all(),
        *page.get_by_role("dialog").get_by_role("button", name=name, exact=True).all(),
        *(
            each
            for role in ("link", "button", "menuitem", "radio", "tab")
            for each in page.get_by_role(role, name=name, exact=True).all()
        ),
        *page.locator("summary", has_text=exact).all(),
        *page.get_by_role("link", name=exact).all(),
        *page.get_by_role("link", name=name).all(),
    ]
    shown = [each for each in found if each.is_visible()]
    assert shown, f"nothing to click is called {name!r}"
    return shown[0]


def follow(window: Reading, step: str) -> None:
    """Do what a sentence of the guide says."""
    verb, said, *facet = re.fullmatch(r"(\w+) \*\*(.+?)\*\*(?: as \*\*(.+)\*\*)?", step).groups()  # type: ignore[union-attr]
    if verb == "Click":
        named(window, said).click()
    elif verb == "Press":
        window.page.keyboard.press(said)
    elif verb == "Type":
        window.page.keyboard.type(said)
        window.page.wait_for_function("() => document.querySelector('.jb-search--open a.jb-hit')")
    elif verb == "Choose":
        window.page.get_by_role("combobox", name=facet[0], exact=True).select_option(said)
    else:
        pytest.fail(f"the guide says {step!r}")


def test_there_are_fifteen_and_none_is_long() -> None:
    assert len(tasks()) == 15
    assert {each.number: len(each.steps) for each in tasks() if not 1 <= len(each.steps) <= MOST} == {}


@pytest.mark.parametrize("task", tasks(), ids=lambda task: task.number)
def test_a_task_is_done_as_the_guide_says(task: Task, window: Reading) -> None:
    window.outside.clear()
    window.visit("")
    *steps, last = task.steps
    for step in steps:
        follow(window, step)
        window.page.wait_for_load_state()
    place = re.search(r"`([^`]+)`", task.end)
    assert place
    if task.end.startswith("The file"):
        with window.page.expect_download() as download:
            follow(window, last)
        assert download.value.suggested_filename == place[1]
        return
    follow(window, last)
    if task.end.startswith("The form"):  # another host, which the test does not ask
        window.page.wait_for_url("chrome-error://**")
        assert place[1] in window.outside[-1]
        return
    window.page.wait_for_url(lambda address: place[1] in address, timeout=10_000)
    shown = re.search(r"\*\*(.+?)\*\*", task.end)
    assert shown
    window.page.get_by_text(shown[1]).locator("visible=true").first.wait_for(timeout=10_000)
