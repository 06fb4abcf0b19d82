"""Values with the inputs they were computed from, so that only what an edit concerns is made again.

Inputs and computed values have names, such as `journeys:switching` or `=view:switching`. While a
function runs, every name that it asks for is recorded as read by it. After inputs have changed, a
value is computed again only if something that it reads has changed. A value that is compared by
its content stops the change where the result is the same.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

Reads = tuple[str, ...]
"""The names that were read, each once, in the order of the first reading."""


def digest(text: str) -> str:
    """A short digest of a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Record(NamedTuple):
    """What a later run needs to know of a value: what was read, the digest of its content, itself.

    The value is recorded if it is short and plain: text, number, truth, None, tuple, dict by text.
    """

    reads: Reads
    content: str | None
    is_plain: bool = False
    value: Any = None


LONGEST_TEXT = 200
"""The longest text that is recorded as a value, in characters; drawings are longer."""


def recorded(result: Result) -> Record:
    """The record of a computed value."""
    if result.content is None or not is_plain(result.value):
        return Record(result.reads, result.content)
    return Record(result.reads, result.content, is_plain=True, value=result.value)


def is_plain(value: Any) -> bool:
    """Whether JSON holds all of a value, but for the difference between lists and tuples."""
    if type(value) is tuple:
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(type(key) is str for key in value) and all(map(is_plain, value.values()))
    return value is None or type(value) in {bool, int} or (type(value) is str and len(value) <= LONGEST_TEXT)


def plain_value(value: Any) -> Any:
    """A plain value as it was before it was written as JSON."""
    if isinstance(value, dict):
        return {key: plain_value(each) for key, each in value.items()}
    return tuple(map(plain_value, value)) if isinstance(value, list | tuple) else value


class _Recording(threading.local):
    """The names that the running functions of this thread have read, the innermost last."""

    def __init__(self) -> None:
        self.frames: list[dict[str, None]] = []


_recording = _Recording()


def record_read(name: str) -> None:
    """Record that the function that is running reads what has this name."""
    frames = _recording.frames
    if frames:
        frames[-1][name] = None


def record_reads(names: Mapping[str, None]) -> None:
    """Record that the function that is running reads what has these names."""
    frames = _recording.frames
    if frames:
        frames[-1].update(names)


@contextmanager
def recorded_reads() -> Iterator[dict[str, None]]:
    """Collect the names that are read within; they are not recorded outside."""
    frame: dict[str, None] = {}
    _recording.frames.append(frame)
    try:
        yield frame
    finally:
        _recording.frames.pop()


class Uncomputed:
    """The value of a result of an earlier run, of which only the content's digest is known."""


UNCOMPUTED = Uncomputed()


@dataclass(slots=True)
class Result:
    """A computed value, what was read for it, and two revisions of the graph.

    `changed` is the one in which the value last changed, `verified` the last one in which it was
    known to be up to date. `content` is the digest of a value that is compared by its content.
    """

    value: Any
    reads: Reads
    content: str | None
    changed: int
    verified: int


