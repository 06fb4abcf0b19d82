"""The house keeps its arrows: who may import whom, how long a module may be, what no tracked file may hold."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from places import ROOT

PACKAGE = ROOT / "plugins" / "journeybook"

HOME_OF_OUTSIDE_PACKAGE: dict[str, str | tuple[str, ...]] = {
    "mkdocs": "journeybook.mkdocs_plugin",
    "material": "journeybook.mkdocs_plugin",
    "markdown": "journeybook.markdown_extension",
    "pygal": "journeybook.drawing.charts.metric_chart",
    "yaml": "journeybook.sources",
    "click": "journeybook.cli",
    "openpyxl": ("journeybook.exchange.tables.workbook", "journeybook.exporters.xlsx_exporter"),
    "PIL": "journeybook.site.image_files",
}
"""The one place that may import a package which we may want to replace some day, or one to read and one to write."""

SHELLS = frozenset({"mkdocs_plugin", "markdown_extension", "docs_pages", "cli"})
"""The hosts' shells, which nothing but a shell may import."""

ARROWS: dict[str, dict[str, str]] = {
    "model": {
        "i18n": "built-in words are messages",
        "kinds": "fields say which kind they refer to",
    },
    "kinds": {"i18n": "nouns and titles are messages"},
    "diagnostics": {},
    "progress": {},
    "processes": {},
    "rules": {"diagnostics": "a rule makes diagnostics"},
    "cache": {},
    "incremental": {},
    "i18n": {},
    "step_fields": {
        "i18n": "labels are messages",
        "kinds": "fields refer to kinds",
        "model": "lanes stand in the order of a type of map",
    },
    "scaffold": {"site": "the theme is part of a wheel"},
    "text": {
        "i18n": "figures have the decimal symbol and the units of the language",
        "diagnostics": "a character that no source may hold is a diagnostic",
        "rules": "the rules about characters are raised",
        "model": "a figure is written in the unit of its metric",
    },
    "library": {
        "i18n": "the title of an object of another portal says where it is",
        "incremental": "what is read of a library is recorded",
        "step_fields": "fields of steps name objects",
        "model": "it holds objects of the models",
        "kinds": "references name kinds",
        "diagnostics": "a source knows the place of each value",
        "text": "a mistyped name gets a suggestion",
    },
    "format": {
        "model": "it describes the models",
        "kinds": "each kind names its model",
        "library": "fields name what they refer to",
    },
    "insight": {
        "i18n": "what would raise a map's health is a message",
        "incremental": "what is compared with the day of the build is recorded",
        "text": "a shortfall is written in figures",
        "step_fields": "texts of steps are counted",
        "kinds": "days are gathered kind by kind",
        "library": "it computes over the library",
        "model": "it computes over objects",
    },
    "labels": {
        "i18n": "labels are messages",
        "step_fields": "the labels of step fields stand in their registry",
        "insight": "computed values have labels too",
        "kinds": "the labels of kinds stand in the registry",
        "model": "the values of fields have labels",
        "text": "counts are written as figures",
    },
    "sources": {
        "cache": "a file is read again only where its status is another",
        "diagnostics": "mistakes in sources are diagnostics",
        "format": "unknown fields are compared with the fields of the format",
        "kinds": "a folder says the kind of its files",
        "library": "what is loaded is a library",
        "model": "files become objects",
        "progress": "loading reports how far it is",
        "rules": "the rules about files, YAML, fields and values are raised",
        "text": "characters are checked while files are read",
    },
    "federation": {
        "cache": "files are read as those of the cache, up to a size and never through a link",
        "diagnostics": "a portal that cannot be read is a diagnostic",
        "kinds": "objects of other portals are of our kinds",
        "library": "references name objects of other portals",
        "model": "ids have the form of ours",
        "progress": "fetching reports how far it is",
        "rules": "the rule about portals that cannot be read is raised",
        "sources": "another portal may be a folder of sources",
        "text": "titles of other portals are made printable",
    },
    "prose": {
        "text": "texts are escaped",
        "library": "`[[links]]` name objects",
        "model": "text fields are prose",
    },
    "drawing": {
        "i18n": "drawings print messages",
        "labels": "types, statuses and severities are named by labels",
        "step_fields": "lanes stand in their registry",
        "insight": "a lane shows the state of a metric and the result of a test",
        "library": "titles are looked up",
        "model": "maps are drawn",
        "prose": "text fields hold inline Markdown",
        "text": "text is measured and wrapped",
    },
    "exchange": {
        "diagnostics": "mistakes in imported files are diagnostics",
        "format": "what the format lacks is kept in a lane",
        "kinds": "imported files go into the folder of their kind",
        "library": "known personas are recognised",
        "model": "an import makes objects",
        "prose": "texts of other formats become Markdown",
        "rules": "the rules about importing are raised",
        "sources": "files are read and written as sources are",
        "step_fields": "labels and columns become fields of steps",
        "text": "characters are checked",
    },
    "fences": {
        "i18n": "the box of a mistake has a title",
        "diagnostics": "mistakes in fences are diagnostics",
        "drawing": "a fence becomes a drawing",
        "exchange": "a fence may hold Mermaid",
        "library": "a fence names maps",
        "model": "a fence may hold a map",
        "prose": "a page of strangers is rendered with its fences",
        "rules": "the rules about fences are raised",
        "sources": "a fence holds YAML",
        "text": "a mistyped name gets a suggestion",
    },
    "history": {
        "step_fields": "a change of wording is told apart by the shape of its field",
        "cache": "what commits did is cached",
        "diagnostics": "unreadable revisions are diagnostics",
        "insight": "feelings are compared step by step",
        "kinds": "everything is compared kind by kind",
        "library": "two libraries are compared",
        "model": "objects are compared field by field",
        "progress": "reading a history reports how far it is",
        "sources": "revisions are read as sources are",
        "text": "names of authors are made printable",
    },
    "forge": {
        "library": "owners are read from the library",
        "sources": "objects have files",
        "text": "text in commands of a log is made printable",
    },
    "editing": {
        "diagnostics": "fixes are part of diagnostics",
        "format": "files are read as their model says",
        "library": "references are followed",
        "model": "fields are edited",
        "rules": "a missing picture is no reason to refuse a renaming",
        "sources": "spans are found in the trees of sources",
        "text": "edited text is checked",
    },
    "checks": {
        "federation": "the settings name other portals",
        "step_fields": "a custom lane may not have the name of a lane of the format",
        "diagnostics": "findings are diagnostics",
        "editing": "the rule about changed ids writes the former ids down",
        "fences": "fences are checked",
        "forge": "reports are commands of a forge's log",
        "history": "the rule about changed ids compares with a revision",
        "insight": "rules judge by what is computed",
        "kinds": "messages name kinds",
        "library": "rules look at the library",
        "model": "rules look at objects",
        "prose": "`[[links]]` in prose are checked",
        "rules": "rules are declared, and collected",
        "sources": "findings have places in sources",
        "text": "messages are made printable, and the script writes decimals as pages do",
    },
    "portal": {
        "federation": "references to other portals are checked",
        "cache": "the results of a check are cached",
        "checks": "a portal is read and checked",
        "diagnostics": "a portal has diagnostics",
        "editing": "repairs are edits",
        "history": "a check may compare with a revision",
        "library": "a portal has a library",
        "model": "a single map can be read",
        "progress": "reading reports how far it is",
        "rules": "the finding that depends on the speed of the machine is not cached",
        "sources": "a portal is loaded from sources",
    },
    "publication": {"text": "paths in messages are made printable"},
    "drafts": {
        "kinds": "questions say which kind an answer names",
        "library": "drafts suggest ids that exist",
        "model": "drafts have the types of maps",
        "sources": "drafts are written as sources are",
    },
    "editor": {
        "format": "schemas describe the format",
        "kinds": "schemas name kinds",
        "library": "schemas offer the ids of the library",
        "model": "schemas are made of models",
    },
    "inventory": {
        "drawing": "a curve is drawn as blocks",
        "kinds": "each kind names the columns of its list",
        "labels": "uses are named by labels",
        "insight": "lists show what is computed",
        "library": "lists are of the library",
        "model": "a map is told step by step",
        "sources": "an object is shown as its source would be written",
        "text": "output is made printable",
    },
    "reports": {
        "i18n": "days are written in words",
        "diagnostics": "a change has a place",
        "drawing": "curves are drawn before and after",
        "forge": "annotations are commands of a forge's log",
        "history": "differences are reported",
        "insight": "what is due is reported",
        "labels": "values and fields are named by labels",
        "library": "titles are looked up",
        "model": "values are phrased by their type",
        "text": "output is made printable",
    },
    "pages": {
        "step_fields": "search and spreadsheet read the fields of steps",
        "cache": "templates are cached as compiled",
        "drawing": "pages hold drawings",
        "fences": "narratives hold fences",
        "format": "the reference describes the format",
        "history": "the page of changes shows the history",
        "incremental": "values that several pages need are computed once",
        "insight": "pages show what is computed",
        "i18n": "pages print messages",
        "kinds": "each kind names its pages",
        "labels": "values are named by labels",
        "library": "pages are of the library",
        "model": "pages show objects",
        "prose": "narratives are Markdown",
        "reports": "changes are phrased as reports phrase them",
        "text": "figures are written as text",
    },
    "exporters": {
        "diagnostics": "what a format cannot hold is a diagnostic",
        "drawing": "pictures are drawn",
        "exchange": "formats that come in are written by the side of their readers",
        "i18n": "slides have headings in the language of the site",
        "insight": "slides show the lowest and the highest moments",
        "labels": "the status of a recommendation is named by its label",
        "library": "personas are named by their titles",
        "model": "maps are written",
        "pages": "files are those that pages offer, of the same portfolio",
        "prose": "slides hold authors' Markdown as plain text",
        "rules": "the rule about what a format cannot hold is raised",
        "site": "the fonts of drawn text are those of the theme",
        "sources": "maps are written as sources",
        "text": "texts are kept from being run as formulas",
    },
    "search": {"pages": "documents are made of pages", "text": "documents are markup, so texts are escaped"},
    "site": {
        "cache": "what an earlier build made is cached",
        "incremental": "pages that depend on nothing that has changed are taken over",
        "checks": "rules have pages",
        "diagnostics": "error pages show diagnostics",
        "drawing": "the stylesheet holds the colours and positions of drawings",
        "forge": "pages lead to forms and editors of a forge",
        "history": "the page of changes shows the history",
        "i18n": "error pages and the script are in the language of the site",
        "kinds": "the navigation groups lists by kind",
        "labels": "kinds are named by labels",
        "library": "pages stand in the place of objects that could not be read",
        "pages": "the plan of a site is made of pages",
        "portal": "the plan is of a portal",
        "rules": "rules have pages",
        "search": "documents are indexed, and the script breaks words as the index does",
        "sources": "pictures are read as sources are, within the limits of the check",
        "text": "messages are made printable, and the script writes decimals as pages do",
    },
    "doctor": {
        "i18n": "it says which languages the portal does not speak",
        "checks": "settings of checks are read",
        "diagnostics": "what is wrong with a host is a diagnostic",
        "exchange": "limits of imports are listed",
        "format": "limits of maps are listed",
        "model": "limits of fields are listed",
        "prose": "limits of prose are listed",
        "text": "limits of characters are listed",
        "history": "the depth of the history is asked for",
        "rules": "the rule about the host is raised",
        "scaffold": "recipes and requirements are compared with those of `init`",
        "search": "the search program is looked for",
        "sources": "settings of the site are read",
    },
}
"""Which package may import which, and why. A package stands below those that it imports; there are no cycles."""

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
        home = HOME_OF_OUTSIDE_PACKAGE.get(first, ())
        homes = (home,) if isinstance(home, str) else home
        if homes and not any(inside(module, each) for each in homes):
            found.add(f"{module} imports {first}, which only {' and '.join(homes)} may")
        if first != "journeybook" or name.count(".") < 1:
            continue
        other = name.split(".")[1]
        if other == part or not other or other.startswith("__"):
            continue
        if other in SHELLS and part not in SHELLS:
            found.add(f"{module} imports the shell {other}")
        elif part not in SHELLS and other not in ARROWS.get(part, {}):
            found.add(f"{module} imports {other}, which {part} may not know")
    return sorted(found)


