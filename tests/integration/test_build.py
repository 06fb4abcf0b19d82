"""`mkdocs build`: a sound portal builds without a word, a bad one stops with one line and leaves the site alone."""

from __future__ import annotations

import os
import re
import struct
import zlib
from html import unescape
from pathlib import Path

import pytest

from small_portal import CONFIG, ORDERING, SOUND, build, page, tree_digest, write


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("sound"), SOUND)
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "WARNING" not in done.log
    assert "warning[" not in done.log
    return root


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', text)


def test_nothing_but_the_plugin_has_to_be_configured(sound: Path) -> None:
    files = tree_digest(sound / "site")
    for path in (
        "index.html",
        "journeys/index.html",
        "journeys/ordering/index.html",
        "journeys/ordering/map.svg",
        "journeys/ordering/map-dark.svg",
        "personas/amira/index.html",
        "glossary/index.html",
        "notes/index.html",
        "404.html",
        "assets/journeybook.css",
        "assets/journeybook.js",
        "assets/journeybook-early.js",
        "assets/journeybook.svg",
        "pagefind/pagefind.js",
    ):
        assert path in files, path
    # The parts of stylesheet and script are no files of the site.
    assert [
        path for path in files if path.startswith(("styles/", "scripts/", "partials/", "journeybook/"))
    ] == []


