"""What a command costs: its CPU and that of the processes that it started, its time by the clock, its memory."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

LONGEST = 3600
"""Seconds after which a command is ended: longer than any of them takes on a slow machine."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took: seconds of CPU (user and system, children included), of wall time, peak MB.

    The peak is that of the largest of its processes.
    """

    cpu: float
    wall: float
    peak: float


LAUNCH = """\
import json, os, subprocess, sys, time
start = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=sys.stderr)
_, status, used = os.wait4(process.pid, 0)
wall = time.perf_counter() - start
print(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024]))
"""
"""A process begins with the memory of the one that starts it, so a small one starts what is measured.

`wait4` counts the command and whatever it started and waited for, nothing else.
"""


class CommandError(Exception):
    """A command that is measured failed; the message ends with what it printed."""


def measure_command(
    folder: Path, command: Sequence[str], environment: Mapping[str, str], codes: Sequence[int] = (0,)
) -> Cost:
    """Run the command in the folder to its end; what it cost. Raises `CommandError` for another exit code."""
    launch = [sys.executable, "-c", LAUNCH, *command]
    with started(launch, folder, environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        try:
            out, errors = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            raise CommandError(f"{said(command)} did not end within {LONGEST} seconds") from None
    if process.returncode:
        raise CommandError(f"{said(command)} could not be run: {errors.decode(errors='replace')[-2000:]}")
    code, cpu, wall, peak = json.loads(out)
    if code not in codes:
        raise CommandError(f"{said(command)} ended with {code}: {errors.decode(errors='replace')[-2000:]}")
    return Cost(cpu, wall, peak)


def said(command: Sequence[str]) -> str:
    """A command in a message: its program and the words after it, shortened."""
    words = " ".join(word.replace("\n", " ") for word in (Path(command[0]).name, *command[1:]))
    return words if len(words) <= 100 else f"{words[:97]}..."


@contextmanager
def started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], **streams: object
) -> Iterator[subprocess.Popen[bytes]]:
    """The command as a running process, which has ended after the block with all that it started."""
    process = subprocess.Popen(command, cwd=folder, env=dict(environment), start_new_session=True, **streams)
    try:
        yield process
    finally:
        # Its group is its own, so that what it started and left behind ends with it.
        for stop, patience in ((signal.SIGINT, 10), (signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            if process.poll() is not None:
                break
            with suppress(ProcessLookupError):
                os.killpg(process.pid, stop)
            with suppress(subprocess.TimeoutExpired):
                process.wait(patience)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


class TreeMemory(threading.Thread):
    """The highest sum of the memory of a process and all its descendants, looked at every tenth of a second.

    A page of memory that several of them share is counted once (PSS); needs the `/proc` of Linux.
    """

    INTERVAL = 0.1

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.peak = 0.0
        """Megabytes."""

    @staticmethod
    def possible() -> bool:
        """Whether this machine tells it."""
        return Path("/proc/self/smaps_rollup").exists()

    def run(self) -> None:
        """Look until `end` is called."""
        while not self._ended.wait(self.INTERVAL):
            self.peak = max(self.peak, sum(map(shared_memory, tree_of(self._pid))) / 1024)

    def end(self) -> float:
        """Stop looking; the highest sum."""
        self._ended.set()
        self.join()
        return self.peak


def tree_of(pid: int) -> list[int]:
    """The process and its descendants."""
    found = [pid]
    for parent in found:
        with suppress(OSError):
            for task in Path(f"/proc/{parent}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text("ascii").split()]
    return found


def shared_memory(pid: int) -> int:
    """Kilobytes of a process, its part of what it shares with others; 0 where it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def measure_tree_memory(folder: Path, command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Run the command to its end; the highest megabytes of all its processes together."""
    streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
    with started(command, folder, environment, **streams) as process:
        memory = TreeMemory(process.pid)
        memory.start()
        try:
            _, errors = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            raise CommandError(f"{said(command)} did not end within {LONGEST} seconds") from None
        finally:
            peak = memory.end()
    if process.returncode:
        raise CommandError(f"{said(command)} failed: {errors.decode(errors='replace')[-2000:]}")
    return peak


def turns(rounds: int, seconds: float) -> Iterator[int]:
    """Numbers of rounds from 0 on: at least one, at most `rounds`, and none that would end after these seconds."""
    begun = time.monotonic()
    for number in range(rounds):
        if number and (time.monotonic() - begun) * (number + 1) / number > seconds:
            return
        yield number
