from __future__ import annotations

import pytest

from journeybook.library.objects import Kind, Ref
from journeybook.sources.objects import read_object

HEAD = "---\ntitle: First order\npersonas: [amira]\n---\n\n"


def read(body, head=HEAD, kind=Kind.JOURNEY):
    return read_object(head + body, "m.md", Ref(kind, "a-map"), markdown=True)


def journey(body, head=HEAD):
    result = read(body, head)
    assert not result.findings
    return result.item


def found(body, head=HEAD):
    return [(each.code, each.place.line, each.place.column) for each in read(body, head).findings]


def test_headings_are_stages_and_steps_and_all_other_prose_is_theirs():
    made = journey(
        "What it is about.\n\n## Order {#order}\n\n- goal: A date\n\nA stage.\n\n### Waits {#wait}\n\nA step.\n\n"
        "#### Deeper\n\n```\n## no stage\n```\n\n### Waits\n\n## Use ##\n"
    )
    assert made.narrative == "What it is about."
    order, use = made.stages
    assert (order.id, order.title, order.goal, order.narrative) == ("order", "Order", "A date", "A stage.")
    assert [(step.id, step.title) for step in order.steps] == [("wait", "Waits"), ("waits", "Waits")]
    assert order.steps[0].narrative == "A step.\n\n#### Deeper\n\n```\n## no stage\n```"
    assert (use.id, use.title) == ("use", "Use")


def test_fields_repeat_nest_and_go_on():
    step = (
        journey(
            "## S\n### T\n"
            "- pain: No date\n  - severity: 3\n  - evidence: [a, b]\n- pain: Nobody knows: nothing # really\n"
            '- pains: [one, \'two: 2\']\n- quote: "in quotes"\n- quote: "half" in quotes\n- action: begins\n  and goes on\n'
            "and on\n- next: later\n  - when: it rains\n- metrics: {a: 1}\n- metric:\n  - b: 2\n- emotion:\n  - amira: -1\n"
            "- lane:\n  - 'Odd: name': kept\n- systems: crm\n* system: erp\n- risk: [a link](x)\n"
        )
        .stages[0]
        .steps[0]
    )
    assert [(pain.text, pain.severity, pain.evidence) for pain in step.pains] == [
        ("No date", 3, ("a", "b")),
        ("Nobody knows: nothing # really", None, ()),
        ("one", None, ()),
        ("two: 2", None, ()),
    ]
    assert [quote.text for quote in step.quotes] == ["in quotes", '"half" in quotes']
    assert step.action[0].text == "begins and goes on and on"
    assert (step.next[0].step, step.next[0].when) == ("later", "it rains")
    assert step.metrics == {"a": 1.0, "b": 2.0}
    assert step.emotion == {"amira": -1.0}
    assert step.lanes["Odd: name"][0].text == "kept"
    assert step.systems == ("crm", "erp")
    assert step.risks == ("[a link](x)",)


def test_a_tab_indents_as_everywhere_in_markdown():
    pain = journey("## S\n- pain: slow\n\t- severity: 2\n").stages[0].pains[0]
    assert (pain.text, pain.severity) == ("slow", 2)


def test_a_list_ends_with_the_first_line_that_is_no_field():
    stage = journey("## S\n\n- goal: A\n\n- mindset: calm\n\n- a list of prose\n").stages[0]
    assert (stage.goal, stage.mindset, stage.narrative) == ("A", "calm", "- a list of prose")
    stage = journey("## S\n\n- just prose\n- goal: B\n").stages[0]
    assert (stage.goal, stage.narrative) == (None, "- just prose\n- goal: B")


def test_places_are_those_of_the_markdown():
    result = read(
        "## Order {#order}\n\n- channel: web\n- pain: x\n  - severity: 3\n- emotion: {amira: 1}\n\nText.\n"
    )
    places = {
        path: (result.source.place(path).line, result.source.place(path).column)
        for path in [
            ("title",),
            ("stages", 0, "title"),
            ("stages", 0, "id"),
            ("stages", 0, "channel"),
            ("stages", 0, "pains", 0, "severity"),
            ("stages", 0, "emotion", "amira"),
            ("stages", 0, "narrative"),
        ]
    }
    assert list(places.values()) == [(2, 8), (6, 4), (6, 12), (8, 12), (10, 15), (11, 20), (13, 1)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("### Early\n", [("JB131", 6, 5)]),
        ("##\n", [("JB149", 6, 3)]),
        ("## S {#A b}\n", [("JB143", 6, 8)]),
        ("## S\n- goal: a\n- goal: b\n", [("JB122", 8, 3)]),
        ("## S {#s}\n- id: t\n- title: T\n", [("JB122", 7, 3), ("JB122", 8, 3)]),
        ("## S\n- goal: a\n- nameless\n", [("JB131", 8, 3)]),
        ("## S\n- pain: x\n  - severity: 1\n  - nameless\n", [("JB131", 9, 5)]),
        ("## S\n- evidence: [a\n", [("JB120", 7, 13)]),
        ("## S\n- emotion: {a: &x 1}\n", [("JB123", 7, 16)]),
        ("## S\n- metrics: {a: 1}\n- metrics: {a: 2}\n", [("JB122", 8, 13)]),
        ("## S\n- narrative: a\n\nb\n", [("JB122", 7, 3)]),
        ("## S\n- colour: red\n", [("JB140", 7, 3)]),
    ],
)
def test_slips_are_found_where_they_are(body, expected):
    assert found(body) == expected


def test_stages_stand_in_one_place():
    assert found("## S\n", "---\ntitle: X\nstages: []\n---\n") == [("JB122", 3, 1)]


def test_front_matter_is_read_as_strictly_as_yaml():
    assert found("", "---\ntitle: X\ntitle: Y\n---\n") == [("JB122", 3, 1)]
    assert found("", "---\ntitle: X\nhooks: [x.py]\n---\n") == [("JB140", 3, 1)]
    assert found("", "---\n" + "[" * 50_000 + "\n---\n")[0][0] == "JB127"
    assert found("", "---\ntitle: X\n") == [("JB130", 1, 1)]
    assert [each[0] for each in found("## S\n", "")] == ["JB141"]


def test_prose_of_other_kinds_is_their_narrative():
    result = read("## No stage\n\nProse.\n", "---\ntitle: Amira\n---\n", Kind.PERSONA)
    assert not result.findings
    assert result.item.narrative == "## No stage\n\nProse."


def test_nesting_has_a_bottom():
    body = "## S\n- lanes:\n" + "".join(f"{'  ' * level}- a:\n" for level in range(1, 200))
    assert "JB127" in {code for code, _, _ in found(body)}
