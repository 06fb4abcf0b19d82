"""Two portals in two repositories: one links to the other, and each is built by itself."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from small_portal import AMIRA, CONFIG, ORDERING, build, write

OURS = CONFIG.replace(
    "[journeybook]",
    "\n  - journeybook:\n      federation:\n        partner:\n          title: Partner\n"
    "          folder: ../partner\n          address: ../partner/\n",
)
MOVING = """\
title: Moving
narrative: First comes [[partner:ordering#pay|the payment]].
next: [partner:ordering]
stages:
  - title: Order
    steps:
      - {title: Orders, journey: "partner:ordering"}
"""


def repository(root: Path, files: dict[str, str]) -> Path:
    write(root, files)
    subprocess.run(["git", "init", "-q", root], check=True)
    return root


def test_two_portals_link_to_each_other_and_say_so(tmp_path: Path) -> None:
    theirs = repository(
        tmp_path / "partner",
        {
            "mkdocs.yml": CONFIG,
            "docs/notes.md": "# Notes\n",
            "maps/journeys/ordering.yml": ORDERING,
            "maps/personas/amira.yml": AMIRA,
        },
    )
    ours = repository(
        tmp_path / "ours",
        {
            "mkdocs.yml": OURS,
            "docs/notes.md": "# Notes\n\nSee [[partner:ordering]].\n",
            "maps/journeys/moving.yml": MOVING,
        },
    )
    done = build(ours, "--strict", "-d", str(tmp_path / "www/ours"))
    assert done.code == 0, done.log
    assert build(theirs, "-d", str(tmp_path / "www/partner")).code == 0
    page = (tmp_path / "www/ours/journeys/moving/index.html").read_text("utf-8")
    links = set(re.findall(r'href="([^"]*partner/[^"]*)"[^>]*>(?:<bdi>)?([^<]*)<', page))
    assert ("../../../partner/journeys/ordering/#ordering--t-pay", "the payment (in Partner)") in links
    assert ("../../../partner/journeys/ordering/", "Ordering (in Partner)") in links
    notes = (tmp_path / "www/ours/notes/index.html").read_text("utf-8")
    assert 'href="../../partner/journeys/ordering/"' in notes
    assert "Ordering (in Partner)" in notes
    # Each link leads to a page that was built, and to an anchor on it.
    for address, _ in links:
        path, _, anchor = address.partition("#")
        target = (tmp_path / "www/ours/journeys/moving" / path / "index.html").resolve()
        assert not anchor or f'id="{anchor}"' in target.read_text("utf-8")


def test_a_built_site_is_enough_and_a_broken_reference_stops_the_build(tmp_path: Path) -> None:
    theirs = repository(tmp_path / "source", {"mkdocs.yml": CONFIG, "docs/notes.md": "# Notes\n", "maps/journeys/ordering.yml": ORDERING.replace("personas: [amira]\n", "")})  # fmt: skip
    assert build(theirs, "-d", str(tmp_path / "partner")).code == 0
    broken = MOVING.replace("#pay|", "#pya|")
    ours = repository(
        tmp_path / "ours",
        {"mkdocs.yml": OURS, "docs/notes.md": "# Notes\n", "maps/journeys/moving.yml": broken},
    )
    done = build(ours, "-d", str(tmp_path / "www"))
    assert done.code == 1
    assert "JB935" in done.log
    assert "did you mean `partner:ordering#pay`" in done.log
