"""The house keeps its arrows: who may import whom, how long a module may be, what no tracked file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "journeybook"

HOME_OF_OUTSIDE_PACKAGE = {
    "mkdocs": "journeybook.mkdocs_plugin",
    "material": "journeybook.mkdocs_plugin",
    "markdown": "journeybook.markdown_extension",
    "pygal": "journeybook.drawing.charts.metric_chart",
    "yaml": "journeybook.sources",
    "click": "journeybook.cli",
}
"""The one place that may import a package which we may want to replace some day."""

SHELLS = frozenset({"mkdocs_plugin", "markdown_extension", "docs_pages", "cli"})
"""The hosts' shells, which nothing but a shell may import."""

CLOSED_TO = {
    "model": None,
    "diagnostics": None,
    "format": {"drawing", "pages", "checks", "sources", "insight", "history", "theme", "editor"},
    "editor": {"drawing", "pages", "checks", "sources", "insight", "history", "theme"},
    "sources": {"drawing", "pages", "checks", "insight", "history", "theme", "editor"},
    "checks": {"drawing", "pages", "theme"},
    "insight": {"drawing", "pages", "checks", "sources", "theme"},
    "drawing": {"pages", "checks", "sources", "theme"},
    "pages": {"checks", "sources"},
    "search": {"checks", "sources"},
    "scaffold": {"drawing", "pages", "checks", "insight", "history", "sources"},
    "history": {"drawing", "pages", "theme"},
    "library": {"drawing", "pages", "checks", "sources", "insight", "theme"},
    "links": {"drawing", "pages", "checks", "sources", "insight", "theme"},
    "prose": {"drawing", "pages", "checks", "sources", "insight", "theme"},
}
"""What each part may not import beside the shells; None for a part that knows nothing of ours but itself."""

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base", "core", "tools"}


def imported(tree: ast.AST, module: str) -> Iterator[str]:
    """Every module named by an import of `tree`, wherever it stands, and by `import_module` with a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                around = module.split(".")[: -node.level]
                origin = ".".join([*around, origin]).rstrip(".")
            yield origin
            yield from (f"{origin}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and node.args:
            called = ast.unparse(node.func)
            if called.rpartition(".")[2] in {"import_module", "__import__"}:
                yield "".join(
                    part.value
                    for part in ast.walk(node.args[0])
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                )


def inside(name: str, home: str) -> bool:
    return name == home or name.startswith(home + ".")


def violations(module: str, text: str) -> list[str]:
    """What the source `text` of `module` imports against the rules, one sentence each."""
    part = module.split(".")[1] if "." in module else ""
    found = set()
    for name in imported(ast.parse(text), module):
        first = name.split(".")[0]
        home = HOME_OF_OUTSIDE_PACKAGE.get(first)
        if home and not inside(module, home):
            found.add(f"{module} imports {first}, which only {home} may")
        if first != "journeybook" or name.count(".") < 1:
            continue
        other = name.split(".")[1]
        if other == part or other.startswith("__"):
            continue
        if other in SHELLS and part not in SHELLS:
            found.add(f"{module} imports the shell {other}")
        closed = CLOSED_TO.get(part, set())
        if closed is None or other in closed:
            found.add(f"{module} imports {other}, which {part} may not know")
    return sorted(found)


def modules() -> dict[str, str]:
    """Every module of the package by its dotted name."""
    named = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        named[".".join(parts).removesuffix(".__init__")] = path.read_text("utf-8")
    return named


def tracked_texts() -> dict[str, str]:
    """Every text file of the repository that git knows or would take, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so there are no tracked files")
    texts = {}
    for name in filter(None, listed.stdout.split("\0")):
        try:
            texts[name] = (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # pictures and fonts; files that somebody has just removed
    return texts


def test_every_module_keeps_to_the_arrows() -> None:
    found = [line for module, text in modules().items() for line in violations(module, text)]
    assert found == []


@pytest.mark.parametrize(
    ("module", "text", "expected"),
    [
        ("journeybook.drawing.grid.grid", "import mkdocs.config", "imports mkdocs"),
        ("journeybook.pages.home.home", "def f():\n    from yaml import load", "imports yaml"),
        ("journeybook.drawing.curve", "from journeybook.pages import page", "drawing may not know"),
        ("journeybook.drawing.curve", "from journeybook import pages", "drawing may not know"),
        ("journeybook.drawing.curve", "from ..pages.page import Page", "drawing may not know"),
        ("journeybook.drawing.grid.grid", "import pygal", "only journeybook.drawing.charts.metric_chart"),
        ("journeybook.model.journey", "import journeybook.diagnostics", "model may not know"),
        (
            "journeybook.pages.home.home",
            "if TYPE_CHECKING:\n    import journeybook.checks",
            "pages may not know",
        ),
        (
            "journeybook.library.objects",
            "import importlib\nimportlib.import_module('journeybook.cli')",
            "the shell cli",
        ),
        (
            "journeybook.portal.portal",
            "import_module(f'journeybook.mkdocs_plugin.{x}')",
            "the shell mkdocs_plugin",
        ),
        ("journeybook.sources.reader", "from journeybook.checks.rules import rule", "sources may not know"),
        ("journeybook.search", "from material.plugins import search", "imports material"),
    ],
)
def test_a_forbidden_import_is_found_wherever_it_hides(module: str, text: str, expected: str) -> None:
    assert any(expected in line for line in violations(module, text))


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("journeybook.mkdocs_plugin.plugin", "from mkdocs.plugins import BasePlugin"),
        (
            "journeybook.mkdocs_plugin.plugin",
            "from journeybook.markdown_extension import JourneybookExtension",
        ),
        ("journeybook.drawing.charts.metric_chart", "import pygal.style"),
        ("journeybook.sources.reader", "import yaml"),
        ("journeybook.pages.journey.journey_page", "from journeybook.drawing.grid.grid import draw_grid"),
        ("journeybook.model.journey", "from journeybook.model.scalars import Id"),
        ("journeybook.prose.rendering", "from markdown_it import MarkdownIt"),
    ],
)
def test_a_rightful_import_is_left_alone(module: str, text: str) -> None:
    assert violations(module, text) == []


