"""The package as others install it: a wheel brings everything that a portal needs."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from journeybook.scaffold.answers import Answers
from journeybook.scaffold.installation import installation
from journeybook.scaffold.portal_files import planned
from journeybook.scaffold.portal_parts import Part
from places import ROOT
from small_portal import SOUND, build, environment, page, write


def test_a_portal_builds_with_the_wheel_alone(tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--target",
            "wheel",
            "--directory",
            str(tmp_path / "dist"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "installed")
    root = write(tmp_path / "portal", SOUND)
    # Found before the package of this checkout, whose theme lies outside of it.
    installed: dict[str, str | None] = {"PYTHONPATH": str(tmp_path / "installed"), "PYTHONSAFEPATH": "1"}
    done = build(root, "--strict", env=installed)
    assert done.code == 0, done.log
    assert "Pays" in page(root, "journeys/ordering")
    for asset in ("assets/journeybook.css", "assets/journeybook.js", "assets/journeybook.svg", "404.html"):
        assert (root / "site" / asset).stat().st_size > 100
    names = [
        each.relative_to(tmp_path / "installed").as_posix() for each in (tmp_path / "installed").rglob("*")
    ]
    assert "journeybook/site_theme/main.html" in names
    assert [name for name in names if name.startswith(("tests", "maps", "docs"))] == []

    begun = subprocess.run(
        [sys.executable, "-c", "from journeybook.cli import main; main()", "init", str(tmp_path / "new")],
        env=environment(installed),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert begun.returncode == 0, begun.stderr
    made = {
        each.relative_to(tmp_path / "new").as_posix()
        for each in (tmp_path / "new").rglob("*")
        if each.is_file()
    }
    for_editors = {each for each in made if each.startswith((".journeybook/", ".vscode/"))}
    assert ".journeybook/journey.schema.json" in for_editors
    written = {each.path for each in (*planned(Part, Answers(name="New")), *installation())}
    assert made - for_editors == written
    built = build(tmp_path / "new", "--strict", env=installed)
    assert built.code == 0, built.log
    assert "Nadia Berg" in page(tmp_path / "new", "personas/nadia")
