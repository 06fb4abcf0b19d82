"""Two states of a portal are compared without reading the maps that are the same in both and known."""

from __future__ import annotations

from journeybook.history.difference import compare
from journeybook.history.maps_repository import open_maps
from journeybook.history.snapshot import Snapshot, SnapshotReader, read_folder, read_revision
from journeybook.portal.check_cache import CheckCache
from journeybook.portal.portal import read_portal
from journeybook.reports.comparison import Comparison
from journeybook.reports.text import text_report
from journeybook.sources import lazy_maps
from repositories import Checkout

MAPS = {
    f"maps/journeys/map-{at}.yml": f"title: Map {at}\nowner: care\nnext: [map-{(at + 1) % 6}]\n"
    "stages: [{id: a, title: A, steps: [{id: b, title: B, channel: phone, emotion: 1}]}]\n"
    for at in range(6)
}
WORDS = {"maps/vocabulary.yml": "teams: [care]\nchannels: [phone]\n"}
SHARED = {"maps/journeys/shared.yml": "title: Shared\nstages: [{id: s, title: S, same_as: map-1#b}]\n"}
EDITS = {
    "a feeling": {
        "maps/journeys/map-1.yml": MAPS["maps/journeys/map-1.yml"].replace("emotion: 1", "emotion: -2")
    },
    "a renamed step": {
        "maps/journeys/map-1.yml": MAPS["maps/journeys/map-1.yml"].replace("{id: b", "{id: c, was: [b]"),
        "maps/journeys/map-2.yml": MAPS["maps/journeys/map-2.yml"].replace(
            "channel: phone", "journey: map-1"
        ),
    },
    "a new map with a mistake": {"maps/journeys/other.yml": "title: Other\nwas: [map-9]\nstagse: []\n"},
    "a word": {"maps/vocabulary.yml": "teams: [care]\nchannels: {phone: Telephone}\n"},
}


def snapshots(root, reader) -> tuple[Snapshot, Snapshot]:
    kept = open_maps(root, "maps")
    commit = kept.named.commit("HEAD")
    return read_revision(kept, commit, "maps", "base", reader=reader), read_folder(
        root, "maps", reader=reader
    )


def said(older: Snapshot, newer: Snapshot) -> tuple[object, str]:
    difference = compare(older.library, newer.library, (older.unread, newer.unread))
    return difference.things, text_report(Comparison(difference, older, newer, None, "", folders=True))


def test_what_is_known_changes_nothing_of_a_comparison(tmp_path):
    repository = Checkout(tmp_path / "portal")
    repository.commit({**MAPS, **WORDS, **SHARED})
    root = repository.root
    before = CheckCache()
    read_portal(root, cache=before)
    for name, files in EDITS.items():
        repository.write(files)
        alone = said(*(side for side in snapshots(root, None)))
        assert alone[0], name
        known = CheckCache(dict(before.now))
        assert said(*snapshots(root, SnapshotReader(known.load_reading))) == alone, name
        repository.commit({}, name)
        before = CheckCache()
        read_portal(root, cache=before)


def test_a_map_that_stays_the_same_is_read_once_or_not_at_all(tmp_path, monkeypatch):
    repository = Checkout(tmp_path / "portal")
    repository.commit({**MAPS, **WORDS})
    root = repository.root
    before = CheckCache()
    read_portal(root, cache=before)
    repository.write(EDITS["a feeling"])
    read: list[str] = []
    again = lazy_maps.Unread.again.func

    def noted(item):
        read.append(item.file)
        return again(item)

    monkeypatch.setattr(lazy_maps.Unread.again, "func", noted)
    said(*snapshots(root, SnapshotReader()))
    assert sorted(read) == sorted([*MAPS, "maps/journeys/map-1.yml"])
    read.clear()
    known = CheckCache(dict(before.now))
    said(*snapshots(root, SnapshotReader(known.load_reading)))
    assert read == ["maps/journeys/map-1.yml", "maps/journeys/map-1.yml"]
