"""Every id of the demonstration portal is renamed, and renamed back: nothing may be lost on the way."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from journeybook.checks.settings import Settings
from journeybook.editing.rename.rename_plan import Plan, open_portal, plan_renaming
from journeybook.history.change import Act, Sort
from journeybook.history.difference import compare
from journeybook.library.links import wiki_link
from journeybook.library.lookup import SORTS, Name, ids_of
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.portal.portal import read_portal
from journeybook.portal.repair import repair, write_repair
from journeybook.prose.rendering import wiki_links
from places import ROOT

SHARDS = 4


def names_of(library: Library) -> list[Name]:
    """Everything that has an id."""
    whole = [Name(sort, key) for sort in SORTS for key in ids_of(library, sort)]
    steps = [
        Name(Kind.JOURNEY, key, each.id)
        for key, journey in library.journeys.items()
        for each in moments(journey)
    ]
    return [*steps, *whole]


def rename(root: Path, name: Name, new: str, *, keep: bool = True) -> Plan:
    plan = plan_renaming(open_portal(root, "maps", "docs"), name, new, keep=keep)
    for file, (_, content) in plan.files.items():
        (root / file).write_bytes(content)
    for file, target in plan.moves.items():
        (root / file).rename(root / target)
    return plan


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def findings(root: Path) -> Counter[str]:
    return Counter(each.code for each in read_portal(root).diagnostics)


def unresolved(root: Path) -> list[str]:
    """Links of hand-written pages that lead nowhere; the check of maps does not read these pages."""
    library = read_portal(root).library
    known = {kind: library.ids(kind) for kind in Kind}
    found = []
    for path in sorted((root / "docs" / "guide").glob("*.md")):
        for link in wiki_links(path.read_text("utf-8")):
            ref, _ = wiki_link(link.text, known)
            if ref is None or not library.has(ref):
                found.append(link.text)
    return found


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The demonstration portal, to be changed."""
    for folder in ("maps", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_id_can_be_renamed(copy: Path, shard: int) -> None:
    found = findings(copy)
    library = read_portal(copy).library
    mine = names_of(library)[shard::SHARDS]
    assert len(mine) > 80
    now: dict[Name, Name] = {}
    for name in mine:
        new = f"{(name.step or name.id)[:50]}-zz"
        rename(copy, name, new)
        now[name] = Name(name.sort, name.id, new) if name.step else Name(name.sort, new)
    # What each thing is called changed; what is wrong with the portal, and what it links to, did not.
    assert findings(copy) == found
    assert unresolved(copy) == []
    after = read_portal(copy).library
    # A comparison tells of other ids, and of prose whose links were edited, but of no other feeling, owner or pain.
    # Lanes and tags have no former ids.
    told = [
        each
        for each in compare(library, after).changes
        if each.field.partition(".")[0] not in ("lanes", "tags")
    ]
    other = [each for each in told if each.act is not Act.RENAMED and each.sort is not Sort.TEXT]
    assert other == []
    for name, renamed in now.items():
        if name.step:
            home = now.get(Name(name.sort, name.id), name).id
            former = after.moment(Ref(Kind.JOURNEY, home, name.step))
            assert former is after.moment(Ref(Kind.JOURNEY, home, renamed.step)), name
        elif name.ref and renamed.ref:
            assert len(library.uses(name.ref)) == len(after.uses(renamed.ref)), name


def test_an_id_that_is_renamed_back_leaves_no_trace_but_its_former_id(copy: Path) -> None:
    # Where an id is only made of a title, renaming writes it; it is written beforehand, to compare bytes.
    write_repair(copy, repair(copy, "maps", Settings()))
    before = contents(copy)
    for name in names_of(read_portal(copy).library)[::12]:
        new = f"{(name.step or name.id)[:50]}-zz"
        rename(copy, name, new)
        rename(
            copy,
            Name(name.sort, name.id, new) if name.step else Name(name.sort, new),
            name.step or name.id,
            keep=False,
        )
    assert without_was(contents(copy)) == without_was(before)


def without_was(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files without what `was` adds: a line, and below a heading the empty line before it."""
    return {
        file: re.sub(
            rb"\n\n+", b"\n\n", re.sub(rb"(?m)^[ ]*(?:- )?was: .*\n|, was: \[[^\]\n]*\]", b"", content)
        )
        for file, content in files.items()
    }
