"""Portals built as a person builds them, each once in a test run however many workers it has."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder of this test run, the same for all workers; each of them has a folder of its own in it."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def build_once(
    factory: pytest.TempPathFactory, name: str, prepare: Callable[[Path], Path], *, strict: bool = True
) -> Path:
    """The built site of the portal that `prepare` writes into a new folder, or names, as its result.

    The first worker that asks builds it, the others wait and take what it built or fail as it failed.
    """
    base = run_folder(factory)
    command = [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else [])]
    folder, log = base / name, base / f"{name}.log"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not log.exists():
            folder.mkdir()
            done = subprocess.run(
                [*command, "--site-dir", str(folder / "site")],
                cwd=prepare(folder),
                env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
                timeout=300,
            )
            log.write_text(f"mkdocs build ended with {done.returncode}\n{done.stdout}", encoding="utf-8")
    first, _, rest = log.read_text("utf-8").partition("\n")
    if not first.endswith(" 0"):
        pytest.fail(f"{first}\n{rest}", pytrace=False)
    return folder / "site"