class DependencyGraph:
    """The computed values of one portal from revision to revision.

    `compute` returns the value with a name; it is asked for values that a changed one may depend
    on. `content` gives the digest of a value that is compared by its content, None for one that
    changes with everything that it reads.
    """

    def __init__(self) -> None:
        self.revision = 0
        self.results: dict[str, Result] = {}
        self._computed_names: list[str] = []
        self._changed_inputs: dict[str, int] = {}
        self._compute: Callable[[str], Any] = _uncomputable

    def copy(self) -> DependencyGraph:
        """A graph that goes on from this one, which stays at its revision and can be used on."""
        graph = DependencyGraph()
        graph.revision = self.revision
        graph.results = {
            name: Result(result.value, result.reads, result.content, result.changed, result.verified)
            for name, result in [*self.results.items()]  # another thread may add to them meanwhile
        }
        graph._changed_inputs = dict(self._changed_inputs)
        graph._compute = self._compute
        return graph

    def begin_revision(self, changed: Iterable[str], compute: Callable[[str], Any]) -> None:
        """Begin a revision in which these inputs are others than before."""
        self.revision += 1
        for name in changed:
            self._changed_inputs[name] = self.revision
        self._compute = compute

    def take_computed(self) -> list[str]:
        """The names of the values that were computed since the last call."""
        names, self._computed_names = self._computed_names, []
        return names

    def input_names(self) -> set[str]:
        """The names of all inputs that a computed value reads."""
        found: set[str] = set()
        for result in self.results.values():
            found.update(result.reads)
        return found - self.results.keys()

    def value(self, name: str, compute: Callable[[], T], content: Callable[[T], str] | None = None) -> T:
        """The value with a name: as it was computed before if that is up to date, else computed."""
        record_read(name)
        result = self.results.get(name)
        if result is not None:
            if result.verified != self.revision:
                self._verify(result)
            if result.verified == self.revision and result.value is not UNCOMPUTED:
                return result.value  # type: ignore[no-any-return]
        return self._computed(name, compute, content, result).value  # type: ignore[no-any-return]

    def is_current(self, name: str) -> bool:
        """Whether this was computed before, perhaps by another run, and would be the same now."""
        result = self.results.get(name)
        if result is None:
            return False
        if result.verified != self.revision:
            self._verify(result)
        return result.verified == self.revision

    def release(self, name: str) -> None:
        """Drop a value that is not needed for now; what it depends on stays known."""
        result = self.results.get(name)
        if result is not None:
            result.value = UNCOMPUTED

    def restore(self, records: Mapping[str, Record], changed: Iterable[str]) -> None:
        """Take over what an earlier run recorded for each value; these inputs have changed since.

        Call this on a new graph, before anything is computed.
        """
        for name, record in records.items():
            value = plain_value(record.value) if record.is_plain else UNCOMPUTED
            self.results[name] = Result(value, record.reads, record.content, 0, 0)
        for name in changed:
            self._changed_inputs[name] = self.revision

    def records(self, names: Iterable[str] | None = None) -> dict[str, Record]:
        """What is known of each value, or of those named, that is up to date, for `restore`."""
        return {
            name: recorded(result)
            for name in (self.results if names is None else names)
            if (result := self.results[name]).verified == self.revision
        }

    def complete(self, records: Mapping[str, Record], is_input: Callable[[str], bool]) -> dict[str, Record]:
        """These records and those of all that they read, without any that read what is unknown.

        Another process that computed a value may have found up to date what this one never asked
        for.
        """
        complete = dict(records)
        pending = list(records)
        unknown: set[str] = set()
        readers: dict[str, list[str]] = {}
        while pending:
            reader = pending.pop()
            for name in complete[reader].reads:
                if is_input(name):
                    continue
                readers.setdefault(name, []).append(reader)
                if name in complete or name in unknown:
                    continue
                if self.is_current(name):
                    complete[name] = recorded(self.results[name])
                    pending.append(name)
                else:
                    unknown.add(name)
        left_out = list(unknown)
        while left_out:
            lost = [reader for reader in readers.get(left_out.pop(), ()) if reader in complete]
            for reader in lost:
                del complete[reader]
            left_out += lost
        return complete

    def changed_since(self, reads: Reads, revision: int) -> bool:
        """Whether something with one of these names has changed after a revision."""
        results, inputs = self.results, self._changed_inputs
        for name in reads:
            result = results.get(name)
            if result is None:
                changed = inputs.get(name, 0)
            elif result.verified == self.revision:
                changed = result.changed
            else:
                changed = self._changed(name, result)
            if changed > revision:
                return True
        return False

    def _changed(self, name: str, result: Result) -> int:
        """The revision in which a value last changed that is not verified yet."""
        self._verify(result)
        if result.verified == self.revision:
            return result.changed
        if result.content is None:
            # Whether anybody needs the value again is not known yet: it is not computed for this.
            return self.revision
        try:
            with recorded_reads():
                self._compute(name)
        except Exception:  # noqa: BLE001 - what it was computed for may be gone: whoever reads it is made again and sees
            return self.revision
        return self.results[name].changed

    def _verify(self, result: Result) -> None:
        """Note that a result is up to date if nothing that it reads has changed."""
        if not self.changed_since(result.reads, result.verified):
            result.verified = self.revision

    def _computed(
        self, name: str, compute: Callable[[], T], content: Callable[[T], str] | None, before: Result | None
    ) -> Result:
        with recorded_reads() as reads:
            value = compute()
        digest = content(value) if content else None
        same = before is not None and digest is not None and before.content == digest
        is_recomputed = before is not None and before.verified == self.revision  # only its value was missing
        changed = before.changed if before is not None and (same or is_recomputed) else self.revision
        result = self.results[name] = Result(value, tuple(reads), digest, changed, self.revision)
        self._computed_names.append(name)
        return result


def _uncomputable(name: str) -> Any:
    raise KeyError(name)
