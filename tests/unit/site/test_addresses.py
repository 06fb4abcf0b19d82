"""Addresses of the portal as files and links of a site."""

from __future__ import annotations

import pytest

from journeybook.forge.edit_links import folded
from journeybook.library.page_addresses import destination, in_file
from journeybook.site.addresses import file_links, source_uri


@pytest.mark.parametrize(
    ("address", "source", "file"),
    [
        ("", "index.md", "index.html"),
        ("journeys/", "journeys/index.md", "journeys/index.html"),
        ("glossary/", "glossary/index.md", "glossary/index.html"),
        ("journeys/pay/", "journeys/pay.md", "journeys/pay/index.html"),
    ],
)
def test_a_page_has_a_place_among_hand_written_ones_and_in_the_site(
    address: str, source: str, file: str
) -> None:
    assert source_uri(address) == source
    assert destination(address) == file


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../pay/", "../pay/index.html"),
        ("./", "./index.html"),
        ("../../", "../../index.html"),
        ("../pay/#pay--t-wait", "../pay/index.html#pay--t-wait"),
        ("../?type=x", "../index.html?type=x"),
        ("#pay--t-wait", "#pay--t-wait"),
        ("map.svg", "map.svg"),
        ("https://example.org/a/", "https://example.org/a/"),
        ("//example.org/a/", "//example.org/a/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("a/b", "a/b"),
    ],
)
def test_links_to_folders_become_links_to_files_and_others_stay(link: str, expected: str) -> None:
    assert file_links(f'<a class="x" href="{link}">a/</a>') == f'<a class="x" href="{expected}">a/</a>'


def test_a_redirect_leads_to_a_file_too() -> None:
    assert file_links('content="0; url=../new/"') == 'content="0; url=../new/index.html"'


def test_an_anchor_stays_behind_the_file() -> None:
    assert in_file("journeys/pay/#pay--t-wait") == "journeys/pay/index.html#pay--t-wait"
    assert in_file("journeys/pay/") == "journeys/pay/index.html"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://g.example/edit/main/docs/../maps/a.yml", "https://g.example/edit/main/maps/a.yml"),
        ("https://g.example/edit/a/b/../../maps/a.yml", "https://g.example/edit/maps/a.yml"),
        ("https://g.example/?edit=docs/../maps/a.yml", "https://g.example/?edit=maps/a.yml"),
        ("https://g.example/edit/docs/a.md", "https://g.example/edit/docs/a.md"),
        ("https://g.example/../maps/a.yml", "https://g.example/../maps/a.yml"),
    ],
)
def test_the_way_back_out_of_a_folder_is_folded_and_never_takes_the_host(url: str, expected: str) -> None:
    assert folded(url) == expected
