"""Whatever is in a file: reading it gives objects and diagnostics, and nothing is raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel

from fuzzing import inputs
from journeybook.checks.reports.text_report import full_report, github_report, json_report
from journeybook.diagnostics import Diagnostic
from journeybook.format.models import MODELS
from journeybook.kinds import KIND_FOLDERS
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey, Step
from journeybook.model.vocabulary import Vocabulary
from journeybook.portal.portal import read_map, read_portal
from journeybook.sources.metric_values import read_readings
from journeybook.sources.model_fields import field_names
from journeybook.sources.model_reuse import Reuse
from journeybook.sources.objects import _with_care, read_object, read_vocabulary
from journeybook.sources.text_file import decode
from journeybook.sources.yaml.nodes import Scalar, data_of, walk
from journeybook.sources.yaml.plain_data import read_plain
from journeybook.sources.yaml.reader import read_yaml
from journeybook.sources.yaml.writer import write_yaml
from map_strategies import NASTY, journeys

EXAMPLES = inputs(150)

# Pieces that mean something to YAML, Markdown or the format, in any order: nearly every text of them is a slip.
PIECES = st.sampled_from(
    [
        *(
            "\n",
            "\n",
            "\n",
            "  ",
            "    ",
            " ",
            "\t",
            "\r\n",
            "- ",
            "- ",
            ": ",
            ":",
            "? ",
            "#",
            " #",
            "%",
            "@",
            "`",
        ),
        *(
            "&a ",
            "*a",
            "!x ",
            "!!str ",
            "<<: ",
            "|",
            ">",
            "|-\n",
            "'",
            '"',
            "[",
            "]",
            "{",
            "}",
            ",",
            "---\n",
            "...\n",
        ),
        *(
            "\\",
            '"\\ud800"',
            "\x00",
            "\x85",
            "\u2028",
            "\ufeff",
            "\u202e",
            "\u0301",
            "é",
            "日本",
            "😀",
            "~",
            "null",
        ),
        *(
            "title",
            "title: x\n",
            "stages:\n",
            "  - title: y\n",
            "    steps:\n",
            "      - ",
            "emotion",
            "emotion: 1",
        ),
        *(
            "pains",
            "severity: 4",
            "id: a",
            "id: A B",
            "personas: [x]",
            "lanes: {a: b}",
            "metrics: {a: 1}",
            "next: b",
        ),
        *(
            "same_as: a#b",
            "## S {#s}\n",
            "### T\n",
            "- pain: x\n",
            "  - severity: 2\n",
            "```journey\n",
            "```\n",
            "[[x]]",
        ),
        *(
            "text: ",
            "true",
            "1e400",
            ".nan",
            "2026-02-30",
            "6 months",
            "channels",
            "teams",
            "<script>",
            "::error::",
        ),
    ]
)
SLIPS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


def assert_sound(findings: tuple[Diagnostic, ...], text: str) -> None:
    """Every finding can be shown, and stands in the file."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for each in findings:
        assert 1 <= each.place.line <= lines
        assert each.place.column >= 1
        assert each.place.length >= 1
        assert each.message
        assert each.message[0] not in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        assert not each.message.endswith((".", "!"))
    for report in (full_report(findings, {"x": text}), json_report(findings), github_report(findings)):
        assert not any(ord(letter) < 32 and letter != "\n" for letter in report)


@EXAMPLES
@given(SLIPS)
@example("a: &a [*a]\n")
@example("[" * 3000)
@example("- " * 3000)
@example("{a: " * 3000)
@example("? " * 300)
@example("a: " + "'" * 3001)
@example("title: x\n" * 3000)
@example("x: \ud800")
@example("---\n---\n")
@example("a:\n\tb")
@example('"\\ud83d\\ude00": 1')
def test_any_text_is_read_as_yaml(text: str) -> None:
    node, findings = read_yaml(text, "x")
    assert node is not None or findings
    assert_sound(findings, text)


