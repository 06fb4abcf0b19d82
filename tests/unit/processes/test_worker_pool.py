"""Forked workers: results in order, the first failure, killed workers, logs, and nothing left behind.

Each test runs in a process of its own, because one that runs tests may have threads.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAD = """
import logging, os, signal, sys, time
from journeybook.processes.worker_pool import WorkerPool, obstacle

def run(work, count, processes, on_result=lambda number, result: print(number, result)):
    pool = WorkerPool(work, count, on_result=on_result)
    assert pool.start(processes) == min(count, processes)
    try:
        pool.wait()
    finally:
        pool.stop()
        try:
            os.waitpid(-1, 0)
            print("a process is left")
        except ChildProcessError:
            print("no process is left")
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork processes")


def output(script: str, *, code: int = 0) -> str:
    """What a script printed, on both outputs."""
    done = subprocess.run(
        [sys.executable, "-c", HEAD + script],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_results_come_in_order_whoever_is_first(processes: int) -> None:
    slow = f"run(lambda number: time.sleep(0.05 * (number % 3 == 0)) or number * number, 12, {processes})"
    expected = [f"{number} {number * number}" for number in range(12)]
    assert output(slow).split("\n")[:-1] == [*expected, "no process is left"]


@pytest.mark.parametrize("processes", [1, 2, 4])
def test_the_first_failure_counts_and_says_where_it_was(processes: int) -> None:
    said = output(
        f"""
def work(number):
    if number in (4, 6, 7):
        time.sleep(0.2 if number == 4 else 0)
        raise LookupError(f"task {{number}}")
    return "made"

run(work, 100, {processes})
""",
        code=1,
    )
    assert [line for line in said.split("\n") if line.endswith("made")] == [f"{n} made" for n in range(4)]
    assert "LookupError: task 4" in said
    assert "task 6" not in said
    assert "    in the process that made it:" in said
    assert "no process is left" in said


def test_an_exception_that_cannot_be_handed_over_is_told_by_its_name() -> None:
    said = output(
        """
class Odd(Exception):
    def __init__(self, first, second):
        super().__init__(f"{first} and {second}")

def work(number):
    raise Odd("this", "that")

run(work, 3, 2)
""",
        code=1,
    )
    assert "WorkerError: Odd: this and that" in said


@pytest.mark.parametrize("name", ["SIGKILL", "SIGSEGV", "SIGTERM"])
def test_a_worker_that_is_ended_ends_all(name: str) -> None:
    said = output(
        f"run(lambda number: os.kill(os.getpid(), signal.{name}) if number == 3 else number, 50, 2)", code=1
    )
    assert f"WorkerEndedError: a process that makes pages was ended by {name}" in said
    assert ("memory runs out" in said) == (name == "SIGKILL")
    assert "no process is left" in said


def test_an_interruption_ends_everything_at_once() -> None:
    said = output(
        """
pool = WorkerPool(lambda number: time.sleep(3600), 8, on_result=print)
pool.start(3)
pids = [worker.pid for worker in pool._workers]
try:
    os.kill(os.getpid(), signal.SIGINT)
    pool.wait()
except KeyboardInterrupt:
    pool.stop()
for pid in pids:
    try:
        os.kill(pid, 0)
        print("still there")
    except ProcessLookupError:
        print("gone")
"""
    )
    assert said.split() == ["gone"] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends the children of a process at once")
def test_workers_end_with_their_parent() -> None:
    said = output(
        """
inner = os.fork()
if not inner:
    pool = WorkerPool(lambda number: time.sleep(3600), 8, on_result=print)
    pool.start(2)
    print(*(worker.pid for worker in pool._workers), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
os.waitpid(inner, 0)
"""
    )
    pids = said.split()
    assert len(pids) == 2
    for pid in pids:
        gone = subprocess.run(
            ["timeout", "10", "sh", "-c", f"while kill -0 {pid} 2>/dev/null; do sleep 0.05; done"],
            check=False,
        )
        assert gone.returncode == 0


def test_what_workers_log_is_handled_in_the_parent_in_the_order_of_tasks() -> None:
    said = output(
        """
log = logging.getLogger("host.plugins.some")
printer = logging.StreamHandler(sys.stdout)
printer.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))

class Count(logging.Handler):
    seen = 0
    def emit(self, record):
        Count.seen += record.levelno >= logging.WARNING

for handler in (printer, Count()):
    logging.getLogger("host").addHandler(handler)

def work(number):
    time.sleep(0.1 * (number == 0))
    log.info("not shown")
    log.warning("task %s of %s", number, [object] and "all")
    if number == 2:
        try:
            1 / 0
        except ZeroDivisionError:
            log.exception("task %d failed", number)

run(work, 3, 3, on_result=lambda number, result: print("done", number))
print(Count.seen)
"""
    )
    lines = said.split("\n")
    assert [line for line in lines if line.startswith(("WARNING", "ERROR", "done"))] == [
        "WARNING host.plugins.some task 0 of all",
        "done 0",
        "WARNING host.plugins.some task 1 of all",
        "done 1",
        "WARNING host.plugins.some task 2 of all",
        "ERROR host.plugins.some task 2 failed",
        "done 2",
    ]
    assert "ZeroDivisionError: division by zero" in lines
    assert "not shown" not in said
    assert lines[-2] == "4"


def test_a_fault_of_the_one_who_takes_results_is_raised_where_somebody_waits() -> None:
    said = output(
        """
def take(number, result):
    if number == 2:
        raise ValueError("cannot be taken")

run(lambda number: number, 20, 2, on_result=take)
""",
        code=1,
    )
    assert "ValueError: cannot be taken" in said
    assert "no process is left" in said


def test_what_forbids_a_fork_is_said() -> None:
    said = output(
        """
import threading
print(obstacle())
stop = threading.Event()
thread = threading.Thread(target=stop.wait, name="download")
thread.start()
print(obstacle())
stop.set()
thread.join()
sys.setprofile(lambda *_: None)
print(obstacle())
sys.setprofile(None)
del os.fork
print(obstacle())
"""
    )
    assert said.split("\n")[:-1] == [
        "None",
        "another thread is running (`download`)",
        "a debugger or profiler is watching",
        "this system cannot fork processes",
    ]


def test_a_system_without_room_for_processes_starts_none() -> None:
    said = output(
        """
def refuse():
    raise BlockingIOError(11, "no more processes")

os.fork = refuse
print(WorkerPool(print, 5, on_result=print).start(2))
"""
    )
    assert said == "0\n"


def test_a_result_that_cannot_be_read_is_a_fault_and_never_a_wait_without_end() -> None:
    said = output(
        """
class Word(str):
    def __new__(cls, text, origin):
        return super().__new__(cls, text)

run(lambda number: Word("a", "b") if number == 2 else number, 20, 2)
""",
        code=1,
    )
    assert "TypeError: Word.__new__() missing" in said
    assert "no process is left" in said
