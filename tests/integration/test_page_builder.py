"""Generated pages built apart from MkDocs' loop are the pages that MkDocs builds itself."""

from __future__ import annotations

from pathlib import Path

from small_portal import CONFIG, SOUND, build, tree_digest, write

ANOTHER_HOST = """\
import mkdocs.commands.build as host

original = host._build_page

def on_config(config):
    host._build_page = lambda page, *rest, **named: original(page, *rest, **named)

def on_page_context(context, page, config, nav):
    print("built", page.url)
"""


def test_a_host_without_the_function_builds_the_same_pages_itself(tmp_path: Path) -> None:
    portal = {**SOUND, "mkdocs.yml": f"{CONFIG}hooks: [hook.py]\n"}
    known = write(tmp_path / "known", {**portal, "hook.py": ""})
    assert build(known, "--strict", env={"JOURNEYBOOK_JOBS": "2"}).code == 0
    unknown = write(tmp_path / "unknown", {**portal, "hook.py": ANOTHER_HOST})
    done = build(unknown, "--strict", env={"JOURNEYBOOK_JOBS": "2"})
    assert done.code == 0, done.log
    assert "one process makes all pages" not in done.log
    assert tree_digest(unknown / "site") == tree_digest(known / "site")
