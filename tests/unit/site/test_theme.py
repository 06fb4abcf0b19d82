"""One stylesheet and one script: what readers get is what the parts say, without what developers say to each other."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from journeybook.site.theme import script, stylesheet, theme_folder

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


def test_readers_get_no_comments_but_whose_work_the_font_is() -> None:
    comments = re.findall(r"/\*.*?\*/", stylesheet(), re.DOTALL)
    assert len(comments) == 1
    assert "OFL" in comments[0]
    assert [line for line in script().splitlines() if line.strip().startswith(("//", "/*"))] == []


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_rule_is_lost(path: Path) -> None:
    served = {line.strip() for line in stylesheet().splitlines()}
    assert [line for line in lines_of_code(path) if line not in served] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_line_of_a_script_is_lost(path: Path) -> None:
    served = {line.strip() for line in script().splitlines()}
    assert [line for line in lines_of_code(path) if line not in served] == []


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
def test_the_script_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "journeybook.js"
    path.write_text(script(), encoding="utf-8")
    done = subprocess.run(
        ["node", "--check", str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