@cache
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


def imports_between_packages() -> dict[str, set[str]]:
    """Which packages or modules of the package's root each of them imports."""
    found: dict[str, set[str]] = {}
    for module, text in modules().items():
        part = module.split(".")[1] if "." in module else ""
        for name in imported(ast.parse(text), module):
            pieces = name.split(".")
            if pieces[0] == "journeybook" and len(pieces) > 1 and pieces[1] not in {part, ""}:
                found.setdefault(part, set()).add(pieces[1])
    return found


def test_every_package_has_its_arrows_and_every_arrow_is_used() -> None:
    parts = {module.split(".")[1] for module in modules() if "." in module}
    assert parts - SHELLS == set(ARROWS)
    between = imports_between_packages()
    unused = {
        f"{part} -> {other}"
        for part, to in ARROWS.items()
        for other in to
        if other not in between.get(part, ())
    }
    assert unused == set()


def test_packages_do_not_import_each_other_in_a_circle() -> None:
    between = imports_between_packages()
    waiting = {part: set(between.get(part, ())) for part in {*between, *ARROWS}}
    while free := {part for part, to in waiting.items() if not to & waiting.keys() - {part}}:
        waiting = {part: to for part, to in waiting.items() if part not in free}
    assert waiting == {}


def test_few_modules_stand_outside_of_a_package() -> None:
    loose = sorted(path.stem for path in PACKAGE.glob("*.py") if path.stem != "__init__")
    assert len(loose) <= 8, loose


