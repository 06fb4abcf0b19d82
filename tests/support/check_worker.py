"""Runs `journeybook check` in one folder after the other and tells how each ended, a line of JSON each.

It says `ready` first. The folders come as lines on standard input; whoever reads the answers keeps the watch.
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
import time
from pathlib import Path

from click.testing import CliRunner

from journeybook.cli.check_command import command

ADDRESS_SPACE = 2 * 1024**3


def peak_megabytes() -> int:
    """The most memory that this program has held so far.

    `getrusage` would count what the process held that started it, which is the run of all tests.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    found = re.search(r"^VmHWM:\s*(\d+) kB$", status.read_text("ascii"), re.MULTILINE)
    assert found
    return int(found[1]) // 1024


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    # What is imported once is no cost of the first case.
    CliRunner().invoke(command, ["maps"])
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        os.chdir(line.rstrip("\n"))
        answers = {}
        for form in ("json", "full"):
            begun = time.process_time()
            done = CliRunner().invoke(command, ["maps", "--format", form])
            answers[form] = {
                "status": done.exit_code,
                "told": done.stdout,
                "errors": done.stderr,
                "seconds": time.process_time() - begun,
                "megabytes": peak_megabytes(),
            }
            if done.exception and not isinstance(done.exception, SystemExit):
                answers[form]["errors"] += f"Traceback: {done.exception!r}"
        sys.stdout.write(json.dumps(answers) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
