"""The language server that editors use for YAML, spoken to as an editor does: JSON-RPC over its standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

SERVER = Path(
    sys.prefix, "language_server", "node_modules", "yaml-language-server", "bin", "yaml-language-server"
)
PATIENCE = 60
"""Seconds after which the server is given up; it answers within one."""


class LanguageServer:
    """A running server. Each document is a new one beside the path that is named, so that it is of the same kind."""

    def __init__(self, process: subprocess.Popen[bytes], schemas: dict[str, str | list[str]]) -> None:
        self._process = process
        self._schemas = schemas
        self._answers: Queue[dict[str, Any]] = Queue()
        self._told: dict[str, Queue[list[dict[str, Any]]]] = {}
        self._last = self._opened = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def initialize(self, root: Path) -> None:
        snippets = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [{"uri": root.as_uri(), "name": "portal"}],
                "capabilities": {
                    "textDocument": {"completion": snippets, "hover": {"contentFormat": ["markdown"]}},
                    "workspace": {"configuration": True, "workspaceFolders": True},
                },
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {}})

    def diagnostics(self, path: Path, text: str) -> list[tuple[int, str]]:
        """What the server says about a document with this text: line (from 1) and message of each."""
        return self.all_diagnostics([(path, text)])[0]

    def all_diagnostics(self, documents: list[tuple[Path, str]]) -> list[list[tuple[int, str]]]:
        """The same for many, which the server reads while the next are opened."""
        opened = [self._open(path, text) for path, text in documents]
        return [
            [(each["range"]["start"]["line"] + 1, each["message"]) for each in told.get(timeout=PATIENCE)]
            for _, told in opened
        ]

    def completions(self, path: Path, text: str) -> dict[str, dict[str, Any]]:
        """What is offered where `|` stands in the text, by its label."""
        at = self._at(path, text)
        found = self._ask("textDocument/completion", at)
        items = found["items"] if isinstance(found, dict) else found or []
        return {each["label"]: each for each in items}

    def hover(self, path: Path, text: str) -> str:
        """What is shown of the word before `|`."""
        found = self._ask("textDocument/hover", self._at(path, text, back=1))
        return found["contents"]["value"] if found else ""

    def _at(self, path: Path, text: str, back: int = 0) -> dict[str, Any]:
        before, _, after = text.partition("|")
        uri, told = self._open(path, before + after)
        told.get(timeout=PATIENCE)
        lines = before.split("\n")
        position = {"line": len(lines) - 1, "character": len(lines[-1]) - back}
        return {"textDocument": {"uri": uri}, "position": position}

    def _open(self, path: Path, text: str) -> tuple[str, Queue[list[dict[str, Any]]]]:
        """The address of a new document beside `path`, and where what the server says about it arrives."""
        self._opened += 1
        uri = path.with_stem(f"{path.stem}-{self._opened}").as_uri()
        told = self._told[uri] = Queue()
        item = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": item})
        return uri, told

    def _tell(self, method: str, params: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def _ask(self, method: str, params: Any) -> Any:
        self._last += 1
        self._write({"jsonrpc": "2.0", "id": self._last, "method": method, "params": params})
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer["id"] == self._last:
                assert "error" not in answer, answer
                return answer["result"]

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while line := stream.readline():
            length = int(line.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(length))
            if "method" not in message:
                self._answers.put(message)
            elif message["method"] == "textDocument/publishDiagnostics":
                told = self._told.get(message["params"]["uri"])
                if told:
                    told.put(message["params"]["diagnostics"])
            elif "id" in message:
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": self._setting(message)})

    def _setting(self, message: dict[str, Any]) -> Any:
        """The answer to a question of the server's: the settings that a workspace has."""
        if message["method"] != "workspace/configuration":
            return None
        yaml = {"schemas": self._schemas, "validate": True, "completion": True, "hover": True}
        quiet = {"schemaStore": {"enable": False}, "kubernetesCRDStore": {"enable": False}}
        return [yaml | quiet if each["section"] == "yaml" else {} for each in message["params"]["items"]]


@contextmanager
def language_server(root: Path, schemas: dict[str, str | list[str]]) -> Iterator[LanguageServer]:
    """A server for the workspace `root` with the setting `yaml.schemas`."""
    if not SERVER.is_file():
        pytest.fail(
            "no language server found; `sh tests/need_language_server.sh .venv` installs it", pytrace=False
        )
    command = ["node", str(SERVER), "--stdio"]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root
    )
    try:
        server = LanguageServer(process, schemas)
        server.initialize(root)
        yield server
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream:
                stream.close()
