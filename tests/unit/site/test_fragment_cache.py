"""Fragments of pages are rendered once for the pages that share them."""

from __future__ import annotations

from journeybook.site.fragment_cache import FragmentCache, PageGroup, page_group


def test_a_fragment_is_rendered_once_for_the_pages_of_a_folder() -> None:
    parts = FragmentCache()
    rendered = []

    def render() -> str:
        rendered.append(1)
        return f"part {len(rendered)}"

    pay = page_group("journeys/pay/", "journeys/pay/index.html")
    wait = page_group("journeys/wait/", "journeys/wait/index.html")
    assert parts.once("header", pay, render) == parts.once("header", wait, render) == "part 1"
    assert parts.once("footer", pay, render) == "part 2"
    # Another folder has other links; a page of the navigation has another active item.
    assert (
        parts.once("header", page_group("personas/amira/", "personas/amira/index.html"), render) == "part 3"
    )
    assert parts.once("header", None, render) == "part 4"
    assert parts.once("header", None, render) == "part 5"


def test_pages_at_another_depth_have_fragments_of_their_own() -> None:
    assert page_group("journeys/", "journeys/index.html") == PageGroup("journeys", 1)
    assert page_group("journeys/pay/", "journeys/pay/index.html") == PageGroup("journeys", 2)
    assert page_group("journeys/", "journeybook/journeys/index.html") == PageGroup("journeys", 2)
