"""The parts of the site's script are written in one way, and share what is written once."""

from __future__ import annotations

import re

import pytest

from places import ROOT

SCRIPTS = sorted((ROOT / "site_theme/scripts").glob("*.js"))
SHARED = ("00-messages.js", "05-elements.js", "06-curve.js", "08-parts.js")
"""The parts that define what the others use; each of these keeps its names to itself."""

OLD = {
    r"\bvar\b": "`const`, or `let` for what changes",
    r"\bfunction\b": "an arrow function",
    r"[^=!]==[^=]|!=[^=]": "`===` and `!==`",
    r"\b(?:window|globalThis|self)\.": "a name without the object around it",
    r"\.(?:inner|outer)HTML\s*=|insertAdjacentHTML|document\.write": "`make`, so that texts stay texts",
    r"\.style\b|setAttribute\(\"style\"": "a class: the content policy forbids styles in elements",
    r"\beval\(|new Function\(": "nothing: the content policy forbids it",
    r"\.on(?:click|change|input|key\w+|load)\s*=": "`addEventListener`",
}
"""What a script must not hold, and what stands in its place."""


def without_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_are_written_in_one_style(path) -> None:
    text = without_comments(path.read_text("utf-8"))
    assert {
        found[0].strip(): instead for old, instead in OLD.items() for found in re.finditer(old, text)
    } == {}


@pytest.mark.parametrize(
    "path", [path for path in SCRIPTS if path.name not in SHARED], ids=lambda path: path.name
)
def test_a_part_keeps_its_names_to_itself(path) -> None:
    text = without_comments(path.read_text("utf-8")).strip()
    assert text.startswith("(() => {")
    assert text.endswith("})();")
    assert text.count("\n(() => {") == 0


@pytest.mark.parametrize(
    "path", [path for path in SCRIPTS if path.name != "05-elements.js"], ids=lambda path: path.name
)
def test_elements_come_from_the_one_factory(path) -> None:
    assert "createElement" not in path.read_text("utf-8")
