"""A pool of forked processes that works through a numbered list of tasks.

A fork has everything that its parent has read and computed, without a copy and without pickling;
only results are sent. Tasks are handed out one after another, so that a slow one holds nobody up,
and their results are handed on in the order of their numbers. So whoever takes them sees the same
sequence for any number of processes.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NoReturn, TypeVar

from journeybook.processes import captured_log, faults

Result = TypeVar("Result")

_AHEAD = 2
"""Tasks that a worker holds: the one that it works on and the next, so that it never waits."""

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def obstacle() -> str | None:
    """Why this process should not be forked, None if it may be."""
    if not hasattr(os, "fork") or sys.platform in {"win32", "emscripten", "wasi"}:
        return "this system cannot fork processes"
    if threading.active_count() > 1:
        names = sorted(each.name for each in threading.enumerate() if each is not threading.main_thread())
        return f"another thread is running (`{names[0]}`)"
    if sys.gettrace() or sys.getprofile():
        return "a debugger or profiler is watching"
    return None


@dataclass(slots=True)
class _Worker:
    pid: int
    connection: Connection
    held: list[int] = field(default_factory=list)


class WorkerPool(Generic[Result]):
    """Calls `work` with each number below `count`, in forked processes.

    `on_result` is called in a thread of this process with the results, in the order of numbers;
    what was logged with a result is handled just before. The first task that fails, by its number,
    is the failure of all: no further tasks are begun.
    """

    def __init__(
        self, work: Callable[[int], Result], count: int, *, on_result: Callable[[int, Result], None]
    ) -> None:
        self._work = work
        self._count = count
        self._on_result = on_result
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._ended = threading.Event()
        self._next = 0
        self._delivered = 0
        self._answers: dict[int, tuple[Any, ...]] = {}
        self._faults: dict[int, BaseException] = {}
        self._stopped = False

    def start(self, processes: int) -> int:
        """Start that many processes, or as many as the system gives; the number that runs.

        Nothing has been begun where it is 0.
        """
        sys.stdout.flush()
        sys.stderr.flush()
        for _ in range(min(processes, self._count)):
            try:
                self._workers.append(self._fork())
            except OSError:  # no more processes, or no memory
                break
        running = len(self._workers)
        if running:
            for _ in range(_AHEAD):
                for worker in self._workers:
                    self._hand_out(worker)
            self._thread = threading.Thread(target=self._collect, name="worker pool", daemon=True)
            self._thread.start()
        return running

    def wait(self) -> None:
        """Return when all tasks are done; raises the exception of the first that failed."""
        self._ended.wait()
        self.stop()
        if self._faults:
            raise self._faults[min(self._faults)]

    def stop(self) -> None:
        """End all workers at once, wherever they are. May be called twice."""
        with self._lock:
            self._stopped = True
            for worker in self._workers:
                os.kill(worker.pid, signal.SIGKILL)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _fork(self) -> _Worker:
        ours, theirs = Pipe()
        parent = os.getpid()
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        try:
            pid = os.fork()
            if not pid:
                for other in (ours, *(worker.connection for worker in self._workers)):
                    other.close()
                self._serve(theirs, parent, blocked)
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        return _Worker(pid, ours)

    def _serve(self, connection: Connection, parent: int, mask: set[int]) -> NoReturn:
        """What a worker does; never returns, and runs no handler of the exit of its parent."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides, and ends its workers
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.set_wakeup_fd(-1)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            if sys.platform == "linux":
                ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)
            log = captured_log.CapturedLog()
            while (number := connection.recv()) is not None:
                connection.send_bytes(self._answer(number, log))
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - the parent has ended: there is nobody to tell
            os._exit(1)

    def _answer(self, number: int, log: captured_log.CapturedLog) -> bytes:
        fault = result = None
        try:
            result = self._work(number)
        except BaseException as raised:  # noqa: BLE001 - raised again in the parent
            fault = faults.packed(raised)
        return pickle.dumps((number, result, fault, log.take()), pickle.HIGHEST_PROTOCOL)

    def _hand_out(self, worker: _Worker) -> None:
        number = self._next if self._next < self._count and not self._faults else None
        if number is not None:
            self._next += 1
            worker.held.append(number)
        elif worker.held:
            return  # it is told when it has done what it holds
        with contextlib.suppress(OSError):  # it has ended, which is noticed where it is read from
            worker.connection.send(number)

    def _collect(self) -> None:
        """Take the answers of all workers until each has ended."""
        alive = {worker.connection: worker for worker in self._workers}
        while alive:
            for connection in wait(list(alive)):
                worker = alive[connection]  # type: ignore[index]
                try:
                    content = worker.connection.recv_bytes()
                except (EOFError, OSError):
                    del alive[worker.connection]
                    self._bury(worker)
                    continue
                try:
                    self._take(worker, content)
                except BaseException as raised:  # noqa: BLE001 - raised where somebody waits
                    self._faults.setdefault(self._delivered, raised)
                    worker.held.clear()  # an answer that cannot be read does not say what it answers
                self._hand_out(worker)
        self._ended.set()

    def _take(self, worker: _Worker, content: bytes) -> None:
        number, result, fault, records = pickle.loads(content)  # noqa: S301 - written by a fork of this process
        worker.held.remove(number)
        if fault is not None:
            self._faults[number] = faults.unpacked(fault)
        self._answers[number] = (result, fault, records)
        while self._delivered in self._answers and not self._stopped:
            result, fault, records = self._answers.pop(self._delivered)
            captured_log.handle(records)
            if fault is not None:
                return  # nothing is handed on after it: what follows may be incomplete
            self._on_result(self._delivered, result)
            self._delivered += 1

    def _bury(self, worker: _Worker) -> None:
        """Take note of how a worker ended."""
        with self._lock:  # its number may be another process's as soon as it has been waited for
            _, status = os.waitpid(worker.pid, 0)
            self._workers.remove(worker)
        worker.connection.close()
        if worker.held and not self._stopped:
            self._faults.setdefault(min(worker.held), faults.ended(os.waitstatus_to_exitcode(status)))
