"""A build forked from a warm process is what a new process makes of the same portal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from small_portal import CONFIG, SOUND, build, tree_digest, write
from warm_process import can_fork

REAL = {"PYTHONHASHSEED": "0"}

PORTALS = {
    "sound": {},
    "a mistake": {"maps/personas/amira.yml": "titel: Amira\n"},
    "a fault in the settings": {"mkdocs.yml": CONFIG + "nav: 3\n"},
    "a hook that raises": {"mkdocs.yml": CONFIG + "hooks: [hook.py]\n", "hook.py": "raise ValueError(1)\n"},
    "a hook that ends it": {
        "mkdocs.yml": CONFIG + "hooks: [hook.py]\n",
        "hook.py": "raise SystemExit('No.')\n",
    },
}


def comparable(log: str) -> str:
    """What was printed, without how long it took and where a traceback came from."""
    shown = re.sub(r"in [\d.]+ seconds", "in a while", log)
    head, traced, rest = shown.partition("Traceback (most recent call last):\n")
    return head + traced + (rest.splitlines()[-1] if traced else "")


@pytest.mark.parametrize("name", PORTALS)
def test_it_makes_and_says_the_same(name: str, tmp_path: Path) -> None:
    assert not can_fork(REAL)
    root = write(tmp_path, {**SOUND, **PORTALS[name]})
    real = build(root, "--strict", env=REAL)
    made = tree_digest(root / "site")
    forked = build(root, "--strict")
    assert (forked.code, comparable(forked.log)) == (real.code, comparable(real.log))
    assert tree_digest(root / "site") == made


def test_builds_do_not_know_of_each_other(tmp_path: Path) -> None:
    hook = "import os, sys\nprint('seen', os.environ.get('SEEN'), hasattr(sys, 'seen'))\nsys.seen = True\n"
    config = CONFIG + "hooks: [hook.py]\n"
    root = write(tmp_path, {**SOUND, "mkdocs.yml": config, "hook.py": hook})
    assert "seen yes False" in build(root, env={"SEEN": "yes"}).log
    assert "seen None False" in build(root).log
