"""What goes wrong in a worker, as an exception of the process that waits for it."""

from __future__ import annotations

import pickle
import signal
import traceback


class WorkerEndedError(Exception):
    """A worker ended before its work was done, usually by a signal. The message is one line."""


class WorkerError(Exception):
    """The exception of a worker whose own type cannot be handed over."""


def ended(status: int) -> WorkerEndedError:
    """The fault of a worker, given its exit code: that of `os.waitstatus_to_exitcode`."""
    if status >= 0:
        return WorkerEndedError(f"a process that makes pages ended with status {status}")
    known = {each.value: each.name for each in signal.Signals}
    name = known.get(-status, f"signal {-status}")
    why = ", which is sent where memory runs out" if name == "SIGKILL" else ""
    return WorkerEndedError(f"a process that makes pages was ended by {name}{why}")


def packed(fault: BaseException) -> bytes:
    """An exception for another process, with its traceback as an indented note."""
    told = "".join(traceback.format_exception(fault)).rstrip("\n")
    note = "\n".join(f"    {line}" for line in ("in the process that made it:", *told.splitlines()))
    try:
        content = pickle.dumps(fault)
        pickle.loads(content)  # noqa: S301 - our own bytes: whether its arguments make it again
    except Exception:  # noqa: BLE001 - an exception of a plugin may do anything
        content = pickle.dumps(WorkerError(f"{type(fault).__name__}: {fault}"))
    return pickle.dumps((content, note))


def unpacked(content: bytes) -> BaseException:
    """The exception of another process."""
    inner, note = pickle.loads(content)  # noqa: S301 - written by a fork of this process
    fault: BaseException = pickle.loads(inner)  # noqa: S301 - as above
    fault.add_note(note)
    return fault
