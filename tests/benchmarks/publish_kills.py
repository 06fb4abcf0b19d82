"""How a site fares while builds of it are killed at random moments, and somebody reads all the while.

A process publishes one small site after the other and is killed after a random time, again and again; then whole
`journeybook build` commands of a small portal are killed. A reader opens the front page by its path and reads every
file of the folder that stands there, some hundred times a second. A file that is not there, or files of two sites at
once, count as faults; there should be none.

    python tests/benchmarks/publish_kills.py                      500 kills for each way, 20 whole commands
    python tests/benchmarks/publish_kills.py --kills 50 --commands 5
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import publication_worker
from site_reader import Sightings, reading
from small_portal import SOUND, environment, write

COMMAND = "from journeybook.cli import main; main()"
LONGEST = 0.25
"""Seconds after the start of its first build within which a process is killed: some builds long."""


def main() -> None:
    """Run it as the command line says."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--kills", type=int, default=500, help="kills for each way of publishing")
    options.add_argument("--commands", type=int, default=20, help="kills of whole commands")
    wanted = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name, extra in (("folder", ()), ("link", ("--symlink",))):
            site = Path(folder, name, "site")
            kill_workers(name, site, wanted.kills, extra)
        if wanted.commands:
            kill_commands(write(Path(folder, "portal"), SOUND), wanted.commands)


def kill_workers(name: str, site: Path, kills: int, options: tuple[str, ...]) -> None:
    """Kill processes that publish, and print what the reader met and what the last build leaves."""
    source = random.Random(11)
    worker = [sys.executable, publication_worker.__file__, str(site)]
    subprocess.run([*worker, "0", "--once", *options], check=True, stdout=subprocess.DEVNULL)
    published = set()
    with reading(site, publication_worker.names()) as found:
        for number in range(1, kills + 1):
            with subprocess.Popen([*worker, str(number * 1000), *options], stdout=subprocess.PIPE) as process:
                assert process.stdout is not None
                process.stdout.readline()
                time.sleep(source.uniform(0, LONGEST))
                process.send_signal(signal.SIGKILL)
                process.communicate()
            published.add((site / "index.html").read_text("ascii"))
    left = staging(site)
    subprocess.run([*worker, "999999999", "--once", *options], check=True, stdout=subprocess.DEVNULL)
    report(f"{kills} kills, {name}", found, f"{len(published)} sites seen after a kill", left, staging(site))


def kill_commands(root: Path, kills: int) -> None:
    """Kill `journeybook build` at random moments of its life."""
    source = random.Random(12)
    site = root / "site"
    quiet = {"cwd": root, "env": environment(), "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    begun = time.monotonic()
    subprocess.run([sys.executable, "-c", COMMAND, "build"], check=True, **quiet)  # type: ignore[call-overload]
    whole = time.monotonic() - begun
    ended = 0
    names = ["index.html", "404.html", "journeys/index.html", "assets/journeybook.css"]
    with reading(site, names, same=False) as found:
        for _ in range(kills):
            with subprocess.Popen(
                [sys.executable, "-c", COMMAND, "build"], start_new_session=True, **quiet
            ) as process:  # type: ignore[call-overload]
                time.sleep(source.uniform(0.1, 1.1) * whole)
                if process.poll() is not None:
                    ended += 1
                elif source.random() < 0.5:
                    with suppress(ProcessLookupError):  # it has just ended
                        os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
    left = staging(site)
    subprocess.run([sys.executable, "-c", COMMAND, "build"], check=True, **quiet)  # type: ignore[call-overload]
    report(
        f"{kills} kills, whole command of {whole:.1f} s", found, f"{ended} ended before", left, staging(site)
    )


def staging(site: Path) -> int:
    """How many folders of unfinished sites lie beside a site."""
    return len(list((site.parent / f".{site.name}.journeybook").glob("staging-*")))


def report(what: str, found: Sightings, seen: str, left: int, after: int) -> None:
    """Print the figures of one way."""
    line = (
        f"{what}: {found.looks:,} looks, {len(found.missing)} missing, {len(found.mixed)} of two sites; {seen}; "
        f"unfinished sites left {left}, after the next build {after}\n"
    )
    sys.stdout.write(line + "".join(f"  {each}\n" for each in (*found.missing[:5], *found.mixed[:5])))
    sys.stdout.flush()


if __name__ == "__main__":
    main()
