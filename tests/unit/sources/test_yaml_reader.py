from __future__ import annotations

import pytest

from journeybook.diagnostics import Place
from journeybook.library.objects import KEY
from journeybook.sources.yaml.nodes import Mapping, NodePlaces, Scalar, Sequence, data_of, node_at, pruned
from journeybook.sources.yaml.reader import DEPTH, FILE_BYTES, NODES, read_yaml


def read(text):
    node, findings = read_yaml(text, "m.yml")
    assert not findings
    return node


def codes(text):
    return [(each.code, each.place.line, each.place.column) for each in read_yaml(text, "m.yml")[1]]


def test_every_scalar_stays_the_text_that_was_written():
    node = read("a: no\nb: 0123\nc: 12:30:45\nd: 2026-02-30\ne: 1_000\nf: .nan\ng: 'x'\nh: 1.10\n")
    assert data_of(node) == {
        "a": "no",
        "b": "0123",
        "c": "12:30:45",
        "d": "2026-02-30",
        "e": "1_000",
        "f": ".nan",
        "g": "x",
        "h": "1.10",
    }


def test_only_what_stands_without_quotes_is_null():
    assert data_of(read("a:\nb: ~\nc: null\nd: 'null'\ne: ''\n")) == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "",
    }


def test_places_count_characters_from_one_in_the_file():
    node, _ = read_yaml("é: [日本, {k: v}]\n", "m.md", first_line=7)
    places = NodePlaces(node)
    assert places[("é", 0)] == Place("m.md", 7, 5, 2)
    assert places[("é", 1, "k")] == Place("m.md", 7, 13, 1)
    assert places[("é", 1, "k", KEY)] == Place("m.md", 7, 10, 1)
    assert ("é", 2) not in places
    assert set(places) == {(), ("é",), ("é", 0), ("é", 1), ("é", 1, "k")}


def test_one_thing_in_the_place_of_a_list_has_the_list_s_path():
    node = read("pains: slow\n")
    assert node_at(node, ("pains", 0)) == node_at(node, ("pains",))
    assert node_at(node, ("pains", 1)) is None


def test_pruning_takes_out_what_is_named_and_nothing_else():
    node = read("a: [1, 2, {b: 3, c: 4}]\nd: 5\n")
    assert data_of(pruned(node, [("a", 0), ("a", 2, "b"), ("d",)])) == {"a": ["2", {"c": "4"}]}


def test_the_first_of_two_fields_is_kept():
    node, findings = read_yaml("title: a\n'title': b\n", "m.yml")
    assert [each.code for each in findings] == ["JB122"]
    assert "line 1" in findings[0].help
    assert data_of(node) == {"title": "a"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\n", [("JB123", 1, 4)]),
        ("a: *x\n", [("JB123", 1, 4)]),
        ("<<: {a: 1}\n", [("JB123", 1, 1)]),
        ("a: !!str 1\n", [("JB124", 1, 4)]),
        ("a: ! 1\n", [("JB124", 1, 4)]),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", [("JB124", 1, 1)]),
        ("a: 1\n---\nb: 2\n", [("JB125", 2, 1)]),
        ("[a]: 1\nb: 2\n", [("JB126", 1, 1)]),
        ("? {a: {b: c}}\n: 1\n", [("JB126", 1, 3)]),
        ("~: 1\n", [("JB126", 1, 1)]),
        ("", [("JB129", 1, 1)]),
        ("# nothing\n---\n", [("JB129", 1, 1)]),
        ("a: b\tc\nd:\te\n", [("JB121", 2, 3)]),
        ("a: Bill #2\n", [("JB132", 1, 9)]),
        ("a: \x07\n", [("JB112", 1, 4)]),
        ('a: "\\u0007"\n', [("JB112", 1, 4)]),
        ('a: "\\u202e"\n', [("JB113", 1, 4)]),
        ("a: x\u2028y\n", [("JB112", 1, 5)]),
    ],
)
def test_what_yaml_can_and_we_refuse(text, expected):
    assert codes(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: b # a comment\n",
        "# tab\there\na: b\n",
        "a: |\n  one\n  \ttwo #3\n",
        "a: 'x\ty #3'\n",
        "a: b\n \t \nc: d\n",
        "%YAML 1.2\n---\na: b\n",
        "null_and_void: 1\n",
        "'<<': 1\n",
        "a: 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 👩\u200d🚀 \u200fשלום\u200e\n",
    ],
)
def test_what_looks_odd_and_is_fine(text):
    assert codes(text) == []


def test_a_collection_as_a_key_goes_with_its_value_and_nothing_else():
    node, _ = read_yaml("[a]: {x: [1]}\nb: 2\n", "m.yml")
    assert data_of(node) == {"b": "2"}


def test_depth_size_and_number_are_limited():
    deep = "".join(f"{'  ' * level}a:\n" for level in range(DEPTH)) + "  " * DEPTH + "a: 1\n"
    assert codes(deep)[0][0] == "JB127"
    assert codes("[" * 100_000)[0][0] == "JB127"
    assert codes("- " * 100_000)[0][0] == "JB127"
    assert codes("a: [" + "1," * NODES + "]\n")[0][0] == "JB128"
    assert codes("# " + "x" * FILE_BYTES)[0][0] == "JB109"
    assert codes("# " + "é" * (FILE_BYTES // 2))[0][0] == "JB109"


def test_a_fault_below_stops_nothing_above():
    node, findings = read_yaml("a: &x 1\nb: *x\nb: 2\nc: [!x 3]\n", "m.yml")
    assert [each.code for each in findings] == ["JB123", "JB123", "JB122", "JB124"]
    assert isinstance(node, Mapping)
    assert isinstance(node.get("c"), Sequence)
    assert isinstance(node.get("a"), Scalar)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("title: x\n  a: b\n", (2, 3), "indented further"),
        ("a:\n  - b\n  c\nd: e\n", (3, 3), "neither a field nor an item"),
        ("a: [b, c]]\n", (1, 10), "closes nothing"),
        ("a: b\n- c\n", (2, 1), "an item of a list stands among fields"),
        ("a: |\n  x\n y\n", (3, 2), "fits none of the lines above"),
        ("a: > 5\n", (1, 4), "begins on the next line"),
        ("a: **b** c\n", (1, 4), "cannot begin with `*`"),
        ("a: [b, 'c' d]\n", (1, 12), "quoted text ends"),
        ("a: {b: [c}\n", (1, 10), "expected `]`"),
        ('a: "x\\qy"\n', (1, 6), "means nothing in double quotes"),
        ("a: “b: c”\n", (1, 6), "curly quotes"),
        ("a:\n  -b\n   c: d\n", (2, 3), "missing after `-`"),
        ("a:\n  - b: 1\n   c: 2\n", (3, 4), "begins with `- `"),
        ("one\ntwo: three\n", (1, 1), "no colon"),
        ("a: b\n%c\n", (2, 1), "begins with `%`"),
        ("'a':b\n", (1, 4), ""),
    ],
)
def test_a_slip_is_explained_where_it_is(text, place, words):
    node, findings = read_yaml(text, "m.yml")
    assert node is None
    assert len(findings) == 1
    assert words in findings[0].message
    assert (findings[0].place.line, findings[0].place.column) == place
    assert findings[0].help


def test_the_help_for_a_colon_reads_as_yaml_itself():
    for value in ("I paid: nothing", 'He said: "no"', "back\\slash: x"):
        _, findings = read_yaml(f"quote: {value}\n", "m.yml")
        fixed = findings[0].help.partition("`")[2].rstrip("`")
        assert data_of(read(fixed)) == {"quote": value}
