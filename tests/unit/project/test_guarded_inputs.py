"""Each guard that no other test holds, met with what it is there for; `tests/support/guard_table.py` names them."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydantic import TypeAdapter

from factories import make_journey, make_library
from journeybook.cache import sealed_files
from journeybook.cache.sealed_files import FOLDER, load_sealed, save_sealed
from journeybook.checks.registry import RULES
from journeybook.cli import import_maps
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.exchange.importers import refusal_of
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.fences.journey_fence import Fence, draw_fence
from journeybook.forge.workflow_commands import escape_data, escape_property
from journeybook.history import log, snapshot
from journeybook.history.git import GitError, TreeEntry, open_repository
from journeybook.library.objects import Library
from journeybook.mkdocs_plugin import files
from journeybook.mkdocs_plugin.escaped_values import html_link, html_text
from journeybook.pages.templates import templates
from journeybook.portal.portal import read_portal
from journeybook.prose.rendering import is_safe_link, render_prose
from journeybook.reports.verify_report import fault_in
from journeybook.site.content_policy import Policy, policy
from journeybook.sources import folder
from journeybook.text.characters import printable, visible
from places import GOLDEN
from repositories import MAP, MAP_FILE, checkout

HOSTILE = "<img src=x onerror=run()>\"'&"
HIDDEN = "a\x1b[31mb\u202ec\u2066d"


def test_names_and_subjects_of_commits_hold_nothing_that_a_terminal_obeys() -> None:
    fields = (
        "0" * 40,
        "",
        "1700000000",
        f"Ann {HIDDEN}",
        "ann@example.org",
        f"Mend {HIDDEN}",
        f"Bob {HIDDEN} <b@example.org>",
    )
    tokens = [each.encode() for each in fields]
    (commit,) = log._commits(tokens, "")
    assert commit.people
    for each in (*commit.people, commit.subject):
        assert each == printable(each)
        assert "\x1b" not in each


def test_a_revision_that_begins_as_an_option_is_refused_as_one(tmp_path: Path) -> None:
    repository = open_repository(checkout(tmp_path / "portal").root)
    with pytest.raises(GitError, match="begin with a dash"):
        repository.commit("--output=stolen")
    assert not list(tmp_path.rglob("stolen"))


def test_no_program_that_a_checkout_names_makes_differences(tmp_path: Path) -> None:
    made = checkout(tmp_path / "portal")
    made.commit({".gitattributes": "*.yml diff=theirs\n"})
    stolen = tmp_path / "stolen"
    for key in ("command", "textconv"):
        made.git("config", f"diff.theirs.{key}", f"touch {stolen};")
    made.write({MAP_FILE: MAP.replace("Pays", "Pays twice")})
    repository = open_repository(made.root)
    assert b"Pays twice" in repository.run("diff", "HEAD")
    repository.run("log", "-p", "--format=%H")
    assert not stolen.exists()


def entry(name: str, size: int = 5, mode: str = "100644") -> tuple[TreeEntry, bytes]:
    return TreeEntry(mode, f"blob-{name}", size, name.encode()), name.encode()


REVISION = SimpleNamespace(contents=lambda blobs: ((each, b"words") for each in blobs))
"""A repository in which every file holds the same."""


def unpacked(root: Path, *entries: tuple[TreeEntry, bytes]) -> list[str]:
    root.mkdir(parents=True)
    snapshot._unpack(REVISION, entries, root)
    return sorted(
        path.relative_to(root.parent).as_posix() for path in root.parent.rglob("*") if not path.is_dir()
    )


@pytest.mark.parametrize(
    "name", ["../a.yml", "journeys/../../a.yml", "./a.yml", "/a.yml", "a\\..\\b.yml", "c:a.yml"]
)
def test_a_name_of_a_revision_that_is_more_than_a_name_is_left_out(name: str, tmp_path: Path) -> None:
    assert unpacked(tmp_path / "root", entry(name), entry("journeys/a.yml")) == ["root/journeys/a.yml"]


def test_a_revision_may_weigh_and_hold_only_so_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = [entry(f"journeys/{at}.yml", 100) for at in range(5)]
    assert len(unpacked(tmp_path / "one" / "root", *few)) == 5
    with monkeypatch.context() as patch:
        patch.setattr(snapshot, "TOTAL_BYTES", 499)
        with pytest.raises(GitError, match="too large"):
            unpacked(tmp_path / "two" / "root", *few)
    monkeypatch.setattr(snapshot, "FILES", 4)
    with pytest.raises(GitError, match="more than 4 files"):
        unpacked(tmp_path / "three" / "root", *few)


def test_a_link_of_a_revision_leads_nowhere_and_a_large_file_is_not_read(tmp_path: Path) -> None:
    root = tmp_path / "root"
    unpacked(root, entry("journeys/link.yml", mode="120000"), entry("journeys/large.yml", 10**7))
    assert (root / "journeys/link.yml").readlink() == Path("nowhere")
    assert (root / "journeys/large.yml").read_bytes()[:5] == b"\0" * 5
    assert (root / "journeys/large.yml").stat().st_size < 10**6


KEPT = TypeAdapter(dict[str, int])


def test_of_the_cache_only_what_this_account_kept_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "own"))
    root = tmp_path / "portal"
    root.mkdir()
    save_sealed(root, "maps", KEPT, {"a": 1})
    assert load_sealed(root, "maps", KEPT) == {"a": 1}
    path = root / FOLDER / "maps"
    with monkeypatch.context() as patch:
        patch.setattr(sealed_files, "LARGEST", 10)
        assert load_sealed(root, "maps", KEPT) is None
    content = path.read_bytes()
    path.write_bytes(content.replace(b'"a":1', b'"a":2'))
    assert load_sealed(root, "maps", KEPT) is None
    path.write_bytes(content)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(path, elsewhere)
    path.symlink_to(elsewhere)
    assert load_sealed(root, "maps", KEPT) is None
    path.unlink()
    shutil.move(elsewhere, path)
    shutil.move(root / ".cache", tmp_path / "cache")
    (root / ".cache").symlink_to(tmp_path / "cache")
    assert load_sealed(root, "maps", KEPT) is None


def test_templates_escape_what_is_no_markup() -> None:
    shown = templates().from_string("<b title='{{ text }}'>{{ text }}</b>").render(text=HOSTILE)
    assert shown.count("<") == 2
    assert shown.count("'") == 2


def test_the_theme_prints_texts_and_no_link_that_runs() -> None:
    assert not set("<>\"'") & set(html_text(HOSTILE))
    assert html_text("A &amp; B") == "A &amp; B"
    for address in (
        "javascript:run()",
        " JAVASCRIPT:run()",
        "&#106;avascript:run()",
        "data:text/html,a",
        "vbscript:a",
    ):
        assert html_link(address) == "#"
    assert html_link("https://portal.example/?a=1&b") == "https://portal.example/?a=1&amp;b"


def fence(text: str, file: str = "docs/a.md", library: Library | None = None) -> str:
    return draw_fence(Fence(text, file, 3, 1, library, lambda _: None))[0]


def test_the_box_of_a_fence_that_cannot_be_drawn_shows_texts() -> None:
    box = fence(f"ref: {HOSTILE!r}\n", f"docs/{HOSTILE}.md", make_library())
    assert "cannot be drawn" in box
    assert "<img" not in box
    assert box.count("&lt;img src=x onerror=run()&gt;") >= 2  # the message and the place
    assert "\\u200b" in fence("ref: a\u200bb\n", library=make_library())


def test_the_caption_of_a_fence_is_text() -> None:
    title = "<b>Ordering</b>"
    library = make_library(make_journey("ordering", title=title))
    in_place = f'title: "{title}"\nstages: [{{title: A}}]\n'
    mermaid = f"journey\n  title {title}\n  section A\n    Pay: 3: Ann\n"
    for text in ("ref: ordering\n", in_place, mermaid):
        drawn = fence(text, library=library)
        assert "<figcaption" in drawn
        assert title not in drawn
        assert "&lt;b&gt;Ordering&lt;/b&gt;</figcaption>" in drawn


def test_prose_is_shown_with_its_tags_as_text() -> None:
    shown = render_prose(
        "a <b>bold</b> <script>run()</script>\n\n<div>block</div>\n\n*it*", lambda _: None, {}
    )
    assert "&lt;script&gt;run()&lt;/script&gt;" in shown
    assert "&lt;div&gt;block&lt;/div&gt;" in shown
    assert "<em>it</em>" in shown


@pytest.mark.parametrize(
    "address",
    [
        "javascript:run()",
        "data:text/html,a",
        "http://plain.example",
        "//host/a",
        "/\\host",
        "/\t/host",
        "file:///a",
        "%5c/host",
    ],
)
def test_prose_links_nowhere_that_runs_or_is_unsafe(address: str) -> None:
    assert not is_safe_link(address)
    assert is_safe_link("https://portal.example/")


def test_prose_of_little_but_marks_is_shown_as_it_stands() -> None:
    assert "**words**" in render_prose("**words** " + "[" * 700, lambda _: None, {})


def test_a_text_in_a_log_begins_no_command() -> None:
    said = escape_data("a\n::error::b\r\n%0A::set-output::\x1b[31m")
    assert "\n" not in said
    assert "\r" not in said
    assert "\x1b" not in said
    assert "%250A" in said
    assert not set(":,\n") & set(escape_property("a:b,c\n"))


def test_what_is_printed_obeys_nobody() -> None:
    shown = printable(f"{HIDDEN}\x00\x7f\x9b\ufeff")
    assert all(each.isprintable() for each in shown)
    assert visible("a\u200bb") == "a\\u200bb"


def test_a_policy_refuses_what_it_does_not_name() -> None:
    own = Policy.of(policy())
    for directive in ("frame-src", "media-src", "child-src", "object-src", "prefetch-src", "frame-src"):
        assert not own.sources(directive)
        assert not own.lets_load(directive, "https://elsewhere.example/")
    assert not own.lets_run("run()")
    assert not own.lets_run("run()", attribute=True)


def errors(found: Iterable[Diagnostic]) -> list[str]:
    """The names of the rules that are broken so that something is refused."""
    return [RULES[each.code].name for each in found if each.severity is Severity.ERROR]


def test_a_portal_of_more_files_than_one_may_hold_is_told_and_the_rest_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "OBJECTS", 2)
    for name in ("a", "b", "c", "d"):
        path = tmp_path / "maps" / "personas" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"title: {name}\n")
    portal = read_portal(tmp_path)
    assert errors(portal.diagnostics) == ["too-many-files"]
    assert set(portal.library.personas) == {"a", "b"}


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("graph TD\n  A --> B\n", "not-a-journey"),
        ("journey\n  title T\n  section A\n    Pays\n", "invalid-mermaid"),
    ],
)
def test_what_is_no_diagram_of_a_journey_is_not_imported(text: str, broken: str) -> None:
    assert errors(parse_mermaid(text, "a.mmd")[1]) == [broken]


def test_a_file_of_another_kind_is_not_imported() -> None:
    refused = refusal_of("map.docx")
    assert refused is not None
    assert errors([refused]) == ["not-imported"]


def test_an_import_writes_over_nothing(tmp_path: Path) -> None:
    (tmp_path / "journeys").mkdir()
    (tmp_path / "journeys" / "a.yml").write_text("title: Mine\n")
    plan = SimpleNamespace(files=(SimpleNamespace(path="journeys/a.yml", text="title: Theirs\n"),))
    assert errors(import_maps._write(plan, tmp_path)[1]) == ["not-written"]
    assert (tmp_path / "journeys" / "a.yml").read_text() == "title: Mine\n"


def test_a_page_that_finds_no_place_is_told() -> None:
    there = SimpleNamespace(src_uri="journeybook/glossary.md")
    assert errors([files._clash("Glossary", there, SimpleNamespace(docs_path="docs/"))]) == [
        "page-in-the-way"
    ]


def test_a_report_begins_with_its_mark_and_holds_no_character_that_nobody_sees() -> None:
    text, preview = (GOLDEN / "difference" / "report.md").read_text("utf-8"), "https://preview.example/7/"
    assert fault_in(text, preview) is None
    first, _, rest = text.partition("\n")
    assert fault_in(f"Approved by everybody\n{rest}", preview) == "it does not begin as a report does"
    words = next(word for word in rest.split() if word.isalpha())
    hidden = text.replace(words, f"{words}\u202e", 1)
    assert "a character that no report holds" in str(fault_in(hidden, preview))
    assert first
