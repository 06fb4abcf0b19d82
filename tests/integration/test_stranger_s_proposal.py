"""A stranger proposes whatever could run, leak or be written elsewhere, and the recipe's own steps are run on it.

The repository is a small copy of this one: its workflows and locks, with the portal that `init`
makes. The first job runs as GitHub runs it for a copy of the repository, the second one after it.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from journeybook.cli import journeybook
from pictures import png
from places import ROOT
from recipe_runs import Host, Step, host
from repositories import Checkout, checkout

MAP = "maps/journeys/getting-a-bike-repaired.yml"
STRANGER = "github.event.pull_request.head.repo.full_name != github.repository"
OURS = "github.event.pull_request.head.repo.full_name == github.repository"
COMMENTED_OURS = "github.event.workflow_run.head_repository.full_name == github.repository"
CANARY = "canary-of-the-environment-4711"


@dataclass
class Scene:
    """The repository, the machine, what lies beside them, and the files that a program leaves where it is run."""

    portal: Checkout
    machine: Host
    outside: Path
    pwned: Path

    def run(self) -> list[Step]:
        """The first job, on the commit that merges what is proposed, for a copy of the repository."""
        known = {
            STRANGER: True,
            OURS: "false",
            "vars.JOURNEYBOOK_PREVIEWS": "",
            "github.event.pull_request.number": "7",
        }
        env = {"GITHUB_SHA": self.portal.git("rev-parse", "HEAD"), "CANARY": CANARY, "PYTHONSAFEPATH": ""}
        return self.machine.github("proposal.yml", "proposal", known, env)

    def comment(self, head: str) -> Step:
        """The second job, from the main branch."""
        self.portal.git("checkout", "-qf", "main")
        self.machine.calls.answers.insert(0, (["pulls/7"], f"{head}\n"))
        known = {
            "steps.text.outcome == 'success'": True,
            "github.event.workflow_run.id": "11",
            "github.event.workflow_run.head_sha": head,
            "github.event.workflow_run.html_url": "https://github.com/acme/journeys/actions/runs/11",
            "github.event.workflow_run.conclusion == 'success'": "true",
            COMMENTED_OURS: "false",
            "vars.JOURNEYBOOK_PREVIEWS": "",
            "github.token": CANARY,
        }
        return self.machine.github("comment.yml", "comment", known, {})[-1]

    def outputs(self) -> bytes:
        """Everything that the jobs made, but for the settings of the machine."""
        made = [
            self.machine.folder / "artifacts",
            self.machine.folder / "temp",
            self.machine.folder / "summary.md",
        ]
        files = [file for each in made for file in ([each] if each.is_file() else sorted(each.rglob("*")))]
        return b"\n".join(each.read_bytes() for each in files if each.is_file())

    def state_outside(self) -> dict[str, str]:
        """What lies beside the repository and the machine, by content."""
        top = self.portal.root.parent
        mine = {self.portal.root, self.machine.folder}
        files = (file for each in top.iterdir() if each not in mine for file in [each, *each.rglob("*")])
        return {
            str(file): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(files)
            if file.is_file()
        }


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    portal = Checkout(tmp_path / "journeys")
    done = CliRunner().invoke(journeybook, ["init", str(portal.root), "--host", "github", "--no-input"])
    assert done.exit_code == 0, done.output
    own = [*(ROOT / ".github/workflows").iterdir(), *(ROOT / "locks").iterdir(), ROOT / "pyproject.toml"]
    for file in own:
        target = portal.root / file.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    portal.write({"plugins/journeybook/__init__.py": '__version__ = "0"\n'})
    portal.commit({}, "Begin")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yml").write_text(f"title: {CANARY}\nstages: [{{title: A}}]\n", encoding="utf-8")
    (outside / "keep.txt").write_text("mine\n", encoding="utf-8")
    return Scene(portal, host(tmp_path / "machine", portal.root), outside, tmp_path / "PWNED")


def proposed(scene: Scene, files: dict[str, str], *, links: bool = False) -> str:
    """Commit files on a branch of the stranger's, and stand on the commit that merges it, as GitHub has it."""
    portal = scene.portal
    portal.git("checkout", "-q", "-B", "theirs")
    head = portal.commit(
        files, "$(touch PWNED) `touch PWNED` ::set-env name=A::b", author="$(id) <a@b.example>"
    )
    if links:
        head = add_links(scene)
    portal.git("checkout", "-qf", "--detach", "main")
    portal.git("merge", "-q", "--no-ff", "-m", "Merge", "theirs")
    return head


