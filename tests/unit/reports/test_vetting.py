from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factories import make_journey, make_library, make_stage, make_step
from journeybook.cli import journeybook
from journeybook.history.difference import compare
from journeybook.history.snapshot import Snapshot, read_folder
from journeybook.library.objects import Library
from journeybook.model.journey import Journey
from journeybook.reports.comment_lines import MARKER
from journeybook.reports.comparison import Comparison
from journeybook.reports.markdown import markdown_report
from journeybook.reports.verify_report import fault_in
from map_strategies import journeys
from places import GOLDEN

PREVIEW = "https://acme.github.io/journeys/previews/7/"
DIFFERENCE = GOLDEN / "difference"

HOSTILE = st.one_of(
    st.sampled_from(
        [
            "@acme/all",
            "#12",
            "!7",
            "GH-12",
            "gh-7 GH-1",
            "/lgtm",
            "~bug",
            '100%"a"',
            "&12",
            "xmpp:a@b",
            "MailTo:a",
            "~~~mermaid",
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


@settings(max_examples=40, deadline=None)
@given(journeys(), journeys(), st.booleans())
def test_whatever_journey_is_changed_into_another_the_report_of_it_is_ours(
    one: Journey, other: Journey, links: bool
) -> None:
    older = make_library(one)
    newer = make_library(other.model_copy(update={"id": one.id}))
    sides = (Snapshot("abc1234", older, mistakes={"maps/@a/<b>.yml": 2}), Snapshot("HEAD", newer))
    made = Comparison(compare(older, newer), *sides, PREVIEW if links else None)
    assert fault_in(markdown_report(made), PREVIEW if links else None) is None


def test_the_largest_report_is_ours() -> None:
    def portal(feeling: float) -> Library:
        steps = [make_step(f"Step {at}", id=f"s{at}", emotion=feeling) for at in range(60)]
        return make_library(*(make_journey(f"map-{at}", make_stage("All", *steps)) for at in range(60)))

    older, newer = portal(1.0), portal(-1.0)
    made = Comparison(compare(older, newer), Snapshot("a", older), Snapshot("b", newer))
    text = markdown_report(made)
    assert "more things" in text
    assert "more changes</summary>" in text
    assert fault_in(text) is None


def test_the_report_that_reviewers_know_is_ours_but_for_its_links() -> None:
    text = report_md()
    assert fault_in(text) == "line 12 calls somebody, or leads to an address"
    assert fault_in(text, "https://preview.example/7/") is None
    assert fault_in(text, "https://preview.example/8/") is not None


def report_md() -> str:
    return (DIFFERENCE / "report.md").read_text("utf-8")


PLACE = "https://preview.example/7/"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("@acme/all look", "calls somebody, or leads to an address"),
        ("see #12", "calls somebody"),
        ("GH-12", "calls somebody"),
        ("see gh-12", "calls somebody"),
        ("https://evil.example", "calls somebody"),
        ("WWW.evil.example", "calls somebody"),
        ("MAILTO:a", "calls somebody"),
        ("/lgtm", "begins as a command"),
        ("/close", "begins as a command"),
        ("Plain words", "is none that a report has there"),
        ("- [ ] a task", "holds a link or a picture"),
        ("# A heading", "is none that a report has there"),
        ("    code", "is none that a report has there"),
        ("[a](b)", "holds a link or a picture"),
        ("![a](b)", "holds a link or a picture"),
        ("[a]: https:", "holds a link or a picture"),
        ("<img src=x>", "holds markup"),
        ("<details open ontoggle=x>", "holds markup"),
        ("<details><summary>1 change of wording</summary>\n<b>", "holds markup"),
        ("\\\\<b>", "holds markup"),
        ("&#64;acme", "calls somebody"),
        ("&commat;acme", "holds markup"),
        ("`code`", "holds code"),
        ("```sh\nrm\n```", "holds code"),
        ("~~~sh\nrm\n~~~", "holds code"),
        ("```mermaid\nflowchart TD\n```", "draws something else"),
        ('~~~mermaid\nflowchart TD\n  click a "https:evil"\n~~~', "draws something else"),
        ('```mermaid\nxychart-beta\nclick a "https:"\n```', "draws something else"),
        ("~~~stl\nsolid a\n~~~", "holds code"),
        ("```geojson\n{}\n```", "holds code"),
        ("<!-- x -->", "holds markup"),
        ("$$x$$", "holds a formula"),
        (MARKER, "holds markup"),
        ("a \u202e b", "holds a character"),
        ("_Where a map now tells of something else, that is news._", "is none that a report has there"),
        ("**Please look:** everybody\\", "is none that a report has there"),
    ],
)  # fmt: skip
def test_a_line_that_is_none_of_the_report_is_refused_wherever_it_stands(line: str, reason: str) -> None:
    lines = report_md().split("\n")
    for at in range(1, len(lines)):
        text = "\n".join([*lines[:at], line, *lines[at:]])
        assert fault_in(text, PLACE) is not None, text
    found = fault_in("\n".join([*lines[:3], line, *lines[3:]]), PLACE)
    assert found is not None
    assert found.startswith("line 4 ")
    assert reason in found


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("width: 760", "width: 99999999"),
        ("height: 300", "height: 99999999"),
        ("#9aa0a6", "#ffffff"),
        ("xychart-beta", "flowchart TD"),
        ('"Feeling" -2 --> 2', '"Feeling" -2 --> 2%%{init: {}}%%'),
        ("line [-0.4, -1.2, -1.6]", "line [-0.4, -1.2]"),
        ("line [-0.4, -1.2, -1.6]", "line [-0.4, -1.2, 1" + "0" * 400 + "]"),
        ('"Order", "Live', '"Order", "More", "Live'),
        ("```mermaid", "~~~mermaid"),
        ("Field engineers**", "Field engineers** @acme"),
        ("Field engineers**", "Field engineers** <b>"),
        ("Field engineers**", "Field engineers** `b`"),
        ("Field engineers**", "Field **engineers**"),
        ("Field engineers**", "Field engineers** GH-12"),
        ("Field engineers** |", "Field engineers** | more |"),
        ("Home broadband\n", "Home broadband\\\n"),
        ("(map, worse for customers)", "(map, approved)"),
        ("(map, worse for customers)", "(thing, worse for customers)"),
        ("## Journey changes:", "## Journey changes approved:"),
        ("<sub>From", "<sub><b>From"),
        ("| 🔻 | Overall", "| ✅ | Overall"),
        ("journeys/moving/", "journeys/moving/x.js"),
        ("journeys/moving/", "../8/"),
        ("journeys/moving/", "journeys//moving/"),
        ("journeys/moving/)", "journeys/moving/ 'title')"),
        ("[See it in the preview]", "![See it in the preview]"),
        ("[See it in the preview]", "[See @acme in the preview]"),
        ("[See it in the preview]", "[Sign in]"),
        ("[Order › Orders online]", "![Order › Orders online]"),
        ("[Order › Orders online]", "\\[Order › Orders online]"),
        ("[Order › Orders online]", "[`Order`]"),
        ("[Order › Orders online]", "[@acme/all]"),
        ("https://preview.example/7/journeys/moving/", "https://preview.example/7.evil/journeys/moving/"),
        ("<summary>1 change of wording", "<summary>1 change of heart"),
        ("</details>", "</details><details>"),
    ],
)
def test_a_line_with_anything_else_in_it_is_refused(was: str, now: str) -> None:
    text = report_md()
    assert was in text
    assert fault_in(text.replace(was, now, 1), PLACE) is not None


