"""An output that cannot be written is one line, whatever the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL = Path("/dev/full")
pytestmark = pytest.mark.skipif(not FULL.exists(), reason="this machine has no device that is always full")


def run(folder: Path, *arguments: str, complaints: bool = True) -> tuple[int, bytes]:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from journeybook.cli import main; main()", *arguments],
            cwd=folder,
            stdout=full,
            stderr=subprocess.PIPE if complaints else full,
            check=False,
        )
    return done.returncode, done.stderr or b""


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("--version",), ("check", "--help"), ("check",), ("explain", "JB602"), ("list",), ("completion", "bash")],
    ids=" ".join,
)  # fmt: skip
def test_a_full_disk_below_the_output_is_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "maps").mkdir()
    status, complaint = run(tmp_path, *arguments)
    assert status == 3
    assert complaint == b"journeybook: the output cannot be written: no space is left on the disk\n"


def test_where_nothing_can_be_said_the_status_says_it(tmp_path: Path) -> None:
    assert run(tmp_path, "--help", complaints=False) == (3, b"")
