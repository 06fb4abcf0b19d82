"""Portals that link to each other: settings, references across them, and what is wrong with these."""

from __future__ import annotations

import json
import pickle
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from journeybook.checks.settings import Settings, SettingsError, read_settings, settings_of
from journeybook.federation.portal_copy import copy_path, read_copy, write_copy
from journeybook.federation.portal_index import PortalIndexError, read_index
from journeybook.federation.settings import PortalSetting
from journeybook.library.federation import TitleElsewhere
from journeybook.library.links import wiki_link
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import page_address
from journeybook.portal.portal import Portal, read_portal
from small_portal import AMIRA, ORDERING, write

PARTNER = {"maps/journeys/ordering.yml": ORDERING, "maps/personas/amira.yml": AMIRA}
BESIDE = (
    PortalSetting("partner", "mkdocs.yml", title="Partner", folder="../partner", address="../partner/"),
)


def portal(root: Path, maps: Mapping[str, str], settings: tuple[PortalSetting, ...] = BESIDE) -> Portal:
    write(root / "partner", PARTNER)
    write(root / "ours", {f"maps/{name}": text for name, text in maps.items()})
    return read_portal(root / "ours", settings=replace(Settings(), federation=settings))


def told(
    read: Portal, codes: tuple[str, ...] = ("JB2", "JB935", "JB936")
) -> list[tuple[str, str, str | None]]:
    return [(each.code, each.message, each.help) for each in read.diagnostics if each.code.startswith(codes)]


def test_references_to_another_portal_resolve_and_say_where_they_lead(tmp_path: Path) -> None:
    read = portal(
        tmp_path,
        {
            "journeys/moving.yml": "title: Moving\nnarrative: After [[partner:ordering#pay|the payment]], ask [[partner:amira]].\n"
            "next: [partner:ordering]\nstages: [{title: Order, journey: 'partner:ordering'}]\n"
        },
    )
    assert told(read) == []
    library = read.library
    assert library.title(Ref(Kind.JOURNEY, "partner:ordering")) == "Ordering (in Partner)"
    assert library.title(Ref(Kind.JOURNEY, "partner:ordering", "pay")) == "Pays (in Partner)"
    step = Ref(Kind.JOURNEY, "partner:ordering", "pay")
    assert page_address(step, library) == "../partner/journeys/ordering/#ordering--t-pay"
    assert wiki_link("[[partner:amira]]", library.known) == (Ref(Kind.PERSONA, "partner:amira"), None)
    assert wiki_link("[[partner:persona:amira|her]]", library.known) == (
        Ref(Kind.PERSONA, "partner:amira"),
        "her",
    )
    assert "partner:amira" not in library.ids(Kind.PERSONA)  # lists stay those of this portal


