"""What a terminal shows while a preview of a large portal reads its maps."""

from __future__ import annotations

import os
import pty
import select
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from small_portal import SECONDS, SOUND, write

SERVE = """
import sys
from journeybook.cli import progress_bar
progress_bar.SOON = -1.0  # this portal is read in less than a second
from mkdocs.__main__ import cli
sys.argv = ["mkdocs", "serve", "--dev-addr", "127.0.0.1:{port}"]
cli()
"""


def test_a_preview_says_how_far_its_reading_is(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    mine, theirs = pty.openpty()
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        script = SERVE.replace("{port}", str(free.getsockname()[1]))
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "80", "NO_MKDOCS_2_WARNING": "1"},
    )
    try:
        told, end = b"", time.monotonic() + SECONDS
        while b"Serving on" not in told and time.monotonic() < end and process.poll() is None:
            if select.select([mine], [], [], 0.2)[0]:
                told += os.read(mine, 100_000)
    finally:
        process.kill()
        process.wait()
        os.close(theirs)
        os.close(mine)
    assert b"Reading maps" in told
    assert b"Serving on" in told
