"""Stylesheets and scripts: readers get what the parts say, without what developers say to each other."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from journeybook.site import scripts, stylesheets
from journeybook.site.scripts import script
from journeybook.site.stylesheets import classes_of, needed_stylesheets, selectors_of, stylesheet
from journeybook.site.theme import theme_folder

STYLES = sorted((theme_folder() / "styles").glob("*.css"))
SCRIPTS = sorted((theme_folder() / "scripts").glob("*.js"))


def lines_of_code(path: Path) -> list[str]:
    """The lines that hold more than a comment, without a comment at their end and the spaces around."""
    found, in_comment = [], False
    for line in path.read_text("utf-8").splitlines():
        in_comment = in_comment or line.strip().startswith("/*")
        if not in_comment and line.strip() and not line.strip().startswith("//"):
            found.append(re.sub(r"/\*.*?\*/\s*$", "", line).strip())
        in_comment = in_comment and "*/" not in line
    return found


def served_styles() -> dict[str, str]:
    return {name: stylesheet(name) for name in (stylesheets.BASE, *stylesheets.PARTS)}


def served_scripts() -> dict[str, str]:
    return {name: script(name) for name in (scripts.BASE, *scripts.FETCHED)}


def test_readers_get_no_comments_but_whose_work_the_font_is() -> None:
    comments = [each for css in served_styles().values() for each in re.findall(r"/\*.*?\*/", css, re.DOTALL)]
    assert len(comments) == 1
    assert "OFL" in comments[0]
    lines = [line for text in served_scripts().values() for line in text.splitlines()]
    assert [line for line in lines if line.strip().startswith(("//", "/*"))] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_rule_is_lost_and_none_is_served_twice(path: Path) -> None:
    lines = lines_of_code(path)
    holders = [css for css in served_styles().values() if lines[0] in css and set(lines) <= _lines(css)]
    assert len(holders) == 1


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_line_of_a_script_is_lost_and_none_is_served_twice(path: Path) -> None:
    lines = lines_of_code(path)
    holders = {name for name, text in served_scripts().items() if set(lines) <= _lines(text)}
    assert holders == (
        {part for part, names in scripts.FETCHED.items() if path.stem in names} or {scripts.BASE}
    )


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}


@pytest.mark.parametrize("name", stylesheets.PARTS)
def test_a_page_for_which_a_rule_is_gets_its_stylesheet(name: str) -> None:
    """A selector names a class that brings its stylesheet, or it would fit pages that do not have it."""
    adds_to = {"long": "map", "zoom": "map"}.get(name, name)
    for selector in selectors_of(stylesheet(name)):
        classes = classes_of(selector) - {"jb-body", "jb-page"}  # around everything
        if not classes or selector.startswith("body:has("):
            assert not classes or name == "map", selector
            continue
        needed = needed_stylesheets(" ".join(classes))
        assert name in needed or adds_to in needed, selector


def test_a_map_needs_its_own_stylesheet_alone() -> None:
    html = '<div class="jb-body jb-page"><div class="jb-map"><div class="jb-grid jb-rows-9"><p class="jb-cards"></p><svg class="jb-sprite"></svg></div>'
    assert needed_stylesheets(html) == ("map",)
    assert needed_stylesheets(html.replace("jb-rows-9", "jb-rows-99")) == ("map", "long")
    assert needed_stylesheets(f'{html}<ul class="jb-cards"></ul>') == ("map", "lists")
    assert needed_stylesheets("<p>A page of prose.</p>") == ()


def test_a_fetched_script_has_a_stylesheet_of_its_name_or_says_that_it_has_none() -> None:
    (without,) = re.findall(r"PARTS_WITHOUT_STYLE = (\[.*\]);", script())
    assert json.loads(without) == [name for name in scripts.FETCHED if name not in stylesheets.PARTS]


@pytest.mark.parametrize("path", [*STYLES, *SCRIPTS], ids=lambda path: path.name)
def test_no_text_looks_like_a_comment(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\"[^\"\n;]*/\*[^\"\n;]*\"", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    if path.suffix == ".js":
        spread = [
            line for line in text.splitlines() if line.count("`") % 2 and not line.strip().startswith("/")
        ]
        assert spread == [], "a text over several lines may hold one that begins like a comment"


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed, which reads the script")
@pytest.mark.parametrize("name", [scripts.BASE, *scripts.FETCHED])
def test_every_script_is_sound(name: str, tmp_path: Path) -> None:
    path = tmp_path / "journeybook.js"
    path.write_text(script(name), encoding="utf-8")
    done = subprocess.run(
        ["node", "--check", str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
