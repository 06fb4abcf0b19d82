"""A portal beside the plugins that ordinary sites use: it is built, or one line says what cannot be had together."""

from __future__ import annotations

from pathlib import Path

from repositories import Checkout
from small_portal import CONFIG, SOUND, build, write

# What plugins for feeds, dates and authors ask of every page: a file that is there and that git knows, a description,
# and Markdown if any.
ASKING = """\
import subprocess
from pathlib import Path

def on_page_content(html, page, **_):
    path = Path(page.file.abs_src_path)
    dated = subprocess.run(["git", "log", "-1", "--format=%at", str(path)], capture_output=True, text=True, cwd=path.parent)
    assert path.is_file() and dated.stdout.strip(), page.file
    assert page.file.content_string == "" or page.file.src_uri == "notes.md", page.file.content_string
    assert page.meta.get("description") or page.file.src_uri == "notes.md", page.file
    print("asked", page.file.src_uri, path.name)
"""


def portal(root: Path, plugins: str, more: str = "") -> Path:
    config = CONFIG.replace("plugins: [journeybook]\n", f"plugins:\n{plugins}{more}")
    return write(root, {**SOUND, "mkdocs.yml": config})


def test_every_page_has_what_other_plugins_ask_of_it(tmp_path: Path) -> None:
    repository = Checkout(tmp_path)
    root = portal(tmp_path, "  - journeybook\n", "hooks: [asking.py]\n")
    repository.commit({"asking.py": ASKING}, "Begin")
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "asked journeys/ordering.md ordering.yml" in done.log
    assert "asked index.md mkdocs.yml" in done.log
    assert "DeprecationWarning" not in done.log


def test_tags_and_redirects_know_the_pages_of_the_portal(tmp_path: Path) -> None:
    root = portal(
        tmp_path,
        "  - tags\n  - journeybook\n  - redirects: {redirect_maps: {old.md: journeys/ordering.md}}\n",
    )
    write(root, {"docs/notes.md": "---\ntags: [money]\n---\n# Notes\n\nSee [[ordering]].\n"})
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "journeys/ordering/" in (root / "site/old/index.html").read_text("utf-8")
    assert "money" in (root / "site/notes/index.html").read_text("utf-8")


def test_a_site_that_is_made_once_for_each_language_is_refused_in_one_line(tmp_path: Path) -> None:
    languages = "[{locale: en, default: true, name: English}, {locale: de, name: Deutsch}]"
    for first, second in (("journeybook", "i18n"), ("i18n", "journeybook")):
        listed = f"  - {first}\n  - {second}\n".replace("- i18n\n", f"- i18n: {{languages: {languages}}}\n")
        root = portal(tmp_path / first, listed)
        done = build(root)
        assert done.code == 1
        assert "Traceback" not in done.log
        assert "the plugin `i18n` cannot be used beside `journeybook`" in done.log
        assert "give the portal a `mkdocs.yml` of its own" in done.log