def test_a_page_asks_no_other_host_and_holds_no_inline_code(sound: Path) -> None:
    for path in (sound / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        loaded = re.findall(
            r'<(?:script|img|link rel="(?:stylesheet|icon)")[^>]*?(?:src|href)="([^"]+)"', text
        )
        assert loaded
        assert [url for url in loaded if "//" in url] == []
        code = [tag for tag in re.findall(r"<script[^>]*>", text) if "src=" not in tag and "json" not in tag]
        assert code == []
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=", text) == []


def test_links_of_hand_written_pages_lead_to_generated_ones(sound: Path) -> None:
    found = links(page(sound, "notes"))
    assert "../journeys/ordering/#ordering--t-pay" in found
    assert "../journeys/ordering/" in found


def test_a_map_names_the_hand_written_page_that_links_to_it(sound: Path) -> None:
    (used,) = re.findall(
        r'<section[^>]* aria-labelledby="jp--used".*?</section>', page(sound, "journeys/ordering"), re.DOTALL
    )
    assert '<a href="../../notes/"><bdi>Notes</bdi></a>' in used
    assert 'links to it: <a href="#ordering--t-pay"><bdi>Pays</bdi></a>' in used


def test_titles_in_the_navigation_are_those_of_the_pages(sound: Path) -> None:
    text = page(sound, "journeys/ordering")
    tabs = text[text.index("jb-tabs") : text.index("</nav>", text.index("jb-tabs"))]
    named = re.findall(r'href="([^"]*)" class="md-tabs__link"[^>]*>([^<]*)<', tabs)
    assert named[:3] == [("../..", "Home"), ("../", "Journeys"), ("../../personas/", "Personas")]
    assert ("../../notes/", "Guides") in named
    # A map is not in the navigation; its tab is marked all the same.
    assert 'aria-current="true">Journeys' in tabs


def test_parts_that_pages_share_fit_each_of_them(sound: Path) -> None:
    for address in ("journeys/ordering", "personas/amira", "lifecycle/purchase", "", "journeys"):
        text = page(sound, address)
        header = text[: text.index("<main")] + text[text.index("</main>") :]
        for link in {*links(header), *re.findall(r'src="([^"]+)"', header)}:
            if link.startswith(("#", "https://")):
                continue
            target = (sound / "site" / address / link.partition("#")[0]).resolve()
            assert (target / "index.html").is_file() or target.is_file(), f"{address}: {link}"


def test_the_title_and_description_of_a_page_are_its_own(sound: Path) -> None:
    assert "<title>Ordering · Small portal</title>" in page(sound, "journeys/ordering")
    assert '<meta name="description" content="From the first click' in page(sound, "journeys/ordering")
    assert "<title>Amira Haddad · Small portal</title>" in page(sound, "personas/amira")
    assert "<title>Small portal</title>" in page(sound, "")


def test_a_link_in_a_chat_shows_title_and_description_of_its_page(sound: Path) -> None:
    def shown(address: str) -> dict[str, str]:
        found = re.findall(r'<meta property="og:([a-z_]+)" content="([^"]*)">', page(sound, address))
        assert len(found) == len(dict(found))
        return dict(found)

    card = shown("journeys/ordering")
    assert (card["title"], card["site_name"]) == ("Ordering", "Small portal")
    assert card["description"].startswith("From the first click")
    assert shown("personas/amira")["title"] == "Amira Haddad"
    assert shown("")["title"] == "Small portal"


def test_hostile_texts_are_text_everywhere_in_the_shell(tmp_path: Path) -> None:
    hostile = '</title><script>alert(1)</script>\\"><img src=x onerror=alert(2)>'
    text = ORDERING.replace("title: Ordering", f'title: "{hostile}"').replace(
        "summary: From", f'summary: "{hostile}"\nscenario: From'
    )
    root = write(tmp_path, {**SOUND, "maps/journeys/ordering.yml": text})
    done = build(root)
    assert done.code == 0, done.log
    for path in (root / "site").rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<script>alert" not in html
        assert "<img src=x" not in html


BAD = ORDERING.replace("personas: [amira]", "personas: [amina]").replace("emotion: -1", "emotion: bad")


def test_mistakes_are_all_shown_once_and_the_site_is_left_alone(tmp_path: Path) -> None:
    root = write(tmp_path, SOUND)
    assert build(root).code == 0
    before = tree_digest(root / "site")
    write(root, {"maps/journeys/ordering.yml": BAD, "maps/journeys/other.yml": "titel: Other\n"})
    done = build(root)
    assert done.code == 1
    assert "Traceback" not in done.log
    for words in (
        "maps/journeys/ordering.yml:3:12",
        "maps/journeys/ordering.yml:13:18",
        "maps/journeys/other.yml:1:1",
    ):
        assert done.log.count(words) == 1, words
    assert "did you mean `amira`" in done.log
    assert "personas: [amina]\n  |            ^^^^^" in done.log
    ends = [line for line in done.lines if "nothing was built" in line]
    assert len(ends) == 1
    assert re.search(r"\d errors in 2 files, nothing was built", ends[0])
    assert tree_digest(root / "site") == before


LATER = "title: Later\nfuture_of: ordering\nstages: [{title: Begin}]\n"


def test_a_warning_is_shown_and_stops_no_build(tmp_path: Path) -> None:
    root = write(tmp_path, {**SOUND, "maps/journeys/later.yml": LATER})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "warning[JB" in done.log
    assert "maps/journeys/later.yml:2:1" in done.log


def test_a_late_date_in_one_file_keeps_nobody_from_publishing(tmp_path: Path) -> None:
    evidence = "title: Survey\nkind: survey\ndate: 2031-05-01\n"
    reviewed = ORDERING + "status: published\n"
    files = {**SOUND, "maps/journeys/ordering.yml": reviewed, "maps/evidence/survey.yml": evidence}
    done = build(write(tmp_path, files), "--strict")
    assert "maps/journeys/ordering.yml" in done.log, "the map is overdue, and the build says so"
    assert done.code == 0, done.log


def test_a_rule_that_a_team_raised_to_an_error_stops_the_build(tmp_path: Path) -> None:
    code = re.search(
        r"warning\[(JB\d+)\]", build(write(tmp_path, {**SOUND, "maps/journeys/later.yml": LATER})).log
    )
    assert code
    write(tmp_path, {"journeybook.toml": f'severity = {{{code[1]} = "error"}}\n'})
    done = build(tmp_path)
    assert done.code == 1
    assert "1 error in 1 file, nothing was built" in done.log


def test_a_link_that_leads_nowhere_stops_the_build_with_its_line(tmp_path: Path) -> None:
    root = write(tmp_path, SOUND)
    assert build(root).code == 0
    before = tree_digest(root / "site")
    text = "---\ntags: [x]\n---\n# Notes\n\nSee [[orderin]].\n\n    [[code]]\n\n`[[code]]`\n"
    done = build(write(root, {"docs/notes.md": text}))
    assert done.code == 1
    assert tree_digest(root / "site") == before
    assert "code" not in done.log
    assert "docs/notes.md:6:5" in done.log
    assert "did you mean `[[ordering]]`" in done.log
    assert "Traceback" not in done.log


def test_a_page_that_is_no_text_stops_the_build_with_its_name(tmp_path: Path) -> None:
    root = write(tmp_path, {**SOUND, "docs/latin.md": b"# caf\xe9\n"})
    done = build(root)
    assert done.code == 1
    assert "docs/latin.md:1" in done.log
    assert "not UTF-8" in done.log
    assert "Traceback" not in done.log


def test_a_page_of_ours_that_finds_no_place_at_all_is_a_mistake(tmp_path: Path) -> None:
    drawing = "journeys/ordering/map.svg"
    files = {
        "docs/glossary.md": "# Mine\n",
        "docs/journeybook/glossary.md": "# Mine too\n",
        f"docs/{drawing}": "<svg/>",
        f"docs/journeybook/{drawing}": "<svg/>",
    }
    done = build(write(tmp_path, {**SOUND, **files}))
    assert done.code == 1
    assert "docs/journeybook/glossary.md:1:1" in done.log
    assert f"docs/journeybook/{drawing}:1:1" in done.log
    assert "rename or remove it" in done.log


def test_another_theme_is_one_line(tmp_path: Path) -> None:
    done = build(write(tmp_path, {**SOUND, "mkdocs.yml": "site_name: Other\nplugins: [journeybook]\n"}))
    assert done.code == 1
    assert "set `theme: {name: material}`" in done.log
    assert "Traceback" not in done.log


def test_a_missing_folder_of_maps_is_said(tmp_path: Path) -> None:
    done = build(write(tmp_path, {"mkdocs.yml": CONFIG, "docs/notes.md": "# Notes\n"}))
    assert "Traceback" not in done.log
    assert "maps" in done.log
    assert done.code == 1


def test_pages_lead_to_the_editor_and_the_form_of_a_known_host(tmp_path: Path) -> None:
    setting = "repo_url: https://github.com/o/r\nedit_uri: edit/main/docs/\n"
    root = write(tmp_path, {**SOUND, "mkdocs.yml": CONFIG + setting})
    assert build(root, "--strict").code == 0
    form = "https://github.com/o/r/issues/new?template=suggest-a-change.yml&title=Suggestion%3A%20"
    for name, file, told in (
        ("journeys/ordering", "maps/journeys/ordering.yml", "Ordering&map=ordering&step="),
        ("personas/amira", "maps/personas/amira.yml", "Amira%20Haddad&map=persona%3Aamira&step="),
        ("notes", "docs/notes.md", "Notes&map=docs%2Fnotes.md&step="),
    ):
        found = [unescape(each) for each in links(page(root, name))]
        assert f"https://github.dev/o/r/blob/main/{file}" in found
        assert form + told in found
    assert form + "Journeys&map=journeys%2F&step=" in map(unescape, links(page(root, "journeys")))


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (
            "suggest_uri_template: 'https://h.example/{titel}'",
            "`{titel}` means nothing here, expected {kind}",
        ),
        ("editor_uri_template: 'javascript:alert(1)'", "`javascript:alert(1)` is no address"),
        ("suggest_uri_template: [1]", "suggest_uri_template"),
    ],
)
def test_a_template_that_cannot_be_followed_is_refused(option: str, said: str, tmp_path: Path) -> None:
    config = CONFIG.replace("[journeybook]", f"[journeybook: {{{option}}}]")
    done = build(write(tmp_path, {**SOUND, "mkdocs.yml": config}))
    assert done.code == 1
    assert said in done.log
    assert "Traceback" not in done.log


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            "repo_url: https://git.example/maps\nedit_uri: edit/main/docs/\n",
            "https://git.example/maps/edit/main/{}",
        ),
        ("edit_uri_template: https://git.example/edit/docs/{path}\n", "https://git.example/edit/{}"),
        ("edit_uri_template: 'https://git.example/?edit=docs/{path}'\n", "https://git.example/?edit={}"),
    ],
)
def test_edit_links_lead_to_the_sources(setting: str, expected: str, tmp_path: Path) -> None:
    root = write(tmp_path, {**SOUND, "mkdocs.yml": CONFIG + setting})
    assert build(root, "--strict").code == 0
    assert expected.format("maps/journeys/ordering.yml") in links(page(root, "journeys/ordering"))
    assert expected.format("maps/personas/amira.yml") in links(page(root, "personas/amira"))
    assert expected.format("docs/notes.md") in links(page(root, "notes"))
    assert 'rel="edit' not in page(root, "journeys")  # made of all sources, so there is no one file to edit