def hostile_files(scene: Scene) -> dict[str, str]:
    run = f"import os\nopen({str(scene.pwned)!r}, 'w').write('ran')\nprint(os.environ.get('CANARY'))\n"
    settings = (scene.portal.root / "mkdocs.yml").read_text("utf-8")
    shell = f"#!/bin/sh\ntouch '{scene.pwned}'\n"
    return {
        MAP: (scene.portal.root / MAP)
        .read_text("utf-8")
        .replace("title: Hears nothing", "title: Hears not a word"),
        "mkdocs.yml": settings
        + "INHERIT: ../outside/secret.yml\nhooks: [docs/hook.py]\nsite_dir: ..\ncopyright: !ENV CANARY\n"
        + f"extra:\n  run: !!python/object/apply:os.system ['touch {scene.pwned}']\n"
        + "  name: !!python/name:journeybook.evil.run ''\n",
        "overrides/main.html": f"{{{{ self.__init__.__globals__.os.popen('touch {scene.pwned}') }}}}\n",
        "docs/hook.py": run,
        "docs/evil.html": "<script>alert(1)</script>",
        "docs/evil.js": "alert(1)",
        "docs/evil.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "docs/guide/page.md": (
            '---\ntitle: "</title><script>alert(1)</script>"\n---\n'
            '# Page\n\n<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n--8<-- "mkdocs.yml"\n\n'
            '--8<-- "../outside/secret.yml"\n\n[x](javascript:alert(1)) ${CANARY} {{ config.extra }}\n'
        ),
        "docs/.nav.yml": "nav: [evil.html]\n",
        "docs/$(touch PWNED).md": "# A\n",
        "docs/##[stop-commands]x.md": "# A\n",
        "docs/-rf.md": "# A\n",
        "maps/HEAD": "ref: refs/heads/main\n",
        "maps/config": f"[core]\n\tfsmonitor = touch {scene.pwned}\n\tbare = true\n",
        "maps/objects/keep.txt": "",
        "maps/refs/keep.txt": "",
        "maps/journeys/page.html": "<script>alert(1)</script>",
        ".gitattributes": "* filter=evil diff=evil merge=evil export-subst ident\n",
        ".gitmodules": f'[submodule "docs/sub"]\n\tpath = docs/sub\n\turl = ext::touch% {scene.pwned}\n\tupdate = !touch {scene.pwned}\n',
        ".github/dependabot.yml": "version: 2\n",
        "journeybook.toml": 'ignore = ["JB"]\n',
        "pyproject.toml": "[tool.journeybook]\nignore = ['JB']\n[build-system]\nrequires = []\nbackend-path = ['docs']\nbuild-backend = 'hook'\n",
        "requirements.txt": "evil\n",
        "locks/portal.txt": "evil @ file:///tmp/evil\n",
        "plugins/journeybook/__init__.py": run,
        "journeybook/__init__.py": run,
        **dict.fromkeys(
            ("journeybook.py", "mkdocs.py", "sitecustomize.py", "usercustomize.py", "yaml.py"), run
        ),
        **dict.fromkeys(("journeybook.sh", "git", "python", "mkdocs"), shell),
    }


def add_links(scene: Scene) -> str:
    """A commit with links and a submodule, on the stranger's branch."""
    portal = scene.portal
    for name, target in {
        "maps/journeys/leak.yml": scene.outside / "secret.yml",
        "docs/leak.md": scene.outside / "secret.yml",
        "docs/out": scene.outside,
        "maps/personas/nadia.png": Path("/proc/self/environ"),
    }.items():
        (portal.root / name).symlink_to(target)
    portal.git("add", "-A")
    portal.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},docs/sub")
    portal.git("commit", "-q", "-m", "Links")
    return portal.git("rev-parse", "HEAD")


