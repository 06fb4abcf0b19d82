"""Real git repositories made in a test, with maps in them and the same commits on every run."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

MAP = """\
title: First order
personas: [ana]
owner: sales
stages:
  - id: order
    title: Order
    steps:
      - id: compare
        title: Compares prices
        emotion: {ana: 1}
        team: sales
      - id: pay
        title: Pays
        emotion: {ana: 0.5}
        channel: web
        pains:
          - {text: The form asks twice, severity: 1, evidence: calls}
        evidence: [calls]
  - id: get
    title: Get it
    steps:
      - id: wait
        title: Waits
        emotion: {ana: -1}
"""

FILES = {
    "maps/vocabulary.yml": "channels: {web: Website, app: App}\nteams: {sales: Sales, care: Customer care}\n",
    "maps/personas/ana.yml": "title: Ana Lima\nowner: care\n",
    "maps/evidence/calls.yml": "title: Calls of spring\nkind: support-data\n",
    "maps/recommendations/tracker.yml": "title: A tracker\nrelevant: [first-order#wait]\n",
    "maps/journeys/buy/first-order.yml": MAP,
}

MAP_FILE = "maps/journeys/buy/first-order.yml"


class Checkout:
    """A folder with a repository; each commit is a day after the one before, from 2026-03-01 on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._day = 0
        root.mkdir(exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, author: str = "Ann Lee <ann@example.org>", day: int = 1) -> str:
        """What git answers, with no settings of the machine's own."""
        name, _, mail = author.partition(" <")
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.root),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": name,
            "GIT_AUTHOR_EMAIL": mail.rstrip(">"),
            "GIT_COMMITTER_NAME": name,
            "GIT_COMMITTER_EMAIL": mail.rstrip(">"),
            "GIT_AUTHOR_DATE": f"2026-03-{day:02d}T09:00:00+00:00",
            "GIT_COMMITTER_DATE": f"2026-03-{day:02d}T09:00:00+00:00",
        }
        done = subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def write(self, files: dict[str, str]) -> None:
        """Write files, their folders included."""
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(
        self, files: dict[str, str], subject: str = "Change", author: str = "Ann Lee <ann@example.org>"
    ) -> str:
        """Commit everything with these files written first; the commit's name."""
        self.write(files)
        self._day += 1
        self.git("add", "-A")
        self.git("commit", "-q", "-m", subject, author=author, day=self._day)
        return self.git("rev-parse", "HEAD")


def checkout(root: Path) -> Checkout:
    """A repository whose one commit holds a small portal."""
    made = Checkout(root)
    made.commit(dict(FILES), "Begin")
    return made