def test_a_site_without_a_repository_has_no_edit_link(sound: Path) -> None:
    assert 'rel="edit' not in page(sound, "journeys/ordering")


def test_a_site_of_files_links_to_files(tmp_path: Path) -> None:
    moved = {"maps/journeys/ordering.yml": ORDERING + "was: [buying]\n"}
    root = write(tmp_path, {**SOUND, **moved, "mkdocs.yml": CONFIG + "use_directory_urls: false\n"})
    assert build(root, "--strict").code == 0
    site = root / "site"
    assert (site / "journeys/buying/index.html").is_file()
    for path in site.rglob("*/*.html"):  # 404.html links from the server's root: it stands in for any page
        for link in links(path.read_text("utf-8")):
            if link.startswith(("https://", "#")) or not link:
                continue
            assert (path.parent / link.partition("#")[0]).is_file(), f"{path.relative_to(site)}: {link}"


def test_a_dirty_build_makes_generated_pages_anew(tmp_path: Path) -> None:
    root = write(tmp_path, SOUND)
    assert build(root).code == 0
    write(root, {"maps/personas/amira.yml": "title: Amira the second\n"})
    done = build(root, "--dirty")
    assert done.code == 0, done.log
    assert "Amira the second" in page(root, "journeys/ordering")


def test_the_configuration_may_be_named_from_another_folder(tmp_path: Path) -> None:
    root = write(tmp_path / "portal", SOUND)
    done = build(root, "--strict", "-f", "portal/mkdocs.yml", cwd=tmp_path)
    assert done.code == 0, done.log
    assert "Pays" in page(root, "journeys/ordering")


