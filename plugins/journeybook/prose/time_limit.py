"""A limit of CPU time for foreign code: parsers of Markdown and the extensions of a site."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class OutOfTime(BaseException):
    """The time limit is exceeded.

    Not an `Exception`, so that code which catches those does not continue.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise OutOfTime in the block when the process has used `seconds` of CPU time in it.

    In the main thread of a POSIX system a signal interrupts even a regular expression; elsewhere a
    second thread interrupts the block between two bytecode instructions. A nested block keeps both
    limits.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and hasattr(signal, "setitimer") and not signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        with _signalled(seconds):
            yield
    else:
        with _watched(seconds):
            yield


@contextmanager
def _signalled(seconds: float) -> Iterator[None]:
    over = False

    def stop(_number: int, _frame: FrameType | None) -> None:
        if not over:
            raise OutOfTime

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        # The timer repeats: an extension that swallows the first signal is stopped by the next.
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.5)
        try:
            yield
        finally:
            over = True
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    thread = threading.get_ident()
    end = time.process_time() + seconds
    done = threading.Event()
    lock = threading.Lock()

    def watch() -> None:
        while not done.wait(0.05):
            with lock:
                if not done.is_set() and time.process_time() > end:
                    # Imported when it is needed, which is hardly ever: every check loads this
                    # module.
                    import ctypes  # noqa: PLC0415

                    ctypes.pythonapi.PyThreadState_SetAsyncExc(
                        ctypes.c_ulong(thread), ctypes.py_object(OutOfTime)
                    )
                    return

    watcher = threading.Thread(target=watch, name="time limit", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with lock:
            done.set()
        watcher.join()
