from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journeybook.cli import journeybook
from journeybook.history.difference import compare
from journeybook.history.snapshot import read_folder
from journeybook.reports.comparison import Comparison
from journeybook.reports.markdown import MARKER, markdown_report
from journeybook.reports.verify_report import fault_in
from places import GOLDEN

PREVIEW = "https://acme.github.io/journeys/previews/7/"
DIFFERENCE = GOLDEN / "difference"

HOSTILE = st.one_of(
    st.sampled_from(
        [
            "@acme/all",
            "#12",
            "!7",
            "https://evil.example",
            "www.evil.example",
            "mailto:a@b.example",
            "a@b.example",
            "[a](b)",
            "![a](//b)",
            "[a]: b",
            "<img src=x onerror=alert(1)>",
            "&lt;script&gt;",
            "`a`",
            "```mermaid",
            "```",
            "~~~",
            "\\",
            "\\\\<b>",
            "$a$",
            "|",
            "---",
            '"]',
            "--> 2",
            "{{a}}",
            "%%{init: {}}%%",
            MARKER,
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30),
)


def report(base: str, head: str, folder: Path) -> str:
    sides = []
    for name, title in (("base", base), ("head", head)):
        path = folder / name / "maps" / "journeys" / "a.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        shown = title.replace("'", "''")
        path.write_text(
            f"title: '{shown}'\nstages:\n"
            f"  - title: 'A {shown}'\n    steps: [{{id: x, title: '{shown}', emotion: {1 if name == 'base' else -2}}}]\n"
            f"  - title: B\n    steps: [{{id: y, title: Y, action: '{shown}', emotion: 1, pains: ['{shown}']}}]\n",
            encoding="utf-8",
        )
        sides.append(read_folder(folder / name, "maps"))
    older, newer = sides
    difference = compare(older.library, newer.library, (older.unread, newer.unread))
    return markdown_report(Comparison(difference, older, newer, PREVIEW, folders=False))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(HOSTILE, min_size=1, max_size=4), other=HOSTILE)
def test_whatever_a_map_says_the_report_of_it_is_ours(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], other: str
) -> None:
    text = report(" ".join(words), other, tmp_path_factory.mktemp("sides"))
    assert fault_in(text, PREVIEW) is None, text
    assert fault_in(text) is not None, "links are refused where there is no preview"


def test_the_report_that_reviewers_know_is_ours_but_for_its_links() -> None:
    text = (DIFFERENCE / "report.md").read_text("utf-8")
    assert fault_in(text) == "line 12 calls somebody, or leads to an address"
    assert fault_in(text, "https://preview.example/7/") is None
    assert fault_in(text, "https://preview.example/8/") is not None
    plain = "".join(line for line in text.splitlines(keepends=True) if "preview.example" not in line)
    assert fault_in(plain) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("@acme/all look", "line 3 calls somebody, or leads to an address"),
        ("see #12", "line 3 calls somebody"),
        ("https://evil.example", "line 3 calls somebody"),
        ("[a](b)", "line 3 holds a link or a picture"),
        ("![a](b)", "line 3 holds a link or a picture"),
        ("<img src=x>", "line 3 holds markup"),
        ("<details open ontoggle=x>", "line 3 holds markup"),
        ("\\\\<b>", "line 3 holds markup"),
        ("&#64;acme", "line 3 calls somebody"),
        ("&commat;acme", "line 3 holds markup"),
        ("`code`", "line 3 holds code"),
        ("```sh\nrm\n```", "line 3 holds code"),
        ("```mermaid\nflowchart TD\n```", "line 3 draws something else"),
        ('```mermaid\nxychart-beta\nclick a "https:"\n```', "line 3 draws something else"),
        ("a \u202e b", "line 3 holds a character"),
        ("<!-- x -->", "line 3 holds markup"),
    ],
)  # fmt: skip
def test_what_a_report_never_holds_is_found_with_its_line(line: str, reason: str) -> None:
    found = fault_in(f"{MARKER}\n\n{line}\n")
    assert found is not None
    assert found.startswith(reason)


def test_a_link_is_not_followed_and_a_device_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{MARKER}\nsecret\n", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "secret")
    found = CliRunner().invoke(journeybook, ["ci", "vet", str(tmp_path / "link.md")])
    assert (found.exit_code, found.stdout) == (1, "")
    assert "symbolic link" in found.stderr


@pytest.mark.parametrize(
    "line",
    [
        f"![a]({PREVIEW}a/index.html)",
        f"\\[a]({PREVIEW}a/index.html)",
        f"[a]({PREVIEW}../8/)",
        f"[a]({PREVIEW}a//b)",
        f"[a]({PREVIEW}a.js)",
        f"[a]({PREVIEW} 'title')",
        f"[`a`]({PREVIEW})",
        f"[@acme/all]({PREVIEW})",
        f"[[a]({PREVIEW})](b)",
        f"<{PREVIEW}>",
        PREVIEW,
    ],
)
def test_a_preview_is_linked_to_by_its_pages_and_in_no_other_way(line: str) -> None:
    assert fault_in(f"{MARKER}\n\n[a]({PREVIEW}a/index.html#a--t-b)\n", PREVIEW) is None
    found = fault_in(f"{MARKER}\n\n{line}\n", PREVIEW)
    assert found is not None
    assert found.startswith("line 3 ")
