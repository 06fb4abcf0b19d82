from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest

SCRIPT = """
import time
from journeybook.cli.progress_bar import SOON, progress
with progress("Reading maps") as tell:
    tell(1, 10)
    time.sleep({seconds})
    tell(2, 10)
    tell(10, 10)
import sys
print("done", "rich" in sys.modules)
"""


def shown(seconds: str, **variables: str) -> tuple[str, str]:
    """What a terminal shows, and what is printed."""
    mine, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "80"} | variables
    try:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT.replace("{seconds}", seconds)],
            stdout=subprocess.PIPE,
            stderr=theirs,
            check=True,
            timeout=60,
            env=environment,
        )
        os.write(theirs, b"end")
        told = b""
        while not told.endswith(b"end"):
            told += os.read(mine, 100_000)
    finally:
        os.close(mine)
        os.close(theirs)
    return told.decode().removesuffix("end"), done.stdout.decode()


def test_what_lasts_shows_how_far_it_is_and_leaves_nothing_behind():
    told, printed = shown("SOON + 0.1")
    assert "Reading maps" in told
    assert "100%" in told
    assert told.endswith("\x1b[2K")
    assert printed == "done True\n"


def test_what_is_quick_shows_nothing_and_loads_nothing():
    assert shown("0") == ("", "done False\n")


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}])
def test_a_terminal_that_can_show_no_bar_gets_none(variables):
    assert shown("SOON + 0.1", **variables) == ("", "done False\n")


def test_nothing_is_shown_where_nobody_looks():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{seconds}", "SOON + 0.1")],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == (b"done False\n", b"")