SAME_NAME_OFTEN: dict[str, str] = {}
"""Names of more than two modules, each with its reason."""


def test_a_name_of_a_module_occurs_at_most_twice() -> None:
    names: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.stem != "__init__":
            names.setdefault(path.stem, []).append(str(path.relative_to(PACKAGE)))
    often = {name: paths for name, paths in names.items() if len(paths) > 2 and name not in SAME_NAME_OFTEN}
    assert often == {}


NOT_A_NOUN = re.compile(r"(?:^|_)[a-z]{2,}(?:ing|ed)$")
NOUNS_ALL_THE_SAME = {
    "drawing": "the noun for what is drawn",
    "editing": "the noun for changes to text; a package of edits",
    "loading": "the step between files and a library has no other name",
    "pain_ranking": "a ranking is a list in order",
    "pairing": "the noun for what it makes: which object of the past is which of today",
    "rendering": "the noun for turning Markdown into HTML",
    "renaming": "the noun of the change that it describes",
    "wrapping": "the typographic term",
}
"""Module names with the form of a verb that are the field's nouns, each with its reason."""


def test_modules_are_named_by_nouns() -> None:
    found = [
        module
        for module in modules()
        if NOT_A_NOUN.search(name := module.rpartition(".")[2]) and name not in NOUNS_ALL_THE_SAME
    ]
    assert found == []


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
