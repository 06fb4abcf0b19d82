"""A live preview outlives every kind of bad source and saves in quick succession; the benchmark of this name tries them all."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from places import needs_corpus
from preview_trials import (
    WATCHING,
    Waits,
    corpus_cases,
    put_case,
    put_sound_again,
    reading_all_the_while,
    save_rapidly,
    seconds_until_shown,
    unpack_corpus,
)
from small_portal import SOUND, Preview, preview, write

pytestmark = pytest.mark.slow

SAVES = 40


def builds(running: Preview) -> int:
    """How often MkDocs has built the site."""
    return running.log.count("Building documentation")


def files_read_again(running: Preview) -> list[int]:
    """How many files each update has read."""
    return [int(count) for count in re.findall(r"(\d+) changed files? read again", running.log)]


def test_a_save_reads_one_file_and_builds_no_site(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    with preview(root, tmp_path / "serve.log") as running:
        for at in range(3):
            seconds_until_shown(running, f"Reads page {at}")
        time.sleep(4 * WATCHING)  # whatever follows an update has begun
        assert files_read_again(running) == [1, 1, 1]
        assert builds(running) == 1


def test_it_answers_all_the_while_and_heals(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    with preview(root, tmp_path / "serve.log") as running:
        waits = Waits()
        with reading_all_the_while(running, waits):
            save_rapidly(running, SAVES)
            seconds_until_shown(running, "Reads it all")
        assert waits.failed == []
        # A broken map has no drawings: only then is there something for MkDocs to do.
        assert builds(running) <= 1 + len(files_read_again(running))
        assert "Traceback" not in running.log


@needs_corpus("hostile")
def test_it_outlives_a_case_of_every_group(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    cases = unpack_corpus(tmp_path)
    with preview(root, tmp_path / "serve.log") as running:
        for _, case in corpus_cases(one_of_each=True):
            put_case(running, cases / case)
            time.sleep(1.5 * WATCHING)
            assert running.get("")[0] == 200, case
            assert running.process.poll() is None, case
        put_sound_again(running)
        assert "Traceback" not in running.log
