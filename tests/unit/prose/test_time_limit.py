"""Code of others that computes too long is stopped, in the main thread and beside it."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

from journeybook.prose.time_limit import OutOfTime, time_limit


def endless() -> None:
    while True:
        try:
            sum(range(1_000))
        except Exception:  # noqa: BLE001 - what extensions do
            continue


def test_a_loop_is_stopped_in_the_main_thread():
    with pytest.raises(OutOfTime), time_limit(0.1):
        endless()
    if hasattr(signal, "setitimer"):
        assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="only a signal ends a search of `re`")
def test_a_search_that_backtracks_is_stopped():
    with pytest.raises(OutOfTime), time_limit(0.1):
        re.fullmatch("(a|aa)+", "a" * 200 + "b")


def test_a_loop_is_stopped_beside_the_main_thread():
    said = []

    def run() -> None:
        try:
            with time_limit(0.1):
                endless()
        except OutOfTime:
            said.append("stopped")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(60)
    assert said == ["stopped"]


def test_the_time_in_which_nothing_is_computed_does_not_count():
    with time_limit(0.2):
        time.sleep(0.4)


def test_an_inner_block_is_stopped_by_its_own_limit_and_the_outer_one_goes_on():
    with time_limit(60):
        with pytest.raises(OutOfTime), time_limit(0.1):
            endless()
        assert sum(range(10)) == 45


def test_what_is_done_in_time_is_left_alone():
    for _ in range(3):
        with time_limit(30):
            assert sum(range(10)) == 45
