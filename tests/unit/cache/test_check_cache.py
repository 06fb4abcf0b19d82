"""A check that remembers says what a check says that reads everything, whatever was changed in between."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from journeybook.cache.sealed_files import load_sealed, save_sealed
from journeybook.checks.registry import RULES
from journeybook.checks.settings import Settings, SettingsError
from journeybook.library.objects import Kind, Library, Ref
from journeybook.portal.check_cache import (
    FEWEST,
    FILE,
    CheckCache,
    load_check_cache,
    records_adapter,
    save_check_cache,
)
from journeybook.portal.portal import Portal, read_portal
from journeybook.portal.portal_reader import PortalReader
from journeybook.rules.rule_page import example_files
from journeybook.sources.lazy_maps import Shelf

GROUND = {
    "vocabulary.yml": "channels: [web, phone]\nteams: [care]\n",
    "personas/ana.yml": "title: Ana\n",
    "journeys/example.yml": "title: Ordering\n",
    "journeys/second.yml": "title: Second\nstatus: published\nnext: example\nstages: [{title: A, steps: [{title: B}]}]\n",
}
SHOWN = [rule for rule in RULES.values() if rule.page.bad]
EXAMPLES = [example_files(text) for rule in SHOWN for text in (rule.page.bad, rule.page.good)]

MORE = {
    "journeys/example.yml": [
        "title: Ordering\nstages: [{id: a, title: A, same_as: second#b}]\n",
        "title: Ordering\nparent: second\nwas: [third]\nreviewed: 2026-10-01\nreview_every: 1 month\n",
        "title: Ordering\nstatus: retired\nsummary: See [[second#b]] and [[nothing]].\n",
        "titel: Ordering\n",
        "title: [\n",
        "title: Ordering\nstatus: published\n# journeybook: ignore-file JB6 -- not yet\n",
        'title: Ordering\nnarrative: "```journey\\nmap: second\\n```"\n',
    ],
    "journeys/second.yml": [
        "title: Second\nwas: [example, third]\nstages: [{id: a, title: A, steps: [{id: b, title: Bee, was: [bb]}]}]\n",
        "title: Second\nparent: example\nstages: [{title: A, journey: example, same_as: example#a}]\n",
        "title: Second\nstatus: published\npersonas: [ana]\nstages: [{title: A, emotion: {ben: 3}, lanes: {odd: x}}]\n",
        "title: Second\nstages: [{title: A, opportunities: {text: X, recommendation: idea}}]\n",
        "title: Second\nreviewed: 2027-01-01\nevidence: [interviews]\nstages: [{id: same, title: A}, {id: same, title: B}]\n",
    ],
    "journeys/z/second.yml": ["title: Another second\n"],
    "journeys/in-words.md": [
        "---\ntitle: In words\n---\n\nSee [[second]].\n\n## A\n\n### B\n\n- emotion: 9\n"
    ],
    "recommendations/idea.yml": ["title: Idea\n", "title: Idea\nrelevant: [second#bb, example#a]\n"],
    "paths/first.yml": ["title: First\nsteps: [{read: journey/second#b}, {read: persona/ben}]\n"],
    "vocabulary.yml": [
        "teams: [care]\nemotion_scale: {min: -5, max: 5}\n",
        "lanes: {odd: Odd}\nteams: [care, shop]\n",
        "teams: [\n",
    ],
}
"""What stands in files of a portal now and then, made to touch what other files say."""

POOL = sorted(
    {(name, text) for files in EXAMPLES for name, text in files.items()}
    | {(name, text) for name, texts in MORE.items() for text in texts}
)


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        file = root / "maps" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def said(portal: Portal) -> tuple[object, ...]:
    return (portal.diagnostics, portal.broken, portal.texts, portal.counted, *known(portal.library))


def known(library: Library) -> tuple[object, ...]:
    """What a library says of its objects by their names, and the objects."""
    refs = [Ref(kind, key) for kind in Kind for key in library.ids(kind)]
    refs += [Ref(Kind.JOURNEY, "second", step) for step in ("a", "b", "bb", "same")]
    answers = [
        (ref, library.has(ref), library.title(ref), library.uses(ref), library.named(ref)) for ref in refs
    ]
    return answers, {kind: list(library.ids(kind).items()) for kind in Kind}, list(library.items())


def kept(memory: CheckCache) -> CheckCache:
    """What the next run would find: written as JSON, and read."""
    return CheckCache(records_adapter().validate_json(records_adapter().dump_json(memory.now)))


def again(root: Path, memory: CheckCache) -> CheckCache:
    """Check with what is remembered and without, for authors and for fixes; what is remembered then.

    What is remembered comes from a file for fixes, and from this process for authors.
    """
    memory = kept(memory) if memory.now else memory
    for mending in (True, False):
        warm = read_portal(root, mending=mending, cache=memory)
        assert said(warm) == said(read_portal(root, mending=mending))
        memory.start_next()
    warm = read_portal(root, cache=memory)
    whole = said(read_portal(root))
    assert said(warm) == whole
    assert said(read_portal(root, forgetting=True)) == whole
    return memory


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_every_rule_is_broken_and_kept_again_as_if_nothing_were_remembered(tmp_path, rule):
    write(tmp_path, GROUND)
    memory = again(tmp_path, CheckCache())
    for example in (rule.page.bad, rule.page.good, rule.page.bad):
        write(tmp_path, example_files(example))
        memory = again(tmp_path, memory)
    for name in example_files(rule.page.bad):
        if name not in GROUND:
            (tmp_path / "maps" / name).unlink()
    again(tmp_path, memory)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(POOL), st.booleans()), min_size=1, max_size=6))
def test_any_edits_are_judged_as_if_nothing_were_remembered(tmp_path, edits):
    for file in list(tmp_path.rglob("*.*")):
        file.unlink()
    write(tmp_path, GROUND)
    memory = again(tmp_path, CheckCache())
    for (name, text), gone in edits:
        if gone and (tmp_path / "maps" / name).exists():
            (tmp_path / "maps" / name).unlink()
        else:
            write(tmp_path, {name: text})
        memory = again(tmp_path, memory)


STEPS = [
    # A second file with the same id keeps rules from asking what the first one lacks.
    {"journeys/second.yml": "title: Second\nstatus: published\n"},
    {"journeys/z/second.yml": "title: Another\n"},
    # The same text is a circle in one map, and a link in the other.
    {"journeys/a.yml": "title: A\nstages: [{title: A, journey: a}]\n"},
    {"journeys/b.yml": "title: A\nstages: [{title: A, journey: a}]\n"},
    # The words decide what an emotion may be, and a mistake in them excuses everything.
    {"journeys/a.yml": "title: A\nstages: [{title: A, emotion: 4}]\nlanes: {odd: x}\nowner: care\n"},
    {"vocabulary.yml": "emotion_scale: {min: -5, max: 5}\nlanes: {odd: Odd}\n"},
    {"vocabulary.yml": "teams: [\n"},
    {"vocabulary.yml": "teams: [care]\n"},
    # A step is shared, what it shares changes, and its map goes away.
    {"journeys/b.yml": "title: B\nstages: [{id: b, title: B, same_as: a#a}]\n"},
    {"journeys/a.yml": "title: A\nstages: [{title: A, emotion: 1, pains: {text: Waits, severity: 3}}]\n"},
    {"recommendations/idea.yml": "title: Idea\nrelevant: [a#a]\n"},
    {"journeys/a.yml": "title: A\nstatus: published\nwas: [second]\nstages: [{id: c, title: A, was: [a]}]\n"},
]
"""Edits in which what is said of one file changes by another, each on top of those before it."""


def test_what_one_file_says_of_another_is_found_out_anew(tmp_path):
    write(tmp_path, GROUND)
    memory = again(tmp_path, CheckCache())
    for files in STEPS:
        write(tmp_path, files)
        memory = again(tmp_path, memory)
    for files in STEPS:
        for name in files:
            (tmp_path / "maps" / name).unlink(missing_ok=True)
        memory = again(tmp_path, memory)


def many(count: int) -> dict[str, str]:
    return {
        f"journeys/map-{at}.yml": f"title: Map {at}\nnext: [map-{(at + 1) % count}]\nowner: nobody-{at % 3}\n"
        "stages: [{title: A, steps: [{title: B, emotion: 9}]}]\n"
        for at in range(count)
    }


def unread(portal: Portal) -> set[str]:
    assert isinstance(portal.library.journeys, Shelf)
    return {key for key, each in portal.library.journeys._unread.items() if "again" not in vars(each)}


def test_only_what_changed_is_read(tmp_path):
    write(tmp_path, GROUND | many(5) | {"vocabulary.yml": "emotion_scale: {min: -9, max: 9}\n"})
    write(tmp_path, {key: text.replace("nobody", "care") for key, text in many(5).items()})
    write(tmp_path, {"vocabulary.yml": "teams: [care-0, care-1, care-2]\nemotion_scale: {min: -9, max: 9}\n"})
    memory = CheckCache()
    read_portal(tmp_path, cache=memory)
    write(tmp_path, {"journeys/map-3.yml": "title: Map 3\n"})
    memory = kept(memory)
    portal = read_portal(tmp_path, cache=memory)
    assert unread(portal) == {"map-0", "map-1", "map-2", "map-4", "example", "second"}
    assert len(memory.now) == 7, "what is gone is not kept any longer"
    assert portal.library.journeys["map-1"].title == "Map 1"


def test_names_titles_and_mentions_are_told_without_reading_a_map(tmp_path):
    words = "teams: [nobody-0, nobody-1, nobody-2]\nemotion_scale: {min: -9, max: 9}\n"
    write(tmp_path, many(5) | {"vocabulary.yml": words})
    memory = CheckCache()
    read_portal(tmp_path, cache=memory)
    portal = read_portal(tmp_path, cache=kept(memory))
    library = portal.library
    assert library.title(Ref(Kind.JOURNEY, "map-2")) == "Map 2"
    assert [use.by.id for use in library.uses(Ref(Kind.TEAM, "nobody-0"))] == ["map-0", "map-3"]
    assert [use.by.id for use in library.uses(Ref(Kind.JOURNEY, "map-2"))] == ["map-1"]
    assert library.named(Ref(Kind.JOURNEY, "map-4")) == (
        Ref(Kind.JOURNEY, "map-0"),
        Ref(Kind.TEAM, "nobody-1"),
    )
    assert unread(portal) == {f"map-{at}" for at in range(5)}
    assert library.has(Ref(Kind.JOURNEY, "map-1", "a"))
    assert unread(portal) == {"map-0", "map-2", "map-3", "map-4"}, "a step is looked up in its map alone"


def test_a_check_can_forget_each_map_and_reads_it_again_when_asked(tmp_path):
    shared = "title: Shared\nstages: [{id: s, title: S, same_as: map-1#a}]\n"
    write(
        tmp_path,
        many(5) | {"journeys/shared.yml": shared, "vocabulary.yml": "emotion_scale: {min: -9, max: 9}\n"},
    )
    write(tmp_path, {key: text.replace("owner: nobody-", "tags: ") for key, text in many(5).items()})
    portal = read_portal(tmp_path, forgetting=True)
    assert unread(portal) == {f"map-{at}" for at in range(5) if at != 1}, "a shared step needs its map"
    assert portal.library.journeys["map-3"] == read_portal(tmp_path).library.journeys["map-3"]


def test_a_file_that_stays_the_same_stays_the_same_object_in_one_process(tmp_path):
    write(tmp_path, GROUND | many(3))
    memory = CheckCache()
    first = read_portal(tmp_path, cache=memory).library
    write(tmp_path, {"journeys/map-1.yml": "title: Other\n"})
    memory.start_next()
    second = read_portal(tmp_path, cache=memory).library
    assert second.journeys["map-0"] is first.journeys["map-0"]
    assert second.personas["ana"] is first.personas["ana"]
    assert second.journeys["map-1"].title == "Other"
    assert not second.has(Ref(Kind.JOURNEY, "map-1", "a"))


def test_a_reader_keeps_its_first_reading_and_no_failed_one(tmp_path, monkeypatch):
    write(tmp_path, many(FEWEST))
    reader = PortalReader()
    first = reader.read(tmp_path, "maps", Settings(), "docs")
    file = tmp_path / ".cache" / "journeybook" / FILE
    content = file.read_bytes()
    write(tmp_path, {"journeys/map-0.yml": "title: Other\n"})
    second = reader.read(tmp_path, "maps", Settings(), "docs")
    assert second.library.journeys["map-1"] is first.library.journeys["map-1"]
    assert second.library.title(Ref(Kind.JOURNEY, "map-0")) == "Other"
    assert file.read_bytes() == content
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "no date")
    with pytest.raises(SettingsError):
        reader.read(tmp_path, "maps", Settings(), "docs")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert said(reader.read(tmp_path, "maps", Settings(), "docs")) == said(read_portal(tmp_path))


def test_a_portal_worth_it_is_kept_and_known_again(tmp_path):
    write(tmp_path, many(FEWEST))
    memory = load_check_cache(tmp_path)
    cold = read_portal(tmp_path, cache=memory)
    save_check_cache(tmp_path, memory)
    warm = read_portal(tmp_path, cache=load_check_cache(tmp_path))
    assert said(cold) == said(warm)
    assert isinstance(warm.library.journeys, Shelf)


def test_nothing_is_written_beside_a_small_portal(tmp_path):
    write(tmp_path, many(FEWEST - 1))
    memory = load_check_cache(tmp_path)
    read_portal(tmp_path, cache=memory)
    save_check_cache(tmp_path, memory)
    assert not (tmp_path / ".cache").exists()


@pytest.mark.parametrize("content", [None, 1, [], {"a": []}, {"a": {"words": "w", "damaged": False}}])
def test_what_is_no_cache_of_checks_is_as_if_it_were_not_there(tmp_path, content):
    save_sealed(tmp_path, FILE, TypeAdapter(Any), content)
    assert load_sealed(tmp_path, FILE, TypeAdapter(Any)) == content
    assert load_check_cache(tmp_path).last == {}
