"""Generated pages built apart from MkDocs' loop are the pages that MkDocs builds itself."""

from __future__ import annotations

from pathlib import Path

from small_portal import CONFIG, SOUND, build, tree_digest, write

HOOK = """\
from pathlib import Path

from mkdocs.plugins import event_priority

from journeybook.mkdocs_plugin.page_builder import PageBuilder

builders = []

def build_pages():
    for page in reversed(builders[0].pages):
        assert not Path(page.file.abs_dest_path).exists(), page.file
        builders[0].build_page(page)
    print("built", len(builders[0].pages))

@event_priority(-2000)
def on_env(env, config, files):
    nav = config.plugins["journeybook"].build.nav
    builders.append(PageBuilder(config, files, nav, env, preview=False))
    assert builders[0].take_over(build_pages)

def on_post_build(config):
    builders[0].let_go()
"""


def test_pages_built_at_the_end_are_those_that_the_host_builds(tmp_path: Path) -> None:
    settings = CONFIG.replace("[journeybook]", "[{journeybook: {search: false}}]") + "hooks: [hook.py]\n"
    portal = {**SOUND, "mkdocs.yml": settings}
    usual = write(tmp_path / "usual", {**portal, "hook.py": ""})
    assert build(usual, "--strict").code == 0
    apart = write(tmp_path / "apart", {**portal, "hook.py": HOOK})
    done = build(apart, "--strict")
    assert done.code == 0, done.log
    assert "built " in done.log
    assert tree_digest(apart / "site") == tree_digest(usual / "site")
