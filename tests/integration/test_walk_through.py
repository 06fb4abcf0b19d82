"""From an empty folder to a change that the changelog tells: what a person types, and what they read at each stage."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from repositories import Checkout
from small_portal import build, environment, page

MAP = "maps/journeys/getting-a-bike-repaired.yml"

PAIN = "{text: Told another day each time she calls, severity: 2}"

RUN = "from journeybook.cli import main; main()"


def typed(root: Path, *arguments: str) -> tuple[int, str, str]:
    """What `journeybook` answers in a folder: its exit code, results and talk."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=90,
    )
    return done.returncode, done.stdout, done.stderr


def edited(portal: Checkout, old: str, new: str) -> None:
    text = (portal.root / MAP).read_text("utf-8")
    assert text.count(old) == 1
    portal.write({MAP: text.replace(old, new)})


def test_from_an_empty_folder_to_a_change_that_the_changelog_tells(tmp_path: Path) -> None:  # noqa: PLR0915 - one story
    # A team has an empty repository. Somebody clones it and begins a portal.
    shared = tmp_path / "journeys.git"
    founder = Checkout(tmp_path / "founder")
    founder.git("init", "-q", "--bare", "-b", "main", str(shared))
    founder.git("remote", "add", "origin", str(shared))
    code, made, talk = typed(founder.root, "init", ".", "--name", "Bike journeys", "--host", "github")
    assert code == 0
    assert "maps/journeys/getting-a-bike-repaired.yml" in made
    assert talk.endswith("journeybook check    what is wrong, and where\n")
    assert typed(founder.root, "check") == (0, "No mistakes in 1 map.\n", "")
    built = build(founder.root, "--strict")
    assert built.code == 0
    assert "WARNING" not in built.log
    assert "warning[" not in built.log
    assert "Bike journeys" in page(founder.root, "")
    founder.commit({}, "Begin the portal")
    founder.git("push", "-q", "-u", "origin", "main")

    # A colleague clones it, and edits a map with two slips and one thing that she knows better.
    founder.git("clone", "-q", str(shared), str(tmp_path / "mechanic"))
    mechanic = Checkout(tmp_path / "mechanic")
    mechanic.git("checkout", "-q", "-b", "no-word-for-a-week")
    edited(mechanic, "emotion: -1.6", "emotoin: -1.9")
    edited(mechanic, "personas: [nadia]", "personas: [nadja]")
    edited(mechanic, "        pains:\n", f"        pains:\n          - {PAIN}\n")

    # She reads what is wrong, where, and the way out.
    code, found, _ = typed(mechanic.root, "check")
    assert code == 1
    assert "error[JB201]: unknown persona `nadja`\n" in found
    assert f" --> {MAP}:5:12\n" in found
    assert "help: did you mean `nadia` (Nadia Berg)?\n" in found
    assert "error[JB140]: a step has no field `emotoin`\n" in found
    assert "39 |         emotoin: -1.9\n   |         ^^^^^^^\n   |\nhelp: did you mean `emotion`?\n" in found
    assert found.endswith(
        "Found 2 errors and 1 note in 1 of 1 map. 2 can be fixed with `journeybook check --fix`.\n"
    )
    stopped = build(mechanic.root, "--strict")
    assert stopped.code == 1
    assert "unknown persona `nadja`" in stopped.log
    assert not (mechanic.root / "site").exists()

    # Both slips can only mean one thing, so they are mended, and nothing else is touched.
    code, _, talk = typed(mechanic.root, "check", "--fix")
    assert (code, talk) == (0, "made 2 fixes in 1 file\n")
    lines = mechanic.git("diff", "-U0", "--", MAP).splitlines()
    assert [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))] == [
        "-        emotion: -1.6",
        "+        emotion: -1.9",
        f"+          - {PAIN}",
    ]

    # She reads what her proposal says, and so will the reviewers.
    code, said, _ = typed(mechanic.root, "diff")
    assert code == 0
    assert "1 map worse for customers" in said
    assert "Wait › Hears nothing" in said
    assert "very frustrated (−1.6) → very frustrated (−1.9)" in said
    assert "recommendation “A message whenever the day changes” answers it" in said
    assert "please look: Workshop" in said
    code, comment, _ = typed(mechanic.root, "diff", "--format", "markdown")
    assert comment.startswith("<!-- journeybook-diff v1 -->\n## Journey changes: 1 map worse for customers\n")
    mechanic.git("add", "-A")
    mechanic.git(
        "commit",
        "-q",
        "-m",
        "Four customers waited a week for a part",
        author="Mia Roth <mia@example.org>",
        day=9,
    )
    mechanic.git("push", "-q", "-u", "origin", "no-word-for-a-week")

    # The owner looks at it without checking anything out, agrees, and merges.
    founder.git("fetch", "-q")
    code, seen, _ = typed(founder.root, "diff", "main", "origin/no-word-for-a-week")
    assert (code, "Told another day each time she calls" in seen) == (0, True)
    assert "-1.6" in (founder.root / MAP).read_text("utf-8")
    founder.git(
        "merge", "-q", "--no-ff", "-m", "Merge: no word for a week", "origin/no-word-for-a-week", day=10
    )
    founder.git("push", "-q")

    # The changelog tells it, and so does the portal's page of changes.
    code, history, _ = typed(founder.root, "changelog", "getting-a-bike-repaired")
    assert code == 0
    newest = history.split("\n\n")[0]
    assert "2026" in newest
    assert "Hears nothing" in history
    assert "very frustrated (−1.6) → very frustrated (−1.9)" in history
    assert "Mia Roth" in history
    assert history.index("−1.9") < history.index("Ann Lee")
    built = build(founder.root, "--strict")
    assert built.code == 0, built.log
    changes = page(founder.root, "changes")
    assert "Mia Roth" in changes
    assert "Told another day each time she calls" in page(founder.root, "journeys/getting-a-bike-repaired")
