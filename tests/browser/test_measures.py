"""The measures find what they are for, and leave sound pages alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from browsing import Reading, reading
from served import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def window(chromium: Browser) -> Iterator[Reading]:
    with reading(chromium, Served("http://127.0.0.1", Path()), width=400) as opened:
        yield opened


FAULTS = {
    "clippedTexts: cut off at the side": "<p style='width:50px;overflow:hidden;white-space:nowrap'>far too long for it</p>",
    "clippedTexts: cut off above or below": "<p style='height:9px;overflow:hidden'>two<br>lines<br>of text</p>",
    "clippedTexts: sticks out": "<div style='width:40px'><p style='white-space:nowrap'>far too long for it</p></div>",
    "overlappingTexts: lies over": "<p style='height:0'>first line</p><p>second line</p>",
    "overlappingTexts: below the fold": (
        "<div style='height:20px;overflow:auto'><p style='height:50px'>a</p><p style='height:0'>x</p><p>below the fold</p></div>"
    ),
    "sidewaysScroll: 900 px wide": "<div style='width:900px'>wide</div>",
    "doubleIds: stands 2 times": "<p id=a>a</p><p id=a>b</p>",
}

SOUND = """
<h1>A page</h1>
<div style="overflow:auto;width:200px"><p style="white-space:nowrap;width:600px">wide, but its box scrolls, so all can be read</p></div>
<p>Some <b>bold</b> and <i>slanted</i> words that wrap<br>over lines, each close to the next.</p>
<div style="overflow:auto;height:30px"><p style="height:90px">a box that</p><p>scrolls down</p></div>
<p>and words below it that lie where its end would be</p>
<span style="position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)">for readers of sound</span>
<button style="position:relative;width:44px;height:44px"><span style="position:absolute;top:46px;width:150px">a label below</span></button>
"""


@pytest.mark.parametrize("expected", FAULTS)
def test_a_fault_is_found(expected: str, window: Reading) -> None:
    window.page.set_content(
        f"<!doctype html><style>body,p{{margin:0}}</style><main>{FAULTS[expected]}</main>"
    )
    measure, _, words = expected.partition(": ")
    assert any(words in line for line in window.measure(measure)), window.measure(measure)


def test_a_sound_page_has_no_fault(window: Reading) -> None:
    window.page.set_content(f"<!doctype html><main style='padding-bottom:99px'>{SOUND}</main>")
    found = [
        window.measure(name) for name in ("clippedTexts", "overlappingTexts", "sidewaysScroll", "doubleIds")
    ]
    assert found == [[], [], [], []]


def test_boxes_over_each_other_and_outside_are_found(window: Reading) -> None:
    window.page.set_content(
        "<!doctype html><main id=frame style='width:300px'>"
        "<div class=a style='width:100px;height:50px'></div>"
        "<div class=a style='width:100px;height:50px;margin-top:-20px'></div>"
        "<div class=a style='width:350px;height:10px'></div></main>"
    )
    assert len(window.measure("overlappingBoxes", ".a")) == 1
    assert window.measure("outside", ".a", "#frame") == ["main#frame > div.a sticks out of #frame"]


@pytest.mark.parametrize(
    "narrow",
    [
        "p {color: #ccc}",
        "p {font-size: 12px; color: #7a7a7a}",
        "main {background: #666}",
        "#drawer {display: block}",
        "p {opacity: .4}",
    ],
)
def test_a_contrast_that_is_lost_at_another_width_is_found(narrow: str, window: Reading) -> None:
    window.resize(900)
    window.page.set_content(
        "<!doctype html><html lang=en><title>A</title><style>main {background: #fff} p {color: #333}"
        f" #drawer {{display: none; color: #ccc}} @media (max-width: 500px) {{{narrow}}}</style>"
        "<main><h1>A</h1><p>Some words.</p><b>Others.</b><div id=drawer>A drawer.</div></main>"
    )
    assert window.changed_contrast() == []
    window.resize(400)
    found = window.changed_contrast()
    assert found
    assert all(line.startswith("color-contrast: ") for line in found)
    assert window.violations("color-contrast") == found


def test_what_keeps_its_colours_is_not_asked_again(window: Reading) -> None:
    window.page.set_content("<!doctype html><html lang=en><title>A</title><p style='color:#ccc'>Pale.</p>")
    assert len(window.changed_contrast()) == 1
    assert window.changed_contrast() == []
