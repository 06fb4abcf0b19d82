"""ProperDocs builds the same portal as MkDocs: nothing of ours asks which of the two it is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from small_portal import SOUND, build, environment, write

# Each names itself and its version.
GENERATOR = re.compile(r'<meta name="generator" content="[^"]*">')


def pages(site: Path) -> dict[str, str]:
    """The pages of a site by their address, without the name of the program that made them."""
    return {
        each.relative_to(site).as_posix(): GENERATOR.sub("", each.read_text("utf-8"))
        for each in sorted(site.rglob("*.html"))
    }


def test_properdocs_builds_the_same_portal(tmp_path: Path) -> None:
    root = write(tmp_path, SOUND)
    done = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "-f", "mkdocs.yml", "--site-dir", "proper"],
        cwd=root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=90,
    )
    assert done.returncode == 0, done.stdout
    assert build(root, "--strict").code == 0
    made = pages(root / "proper")
    assert "journeys/ordering/index.html" in made
    assert made == pages(root / "site")
