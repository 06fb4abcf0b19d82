"""A client of Pagefind's service that sends requests without waiting for answers.

The service reads requests from its standard input and writes answers to its standard output, each
as base64 of JSON followed by a comma. Pagefind's own Python client sleeps 100 ms for each answer,
which is two minutes for a thousand pages; here one thread writes the queue and one reads the
answers.
"""

from __future__ import annotations

import base64
import contextlib
import json
import queue
import subprocess
import threading
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any, Self

from journeybook.search.canonical_index import UnknownContentError, canonical
from journeybook.search.documents import Document
from journeybook.search.word_list import WordList

UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
"""Prefixes of the files of Pagefind's own user interfaces, which are not needed."""

IGNORED = (".headerlink",)
"""Elements that search ignores: the permalinks beside headings."""

SECONDS = 300.0
"""The time limit for the last answer. Ten thousand pages take about a minute of one slow core."""


class SearchUnavailableError(Exception):
    """No index could be made: the program is missing, ended early or gave an unknown answer.

    The message is one line.
    """


def pagefind_program() -> Path:
    """The path of the program of the package `pagefind_bin` or `pagefind_bin_extended`.

    Raises SearchUnavailableError if neither is installed.
    """
    for package in ("pagefind_bin_extended", "pagefind_bin"):
        try:
            found: Path = __import__(package).get_executable()
        except (ImportError, FileNotFoundError):
            continue
        return found
    raise SearchUnavailableError("the search program is missing, `pip install pagefind[bin]` brings it")


class Indexing:
    """An index that is being made; a context manager that always ends the program.

    Documents are queued by `add` and read by the service in parallel; `files` waits for the end.
    """

    def __init__(self, program: Path | None = None, *, seconds: float = SECONDS) -> None:
        self._program = program
        self._seconds = seconds
        self._requests: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._threads: tuple[threading.Thread, ...] = ()
        self._answered = threading.Event()
        self._answer: list[Mapping[str, str]] | None = None
        self._fault: str | None = None
        self._count = 0
        self._words = WordList()

    def __enter__(self) -> Self:
        """Start the program.

        Raises SearchUnavailableError if it is missing or cannot be started.
        """
        program = self._program or pagefind_program()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program of our own choice, without a shell
                [program, "--service"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise SearchUnavailableError(f"the search program cannot be started: {error.strerror}") from None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._threads = (
            threading.Thread(target=self._write, args=(self._process.stdin,), daemon=True),
            threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True),
        )
        for thread in self._threads:
            thread.start()
        self._ask(type="NewIndex", config={"exclude_selectors": list(IGNORED), "keep_index_url": False})
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """End the program and its threads. May be called twice."""
        self._requests.put(None)
        if self._process is None:
            return
        # `wait` checks once more whether it ended by itself, and leaves no process behind either
        # way.
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                # Data still buffered for a program that has ended is lost, as it should be.
                with contextlib.suppress(OSError):
                    stream.close()

    def add(self, document: Document) -> None:
        """Queue a document. The order of documents is part of the index: same order, same bytes."""
        self._ask(
            type="AddFile", index_id=0, url=document.address, file_path=None, file_contents=document.html
        )
        self._words.add(document)
        self._count += 1

    def files(self) -> dict[str, bytes]:
        """Every file of the index by its path below its folder, sorted; the list of words is last.

        Raises SearchUnavailableError if the program ended early, took too long, or refused a
        document.
        """
        if not self._count:
            return {}
        self._ask(type="GetFiles", index_id=0)
        if not self._answered.wait(self._seconds):
            raise SearchUnavailableError(
                f"the search program gave no answer within {self._seconds:.0f} seconds"
            )
        if self._fault is not None or self._answer is None:
            raise SearchUnavailableError(self._fault or "the search program gave no index")
        found = {
            each["path"]: base64.b64decode(each["content"])
            for each in self._answer
            if not each["path"].startswith(UNUSED)
        }
        try:
            files = canonical(found)
        except (UnknownContentError, KeyError, OSError, EOFError):
            files = dict(sorted(found.items()))
        return {**files, **self._words.files()}

    def _ask(self, **payload: Any) -> None:
        request = json.dumps({"message_id": 1, "payload": payload}).encode()
        self._requests.put(base64.b64encode(request) + b",")

    def _write(self, stream: IO[bytes]) -> None:
        try:
            while (request := self._requests.get()) is not None:
                stream.write(request)
                if self._requests.empty():
                    stream.flush()
        except OSError:
            return  # the program ended: the reading thread reports it

    def _read(self, stream: IO[bytes]) -> None:
        rest: list[bytes] = []
        try:
            while piece := stream.read1(1 << 20):  # type: ignore[attr-defined]
                *ended, last = piece.split(b",")
                for part in ended:
                    self._take(b"".join([*rest, part]))
                    rest.clear()
                rest.append(last)
        except (OSError, ValueError, KeyError):
            self._fault = self._fault or "the search program gave an answer that is not understood"
        else:
            self._fault = self._fault or "the search program ended before the index was made"
        self._answered.set()

    def _take(self, answer: bytes) -> None:
        payload = json.loads(base64.b64decode(answer))["payload"]
        if payload["type"] == "Error" and self._fault is None:
            self._fault = f"the search program says: {_line(payload['message'])}"
        if payload["type"] == "GetFiles":
            self._answer = payload["files"]
        if payload["type"] == "GetFiles" or self._fault:
            self._answered.set()


def index_of(documents: Iterable[Document], program: Path | None = None) -> dict[str, bytes]:
    """The files of an index of these documents.

    Raises SearchUnavailableError with the reason if there is none.
    """
    with Indexing(program) as indexing:
        for document in documents:
            indexing.add(document)
        return indexing.files()


def _line(text: object) -> str:
    return " ".join(str(text).split())[:200]