def test_maps_may_lie_in_another_folder(tmp_path: Path) -> None:
    config = CONFIG.replace("[journeybook]", "[{journeybook: {maps: sources}}]")
    files = {name.replace("maps/", "sources/"): content for name, content in SOUND.items()}
    root = write(tmp_path, {**files, "mkdocs.yml": config})
    assert build(root, "--strict").code == 0
    assert "Pays" in page(root, "journeys/ordering")


def test_a_sites_own_navigation_theme_and_overrides_win(tmp_path: Path) -> None:
    config = (
        "site_name: Own\ntheme:\n  name: material\n  custom_dir: own\n  favicon: own.png\n"
        "  palette: {scheme: default, primary: teal}\n  features: [navigation.tabs]\n"
        "plugins: [search, journeybook]\nextra_css: [own.css]\n"
        "nav:\n  - Start: index.md\n  - Maps: journeys/index.md\n  - notes.md\n"
    )
    override = '{% extends "journeybook/base.html" %}\n{% block announce %}Own words{% endblock %}\n'
    root = write(
        tmp_path,
        {**SOUND, "mkdocs.yml": config, "own/main.html": override, "docs/own.css": "p{}", "docs/own.png": ""},
    )
    done = build(root, "--strict")
    assert done.code == 0, done.log
    text = page(root, "journeys/ordering")
    assert "Own words" in text
    assert 'href="../../own.png"' in text
    assert 'data-md-color-primary="teal"' in text
    assert text.index("assets/journeybook.css") < text.index("own.css")
    tabs = re.findall(r'class="md-tabs__link"[^>]*>([^<]*)<', text)
    assert tabs == ["Start", "Maps", "Notes"]


def png() -> bytes:
    """The smallest picture that is one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0\0"))
        + chunk(b"IEND", b"")
    )


def test_pictures_of_personas_are_in_the_site(tmp_path: Path) -> None:
    files = {
        "maps/personas/amira.yml": "title: Amira\nphoto: amira.png\n",
        "maps/personas/amira.png": png() + b"<script>CANARY",
    }
    root = write(tmp_path, {**SOUND, **files})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert (root / "site/personas/amira.png").read_bytes() == png()


def test_a_wrong_date_in_the_environment_is_one_line(tmp_path: Path) -> None:
    done = build(write(tmp_path, SOUND), env={"SOURCE_DATE_EPOCH": "abc"})
    assert done.code == 1
    assert "SOURCE_DATE_EPOCH is `abc`" in done.log
    assert "Traceback" not in done.log


def test_search_can_be_switched_off(tmp_path: Path) -> None:
    config = CONFIG.replace("[journeybook]", "[{journeybook: {search: false}}]")
    root = write(tmp_path, {**SOUND, "mkdocs.yml": config})
    assert build(root, "--strict").code == 0
    assert not (root / "site/pagefind").exists()


def test_a_portal_without_the_search_program_is_a_portal_with_one_warning(tmp_path: Path) -> None:
    # A package of the same name that comes first and holds no program.
    root = write(
        tmp_path,
        {
            **SOUND,
            "packages/pagefind_bin/__init__.py": "def get_executable():\n    raise FileNotFoundError\n",
        },
    )
    done = build(
        root,
        env={
            "PYTHONPATH": os.pathsep.join(
                filter(None, (str(tmp_path / "packages"), os.environ.get("PYTHONPATH")))
            )
        },
    )
    assert done.code == 0, done.log
    (line,) = (line for line in done.lines if "WARNING" in line)
    assert line.startswith("WARNING -  journeybook: there is no search in this portal: ")
    assert "`pip install pagefind[bin]`" in line
    assert "Pays" in page(root, "journeys/ordering")