@EXAMPLES
@given(SLIPS, st.sampled_from(list(KIND_FOLDERS.values())), st.booleans())
def test_any_text_is_read_as_any_kind(text: str, kind: Kind, markdown: bool) -> None:
    read = read_object(text, "x", Ref(kind, "a"), markdown=markdown)
    assert read.item is not None or read.findings
    assert_sound(read.findings, text)


@EXAMPLES
@given(SLIPS)
@example("a: 1\n---\nb: 2\n")
@example("---\n---\na: 1\n")
@example("a: [1, {b: }, ]\n? [x]\n: y\n")
@example('a: "\\x85"\n')
def test_what_is_read_as_plain_data_has_nothing_to_find(text: str) -> None:
    data = read_plain(text)
    node, findings = read_yaml(text, "a.yml")
    if data is not None:
        assert findings == ()
        assert node is not None
        assert data_of(node) == data


VALUES = st.recursive(
    st.one_of(
        st.sampled_from(
            [
                "",
                "~",
                "x",
                "1",
                "-3",
                "a b",
                "a#b",
                "persona/a#b",
                "docs/a.md",
                "x#a",
                "[[a#b]]",
                "true",
                "2026-01-01",
                "'q'",
            ]
        ),
        st.sampled_from(NASTY),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(
            st.sampled_from(["text", "title", "id", "a", "step", "steps", "min"]), inner, max_size=3
        ).map(lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"),
    ),
    max_leaves=6,
)


@st.composite
def filled(draw: st.DrawFn, model: type[BaseModel]) -> str:
    """A file with values of every shape in fields that there are."""
    names = draw(st.lists(st.sampled_from(sorted(field_names(model))), unique=True, max_size=6))
    return "title: T\n" + "".join(f"{name}: {draw(VALUES)}\n" for name in names if name != "title")


def with_step(head: str, step: str) -> str:
    """A map of one stage with one step."""
    return (
        head + "stages:\n- title: S\n  steps:\n  -\n" + "".join(f"    {line}\n" for line in step.splitlines())
    )


MAP_TEXTS = st.builds(with_step, filled(Journey), filled(Step))


@EXAMPLES
@given(st.data())
def test_any_value_in_any_field_is_judged(data: st.DataObject) -> None:
    # Whatever does not fit is said, and the rest is kept.
    kind = data.draw(st.sampled_from(list(MODELS)))
    text = data.draw(filled(MODELS[kind]))
    read = read_object(text, "x", Ref(kind, "a"))
    assert_sound(read.findings, text)
    unread = [each for each in read.findings if each.code.startswith("JB12")]
    assert unread or read.item is not None


@EXAMPLES
@given(st.data())
def test_a_file_says_the_same_read_at_once_and_with_care(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(MODELS)))
    text = data.draw(st.one_of(filled(MODELS[kind]), MAP_TEXTS, journeys().map(write_yaml)))
    ref = Ref(kind, "a")
    fields = {"id": "a", "section": "s"}
    quick = read_object(text, "a.yml", ref, given={"section": "s"})
    careful = _with_care(text, "a.yml", ref, markdown=False, first_line=1, fields=fields, advised=True)
    assert (quick.item, quick.findings, quick.strays, quick.advice) == (
        careful.item,
        careful.findings,
        careful.strays,
        careful.advice,
    )
    assert dict(quick.source.places) == dict(careful.source.places)


@inputs(60)
@given(st.lists(st.one_of(MAP_TEXTS, journeys().map(write_yaml)), min_size=2, max_size=4))
def test_versions_of_a_map_are_read_alike_whatever_was_read_before(texts: list[str]) -> None:
    reuse, ref = Reuse(), Ref(Kind.JOURNEY, "a")
    texts = [*texts, texts[0].replace("title: T\n", "title: Tt\n", 1), texts[0]]
    for text in texts:
        assert read_object(text, "a.yml", ref, reuse=reuse).item == read_object(text, "a.yml", ref).item