@given(
    at=st.integers(0, 10_000),
    piece=st.sampled_from(["@a", "<b>", "[", "`", "|", "*", "\n", "\n\n\n\n", "~", "$", "\\"]),
)
def test_a_mark_anywhere_makes_it_none_of_ours(at: int, piece: str) -> None:
    # What stands in a drawing's labels is no Markdown.
    text = re.sub(r"```mermaid\n.*?```\n\n", "", report_md(), flags=re.DOTALL)
    assert fault_in(text, PLACE) is None
    at %= len(text)
    assert fault_in(text[:at] + piece + text[at:], PLACE) is not None or piece in "\n\\"


def test_reading_takes_a_time_that_grows_with_the_length_alone() -> None:
    head, _, tail = report_md().partition("\n### ")
    chart = re.search(r"```mermaid\n.*?```\n", tail, re.DOTALL)
    assert chart
    texts = [
        f"{MARKER}\n" + "```mermaid\n```\n" * 3_000,
        f"{MARKER}\n" + "~~~mermaid\n" * 5_000,
        f"{head}\n" + chart[0] * 130,
        f"{head}\n### " + "(map, " * 9_000,
        f"{MARKER}\n## Journey changes: " + "\\" * 58_001,
        f"{MARKER}\n## Journey changes: " + "a" * 58_000 + "<",
        f"{head}\n> " + "1 mistake in " * 4_500,
        f"{head}\n<sub>From " + ", by " * 11_000,
        f"{head}\n### 🔻 " + "x (map, added" * 4_400,
        f"{head}\n\n| 🔻 | " + "[a](" * 14_000,
    ]
    for text in texts:
        assert len(text) < 60_000
        started = time.process_time()
        assert fault_in(text, PLACE) is not None
        assert time.process_time() - started < 1


def test_a_link_is_not_followed_and_a_device_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{MARKER}\nsecret\n", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(tmp_path / "secret")
    found = CliRunner().invoke(journeybook, ["ci", "vet", str(tmp_path / "link.md")])
    assert (found.exit_code, found.stdout) == (1, "")
    assert "symbolic link" in found.stderr
