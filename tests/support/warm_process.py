"""`mkdocs build` in new processes that need not import anything: forks of one that has built a portal's modules already.

Half of what a small build costs is importing MkDocs, its theme and the package. A server process imports them once and
forks for each build, so that builds are as much apart as any processes: folder, environment, output and exit code are
their own. What Python reads before it runs a line (its hash seed, its path, its language) is the server's, so builds that
change these have to be real ones.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

AT_START = ("PYTHON", "LC_", "LANG", "NO_MKDOCS_2_WARNING")
"""How variables begin that count when Python or a module starts, and not later."""


def can_fork(changes: Mapping[str, str | None]) -> bool:
    """Whether a fork behaves as a new process would under these changes of the environment."""
    return hasattr(os, "fork") and not any(key.startswith(AT_START) for key in changes)


def run_mkdocs(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], seconds: float
) -> tuple[int, str]:
    """Run `mkdocs` with these arguments in a folder; its exit code and what it printed to both outputs."""
    server = _server()
    assert server.stdin
    assert server.stdout
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as log:
        task = {
            "arguments": list(arguments),
            "folder": str(folder),
            "environment": dict(environment),
            "log": log.name,
            "seconds": seconds,
        }
        server.stdin.write(json.dumps(task) + "\n")
        server.stdin.flush()
        answer = server.stdout.readline()
        assert answer, "the server of builds has ended"
        code = json.loads(answer)
        if code is None:
            raise subprocess.TimeoutExpired(["mkdocs", *arguments], seconds, log.read())
        return code, log.read()


@cache
def _server() -> subprocess.Popen[str]:
    """The server, started by the first build of a worker and ended with it."""
    server = subprocess.Popen(
        [sys.executable, __file__],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )

    def end() -> None:
        assert server.stdin
        server.stdin.close()
        server.wait(20)

    atexit.register(end)
    return server


def serve() -> None:
    """Answer each task with the exit code of its fork, None for one that had to be stopped."""
    import material.plugins.search.plugin
    import mkdocs.__main__
    import mkdocs.commands.build
    import mkdocs.contrib.search

    import journeybook.mkdocs_plugin.build
    import journeybook.mkdocs_plugin.plugin

    gc.freeze()  # what was imported is shared with the forks as long as nobody writes to it
    del material, journeybook
    for line in sys.stdin:
        task = json.loads(line)
        child = os.fork()
        if not child:
            _build(task, mkdocs.__main__.cli)
        sys.stdout.write(f"{json.dumps(_wait(child, task['seconds']))}\n")
        sys.stdout.flush()


def _wait(child: int, seconds: float) -> int | None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return None


def _build(task: dict, command) -> None:
    """Become the process of a build; never returns."""
    code = 1
    try:
        log = os.open(task["log"], os.O_WRONLY)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        os.environ.clear()
        os.environ.update(task["environment"])
        time.tzset()
        os.chdir(task["folder"])
        sys.path[0] = task["folder"]
        sys.argv = ["mkdocs", *task["arguments"]]
        command()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if isinstance(end.code, str):
            sys.stderr.write(f"{end.code}\n")
    except BaseException:  # noqa: BLE001  # what Python does with it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    serve()
