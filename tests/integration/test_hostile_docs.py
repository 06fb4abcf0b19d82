"""What is wrong with the folder of hand-written pages is told before the site that stands is touched."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from small_portal import SOUND, build, tree_digest, write


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write(tmp_path_factory.mktemp("built"), SOUND)
    assert build(root).code == 0
    return root


def test_bad_pages_are_all_told_and_the_site_stays(built: Path) -> None:
    before = tree_digest(built / "site")
    docs = built / "docs"
    pages = {
        "brackets.md": "---\na: " + "[" * 98_000 + "\n---\n",
        "aliases.md": "---\na: &a [1]\nb: *a\n---\n",
        "icon.md": "---\nicon: material/nothing\n---\n# A\n",
        "template.md": "---\ntemplate: nothing.html\n---\n# A\n",
        "<b>.md": "# A\n",
        ".meta.yml": "a: &a [1]\nb: *a\n",
    }
    for name, text in pages.items():
        (docs / name).write_text(text)
    os.mkfifo(docs / "pipe.png")
    (docs / "system").symlink_to("/etc")
    # Two links to where they are: whoever follows them never ends.
    for name in ("one", "other"):
        (docs / name).symlink_to(".")
    try:
        done = build(built)
    finally:
        for path in docs.iterdir():
            if path.name != "notes.md":
                path.unlink()
    assert done.code == 1, done.log
    places = ("brackets.md:2", "aliases.md:2:4", "icon.md:2:7", "template.md:2:11", ".meta.yml:1:4")
    for place in (*places, "<b>.md", "pipe.png", "system", "one", "other"):
        assert f"docs/{place}" in done.log, place
    assert "10 errors in 10 files, nothing was built" in done.log
    assert "Traceback" not in done.log
    assert tree_digest(built / "site") == before


def test_links_to_folders_that_a_site_leaves_out_are_not_walked(tmp_path: Path) -> None:
    root = write(tmp_path, {**SOUND, "docs/.tools/x.txt": "x"})
    for name in ("one", "other"):
        (root / "docs" / ".tools" / name).symlink_to(".")
    done = build(root, "--strict")
    assert done.code == 0, done.log
    assert "the payment" in (root / "site" / "notes" / "index.html").read_text("utf-8")


def test_front_matter_of_other_plugins_is_kept_and_links_inside_are_followed(tmp_path: Path) -> None:
    text = "---\nown: {deep: [1, two]}\nhide: [toc]\ntags: word\n---\n# Own\n"
    hook = "def on_post_page(output, page, config):\n    return output + repr(page.meta.get('own'))\n"
    config = SOUND["mkdocs.yml"] + "hooks: [hook.py]\n"  # type: ignore[operator]
    root = write(tmp_path, {**SOUND, "docs/own.md": text, "hook.py": hook, "mkdocs.yml": config})
    (root / "docs" / "same.md").symlink_to("own.md")
    done = build(root, "--strict")
    assert done.code == 0, done.log
    for address in ("own", "same"):
        written = (root / "site" / address / "index.html").read_text("utf-8")
        assert written.endswith("{'deep': [1, Markup('two')]}")


LINKING = "# Linking\n\nSee [this](%s).\n"


@pytest.mark.parametrize(
    ("text", "config", "told"),
    [
        (LINKING % "nowhere.md", "", "nowhere.md"),
        (LINKING % "notes.md#not-there", "validation: {links: {anchors: warn}}\n", "#not-there"),
        (LINKING % "journeys/ordering.md#not-there", "validation: {links: {anchors: warn}}\n", "#not-there"),
        ("# Linking\n", "nav: [index.md, missing.md]\n", "missing.md"),
    ],
)
def test_what_a_strict_build_fails_for_leaves_the_site_alone(
    text: str, config: str, told: str, built: Path
) -> None:
    before = tree_digest(built / "site")
    settings = f"{SOUND['mkdocs.yml']}{config}"
    write(built, {"docs/linking.md": text, "mkdocs.yml": settings})
    try:
        done = build(built, "--strict")
        assert done.code == 1, done.log
        assert told in done.log
        assert "1 warning in strict mode, nothing was built" in done.log
        assert tree_digest(built / "site") == before
    finally:
        (built / "docs" / "linking.md").unlink()
        write(built, {"mkdocs.yml": SOUND["mkdocs.yml"]})


def test_a_link_to_a_place_on_a_page_of_the_portal_passes_a_strict_build(tmp_path: Path) -> None:
    config = f"{SOUND['mkdocs.yml']}validation: {{links: {{anchors: warn}}}}\n"
    text = LINKING % "journeys/ordering.md#ordering--t-pay"
    done = build(write(tmp_path, {**SOUND, "docs/linking.md": text, "mkdocs.yml": config}), "--strict")
    assert done.code == 0, done.log


def test_an_exception_in_another_plugin_leaves_the_site_alone(built: Path) -> None:
    before = tree_digest(built / "site")
    hook = "def on_page_content(html, page, **_):\n    raise ValueError('no')\n"
    write(built, {"hook.py": hook, "mkdocs.yml": f"{SOUND['mkdocs.yml']}hooks: [hook.py]\n"})
    try:
        assert build(built).code == 1
        assert tree_digest(built / "site") == before
    finally:
        write(built, {"mkdocs.yml": SOUND["mkdocs.yml"]})


def test_a_new_site_holds_nothing_of_the_old_one_but_what_plugins_wrote_meanwhile(tmp_path: Path) -> None:
    hook = (
        "from pathlib import Path\n\ndef on_page_content(html, page, config, **_):\n"
        "    Path(config.site_dir, 'made').mkdir(parents=True, exist_ok=True)\n"
        "    Path(config.site_dir, 'made', 'by-hook.txt').write_text('made')\n"
    )
    config = f"{SOUND['mkdocs.yml']}hooks: [hook.py]\n"
    root = write(tmp_path, {**SOUND, "hook.py": hook, "mkdocs.yml": config, "docs/gone.md": "# Gone\n"})
    assert build(root).code == 0
    first = tree_digest(root / "site")
    write(root, {"site/.git/HEAD": "kept", "site/old/deep/file.txt": "old", "site/made/old.txt": "old"})
    (root / "docs" / "gone.md").unlink()
    assert build(root).code == 0
    left = tree_digest(root / "site")
    assert left.pop(".git/HEAD")
    pages = {each for each in first if not each.startswith("pagefind/")}
    assert {each for each in left if not each.startswith("pagefind/")} == pages - {"gone/index.html"}
    assert not (root / "site" / "old").exists()


POST = """\
---
date: 2024-01-02
title: RUN
authors: [me]
tags: [RUN]
links:
  - RUN: https://a.example/?RUN
  - RUN:
    - RUN: javascript:run
