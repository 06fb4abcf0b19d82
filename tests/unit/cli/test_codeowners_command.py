from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from journeybook.cli import journeybook

FILES = {
    "vocabulary.yml": 'teams: {care: {title: Care, handles: ["@f/care", "@@maintainer"]}, sales: Sales}\n',
    "journeys/a.yml": "title: A\nowner: care\n",
    "journeys/b.yml": "title: B\nowner: sales\n",
    "journeys/c.yml": "title: C\n",
    "metrics/m.yml": "title: M\nowner: care\n",
    "metrics/m.csv": "date,value\n2026-01-01,1\n",
}
BLOCK = (
    "# journeybook: owners of the maps, by `journeybook codeowners --write`; what is changed in here is lost\n"
    "/maps/journeys/a.yml @f/care @@maintainer\n"
    "/maps/metrics/m.csv  @f/care @@maintainer\n"
    "/maps/metrics/m.yml  @f/care @@maintainer\n"
    "# journeybook: end of owners\n"
)


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "maps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def owners(*arguments: str) -> Result:
    return CliRunner().invoke(journeybook, ["codeowners", *arguments])


def test_the_block_is_written_and_then_in_step(portal: Path) -> None:
    assert owners().stdout == BLOCK
    assert not (portal / ".github").exists()
    done = owners("--write")
    assert (done.exit_code, done.stdout) == (0, "Wrote the owners of 3 files to .github/CODEOWNERS.\n")
    assert done.stderr == "note: `sales` owns 1 file and has no `handles:` in the vocabulary\n"
    assert (portal / ".github/CODEOWNERS").read_text() == BLOCK
    assert owners("--check").exit_code == 0


def test_what_stands_around_the_block_is_kept(portal: Path) -> None:
    file = portal / "CODEOWNERS"
    file.write_bytes(b"* @f/all\r\n")
    owners("--write")
    assert file.read_bytes() == b"* @f/all\r\n\r\n" + BLOCK.replace("\n", "\r\n").encode()
    file.write_bytes(file.read_bytes() + b"/docs/ @f/writers\r\n")
    (portal / "maps/journeys/a.yml").write_text("title: A\n")
    done = owners("--check")
    assert done.exit_code == 1
    assert "-/maps/journeys/a.yml @f/care @@maintainer\n" in done.stdout
    owners("--write")
    text = file.read_bytes().decode()
    assert text.startswith("* @f/all\r\n\r\n# journeybook: owners")
    assert text.endswith("# journeybook: end of owners\r\n/docs/ @f/writers\r\n")
    assert "a.yml" not in text


@pytest.mark.parametrize(
    ("there", "section"),
    [
        ({".gitlab/CODEOWNERS": ""}, True),
        ({".gitlab-ci.yml": ""}, True),
        ({"CODEOWNERS": "[Docs]\n/d @f/x\n"}, True),
        ({"CODEOWNERS": "* @f/x\n"}, False),
    ],
)
def test_gitlab_gets_a_section_where_ours_would_else_join_another(
    portal: Path, there: dict[str, str], section: bool
) -> None:
    for name, text in there.items():
        (portal / name).parent.mkdir(exist_ok=True)
        (portal / name).write_text(text)
    assert ("\n[Journey maps]\n" in owners().stdout) is section


def test_paths_begin_at_the_top_of_the_repository(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = portal / "the portal"
    inside.mkdir()
    (portal / "maps").rename(inside / "maps")
    subprocess.run(["git", "init", "-q", str(portal)], check=True)
    monkeypatch.chdir(inside)
    assert owners("--write").stdout == "Wrote the owners of 3 files to ../.github/CODEOWNERS.\n"
    assert "/the\\ portal/maps/journeys/a.yml @f/care" in (portal / ".github/CODEOWNERS").read_text()


@pytest.mark.parametrize(
    ("vocabulary", "arguments", "said"),
    [
        ("teams: {care: Care}\n", [], "no owner of a map has `handles:`"),
        (FILES["vocabulary.yml"], ["--write", "--check"], "exclude each other"),
    ],
)
def test_a_mistake_ends_with_two(portal: Path, vocabulary: str, arguments: list[str], said: str) -> None:
    (portal / "maps/vocabulary.yml").write_text(vocabulary)
    done = owners(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("handle", "fits"),
    [
        ("@fennel/billing", True), ("@ann", True), ("@@developer", True), ("@a/b/c-d.e", True), ("ann@x.example", True),
        ("#billing", False), ("@a b", False), ("@", False), ("@a/\n", False),
    ],
)  # fmt: skip
def test_a_handle_is_one_name(portal: Path, handle: str, fits: bool) -> None:
    written = handle.replace("\n", "\\n")
    (portal / "maps/vocabulary.yml").write_text(
        f'teams: {{care: {{title: Care, handles: "{written}"}}, sales: S}}\n'
    )
    done = CliRunner().invoke(journeybook, ["check"])
    assert (done.exit_code == 0) is fits
    assert fits or "expected a name for reviews" in done.stdout or "a name for reviews" in done.stdout
