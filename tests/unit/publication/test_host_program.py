"""Whatever stops the program that builds a site, one line says it, and no process is left behind."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from journeybook.publication.faults import PublicationError, RejectedError
from journeybook.publication.host_program import HostCall, LogRecord, records, run_host


def run(folder: Path, code: str, monkeypatch: pytest.MonkeyPatch) -> list[LogRecord]:
    """What a host that consists of this code says."""
    (folder / "installed").mkdir()
    (folder / "installed" / "some_host.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(folder / "installed"))
    found: list[LogRecord] = []
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run_host(HostCall("some_host", "Some host", ("--fast",), folder), lock.fileno(), found.append)
    return found


def test_it_is_called_in_its_folder_and_its_messages_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = (
        "import os, sys\n"
        "print('INFO    -  ' + ' '.join(sys.argv[1:]))\n"
        "print('WARNING -  one\\n   and more', file=sys.stderr)\n"
        "print('ERROR   -  ' + os.getcwd())\n"
    )
    said = run(tmp_path, code, monkeypatch)
    assert {each.level for each in said} == {"INFO", "WARNING", "ERROR"}
    by_level = {each.level: each.text for each in said}
    assert by_level["WARNING"].startswith("one")
    assert by_level["INFO"] == "build --fast"
    assert str(tmp_path) in by_level["ERROR"]


def test_no_module_is_taken_from_the_folder_of_the_portal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "some_host.py").write_text("open('ran', 'w')\n")
    (tmp_path / "json.py").write_text("open('ran', 'w')\n")
    run(tmp_path, "import json\n", monkeypatch)
    assert not (tmp_path / "ran").exists()


def test_a_traceback_is_a_message_of_its_own() -> None:
    lines = [
        "INFO    -  begun",
        "ERROR   -  page",
        "  a.md",
        "Traceback (most recent call last):",
        "  File",
        "KeyError: 1",
    ]
    assert list(records(iter(lines))) == [
        LogRecord("INFO", "begun"),
        LogRecord("ERROR", "page\n  a.md"),
        LogRecord("", "Traceback (most recent call last):\n  File\nKeyError: 1"),
    ]


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("raise RuntimeError('boom\\x1b[31m')", PublicationError, "failed with RuntimeError: boom"),
        ("raise OSError(28, 'full', '/x')", PublicationError, "no space is left on the disk"),
        ("raise PermissionError(13, 'no', '/x')", PublicationError, "this account has no permission"),
        (
            "import os; os.kill(os.getpid(), 9)",
            PublicationError,
            "SIGKILL, which is sent where memory runs out",
        ),
        ("import os; os.kill(os.getpid(), 11)", PublicationError, "ended by SIGSEGV"),
        ("print('ERROR   -  not today'); raise SystemExit(1)", RejectedError, "did not build the site"),
    ],
)
def test_what_stopped_it_is_one_line(
    tmp_path: Path, code: str, kind: type[Exception], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(kind) as fault:
        run(tmp_path, f"{code}\n", monkeypatch)
    assert type(fault.value) is kind
    assert said in str(fault.value)
    assert "\n" not in str(fault.value)
    assert "\x1b" not in str(fault.value)


def test_it_does_not_outlive_who_started_it(tmp_path: Path) -> None:
    (tmp_path / "some_host.py").write_text(
        "import os, pathlib, time\npathlib.Path('pid').write_text(str(os.getpid()))\ntime.sleep(60)\n"
    )
    code = (
        "from pathlib import Path\n"
        "from journeybook.publication.host_program import HostCall, run_host\n"
        "with open('lock', 'w') as lock:\n"
        "    run_host(HostCall('some_host', 'Some host', (), Path.cwd()), lock.fileno(), print)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}
    ) as process:
        until = time.monotonic() + 30
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            assert time.monotonic() < until
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.wait()
    host = int((tmp_path / "pid").read_text())
    while _runs(host):
        assert time.monotonic() < until
        time.sleep(0.02)


def _runs(process: int) -> bool:
    """Whether a process is there, and has not merely not been waited for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
