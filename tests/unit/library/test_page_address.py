"""Where things are: addresses, anchors, and links from one page to another."""

from __future__ import annotations

import pytest

from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import page_address, published, relative
from page_library import small_library


@pytest.mark.parametrize(
    ("ref", "found"),
    [
        (Ref(Kind.JOURNEY, "switching"), "journeys/switching/"),
        (Ref(Kind.JOURNEY, "switching", "waits"), "journeys/switching/#switching--t-waits"),
        (Ref(Kind.JOURNEY, "switching", "delivery-date"), "journeys/switching/#switching--t-waits"),
        (Ref(Kind.JOURNEY, "switching", "order"), "journeys/switching/#switching--s-order"),
        (Ref(Kind.JOURNEY, "switching", "nowhere"), "journeys/switching/"),
        (Ref(Kind.PERSONA, "amira"), "personas/amira/"),
        (Ref(Kind.PERSONA, "nobody-at-all"), None),
        (Ref(Kind.RECOMMENDATION, "tracker"), "recommendations/tracker/"),
    ],
)
def test_every_reference_has_its_place_or_none(ref: Ref, found: str | None) -> None:
    assert page_address(ref, small_library()) == found


@pytest.mark.parametrize(
    ("target", "start", "link"),
    [
        ("journeys/b/", "journeys/a/", "../b/"),
        ("journeys/a/#a--t-x", "journeys/a/", "#a--t-x"),
        ("journeys/a/", "journeys/a/", "./"),
        ("personas/ana/", "journeys/a/", "../../personas/ana/"),
        ("", "journeys/a/", "../../"),
        ("journeys/", "", "journeys/"),
        ("", "", "./"),
        ("https://elsewhere.example/a", "journeys/a/", "https://elsewhere.example/a"),
    ],
)
def test_links_are_relative_to_their_page(target: str, start: str, link: str) -> None:
    assert relative(target, start) == link


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "index.html"),
        ("journeys/a/#a--t-x", "journeys/a/index.html#a--t-x"),
        ("guide/reading-a-map.html#first", "guide/reading-a-map.html#first"),
        ("journeys/a/map.json", "journeys/a/map.json"),
    ],
)
def test_a_site_of_files_publishes_the_files_of_pages(address: str, file: str) -> None:
    assert published(address, folders=True) == address
    assert published(address, folders=False) == file
    assert published(file, folders=False) == file
