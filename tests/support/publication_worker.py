"""A process that publishes small sites until it is killed: `python publication_worker.py SITE NUMBER [OPTION]...`.

Every file of the site holds the number, so that a reader can tell whether all of them are of one site.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from journeybook.publication import swap
from journeybook.publication.publication import publish
from journeybook.publication.target import target_at

FILES = 24
SECONDS = 0.03
"""How long writing the files takes."""


def names() -> list[str]:
    """The files of the site."""
    return ["index.html", *(f"page{number % 4}/part{number}.html" for number in range(1, FILES))]


def write_site(folder: Path, number: str) -> None:
    """Write a site into a folder as slowly as a host would."""
    for name in names():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(number, encoding="ascii")
        time.sleep(SECONDS / FILES)


def main(site: str, first: str, *options: str) -> None:
    """Publish sites with growing numbers, one with `--once`, and say so before each of them."""
    if "--without-exchange" in options:
        swap.exchange = lambda *_: False
    for number in range(int(first), int(first) + (1 if "--once" in options else 10_000)):
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()
        publish(
            target_at(Path(site), {}),
            lambda staging, _, number=number: write_site(staging, str(number)),
            lambda _: None,
            keep=1,
            wait=30,
            as_link="--symlink" in options,
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
