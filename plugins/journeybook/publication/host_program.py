"""The program that builds a site, run as a process: what it printed, and what stopped it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.publication.faults import PublicationError, RejectedError, reason_of
from journeybook.text.characters import printable

_RECORD = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL)\s+-\s+(.*)")
_TRACEBACK = "Traceback (most recent call last):"
_ERRNO = re.compile(r"\[Errno (\d+)\]")

_START = """\
import ctypes, os, runpy, sys
parent, module = int(sys.argv.pop(1)), sys.argv.pop(1)
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG: be killed when the parent ends
    if os.getppid() != parent:
        sys.exit(1)
runpy.run_module(module, run_name="__main__", alter_sys=True)
"""
"""What the process runs: it ends with its parent, and takes no module from the portal's folder."""


@dataclass(frozen=True, slots=True)
class LogRecord:
    """A message of the host, of one line or more. A traceback has no level: an empty text."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class HostCall:
    """How a host is run: `python -m <module> build <options>` in a folder.

    `title` is what messages call it, `environment` are variables beside those of this process.
    """

    module: str
    title: str
    options: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)


OnRecord = Callable[[LogRecord], None]


def run_host(call: HostCall, lock: int, on_record: OnRecord) -> None:
    """Run a host, and hand on what it prints, message by message.

    It holds the lock as long as it runs, and ends when this process does. Raises RejectedError
    where it refused to build, PublicationError where something stopped it.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - this Python, a list of arguments, no shell
            [sys.executable, "-P", "-c", _START, str(os.getpid()), call.module, "build", *call.options],
            cwd=call.folder,
            env={**os.environ, **call.environment, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=() if sys.platform == "win32" else (lock,),
        )
    except OSError as fault:
        raise PublicationError(f"{call.title} cannot be started: {reason_of(fault)}") from None
    crash: list[str] = []
    with process:
        assert process.stdout is not None
        try:
            lines = (line.decode("utf-8", "replace").rstrip("\r\n") for line in process.stdout)
            for record in records(lines):
                if _TRACEBACK in record.text:
                    crash = record.text.splitlines()
                on_record(record)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise _fault(call.title, process.returncode, crash)


def records(lines: Iterator[str]) -> Iterator[LogRecord]:
    """The messages in the output of a host, each with the lines that follow it."""
    level, text = "", list[str]()
    for line in lines:
        begin = _RECORD.match(line)
        if begin or (line.startswith(_TRACEBACK) and level):
            if text:
                yield LogRecord(level, "\n".join(text).rstrip())
            level, text = (begin[1], [begin[2]]) if begin else ("", [line])
        else:
            text.append(line)
    if text:
        yield LogRecord(level, "\n".join(text).rstrip())


def _fault(title: str, code: int, crash: Sequence[str]) -> PublicationError:
    if code < 0:
        name = signal.Signals(-code).name if -code in {each.value for each in signal.Signals} else str(-code)
        why = ", which is sent where memory runs out" if name == "SIGKILL" else ""
        return PublicationError(f"{title} was ended by {name}{why}")
    if not crash:
        return RejectedError(f"{title} did not build the site")
    last = next((line for line in reversed(crash) if line and not line[0].isspace()), "an exception")
    number = _ERRNO.search(last)
    if last.startswith(("OSError", "PermissionError", "FileNotFoundError")) and number:
        return PublicationError(
            f"the site cannot be written: {reason_of(OSError(int(number[1]), os.strerror(int(number[1]))))}"
        )
    return PublicationError(
        f"{title} or one of its plugins failed with {printable(last)[:300]}; --verbose shows where"
    )
