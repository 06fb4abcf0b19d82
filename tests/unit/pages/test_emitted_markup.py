"""What the built portal's files hold, read from the outside: links that lead somewhere and nothing that runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree, html

ORIGIN = "https://site.invalid/"

# `<svg><text>` and `<desc>` hold words, the others could run, restyle or fetch; wikis drop them as well.
ALLOWED_IN_DRAWINGS = {
    *("svg", "g", "title", "desc", "defs", "linearGradient", "stop", "clipPath"),
    *("rect", "circle", "ellipse", "line", "path", "polygon", "polyline", "text", "tspan"),
}


@cache
def pages_of(site: Path) -> dict[str, html.HtmlElement]:
    """Every HTML file of the site by its address, parsed."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): html.document_fromstring(
            path.read_bytes()
        )
        for path in sorted(site.rglob("*.html"))
        if not {"pagefind", "assets"} & set(path.relative_to(site).parts)
    }


@pytest.fixture(scope="module")
def pages(portal_site: Path) -> dict[str, html.HtmlElement]:
    return pages_of(portal_site)


def ours(page: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Every element that we, not the theme, wrote."""
    for root in page.xpath("//*[contains(@class, 'jb-body')]"):
        yield from (each for each in root.iter() if isinstance(each.tag, str))


def test_every_kind_of_page_was_built(pages: dict[str, html.HtmlElement]) -> None:
    folders = {address.split("/")[0] for address in pages}
    assert folders >= {
        "",
        "journeys",
        "personas",
        "channels",
        "teams",
        "systems",
        "areas",
        "lifecycle",
        "evidence",
        "metrics",
        "glossary",
    }
    assert "404.html" in pages


def test_our_markup_holds_nothing_that_runs_or_restyles(pages: dict[str, html.HtmlElement]) -> None:
    found = [
        f"{address}: <{each.tag} {name}>"
        for address, page in pages.items()
        for each in ours(page)
        for name in (*each.keys(), "")
        if name.startswith("on")
        or name == "style"
        or (
            not name and each.tag in {"script", "style", "iframe", "object", "embed", "base", "foreignobject"}
        )
    ]
    assert found == []


def test_a_drawing_borrows_from_its_own_page_alone(pages: dict[str, html.HtmlElement]) -> None:
    lost = set()
    for address, page in pages.items():
        here = {f"#{each.get('id')}" for each in page.iter(etree.Element)}
        used = (each.get("xlink:href") for each in page.iter("use"))
        lost |= {f"{address}: {each}" for each in used if each not in here}
    assert sorted(lost) == []


def test_no_ink_has_an_address_that_instant_navigation_would_assign_to(
    pages: dict[str, html.HtmlElement],
) -> None:
    # Material sets `element.href` of every `[href]`; on SVG elements that property is read-only, and it stops there.
    found = {
        f"{address}: <{each.tag}>"
        for address, page in pages.items()
        for svg in page.iter("svg")
        for each in svg.iter(etree.Element)
        if each.get("href") is not None
    }
    assert sorted(found) == []


def test_no_page_holds_a_style_attribute_or_handler_at_all(pages: dict[str, html.HtmlElement]) -> None:
    found = {
        f"{address}: <{each.tag} {name}>"
        for address, page in pages.items()
        for each in page.iter(etree.Element)
        for name in each.attrib
        if name == "style" or name.startswith("on")
    }
    assert sorted(found) == []


def test_no_page_holds_an_inline_script(pages: dict[str, html.HtmlElement]) -> None:
    # Blocks of JSON run nothing; a script without `src` would, whoever wrote it.
    found = [
        f"{address}: {(each.text or '')[:60]}"
        for address, page in pages.items()
        for each in page.iter("script")
        if not each.get("src") and each.get("type") != "application/json"
    ]
    assert found == []


def test_nothing_is_fetched_from_another_host(pages: dict[str, html.HtmlElement]) -> None:
    fetched = {
        (address, each.get(name))
        for address, page in pages.items()
        for each in page.iter("script", "img", "link", "source", "image", "video", "audio", "iframe")
        for name in ("src", "href", "srcset")
        if each.get(name)
        and (each.tag != "link" or each.get("rel") not in {"canonical", "prev", "next", "edit"})
    }
    foreign = [pair for pair in fetched if urlsplit(pair[1]).netloc]
    assert foreign == []


def test_every_link_inside_the_portal_leads_somewhere(
    pages: dict[str, html.HtmlElement], portal_site: Path
) -> None:
    ids = {
        address: {each.get("id") for each in page.iter(etree.Element)}
        | {each.get("name") for each in page.iter("a")}
        for address, page in pages.items()
    }
    broken = set()
    for address, page in pages.items():
        if address == "404.html":
            continue  # its links are absolute, below the address where the site will live
        for each in page.iter("a", "link", "img", "script"):
            target = each.get("href") or each.get("src")
            if not target or each.get("rel") in {"canonical", "edit"}:
                continue
            url = urlsplit(urljoin(ORIGIN + address, target))
            if f"{url.scheme}://{url.netloc}/" != ORIGIN:
                continue
            path = unquote(url.path).lstrip("/")
            if not (portal_site / path).exists():
                broken.add(f"{address}: {target} leads nowhere")
            elif url.fragment and path in ids and unquote(url.fragment) not in ids[path] | {"__skip"}:
                broken.add(f"{address}: {target} names no place on that page")
    assert sorted(broken) == []


def test_ids_are_unique_on_every_page(pages: dict[str, html.HtmlElement]) -> None:
    twice = {
        f"{address}: {key}"
        for address, page in pages.items()
        for key, count in Counter(
            each.get("id") for each in page.iter(etree.Element) if each.get("id")
        ).items()
        if count > 1
    }
    assert sorted(twice) == []


def test_what_an_attribute_points_to_is_on_the_page(pages: dict[str, html.HtmlElement]) -> None:
    pointing = ("aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "headers", "for")
    lost = set()
    for address, page in pages.items():
        ids = {each.get("id") for each in page.iter(etree.Element)}
        lost |= {
            f"{address}: {name}={key}"
            for each in ours(page)
            for name in pointing
            for key in (each.get(name) or "").split()
            if key not in ids
        }
    assert sorted(lost) == []


def test_no_page_prints_a_programs_words(pages: dict[str, html.HtmlElement]) -> None:
    wrong = {
        f"{address}: {text.strip()[:60]}"
        for address, page in pages.items()
        for each in ours(page)
        if each.tag not in {"code", "pre"}
        for text in (each.text or "", each.tail or "")
        if text.strip() in {"None", "True", "False", "nan", "[]", "{}", "()"}
        or any(sign in text for sign in ("{{", "{%", "Markup(", "Undefined", " object at 0x"))
    }
    assert sorted(wrong) == []


def test_every_page_says_its_language_title_and_one_main_heading(pages: dict[str, html.HtmlElement]) -> None:
    wrong = []
    for address, page in pages.items():
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue  # a redirect has no words of its own
        if not page.get("lang"):
            wrong.append(f"{address}: no language")
        if not (page.findtext(".//title") or "").strip():
            wrong.append(f"{address}: no title")
        if len(page.findall(".//h1")) != 1:
            wrong.append(f"{address}: {len(page.findall('.//h1'))} main headings")
    assert wrong == []


def test_every_map_has_its_two_drawings_and_they_are_inert(portal_site: Path) -> None:
    maps = sorted((portal_site / "journeys").glob("*/index.html"))
    assert maps
    wrong = []
    for page in maps:
        if "http-equiv" in page.read_text("utf-8") and not (page.parent / "map.svg").exists():
            continue  # a former id leads on
        for name in ("map.svg", "map-dark.svg"):
            root = etree.fromstring((page.parent / name).read_bytes())
            for each in root.iter(etree.Element):
                tag = etree.QName(each).localname
                strange = tag not in ALLOWED_IN_DRAWINGS
                handlers = [key for key in each.attrib if key.startswith("on") or key in {"style", "class"}]
                links = [value for key, value in each.items() if "href" in key or "url(http" in value]
                if strange or handlers or links:
                    wrong.append(f"{page.parent.name}/{name}: <{tag}> {handlers} {links}")
    assert wrong == []
