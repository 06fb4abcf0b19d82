"""The table of guards: every guard stands in the source as the table says, and its tests are there.

That a test goes red when a guard is off is seen by `make guards` for all of them, here for the first of each subject.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

import guards
from guard_table import Guard
from places import ROOT

TABLE = guards.all_guards()


@pytest.mark.parametrize("guard", TABLE, ids=lambda each: each.name)
def test_a_guard_stands_in_the_source_once_and_has_tests(guard: Guard) -> None:
    compile(guards.changed(guard), guard.file, "exec")
    assert guard.tests
    for each in guard.tests:
        assert (ROOT / each.partition("::")[0]).is_file()


def test_no_two_guards_have_one_name() -> None:
    assert len({each.name for each in TABLE}) == len(TABLE)


@pytest.mark.slow
def test_the_first_guard_of_each_subject_has_a_red_test() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "guards.py"), "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_guard_whose_tests_stay_green_is_told() -> None:
    harmless = Guard(
        "nothing",
        "at all",
        "text/escape.py",
        (("_KEPT = 4_096", "_KEPT = 4_095"),),
        ("tests/unit/text/test_escape.py::test_markup_is_not_escaped_twice",),
    )
    program = (
        "import sys; sys.path.insert(0, 'tests'); import guards; guards.GUARDS = (guards.Guard("
        f"{harmless.subject!r}, {harmless.what!r}, {harmless.file!r}, {harmless.changes!r}, {harmless.tests!r}),);"
        "guards.guards_of_rules = lambda: (); sys.exit(guards.main([]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "NOT RED (0)" in done.stdout