def test_nothing_of_a_stranger_runs_leaks_or_is_written_elsewhere(scene: Scene) -> None:
    before = scene.state_outside()
    head = proposed(scene, hostile_files(scene), links=True)
    steps = scene.run()
    assert [each.code for each in steps] == [0] * 6, steps[-1].log
    log = "".join(each.log for each in steps)
    took = next(each.log for each in steps if each.name.startswith("Take"))

    assert f"- took `{MAP}`\n" in took
    assert "- took `docs/guide/page.md`\n" in took
    assert took.count("- took") == 3, took  # and `docs/-rf.md`, which is a name like any other
    for name in (
        "mkdocs.yml",
        "docs/hook.py",
        "docs/leak.md",
        "maps/config",
        "maps/journeys/leak.yml",
        "docs/sub",
    ):
        assert f"- left out `{name}`: " in took
    site = scene.machine.artifact("portal")
    assert "Hears not a word" in (site / "journeys/getting-a-bike-repaired/index.html").read_text("utf-8")
    page = (site / "guide/page.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "onerror=alert(1)>" not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")
    assert 'href="javascript:' not in page

    assert not scene.pwned.exists()
    assert not [each for each in scene.portal.root.parent.rglob("*PWNED*") if "$" not in each.name]
    assert CANARY not in log
    assert CANARY.encode() not in scene.outputs()
    assert not [line for line in log.splitlines() if line.lstrip().startswith("::set-env") or "##[" in line]
    assert not list(site.rglob("evil.*")), "nothing but pages and pictures is taken"
    assert not list(site.rglob("hook.py"))
    assert scene.state_outside() == before
    assert (scene.portal.root / "mkdocs.yml").read_bytes() == _of_main(scene, "mkdocs.yml")
    assert (scene.portal.root / "plugins/journeybook/__init__.py").read_bytes() == _of_main(
        scene, "plugins/journeybook/__init__.py"
    )

    commented = scene.comment(head)
    assert commented.code == 0, commented.log
    assert CANARY not in commented.log
    assert CANARY not in str([each["sent"] for each in scene.machine.calls.made])
    assert not scene.pwned.exists()
    assert scene.state_outside() == before


def _of_main(scene: Scene, name: str) -> bytes:
    return f"{scene.portal.git('show', f'main:{name}')}\n".encode()


def test_odd_names_of_maps_are_told_and_nothing_of_them_is_run(scene: Scene) -> None:
    before = scene.state_outside()
    names = [
        "$(touch PWNED).yml",
        "`touch PWNED`.yml",
        ";touch PWNED;.yml",
        "-rf.yml",
        "--output=PWNED.yml",
        "a\nb.yml",
        "a\x1b[31mb.yml",
        "##[stop-commands]x.yml",
        os.fsdecode(b"a\xffb.yml"),
        "con.yml",
        "%0A::stop-commands::x.yml",
    ]
    proposed(scene, {f"maps/journeys/{name}": "title: A\nstages: [{title: A}]\n" for name in names})
    steps = scene.run()
    assert (steps[-1].name, steps[-1].code) == ("Check the maps", 1)
    log = "".join(each.log for each in steps)
    assert "Traceback" not in log
    assert "\x1b" not in log
    found = [line for line in log.splitlines() if line.lstrip().startswith("::") or "##[" in line]
    assert [
        line for line in found if not line.startswith(("::error file=", "::warning file=", "::notice file="))
    ] == []
    assert not list(scene.portal.root.rglob("PWNED"))
    assert not scene.pwned.exists()
    assert scene.state_outside() == before


def test_a_revision_with_an_odd_name_is_a_revision_or_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal = checkout(tmp_path / "portal")
    head = portal.git("rev-parse", "HEAD")
    monkeypatch.chdir(portal.root)
    for name in ("--output=PWNED", "--upload-pack=touch", "$(touch${IFS}PWNED)"):
        portal.git("update-ref", f"refs/heads/{name}", head)
    odd = (
        "$(touch PWNED)",
        "a..b",
        "HEAD:maps",
        "-",
        "@{-1}",
        "x\ny",
        "",
        "--output=PWNED",
        "--upload-pack=touch",
    )
    for name in (*odd, "$(touch${IFS}PWNED)", "refs/heads/--output=PWNED"):
        for command in (
            ["ci", "take", "--", name],
            ["diff", "--", name, "HEAD"],
            ["check", f"--changed-since={name}"],
        ):
            done = CliRunner().invoke(journeybook, command)
            assert done.exit_code in (0, 1, 2), done.output
            assert done.exception is None or isinstance(done.exception, SystemExit)
    assert not [each for each in tmp_path.rglob("PWNED") if ".git" not in each.parts]
    assert portal.git("status", "--porcelain") == ""


def test_pictures_of_a_stranger_bring_nothing_but_the_picture(scene: Scene) -> None:
    scene.portal.git("checkout", "-q", "-B", "theirs")
    (scene.portal.root / "docs/photo.png").write_bytes(png(note=b"CANARY") + b"<script>CANARY</script>")
    (scene.portal.root / "docs/page.png").write_bytes(b"<html><script>CANARY</script>")
    proposed(scene, {})
    steps = scene.run()
    assert [each.code for each in steps] == [0] * 6, steps[-1].log
    site = scene.machine.artifact("portal")
    assert (site / "photo.png").read_bytes() == png()
    assert not (site / "page.png").exists()