@pytest.mark.parametrize(
    ("text", "message", "help_"),
    [
        ("next: 'partner:orderign'", "the portal `partner` has no journey `orderign`", "did you mean `partner:ordering`"),
        ("next: 'partnr:ordering'", "unknown portal `partnr`", "did you mean `partner`?"),
        ("narrative: '[[partner:orderign]]'", "the portal `partner` has no object `orderign`", "did you mean `partner:ordering`"),
        ("narrative: '[[partner:persona:ordering]]'", "the portal `partner` has no persona `ordering`", "look for its id"),
        ("narrative: '[[partner:ordering#pya]]'", "the journey `ordering` of the portal `partner` has no step `pya`", "did you mean `partner:ordering#pay`"),
        ("narrative: '[[partnr:ordering]]'", "unknown portal `partnr`", "did you mean `partner`?"),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_an_error_with_a_way_out(
    tmp_path: Path, text: str, message: str, help_: str
) -> None:
    found = told(portal(tmp_path, {"journeys/moving.yml": f"title: Moving\n{text}\n"}))
    assert [(code, said) for code, said, _ in found] == [("JB935", message)]
    assert help_ in (found[0][2] or "")


def test_only_maps_that_a_map_leads_to_may_be_elsewhere(tmp_path: Path) -> None:
    found = told(portal(tmp_path, {"journeys/moving.yml": "title: Moving\npersonas: ['partner:amira']\n"}))
    assert [code for code, *_ in found] == ["JB201"]


def test_a_portal_that_cannot_be_read_is_said_once_and_excuses_its_references(tmp_path: Path) -> None:
    away = (PortalSetting("group", "mkdocs.yml", portal="https://group.example/portal.json"),)
    text = "title: Moving\nnarrative: See [[group:ordering]].\nnext: 'group:ordering'\n"
    found = told(portal(tmp_path, {"journeys/moving.yml": text}, away))
    assert [(code, said) for code, said, _ in found] == [
        ("JB936", "the portal `group` cannot be read: it was not fetched yet")
    ]
    assert "journeybook federation fetch group" in (found[0][2] or "")


INDEX = {
    "version": 2,
    "portal": {"title": "Group", "address": "https://group.example/", "judged_on": None},
    "personas": [
        {"id": "ana", "title": "Ana", "address": "personas/ana/"},
        {"id": "../up", "title": "Wrong id", "address": "personas/up/"},
        {"id": "away", "title": "Wrong address", "address": "https://evil.example/"},
        {"id": "up", "title": "Wrong address", "address": "../../up/"},
    ],
    "parts": [{"list": "journeys", "address": "portal/journeys-1.json", "part": 1, "of": 1}],
}
PART = {
    "version": 2,
    "journeys": [{"id": "ordering", "title": "Ordering", "files": {"page": "journeys/ordering/", "json": "journeys/ordering/map.json"}}],
}  # fmt: skip


def test_an_index_in_parts_is_read_and_what_leads_out_of_its_portal_is_left_out() -> None:
    files = {"portal.json": INDEX, "portal/journeys-1.json": PART}
    index = read_index(lambda name: json.dumps(files[name]).encode())
    assert {key: each.address for key, each in index.objects[Kind.JOURNEY].items()} == {
        "ordering": "journeys/ordering/"
    }
    assert {key: each.address for key, each in index.objects[Kind.PERSONA].items()} == {
        "ana": "personas/ana/"
    }


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"version": 3}', b'{"version": 1}', b"[" * 100_000])
def test_what_is_no_index_is_refused(content: bytes) -> None:
    with pytest.raises(PortalIndexError):
        read_index(lambda _name: content)


def test_a_copy_is_read_until_somebody_edits_it(tmp_path: Path) -> None:
    import datetime

    files = {"portal.json": INDEX, "portal/journeys-1.json": PART}
    index = read_index(lambda name: json.dumps(files[name]).encode())
    source = "https://group.example/portal.json"
    day = datetime.date(2026, 5, 4)
    assert write_copy(tmp_path, "group", index, source, day)
    assert not write_copy(tmp_path, "group", index, source, datetime.date(2026, 6, 1))  # it says the same
    copy = read_copy(tmp_path, "group")
    assert copy is not None
    assert (copy.index.objects[Kind.JOURNEY], copy.fetched) == (index.objects[Kind.JOURNEY], "2026-05-04")
    path = copy_path(tmp_path, "group")
    path.write_text(path.read_text("utf-8").replace("journeys/ordering/", "journeys/other/"), "utf-8")
    with pytest.raises(PortalIndexError, match="changed after it was fetched"):
        read_copy(tmp_path, "group")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"Partner": "../partner"}, "lower-case words"),
        ({"persona": "../partner"}, "the word for a kind"),
        ({"partner": {"foldr": "../partner"}}, "did you mean `folder`?"),
        ({"partner": {}}, "either a `folder` or a `portal`"),
        ({"partner": {"folder": "../a", "portal": "https://a.example/portal.json"}}, "either a `folder`"),
        ({"partner": {"portal": "http://a.example/portal.json"}}, "`portal` takes an address"),
        ({"partner": {"folder": "../a", "address": "javascript:alert(1)"}}, "`address` takes"),
        ({"partner": {"folder": "../a", "address": "//evil.example/"}}, "`address` takes"),
        (["partner"], "takes names of portals"),
    ],
)
def test_wrong_settings_are_refused_with_the_name_of_the_setting(table: object, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        settings_of({"federation": table}, "journeybook.toml")


def test_commands_read_other_portals_from_the_settings_of_the_site(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "mkdocs.yml": "site_name: Ours\nplugins:\n  - journeybook:\n      federation:\n"
            "        partner: {folder: ../partner, address: ../partner}\n"
        },
    )
    (found,) = read_settings(tmp_path).federation
    assert (found.id, found.folder, found.address, found.origin) == (
        "partner",
        "../partner",
        "../partner/",
        "mkdocs.yml",
    )


def test_a_title_of_another_portal_is_handed_to_another_process_with_its_origin() -> None:
    title = pickle.loads(pickle.dumps(TitleElsewhere("Ordering", "Partner")))
    assert (title, title.portal) == ("Ordering (in Partner)", "Partner")
