from __future__ import annotations

import pytest

from journeybook.exchange.conversion import convert
from journeybook.library.objects import Kind, Ref
from journeybook.sources.file_format import Form

MAP = Ref(Kind.JOURNEY, "m")


def turned(text, ref=MAP, *, markdown=False, to=None):
    to = to or (Form.YAML if markdown else Form.MARKDOWN)
    written, findings = convert(text, "m.x", ref, markdown=markdown, to=to)
    return written, sorted((each.place.line, each.message) for each in findings)


def test_yaml_becomes_markdown_and_comes_back():
    yaml = "title: T\npersonas: [amira]\nnarrative: Why.\nstages:\n  - id: s\n    title: S\n    steps:\n      - id: a\n        title: A\n        pains:\n          - {text: Slow, severity: 2}\n"
    markdown, said = turned(yaml)
    assert said == []
    assert markdown == (
        "---\ntitle: T\npersonas: [amira]\n---\n\nWhy.\n\n## S {#s}\n\n### A {#a}\n\n- pain: Slow\n  - severity: 2\n"
    )
    assert turned(markdown, markdown=True) == (yaml, [])


def test_fields_that_the_format_lacks_go_to_the_lanes_of_their_step_and_are_said():
    text = (
        "title: T\ngadget: One\nstages:\n  - title: S\n    mood board: [a, b]\n    steps:\n"
        "      - title: A\n        doing: Calls\n        empty:\n        lanes: {policy: Old, doing: Taken}\n"
        "        pains: [{text: Slow, root: {cause: None of ours}}]\n"
    )
    written, said = turned(text, to=Form.YAML)
    assert written == (
        "title: T\nlanes: {gadget: One}\nstages:\n  - id: s\n    title: S\n    lanes: {mood-board: [a, b]}\n    steps:\n"
        "      - id: a\n        title: A\n        pains: [Slow]\n        lanes:\n          policy: Old\n"
        '          doing: Taken\n          other-doing: Calls\n          pains-root: "{cause: None of ours}"\n'
    )
    assert [line for line, _ in said] == [2, 5, 8, 9, 11]
    assert said[2][1] == "there is no field `doing` here; it is kept under `lanes:` as `other-doing`"
    assert said[3][1] == "there is no field `empty` here, and it has no value"


def test_comments_are_said_to_be_lost():
    _, said = turned("# one\ntitle: T # two\n")
    assert said == [(1, "2 comments are not taken over")]
    _, said = turned("---\ntitle: T # one\n---\n\n# No comment\n", markdown=True)
    assert said == [(2, "a comment is not taken over")]


@pytest.mark.parametrize(
    "text",
    [
        "title: T\nentered: x\nstages: [S]\n",
        "title: [\n",
        "- a\n",
        "",
        "title: T\nowner: Team X\n",
        "title: T\nlanes: x\nfoo: y\n",
    ],
)
def test_what_cannot_be_read_whole_is_not_converted(text):
    written, said = turned(text)
    assert written is None
    assert said


def test_other_kinds_keep_their_prose_below_the_fields():
    yaml = "title: Amira\nrole: Designer\nnarrative: |-\n  ## Her day\n\n  Begins early.\n"
    ref = Ref(Kind.PERSONA, "amira")
    markdown, said = turned(yaml, ref)
    assert (markdown, said) == ("---\ntitle: Amira\nrole: Designer\n---\n\n## Her day\n\nBegins early.\n", [])
    assert turned(markdown, ref, markdown=True) == (yaml, [])
