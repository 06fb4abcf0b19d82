"""A live preview outlives every kind of bad source and saves in quick succession; the benchmark of this name tries them all."""

from __future__ import annotations

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
from small_portal import SOUND, preview, write

pytestmark = pytest.mark.slow

SAVES = 40
LIMIT = 2.0
"""Seconds that a request may wait beside the build that it waits for."""


def test_it_answers_all_the_while_and_heals(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    with preview(root, tmp_path / "serve.log") as running:
        alone = max(seconds_until_shown(running, f"Reads page {at}") for at in range(3))
        waits = Waits()
        with reading_all_the_while(running, waits):
            save_rapidly(running, SAVES)
            healed = seconds_until_shown(running, "Reads it all")
        assert waits.failed == []
        # A build may be under way when the last save comes, and another follows it.
        assert healed <= LIMIT + 3 * alone
        assert max(waits.seconds) <= LIMIT + 3 * alone
        assert "Traceback" not in running.log


@needs_corpus("hostile")
def test_it_outlives_a_case_of_every_group(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    cases = unpack_corpus(tmp_path)
    with preview(root, tmp_path / "serve.log") as running:
        alone = max(seconds_until_shown(running, f"Reads page {at}") for at in range(3))
        for _, case in corpus_cases(one_of_each=True):
            put_case(running, cases / case)
            time.sleep(1.5 * WATCHING)
            begun = time.monotonic()
            assert running.get("")[0] == 200, case
            assert time.monotonic() - begun <= LIMIT + 4 * alone, case
            assert running.process.poll() is None, case
        assert put_sound_again(running) <= LIMIT + 4 * alone
        assert "Traceback" not in running.log
