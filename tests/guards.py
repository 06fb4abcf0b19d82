"""Switches each guard off and sees that a test goes red: `python tests/guards.py [--quick] [WORDS ...]`, or `make guards`.

A guard is a refusal, an escape or a limit. Each is named in `support/guard_table.py` with the text of the source that
makes it work and with tests; the rules that are errors are guards too, with the tests that name them. For each one a
process is started with that text changed, in which the tests run. A guard without a red test would be decoration.

`--quick` takes the first guard of each subject, WORDS those in whose names one of them stands.
"""

from __future__ import annotations

import dataclasses
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
PACKAGE = ROOT / "plugins" / "journeybook"
sys.path[:0] = [str(TESTS / "support"), str(TESTS)]

from guard_table import GUARDS, HINT, Guard, guards_of_rules  # noqa: E402

OFF = "JOURNEYBOOK_GUARD_OFF"
"""In the environment of a process: the name of the guard that is off in it, and in every Python that it starts."""

# What the parent has imported for all children cannot be rewritten for better messages, and need not be.
_OPTIONS = (
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "-p",
    "no:xdist",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
    "-W",
    "ignore::ImportWarning",
)

PRELOADED = (
    *(
        "pytest",
        "hypothesis",
        "hypothesis.strategies",
        "playwright.sync_api",
        "axe_playwright_python",
        "click.testing",
    ),
    *(
        "pydantic",
        "yaml",
        "markdown",
        "markdown_it",
        "nh3",
        "jinja2",
        "babel.support",
        "pygal",
        "lxml.etree",
        "rich",
    ),
    *(
        "mkdocs.config.defaults",
        "mkdocs.livereload",
        "mkdocs.commands.build",
        "http.server",
        "xml.etree.ElementTree",
    ),
)
"""What tests import besides the package: loaded once, before children are forked."""

RED = 1
"""How pytest ends where a test failed, and nothing else was wrong."""

HANGS, SECONDS = -9, 240
"""How tests end that do not within so many seconds: without a limit of time, that is what they are to do."""


class ChangedSource(importlib.machinery.SourceFileLoader):
    """Loads a module with a changed text, and keeps nothing of it."""

    guard: Guard

    def get_code(self, fullname: str):
        return compile(changed(self.guard), self.path, "exec", dont_inherit=True)


class ChangedFinder(importlib.abc.MetaPathFinder):
    """Finds the module of a guard before anybody else does."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._name = "journeybook." + guard.file.removesuffix(".py").replace("/", ".").removesuffix(
            ".__init__"
        )

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self._name:
            return None
        place = str(PACKAGE / self._guard.file)
        loader = ChangedSource(fullname, place)
        loader.guard = self._guard
        inside = [str(Path(place).parent)] if place.endswith("__init__.py") else None
        return importlib.util.spec_from_file_location(
            fullname, place, loader=loader, submodule_search_locations=inside
        )


def changed(guard: Guard) -> str:
    """The module's text with the guard switched off; raises ValueError where it does not stand there just once."""
    text = (PACKAGE / guard.file).read_text("utf-8")
    for old, new in guard.changes:
        if text.count(old) != 1:
            raise ValueError(f"{guard.file} holds {text.count(old)} times, and not once: {old}")
        text = text.replace(old, new)
    return text


def switch_off(name: str) -> None:
    """Let this process import the guard's module with it switched off."""
    guard = next(each for each in all_guards() if each.name == name)
    sys.meta_path.insert(0, ChangedFinder(guard))


def all_guards() -> list[Guard]:
    """Those of the table, then one for each rule that is an error."""
    return [*GUARDS, *guards_of_rules()]


def quick_guards() -> list[Guard]:
    """The first of each subject of the table."""
    return list({each.subject: each for each in reversed(GUARDS)}.values())[::-1]


def outcome(guard: Guard) -> tuple[int, str]:
    """How pytest ends with the guard off, and what it said."""
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            os.setsid()
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            status = 70
            try:
                status = _run(guard)
            except BaseException:  # noqa: BLE001 - whatever it is, the parent is to see it
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
        ended = _waited(child)
        said.seek(0)
        return ended, said.read().decode("utf-8", "replace")


def _load_package() -> bool:
    """Import what most children need: rules are switched off in modules that are loaded."""
    sys.path.insert(0, str(PACKAGE.parent))
    for each in (
        "portal.portal",
        "docs_pages",
        "cli.check",
        "exchange.import_plan",
        "site.site_check",
        "pages.page_plan",
    ):
        importlib.import_module(f"journeybook.{each}")
    return True


def _waited(child: int) -> int:
    """How a child ended; one that is still there after `SECONDS` is killed with all that it started."""
    until = time.monotonic() + SECONDS
    while True:
        gone, ended = os.waitpid(child, os.WNOHANG)
        if gone:
            return os.waitstatus_to_exitcode(ended)
        if time.monotonic() > until:
            os.killpg(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return HANGS
        time.sleep(0.02)


def _run(guard: Guard) -> int:
    import pytest

    os.chdir(ROOT)
    os.environ[OFF] = guard.name
    os.environ["PYTHONPATH"] = os.pathsep.join(
        filter(None, [str(TESTS / "support" / "guard_off"), os.environ.get("PYTHONPATH", "")])
    )
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    if guard.subject == "rule":
        _switch_off_rule(guard.what.partition(" ")[0])
    else:
        switch_off(guard.name)
    return int(pytest.main([*_OPTIONS, *guard.tests]))


def _switch_off_rule(code: str) -> None:
    """Turn the findings of a rule into hints of another one, in modules that are loaded already."""
    from journeybook.diagnostics import Severity
    from journeybook.rules.rule import Rule

    at = Rule.at

    def hint(self, place, message, way=None, fix=None, *, severity=None):
        made = at(self, place, message, way, fix, severity=severity)
        return (
            dataclasses.replace(made, code=HINT[0], severity=Severity(HINT[1])) if self.code == code else made
        )

    Rule.at = hint  # type: ignore[method-assign]


def without_red_tests(guards: Sequence[Guard]) -> Iterator[tuple[Guard, str]]:
    """The guards of which no test goes red, each with what pytest said; a line is printed for every guard."""
    for each in PRELOADED:
        importlib.import_module(each)
    assert not any(each.startswith("journeybook") for each in sys.modules), "a child would not load it anew"
    loaded = False
    for guard in sorted(guards, key=lambda each: each.subject == "rule"):
        if guard.subject == "rule" and not loaded:
            loaded = _load_package()
        begun = time.monotonic()
        status, said = outcome(guard)
        word = {RED: "red", HANGS: "hangs"}.get(status, f"NOT RED ({status})")
        print(f"{word:<12} {time.monotonic() - begun:5.1f} s  {guard.name}", flush=True)  # noqa: T201
        if status not in (RED, HANGS):
            yield guard, said


def main(arguments: Sequence[str]) -> int:
    """Try the guards that are asked for; 1 where one has no red test."""
    words = [each for each in arguments if not each.startswith("-")]
    guards = quick_guards() if "--quick" in arguments else all_guards()
    if words:
        guards = [each for each in guards if any(word in each.name for word in words)]
    left = list(without_red_tests(guards))
    for guard, said in left:
        print(f"\n== {guard.name}: {' '.join(guard.tests)}\n{said[-1_500:]}")  # noqa: T201
    print(f"{len(guards)} guards, {len(left)} without a red test")  # noqa: T201
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
