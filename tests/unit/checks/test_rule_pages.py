from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.checks.registry import RULES, rule_like, rules_named
from journeybook.history.baseline import Baseline, past_of
from journeybook.portal.portal import read_portal
from journeybook.rules.rule_page import RulePage, example_files, read_page

GROUND = {
    "vocabulary.yml": "channels: [web, phone]\nteams: [care]\n",
    "personas/ana.yml": "title: Ana\n",
    "journeys/example.yml": "title: Ordering\n",
}
"""What stands around every example."""

SHOWN = [rule for rule in RULES.values() if rule.page.bad]


def put(folder: Path, example: str) -> None:
    for name, text in {**GROUND, **example_files(example)}.items():
        file = folder / "maps" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def found(folder: Path, example: str, past: Baseline | None = None) -> set[str]:
    put(folder, example)
    return {each.code for each in read_portal(folder, past=past).diagnostics}


def past_of_page(page: RulePage) -> Baseline | None:
    """What a rule that compares is shown as having been there."""
    if not page.before:
        return None
    files = {f"maps/{name}": text.encode() for name, text in example_files(page.before).items()}
    changed = {f"maps/{name}" for text in (page.bad, page.good) for name in example_files(text)}
    return past_of("maps", {*files, *changed}, files)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_the_bad_example_breaks_the_rule_and_the_good_one_does_not(tmp_path, rule):
    past = past_of_page(rule.page)
    assert rule.code in found(tmp_path / "bad", rule.page.bad, past)
    assert rule.code not in found(tmp_path / "good", rule.page.good, past)
    if past:
        assert rule.code not in found(tmp_path / "alone", rule.page.bad)


@pytest.mark.parametrize("rule", SHOWN, ids=lambda rule: rule.code)
def test_a_page_says_what_why_and_the_way_out(rule):
    assert rule.page.what
    assert rule.page.why
    assert rule.page.good
    assert rule.page.fix


def test_what_a_function_looks_for_has_a_page_with_examples_and_so_has_what_remarks_break():
    shown = {rule.code for rule in SHOWN}
    # Fences are shown on pages of their own, with more than one example.
    looked_for = {code for code, rule in RULES.items() if rule.finders} - {"JB903"}
    assert len(looked_for) >= 40
    assert looked_for <= shown
    assert {code for code in RULES if code[2] in "0235678"} <= shown
    assert len(shown) >= 60


SLIPS = {
    "JB144": "title: A\nstages:\n- title: S\n  emotion: 0,5\n",
    "JB201": "title: A\npersonas: [anna]\n",
    "JB202": (
        "title: A\nstages: [{title: S, same_as: other#leav}]\n# journeys/other.yml\n"
        "title: Other\nstages: [{id: pay, title: Pay}, {id: leave, title: Leave}]\n"
    ),
}
"""Mistakes that can only mean one thing, of rules whose bad example is none of these."""


def test_the_rules_that_are_said_to_be_mended_are_those_that_are(tmp_path):
    mended = set()
    shown = [(rule.page.bad, past_of_page(rule.page)) for rule in SHOWN]
    for at, (example, past) in enumerate((*shown, *((slip, None) for slip in SLIPS.values()))):
        root = tmp_path / str(at)
        put(root, example)
        mended |= {
            each.code
            for each in read_portal(root, mending=True, past=past).diagnostics
            if each.fix and each.fix.safe
        }
    assert mended == {code for code, rule in RULES.items() if rule.mends}


def test_a_page_is_taken_apart():
    page = read_page(
        "It is so.\n\nWhy: Because.\n\nBad:\n    a: 1\n\n    b:\n      c\n\nGood:\n    a: 2\n\nFix: Do it.\n"
    )
    assert tuple(page) == ("It is so.", "Because.", "a: 1\n\nb:\n  c", "a: 2", "Do it.", "")
    assert read_page("It is so.\n\nBefore:\n    a: 0\n\nBad:\n    a: 1\n").before == "a: 0"


def test_an_example_may_have_several_files():
    files = example_files("a: 1\n# metrics/m.csv\ndate,value\n# personas/b.yml\n# not a file\nc: 2")
    assert files == {
        "journeys/example.yml": "a: 1\n",
        "metrics/m.csv": "date,value\n",
        "personas/b.yml": "# not a file\nc: 2\n",
    }


def test_rules_are_named_by_code_by_name_and_by_family():
    assert rules_named("JB602") == rules_named("missing-owner") == ("JB602",)
    assert set(rules_named("JB60")) == {code for code in RULES if code.startswith("JB60")}
    assert set(rules_named("JB")) == set(rules_named("ALL")) == set(RULES)
    assert rules_named("JB999") == rules_named("owner") == rules_named("jb602") == rules_named("") == ()
    assert rule_like("mising-owner") == "missing-owner"


# Written out, they would be a note of ours.
CROSSES = 3 * "X"

STEP = "title: A\nstatus: published\nstages:\n- id: s\n  title: S\n  thought: {text}\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("call me on +49 151 2345 6789", "JB801"),
        ("call me on 0151 23456789 today", "JB801"),
        ("my card 4111 1111 1111 1111", "JB801"),
        ("my card 4111 1111 1111 1112", None),
        ("on 2026-06-14 at 09:30, for 1000000 people", None),
        ("order 0815 came", None),
        ("write to help@shop.example", None),
        ("write to amira@mail.com", "JB801"),
        ("go to <b>shop</b>", "JB802"),
        ("go to `<b>`", None),
        ("a < b and c > d", None),
        ("see [x](JavaScript:alert)", "JB802"),
        ("xxx, lorem", None),
        ("price " + CROSSES, "JB521"),
        ("tbd", "JB521"),
        ("Why???", "JB521"),
        ("hago todo", None),
        ("file 2026-0815-4711-22 came", None),
        ("Aktenzeichen 2026/0815/4711/22", None),
        ("order 0049151234 came", None),
        ("Bestellung Nr. 0049 151 2345678", None),
        ("order it: call 0151 23456789", "JB801"),
        ("Tel.-Nr. 0151 23456789", "JB801"),
        ("I paid $X," + CROSSES, None),
        (f"card 4111 {CROSSES}X {CROSSES}X 1111", None),
        (f"CPF {CROSSES}.{CROSSES}.{CROSSES}-XX", None),
        (f"€{CROSSES} a month", None),
        (f"{CROSSES}: ask legal", "JB521"),
        ("2*3*4 = 24", "JB803"),
        ("2**3**4", "JB803"),
        ("5*4 and 3*2", "JB803"),
        ("5 * 4 * 3, 5*4", None),
        ("`2*3*4`", None),
        ("snake_case_name, 1_000_000 and *this*", None),
        ("C:\\\\Users\\\\[new]", "JB803"),
        ("C:\\\\Users\\\\new", None),
        ("`C:\\\\Users\\\\[new]`", None),
    ],
)
def test_what_should_not_stand_in_texts_is_told_from_what_may(tmp_path, text, code):
    codes = found(tmp_path, STEP.replace("{text}", f'"{text}"')) & {"JB801", "JB802", "JB803", "JB521"}
    assert codes == ({code} if code else set())


def test_what_is_personal_is_not_printed_and_its_place_is_exact(tmp_path):
    found(tmp_path, STEP.replace("{text}", '"so I wrote to amira@mail.com"'))
    (finding,) = (each for each in read_portal(tmp_path).diagnostics if each.code == "JB801")
    assert (finding.place.line, finding.place.column, finding.place.length) == (6, 27, 14)
    assert "amira" not in finding.message
