"""The report of a realistic proposal to the demonstration portal, as a reviewer meets it in each form.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; read the difference before it is committed. The HTML file
can be opened in a browser.
"""

from __future__ import annotations

import os
import shutil

import pytest

from journeybook.history.difference import compare
from journeybook.history.snapshot import Snapshot, read_folder
from journeybook.reports.annotations import github_report, json_report
from journeybook.reports.comparison import Comparison
from journeybook.reports.html import html_report
from journeybook.reports.markdown import markdown_report
from journeybook.reports.text import text_report
from places import GOLDEN

FOLDER = GOLDEN / "difference"
BEFORE = FOLDER / "before"
AFTER = FOLDER / "after"
REPORTS = {
    "report.txt": text_report,
    "report.md": markdown_report,
    "report.html": html_report,
    "report.json": json_report,
    "annotations.txt": github_report,
}


@pytest.fixture(scope="module")
def comparison(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """The portal before, and with the proposal's files laid over it."""
    root = tmp_path_factory.mktemp("after")
    shutil.copytree(BEFORE, root, dirs_exist_ok=True)
    shutil.copytree(AFTER, root, dirs_exist_ok=True)
    sides = (read_folder(BEFORE, "maps"), read_folder(root, "maps"))
    before, after = (
        Snapshot(name, side.library, side.unread, side.mistakes)
        for name, side in zip(("main (1f3c2aa)", "the proposal (9d30b8c)"), sides, strict=True)
    )
    return Comparison(compare(before.library, after.library), before, after, "https://preview.example/7/")


@pytest.mark.parametrize("name", REPORTS)
def test_the_report_reads_as_it_should(name: str, comparison: Comparison) -> None:
    text = REPORTS[name](comparison)
    path = FOLDER / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text("utf-8") == text


def test_nothing_that_got_worse_is_called_a_failure(comparison: Comparison) -> None:
    for name in ("report.txt", "report.md", "report.html", "annotations.txt"):
        said = REPORTS[name](comparison).casefold()
        assert not [word for word in ("error", "fail", "broke", "regression") if f" {word}" in said]