---
# Post

Words.

<!-- more -->
"""


def test_what_the_themes_blog_and_tags_print_is_text(tmp_path: Path) -> None:
    run = """'"><img src=x onerror=run>'"""
    config = (
        "site_name: Blog\nsite_url: https://blog.example/\n"
        "theme: {name: material, features: [navigation.footer, navigation.indexes]}\n"
        "plugins: [blog, tags, journeybook]\n"
    )
    root = write(
        tmp_path,
        {
            **SOUND,
            "mkdocs.yml": config,
            "docs/blog/index.md": "# Blog\n",
            "docs/blog/posts/post.md": POST.replace(
                "https://a.example/?RUN", "'https://a.example/?\"><img src=x>'"
            ).replace("RUN", run),
            "docs/blog/.authors.yml": f"authors: {{me: {{name: {run}, description: {run}, avatar: {run}}}}}\n",
            "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
            "docs/moved.md": "---\ntemplate: redirect.html\nlocation: '../notes/?a=\"><img src=x>'\n---\n# Moved\n",
        },
    )
    done = build(root)
    assert done.code == 0, done.log
    pages = [path.read_text("utf-8") for path in (root / "site").rglob("*.html")]
    assert sum("&lt;img src=x onerror=run&gt;" in each for each in pages) > 2
    for text in pages:
        assert "<img src=x" not in text
        assert 'href="javascript' not in text
        assert 'http-equiv="Content-Security-Policy"' in text


PLAIN_NOTES = """\
# What *we* saw

