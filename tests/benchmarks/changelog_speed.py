"""Seconds to tell the history of 300 maps from 3,000 commits, cold and remembered.

Beside it stand git's own pass over them, and a plain load of every version of every map by libyaml, which says nothing
of what changed.

python tests/benchmarks/changelog_speed.py [COMMITS] [MAPS]
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from synthetic_portal import map_yaml, synthetic_map, write_sources

from journeybook.history.changelog import read_history
from journeybook.history.edits import History
from journeybook.reports.changelog_report import atom_history
from journeybook.sources.loading import load

START = 1_700_000_000
PEOPLE = ("Ann Lee", "Bo Chen", "Cy Diaz", "dependabot[bot]")


def make_repository(root: Path, maps: int, commits: int) -> list[bytes]:
    """Every version of every map in a repository whose first commit adds all maps, and each other one changes one feeling, pain or text of one map."""
    write_sources(root / "maps", maps)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    parts = list(_history(root, maps, commits))
    stream = b"".join(parts)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard"], cwd=root, check=True)
    versions = (
        part.partition(b"\ndata ")[2] for each in parts for part in each.split(b"M 100644 inline ")[1:]
    )
    return [each.partition(b"\n")[2] for each in versions]


def _history(root: Path, maps: int, commits: int) -> Iterator[bytes]:
    source = random.Random(11)
    files = {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted((root / "maps").rglob("*.yml"))
    }
    yield _commit(0, files)
    names = [
        f"maps/journeys/{one.section}/{one.id}.yml" for one in (synthetic_map(n, maps) for n in range(maps))
    ]
    assert files[names[0]] == map_yaml(synthetic_map(0, maps))
    for number in range(1, commits):
        name = source.choice(names)
        lines = files[name].split("\n")
        kind = source.choice(("emotion: ", "thought: ", "severity: "))
        at = source.choice([at for at, line in enumerate(lines) if kind in line])
        head, _, rest = lines[at].partition(kind)
        value = {
            "emotion: ": f"{source.randrange(-20, 21) / 10}",
            "thought: ": f"{rest} {source.choice(('now', 'again', 'still'))}"[-80:],
            "severity: ": f"{source.randrange(1, 4)}}}]",
        }[kind]
        lines[at] = f"{head}{kind}{value.strip() or 'so'}"
        files[name] = "\n".join(lines)
        yield _commit(number, {name: files[name]})


def _commit(number: int, files: dict[str, str]) -> bytes:
    name = PEOPLE[number % len(PEOPLE)]
    subject = f"Change {number}"
    head = (
        f"commit refs/heads/main\ncommitter {name} <{name.split()[0]}@example.org> {START + 3600 * number} +0000\n"
        f"data {len(subject)}\n{subject}\n"
    )
    parts = [head.encode()]
    for path, text in files.items():
        content = text.encode()
        parts.append(f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n")
    return b"".join(parts)


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long one call takes: by the clock, and by the processors, those of its processes included."""
    start, used = time.perf_counter(), sum(os.times()[:4])
    work()
    return time.perf_counter() - start, sum(os.times()[:4]) - used


def main() -> None:
    """Print git's own pass, the history cold, remembered and after one more commit, and the feed."""
    commits = int(sys.argv[1]) if len(sys.argv) > 1 else 3_000
    maps = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    with tempfile.TemporaryDirectory(prefix="journeybook-speed-") as name:
        root = Path(name)
        versions = make_repository(root, maps, commits)
        os.environ["XDG_CACHE_HOME"] = f"{name}/account"
        library = load(root).library
        found: list[History] = []

        def tell() -> None:
            found.append(read_history(root, "maps", library))

        plain = seconds(
            lambda: subprocess.run(
                ["git", "log", "--raw", "-z", "--no-abbrev", "--", "maps/"],
                cwd=root,
                check=True,
                capture_output=True,
            )
        )
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        rows = {
            "git log, one pass": plain,
            "plain load of all": seconds(lambda: [yaml.load(each, Loader=loader) for each in versions]),
            "history, cold": seconds(tell),
            "history, remembered": seconds(tell),
        }
        one = next((root / "maps" / "journeys").rglob("*.yml"))
        one.write_text(one.read_text("utf-8").replace("emotion: ", "emotion: 0.", 1), encoding="utf-8")
        subprocess.run(
            ["git", "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "-qam", "One more"],
            cwd=root,
            check=True,
        )
        rows["one commit more"] = seconds(tell)
        rows["feed"] = seconds(lambda: atom_history(found[-1].edits, library, title="Changes"))
        print(f"{maps} maps, {commits} commits, {len(found[-1].edits)} edits")
        loaded = rows["plain load of all"][1]
        print(f"{'':22}{'clock':>10}{'processors':>14}{'to plain load':>16}")
        for title, (taken, used) in rows.items():
            print(f"{title:22}{taken:8.2f} s{used:12.2f} s{used / loaded:16.2f}")


if __name__ == "__main__":
    main()
