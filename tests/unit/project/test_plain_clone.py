"""What a plain clone says of the tests that it cannot run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from places import ROOT


def test_tests_without_their_corpus_are_told_of_in_one_line(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    for name in ("tests/support", "tests/security"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tests/conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, clone / name)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/security", "-p", "no:cacheprovider"],
        cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (told,) = (line for line in done.stdout.splitlines() if "were skipped" in line)
    assert told.split(" ", 1)[0].isdecimal()
    assert "tests/security/test_hostile_sources.py" in told
    assert "no part of this repository and is not beside this checkout (../shared/corpus)" in told
