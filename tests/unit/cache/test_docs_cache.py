"""Hand-written pages that did not change are not parsed again, and say what they said."""

from __future__ import annotations

import pytest

from journeybook import docs_pages
from journeybook.docs_pages import check_docs
from journeybook.i18n.catalog import use_language
from journeybook.portal.docs_cache import FILE, DocsCache
from journeybook.portal.portal import read_portal
from journeybook.rules import site_rules
from journeybook.sources.limits import PageLimits

PORTAL = {
    "maps/journeys/ordering.yml": "title: Ordering\nstages: [{id: a, title: A, steps: [{id: b, title: B}]}]\n",
    "docs/wrong.md": "# Wrong\n\nSee [[ordering#c]] and [[nobody]].\n",
    "docs/right.md": "# Right\n\nSee [[ordering#b]].\n",
    "docs/drawn.md": "# Drawn\n\n```journey\nref: ordering\n```\n",
    "docs/mere.md": "# Mere\n\nNothing.\n",
}


@pytest.fixture
def portal(tmp_path):
    for name, text in PORTAL.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def parsed(monkeypatch):
    """The files that were parsed for their findings."""
    found = []
    parse = docs_pages.page_findings

    def noted(text, file, *arguments, **options):
        found.append(file)
        return parse(text, file, *arguments, **options)

    monkeypatch.setattr(docs_pages, "page_findings", noted)
    return found


def checked(root, parsed, **settings):
    """The findings with the cache, which are those without, and the pages that had to be parsed."""
    read = read_portal(root)
    alone = check_docs(root / "docs", "docs", read.library, **settings)
    parsed.clear()
    cache = DocsCache(root, read.texts)
    found = check_docs(root / "docs", "docs", read.library, cache=cache, **settings)
    cache.save()
    assert (found.findings, found.texts) == (alone.findings, alone.texts)
    return found.findings, sorted(set(parsed) - {"docs/mere.md"})


def test_a_page_is_parsed_again_when_it_or_a_source_changes(portal, parsed):
    all_pages = ["docs/drawn.md", "docs/right.md", "docs/wrong.md"]
    first, read = checked(portal, parsed)
    assert [each.place.file for each in first] == ["docs/wrong.md"] * 2
    assert read == all_pages
    assert checked(portal, parsed) == (first, [])
    (portal / "docs" / "right.md").write_text("See [[nothing]].\n", "utf-8")
    more, read = checked(portal, parsed)
    assert (len(more), read) == (3, ["docs/right.md"])
    map_file = portal / "maps" / "journeys" / "ordering.yml"
    map_file.write_text(PORTAL["maps/journeys/ordering.yml"].replace("id: b", "id: c"), "utf-8")
    less, read = checked(portal, parsed)
    assert (len(less), read) == (2, all_pages)
    (portal / "maps" / "vocabulary.yml").write_text("teams: [nobody]\n", "utf-8")
    assert len(checked(portal, parsed)[0]) == 1
    assert checked(portal, parsed, plain=True)[1] == all_pages
    assert checked(portal, parsed, limits=PageLimits(page_brackets=7))[1] == all_pages


def test_a_finding_that_depends_on_the_machine_is_not_kept(portal, parsed, monkeypatch):
    def slow(_text, file, *_, **__):
        return (site_rules.page_takes_too_long.at(docs_pages.Place(file), "it takes too long"),)

    read = read_portal(portal)
    with monkeypatch.context() as patched:
        patched.setattr(docs_pages, "page_findings", slow)
        cache = DocsCache(portal, read.texts)
        assert len(check_docs(portal / "docs", "docs", read.library, cache=cache).findings) == 4
        cache.save()
    assert not (portal / ".cache" / "journeybook" / FILE).exists()
    assert len(checked(portal, parsed)[0]) == 2


def test_nothing_is_kept_in_another_language(portal, parsed):
    use_language("de")
    try:
        checked(portal, parsed)
        assert len(checked(portal, parsed)[1]) == 3
    finally:
        use_language("en")


def test_a_cache_of_another_hand_is_not_believed(portal, parsed):
    first, _ = checked(portal, parsed)
    file = portal / ".cache" / "journeybook" / FILE
    file.write_bytes(file.read_bytes().replace(b"nobody", b"anybody"))
    assert checked(portal, parsed)[0] == first


def test_pages_without_links_leave_no_cache(portal, parsed):
    for name in ("wrong", "right", "drawn"):
        (portal / "docs" / f"{name}.md").unlink()
    checked(portal, parsed)
    assert not (portal / ".cache").exists()
