"""A live preview under every case of the hostile corpus and 1,000 rapid saves: what it answers, how soon, and when it heals.

python tests/benchmarks/preview_endurance.py [SAVES]

Ends with 1 where the preview died, left a request without an answer, or never showed the sound maps again.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import groupby
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / each) for each in ("support", ".")]

from preview_trials import (  # noqa: E402
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
from small_portal import SOUND, preview, write  # noqa: E402


def said(waits: Waits) -> str:
    figures = ", ".join(
        f"{name} {waits.share(part):.2f}" for name, part in (("p50", 0.5), ("p99", 0.99), ("longest", 1.0))
    )
    return (
        f"{len(waits.seconds):,} requests, seconds waited: {figures}; {len(waits.failed)} without an answer"
    )


def main(saves: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = write(Path(folder) / "portal", SOUND)
        cases = unpack_corpus(Path(folder))
        with preview(root, Path(folder) / "serve.log") as running:
            alone = [seconds_until_shown(running, f"Reads page {at}") for at in range(5)]
            print(f"a save alone is shown after {min(alone):.2f} to {max(alone):.2f} s")
            waits = Waits()
            with reading_all_the_while(running, waits):
                begun = time.monotonic()
                save_rapidly(running, saves)
                print(f"{saves:,} saves in {time.monotonic() - begun:.1f} s")
                print(f"healed {seconds_until_shown(running, 'Reads it all'):.2f} s after the last of them")
            print(said(waits))
            every = waits.failed
            waits = Waits()
            count = 0
            healed = []
            with reading_all_the_while(running, waits, ("", "journeys/m-one/", "journeys/")):
                for _, group in groupby(corpus_cases(one_of_each=False), key=lambda each: each[0]):
                    for _, case in group:
                        put_case(running, cases / case)
                        time.sleep(1.2 * WATCHING)
                        count += 1
                        assert running.process.poll() is None, (
                            f"{case} ended the preview:\n{running.log[-2_000:]}"
                        )
                    healed.append(put_sound_again(running))
            print(f"{count} cases; healed after each group within {max(healed):.2f} s")
            print(said(waits))
            if every or waits.failed or "Traceback" in running.log:
                sys.exit(
                    f"not well: {[*every, *waits.failed][:5]}, {running.log.count('Traceback')} tracebacks"
                )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
