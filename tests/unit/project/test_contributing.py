"""CONTRIBUTING names modules and folders that are there: a map with wrong names is worse than none."""

from __future__ import annotations

import re

from places import ROOT

PACKAGE = ROOT / "plugins" / "journeybook"
TOPS = ("plugins", "site_theme", "tests", "docs")
PATH = re.compile(r"`((?:[\w-]+/)+[\w.-]*|[\w-]+\.(?:py|html|md|js|json))`")


def test_every_path_that_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    named = {path for path in PATH.findall(text) if "<" not in path and "*" not in path}
    made = {".venv/", "portal.json", "map.json", "NNNN-what-was-decided.md"}
    there = {path.relative_to(ROOT).as_posix() for top in TOPS for path in (ROOT / top).rglob("*")}
    missing = {
        path
        for path in named - made
        if not (ROOT / path).exists()
        and not any(f"/{each}".endswith(f"/{path.rstrip('/')}") for each in there)
    }
    assert len(named) > 50
    assert missing == set()


def test_every_package_stands_in_the_table_of_the_house() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text[text.index("## The house") : text.index("## Four ways")]
    there = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    loose = {path.name for path in PACKAGE.glob("*.py") if path.stem != "__init__"}
    assert {name for name in there if f"`{name}/`" not in table} == set()
    assert {name for name in loose if f"`{name}`" not in table} == set()