See [the other page](other.md#a-place), [[ordering#pay|the payment]] and [[amira]].

<script>run()</script> <img src="x" onerror="run()"> [here](javascript:run())

![A photo](https://elsewhere.example/photo.png)

## A place

```journey
ref: ordering
view: curve
```

```journeybook
part: top-pains
```
"""


def test_pages_of_strangers_keep_links_anchors_and_fences_and_run_nothing(tmp_path: Path) -> None:
    config = f"{SOUND['mkdocs.yml']}validation: {{links: {{anchors: warn}}}}\n"
    pages = {
        "docs/notes.md": PLAIN_NOTES,
        "docs/other.md": "# Other\n\n## A place\n\n[Back](notes.md#a-place)\n",
    }
    root = write(tmp_path, {**SOUND, **pages, "mkdocs.yml": config})
    done = build(root, "--strict", env={"JOURNEYBOOK_DOCS": "plain"})
    assert done.code == 0, done.log
    html = (root / "site" / "notes" / "index.html").read_text("utf-8")
    assert "<title>What we saw · Small portal</title>" in html
    assert '<a href="../other/#a-place">the other page</a>' in html
    assert re.search(r'<a class="jb-ref" href="../journeys/ordering/#[^"]*pay">the payment</a>', html)
    assert '<h2 id="a-place">A place</h2>' in html
    assert re.search(r'href="#a-place"[^>]*class="md-nav__link"', html), "the page's contents"
    assert "jb-embed--curve" in html
    assert "The form forgets everything" in html
    for piece in ("<script>run", "<img src=", 'href="javascript', 'elsewhere.example/photo.png"'):
        assert piece not in html
    assert "&lt;script&gt;run()" in html
    (root / "docs" / "notes.md").write_text("# Notes\n\n[gone](other.md#nowhere) and [[amirra]]\n")
    config = config.replace("[journeybook]", "[{journeybook: {docs: plain}}]")
    write(root, {"mkdocs.yml": config})
    done = build(root, "--strict")
    assert done.code == 1, done.log
    assert "docs/notes.md:3:30" in done.log


def test_pages_beyond_a_limit_are_told_and_the_site_stays(built: Path) -> None:
    before = tree_digest(built / "site")
    pages = {
        "docs/brackets.md": "# A\n\n" + "[" * 3_000,
        "docs/stars.md": "* " * 1_000 + "x\n",
        "docs/emphasis.md": "*" * 5_000 + "x" + "*" * 5_000,
        "docs/fences.md": "# A\n\n```journey\nref: ordering\n```\n" * 150,
        "docs/slow.md": "[a](<" * 20_000,
    }
    config = SOUND["mkdocs.yml"].replace("[journeybook]", "[{journeybook: {limits: {page_seconds: 2}}}]")  # type: ignore[union-attr, arg-type]
    write(built, {**pages, "mkdocs.yml": config})
    told = []
    try:
        for _ in range(2):
            done = build(built)
            assert done.code == 1, done.log
            assert "Traceback" not in done.log
            told.append(done.log)
            assert tree_digest(built / "site") == before
            # The others are found when pages are rendered, which they are when these are gone.
            for name in ("brackets", "stars", "fences"):
                (built / "docs" / f"{name}.md").unlink(missing_ok=True)
    finally:
        for name in pages:
            (built / name).unlink(missing_ok=True)
        write(built, {"mkdocs.yml": SOUND["mkdocs.yml"]})
    for place in ("JB916]: .*brackets.md:3:", "JB916]: .*stars.md:1:", "JB916]: .*fences.md:503:"):
        assert re.search(place.replace(".*", r".*\n.*docs/"), told[0]), place
    for place in ("JB916]: .*emphasis.md:1:", "JB917]: .*slow.md:1:"):
        assert re.search(place.replace(".*", r".*\n.*docs/"), told[1]), place