def length(text: str) -> int:
    """The lines of a module without those that say below a field what it means: they are the reference, and no code."""
    said = 0
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            for field, below in pairwise(node.body):
                if isinstance(field, ast.AnnAssign | ast.Assign) and isinstance(below, ast.Expr):
                    said += (below.end_lineno or below.lineno) - below.lineno + 1
    return len(text.splitlines()) - said


def test_a_module_is_short_enough_to_be_one_idea() -> None:
    assert {module: n for module, text in modules().items() if (n := length(text)) > 400} == {}


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module for module in modules() if VAGUE_NAMES & set(module.split("."))] == []


def test_every_module_says_what_it_is_for() -> None:
    bare = [module for module, text in modules().items() if not ast.get_docstring(ast.parse(text))]
    assert bare == []


REGISTRY = re.compile(
    "|".join(["py" + r"pi\.org", "python" + r"hosted\.org", "--" + "index-url", "npm" + r"js\.org"])
)
MACHINE_PATH = re.compile(r"(?<![\w.~:*}/])/(?:root|work|tmp|home|opt)/[\w.]")


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    # A made-up path may be what a test is about; a test that needs one writes it in two pieces.
    found = [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if REGISTRY.search(line) or MACHINE_PATH.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line", ["open('" + "/tmp" + "/x')", "cd " + "/root" + "/main", "see https://" + "py" + "pi.org/p"]
)
def test_such_an_address_would_be_found(line: str) -> None:
    assert REGISTRY.search(line) or MACHINE_PATH.search(line)


LOCK_LINE = re.compile(
    r"""(?:
        [A-Za-z0-9][A-Za-z0-9._-]*(?:\[[a-z,]+\])?==[A-Za-z0-9.!+]+   # name and version
        (?:\ ;\ [a-z_ ()<>=!.'"0-9A-Za-z-]+)?                          # where it is needed
        (?:\ \\)?
      | \ {4}--hash=sha256:[0-9a-f]{64}(?:\ \\)?
    )""",
    re.VERBOSE,
)


@pytest.mark.parametrize("lock", ["portal.txt", "test.txt"])
def test_a_lock_holds_names_versions_and_hashes_alone(lock: str) -> None:
    lines = (ROOT / "locks" / lock).read_text("utf-8").splitlines()
    assert [line for line in lines if not LOCK_LINE.fullmatch(line)] == []
    names = [line for line in lines if "==" in line and not line.startswith(" ")]
    assert names
    for position, line in enumerate(lines):
        if line in names:
            assert "--hash=" in lines[position + 1], f"{line} has no hash"


def test_what_the_portal_needs_has_the_same_version_in_both_locks() -> None:
    def versions(lock: str) -> set[str]:
        lines = (ROOT / "locks" / lock).read_text("utf-8").splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line and not line.startswith(" ")}

    assert versions("portal.txt") <= versions("test.txt")


UNFINISHED = re.compile(
    r"\b(?:" + "|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error"]) + r")\b"
)


def test_nothing_is_left_for_later() -> None:
    found = [
        f"{name}:{number}"
        for name, text in tracked_texts().items()
        for number, line in enumerate(text.splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []
