"""The hostile corpus against `journeybook check`: what must be refused is, what is data stays data, nothing hangs.

Each case is a small repository. They are checked in one process as long as that lives, under a limit of memory;
a case that takes too long or kills the process fails alone, and the next one gets a new process.
"""

from __future__ import annotations

import csv
import json
import re
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeybook.library.objects import moments
from journeybook.portal.portal import read_portal
from places import CORPUS, ROOT, needs_corpus

HOSTILE = CORPUS / "hostile"
INDEX = HOSTILE / "index.tsv"
WORKER = ROOT / "tests" / "support" / "check_worker.py"
SECONDS = 5
"""A case that takes longer is killed. The corpus asks for two; a busy machine gets the rest."""

MOST_SECONDS, MOST_MEGABYTES = 2, 300
"""What a check of any case may take: seconds of computing, and memory."""


def corpus_cases() -> list[dict[str, str]]:
    if not INDEX.exists():
        return []
    with INDEX.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        # What is imported is no source; it has a test of its own.
        return [row for row in rows if row["group"] != "import"]


CASES = corpus_cases()
pytestmark = needs_corpus("hostile")


def unpacked(folder: Path) -> Path:
    # The tar command, because the corpus holds symbolic links, a pipe and names that no library restores.
    subprocess.run(
        ["tar", "-xzf", str(HOSTILE / "hostile-open.tar.gz"), "-C", str(folder)], check=True, timeout=60
    )
    return folder


class Worker:
    """The process that checks."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert self.process.stdout.readline() == "ready\n"

    def check(self, folder: Path) -> dict:
        """The answers for a folder, or how the process ended."""
        self.process.stdin.write(f"{folder}\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], 2 * SECONDS)  # two formats
        line = self.process.stdout.readline() if ready else ""
        if line:
            return json.loads(line)
        self.end()
        return {
            "ended": "it took too long" if not ready else f"the process ended with {self.process.returncode}"
        }

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unpacked(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="session")
def answers(hostile: Path) -> Iterator[dict[str, dict]]:
    """What the command said to every case."""
    found = {}
    worker = Worker()
    for row in CASES:
        if not worker.alive:
            worker = Worker()
        found[row["case"]] = worker.check(hostile / row["case"])
    if worker.alive:
        worker.end()
    return found


def ids(row: dict[str, str]) -> str:
    return row["case"]


@pytest.mark.parametrize("row", CASES, ids=ids)
def test_case_ends_as_expected(row: dict[str, str], answers: dict[str, dict], hostile: Path) -> None:
    answer = answers[row["case"]]
    assert "ended" not in answer, answer["ended"]
    for form, each in answer.items():
        assert "Traceback" not in each["told"] + each["errors"], form
        assert each["status"] in (0, 1), (form, each["errors"])
        assert each["seconds"] < MOST_SECONDS, form
        assert each["megabytes"] < MOST_MEGABYTES, form
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", each["told"]), form
    found = json.loads(answer["json"]["told"])["diagnostics"]
    errors = [each for each in found if each["severity"] == "error"]
    for each in found:
        assert each["filename"]
        assert each["location"]["row"] >= 1
        assert each["location"]["column"] >= 1
        assert each["code"].startswith("JB")
    if row["expect"] == "REJECT":
        assert answer["json"]["status"] == 1
        assert errors
    elif row["expect"] in ("OK", "INERT"):
        assert answer["json"]["status"] == 0
        assert not errors
    assert not list(hostile.glob("**/PWNED"))


MEANT = [row for row in CASES if row["expect"] == "REJECT" and re.fullmatch(r"[\w -]+: \S+", row["hint"])]


@pytest.mark.parametrize("row", MEANT, ids=ids)
def test_a_slip_is_told_what_was_meant(row: dict[str, str], answers: dict[str, dict]) -> None:
    meant = row["hint"].partition(": ")[2]
    found = json.loads(answers[row["case"]]["json"]["told"])["diagnostics"]
    assert any(
        f"`{meant}`" in (each["help"] or "") or f"[[{meant}]]" in (each["help"] or "") for each in found
    )


TITLES = [row for row in CASES if row["hint"].startswith("title == ")]


@pytest.mark.parametrize("row", TITLES, ids=ids)
def test_a_text_field_keeps_what_was_written(row: dict[str, str], hostile: Path) -> None:
    library = read_portal(hostile / row["case"]).library
    assert library.journeys["m-one"].title == json.loads(row["hint"].removeprefix("title == "))


SAME = ("bytes-bom", "document-start-only")


@pytest.mark.parametrize("case", SAME)
def test_marks_at_the_beginning_change_nothing(case: str, hostile: Path, tmp_path: Path) -> None:
    # The same file without its byte order mark or `---`.
    there = hostile / case / "maps" / "journeys" / "m-one.yml"
    here = tmp_path / "maps" / "journeys" / "m-one.yml"
    here.parent.mkdir(parents=True)
    here.write_bytes(there.read_bytes().removeprefix(b"\xef\xbb\xbf").removeprefix(b"---\n"))
    plain = read_portal(tmp_path).library.journeys["m-one"]
    assert read_portal(hostile / case).library.journeys["m-one"] == plain


def test_steps_with_one_title_have_ids_of_their_own(hostile: Path) -> None:
    journey = read_portal(hostile / "titles-twice").library.journeys["m-one"]
    names = [moment.id for moment in moments(journey)]
    assert len(set(names)) == len(names)
    assert len(journey.stages[0].steps) == 3


def test_a_gap_is_no_zero(hostile: Path) -> None:
    journey = read_portal(hostile / "type-emotion-null").library.journeys["m-one"]
    assert next(step.emotion for stage in journey.stages for step in stage.steps) is None


def test_a_channel_may_be_called_no(hostile: Path) -> None:
    vocabulary = read_portal(hostile / "vocabulary-channel-norway").library.vocabulary
    assert "no" in vocabulary.channels