@EXAMPLES
@given(st.data())
def test_any_value_in_the_vocabulary_is_judged(data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from(sorted(field_names(Vocabulary))), unique=True, max_size=6))
    text = "".join(f"{name}: {data.draw(VALUES)}\n" for name in names) or "tags:\n"
    _, _, findings, _ = read_vocabulary(text, "x")
    assert_sound(findings, text)


@EXAMPLES
@given(SLIPS, st.booleans())
def test_any_text_is_judged_as_a_map_in_place(text: str, markdown: bool) -> None:
    journey, findings = read_map(text, "x", "a", markdown=markdown, vocabulary=Vocabulary())
    assert journey is None or isinstance(journey, Journey)
    assert_sound(findings, text)


@EXAMPLES
@given(st.one_of(st.binary(max_size=200), SLIPS.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_a_text_or_a_finding(content: bytes) -> None:
    text, findings = decode(content, "x")
    assert text is not None or findings
    if not findings:
        assert text.encode() == content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(
            b"\r", b"\n"
        )


@EXAMPLES
@given(
    st.one_of(
        SLIPS,
        st.lists(st.sampled_from(["date", "value", ",", "\n", "2026-01-01", "1.5", '"', ";"])).map("".join),
    )
)
def test_any_text_is_read_as_values(text: str) -> None:
    readings, findings = read_readings(text, "x")
    assert [each.date for each in readings] == sorted(each.date for each in readings)
    for each in findings:
        assert each.place.line >= 1


PORTAL_FILES = {
    "maps/journeys/a.yml": st.one_of(SLIPS, MAP_TEXTS),
    "maps/journeys/x.yml": MAP_TEXTS,
    "maps/journeys/b.md": SLIPS,
    "maps/personas/a.yml": filled(MODELS[Kind.PERSONA]),
    "maps/vocabulary.yml": st.one_of(
        SLIPS, filled(Vocabulary).map(lambda text: text.removeprefix("title: T\n"))
    ),
    "maps/metrics/a.yml": filled(MODELS[Kind.METRIC]),
    "maps/metrics/a.csv": SLIPS,
    "maps/paths/a.yml": filled(MODELS[Kind.PATH]),
    "maps/accounts/a.yml": filled(MODELS[Kind.ACCOUNT]),
    "maps/recommendations/a.yml": filled(MODELS[Kind.RECOMMENDATION]),
}


@inputs(60)
@given(st.data())
def test_any_portal_is_read_and_checked(tmp_path: Path, data: st.DataObject) -> None:
    for file in list(tmp_path.rglob("*.*")):
        file.unlink()
    for name in data.draw(st.lists(st.sampled_from(sorted(PORTAL_FILES)), unique=True, max_size=4)):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.draw(PORTAL_FILES[name]).encode("utf-8", "surrogatepass"))
    portal = read_portal(tmp_path)
    for each in portal.diagnostics:
        assert each.place.file.startswith("maps")
    assert full_report(portal.diagnostics, portal.texts).count("[JB") >= len(portal.diagnostics)


@inputs(60)
@given(journeys())
def test_every_value_is_where_its_place_says(journey: Journey) -> None:
    text = write_yaml(journey)
    lines = text.split("\n")
    node, findings = read_yaml(text, "x")
    assert not findings
    for _, value in walk(node):
        if isinstance(value, Scalar) and value.plain and value.text:
            start = value.place.column - 1
            assert lines[value.place.line - 1].startswith(value.text.split("\n")[0].split(" ")[0], start)


@pytest.mark.parametrize("kind", list(MODELS))
def test_what_no_author_writes_is_no_field(kind: Kind) -> None:
    text = "title: T\nid: x\nsection: y\nreadings: []\n"
    read = read_object(text, "x", Ref(kind, "a"))
    assert {each.place.line for each in read.findings} == {2, 3, 4}
    assert read.item is not None
    assert read.item.id == "a"
