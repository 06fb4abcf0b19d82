from __future__ import annotations

from typing import Any

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.format.models import MODELS
from journeybook.history.change import Act, Change, Sort
from journeybook.history.difference import Difference, compare
from journeybook.history.pairing import moved
from journeybook.history.snapshot import Snapshot
from journeybook.labels.field_labels import label_of
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.journey import Journey
from journeybook.model.path import ReadingPath
from journeybook.model.recommendation import Recommendation
from journeybook.reports.change_phrases import Names, phrase
from journeybook.reports.comparison import Comparison
from journeybook.reports.html import html_report
from journeybook.reports.markdown import markdown_report
from journeybook.reports.text import text_report


def one_map(*steps: Any, **fields: Any) -> Journey:
    return make_journey("order", make_stage("Buy", *steps), **fields)


def between(before: Journey, after: Journey, **shelves: Any) -> Difference:
    return compare(make_library(before, **shelves), make_library(after, **shelves))


def changes(difference: Difference) -> list[Change]:
    return list(difference.changes)


def lines(difference: Difference) -> list[str]:
    names = Names(difference.head, difference.base)
    return [phrase(each, names).line for each in difference.changes]


def test_a_feeling_that_fell_a_word_is_told_with_both_values_and_both_words() -> None:
    ana = make_persona("ana", title="Ana Lima")
    before = one_map(make_step("Pays", emotion={"ana": 1.0}), make_step("Waits", emotion={"ana": -2.0}))
    after = one_map(make_step("Pays", emotion={"ana": -0.5}), make_step("Waits", emotion={"ana": -2.0}))
    found = between(before, after, personas=[ana])
    assert lines(found) == ["feeling of Ana Lima, now lower: pleased (+1) → frustrated (−0.5)"]
    assert changes(found)[0].sort is Sort.REGRESSION


def test_a_finer_reading_of_the_same_feeling_is_a_detail() -> None:
    found = between(
        one_map(make_step("Pays", emotion=1.0), make_step("Waits", emotion=-2.0)),
        one_map(make_step("Pays", emotion=0.8), make_step("Waits", emotion=-2.0)),
    )
    assert lines(found) == ["feeling of everybody, a little lower: pleased (+1) → pleased (+0.8)"]
    assert not found.reaches(Sort.REGRESSION)


def test_one_number_for_all_is_compared_with_a_number_for_each() -> None:
    found = between(
        one_map(make_step("Pays", emotion=1.0)), one_map(make_step("Pays", emotion={"a": 1.0, "b": -1.0}))
    )
    felt = [each for each in changes(found) if each.field == "emotion"]
    assert [(each.about, each.before, each.after) for each in felt] == [("b", 1.0, -1.0)]


def test_a_new_lowest_moment_is_named() -> None:
    found = between(
        one_map(make_step("Pays", emotion=-1.0), make_step("Waits", emotion=0.0)),
        one_map(make_step("Pays", emotion=-1.0), make_step("Waits", emotion=-1.5)),
    )
    assert "the lowest moment is now “Waits”: frustrated (−1) → very frustrated (−1.5)" in lines(found)
    (thing,) = found.things
    assert thing.curve
    assert (thing.curve.mean_before, thing.curve.mean_after) == (-0.5, -1.25)


def test_one_step_carried_over_many_is_one_move() -> None:
    names = ["A", "B", "C", "D", "E"]
    found = between(
        one_map(*(make_step(each) for each in names)), one_map(*(make_step(each) for each in "BCDEA"))
    )
    assert [(each.act, each.ref.step) for each in changes(found)] == [(Act.MOVED, "a")]
    assert lines(found) == ["moved, now after “E”"]


def test_a_step_in_another_stage_is_moved_and_not_removed_and_added() -> None:
    before = make_journey("order", make_stage("Buy", make_step("Chat"), make_step("Pay")), make_stage("Use"))
    after = make_journey("order", make_stage("Buy", make_step("Pay")), make_stage("Use", make_step("Chat")))
    assert lines(between(before, after)) == [
        "moved to another stage: “Buy” → “Use” (now first there)",
    ]


def test_a_rename_that_is_written_down_is_none_that_is_guessed() -> None:
    before = one_map(make_step("Fills in the form", id="form", action="Types", thought="Long"))
    sure = one_map(make_step("Fills in the form", id="card", was=["form"], action="Types", thought="Long"))
    likely = one_map(make_step("Fills in the form", id="card", action="Types", thought="Long"))
    assert [(each.act, each.guess) for each in changes(between(before, sure))] == [(Act.RENAMED, False)]
    (guess,) = changes(between(before, likely))
    assert guess.guess
    assert "probably renamed: form → card (a guess" in lines(between(before, likely))[0]


def test_what_only_looks_alike_a_little_came_and_went() -> None:
    found = between(one_map(make_step("Pays by card")), one_map(make_step("Waits for the visit")))
    assert [each.act for each in changes(found)] == [Act.REMOVED, Act.ADDED]


def test_a_map_under_another_id_is_the_same_map() -> None:
    steps = [make_step(each) for each in ("Compares", "Pays", "Waits")]
    before = make_library(make_journey("ordering", make_stage("Buy", *steps), title="Ordering fibre"))
    sure = make_library(make_journey("buying", make_stage("Buy", *steps), title="Buying", was=["ordering"]))
    likely = make_library(make_journey("orders", make_stage("Buy", *steps), title="Ordering a line"))
    found = compare(before, sure).things[0]
    assert (found.act, found.was, found.guess) == (Act.RENAMED, Ref(Kind.JOURNEY, "ordering"), False)
    assert compare(before, likely).things[0].guess


@pytest.mark.parametrize(
    ("before", "after", "said", "sort"),
    [
        ({}, {"pains": ["No date"]}, "new pain: “No date”", Sort.ADDITION),
        ({"emotion": 1}, {"emotion": 1, "pains": ["No date"]}, "new pain: “No date”", Sort.REGRESSION),
        ({"pains": ["No date"]}, {}, "pain removed: “No date”", Sort.IMPROVEMENT),
        (
            {"pains": [{"text": "No date", "severity": 1}]},
            {"pains": [{"text": "No date", "severity": 3}]},
            "severity of the pain “No date”: 1, a nuisance → 3, people leave",
            Sort.DETAIL,
        ),
        (
            {"pains": [{"text": "No date", "evidence": ["calls"]}]},
            {"pains": ["No date"]},
            "evidence of the pain “No date” removed: calls",
            Sort.REVIEW,
        ),
        ({}, {"moment_of_truth": True}, "is now a moment of truth", Sort.REVIEW),
        ({"moment_of_truth": True}, {}, "is no longer a moment of truth", Sort.REVIEW),
        ({"channel": "web"}, {"channel": "app"}, "channel: Website → App", Sort.DETAIL),
        ({"thought": "Why so late?"}, {"thought": "Why so late, then?"}, "thought: “Why so late?” → “Why so late, then?”", Sort.TEXT),
        ({"title": "Pays"}, {"title": "Pays by card"}, "now called: “Pays” → “Pays by card”", Sort.MOVE),
        ({"lanes": {"Policy": ["Old"]}}, {"lanes": {"Policy": ["New rule"]}}, "new lane “Policy”: “New rule”", Sort.ADDITION),
    ],
)  # fmt: skip
def test_each_field_is_told_in_its_own_words(
    before: dict[str, Any], after: dict[str, Any], said: str, sort: Sort
) -> None:
    words = {"channels": {"web": "Website", "app": "App"}}
    sides = [
        one_map(make_step("Pays").model_validate({"id": "pays", "title": "Pays", **each}))
        for each in (before, after)
    ]
    found = compare(make_library(sides[0], vocabulary=words), make_library(sides[1], vocabulary=words))
    told = {phrase(each, Names(found.head, found.base)).line: each.sort for each in found.changes}
    assert told.get(said) is sort, told


def test_other_words_are_told_apart_from_all_else() -> None:
    found = between(
        one_map(make_step("Pays", action="Types it in twice")),
        one_map(make_step("Pays", action="Types it in")),
    )
    (thing,) = found.things
    assert (len(thing.told), len(thing.texts), thing.sort) == (0, 1, Sort.TEXT)
    assert not thing.affected


def test_who_answers_or_reads_a_step_that_got_worse_is_touched() -> None:
    shelves = {
        "recommendations": {
            "r": Recommendation(id="r", title="Tracker", relevant=("order#waits",)),
            "other": Recommendation(id="other", title="Other", relevant=("order#pays",)),
        },
        "paths": {"p": ReadingPath.model_validate({"id": "p", "title": "Week", "steps": [{"read": "journey/order#waits"}]})},
    }  # fmt: skip
    found = between(
        one_map(make_step("Pays", emotion=-2.0), make_step("Waits", emotion=1.0)),
        one_map(make_step("Pays", emotion=-2.0), make_step("Waits", emotion=-1.0)),
        **shelves,
    )
    assert {str(each.ref) for each in found.things[0].affected} == {"recommendation:r", "path:p"}


def test_a_step_that_is_gone_and_still_named_asks_for_a_look() -> None:
    other = make_journey("other", make_stage("S", make_step("Ends", same_as="order#pays")))
    found = compare(
        make_library(one_map(make_step("Pays"), make_step("Waits")), other),
        make_library(one_map(make_step("Waits")), other),
    )
    assert [each.sort for each in found.changes] == [Sort.REVIEW]


def test_owners_of_before_and_after_are_asked() -> None:
    found = between(one_map(make_step("Pays"), owner="sales"), one_map(make_step("Pays"), owner="care"))
    assert found.things[0].ask == ("care", "sales")
    assert found.reaches(Sort.REVIEW)


def test_a_change_of_a_shared_step_is_told_once() -> None:
    def library(emotion: float) -> Library:
        shared = {"emotion": emotion}
        return make_library(
            make_journey("order", make_stage("Buy", make_step("Pays", **shared), make_step("Ends", emotion=-2))),
            make_journey("other", make_stage("S", make_step("Pays", same_as="order#pays", **shared), make_step("E", emotion=-2))),
        )  # fmt: skip

    found = compare(library(1.0), library(0.9))
    assert [str(each.ref) for each in found.things] == ["journey:order"]


def test_what_could_not_be_read_neither_came_nor_went() -> None:
    whole, empty = make_library(one_map()), make_library()
    broken = frozenset({Ref(Kind.JOURNEY, "order")})
    assert not compare(whole, empty, (frozenset(), broken))
    assert not compare(empty, whole, (broken, frozenset()))


def test_words_of_the_portal_are_compared() -> None:
    found = compare(
        make_library(vocabulary={"channels": {"web": "Website"}, "feelings": ["calm"]}),
        make_library(vocabulary={"channels": {"web": "Web", "app": "App"}, "feelings": ["calm", "lost"]}),
    )
    assert {(each.title, each.act) for each in found.things} == {
        ("App", Act.ADDED),
        ("Web", Act.CHANGED),
        ("The portal's words", Act.CHANGED),
    }


def test_a_fingerprint_knows_the_change_and_not_its_surroundings() -> None:
    def found(*steps: Any) -> str:
        before = one_map(*steps, make_step("Pays", channel="web"))
        after = one_map(*steps, make_step("Pays", channel="app"))
        return changes(between(before, after))[0].fingerprint

    assert found() == found(make_step("Looks"), make_step("Compares"))
    assert len(found()) == 12
    other = one_map(make_step("Pays", channel="shop"))
    assert found() != changes(between(one_map(make_step("Pays", channel="web")), other))[0].fingerprint


@pytest.mark.parametrize(
    ("order", "lifted"), [([], set()), ([0, 1, 2], set()), ([1, 2, 3, 0], {3}), ([3, 0, 1, 2], {0})]
)
def test_as_little_as_possible_is_moved(order: list[int], lifted: set[int]) -> None:
    assert moved(order) == lifted


def test_every_field_of_the_format_has_a_word_of_its_own() -> None:
    names = {
        info.alias or name
        for model in MODELS.values()
        for name, info in model.model_fields.items()
        if name not in ("id", "section", "readings", "stages")
    }
    assert [name for name in sorted(names) if "_" in label_of(name)] == []
    assert label_of("pains.severity") == "severity of the pain"


def test_a_word_with_a_former_id_is_renamed_and_one_without_is_another() -> None:
    before = make_library(vocabulary={"teams": {"care": "Care", "sales": "Sales"}})
    after = make_library(
        vocabulary={"teams": {"customer-care": {"title": "Care", "was": ["care"]}, "selling": "Sales"}}
    )
    told = {(each.act, str(each.ref), str(each.was)) for each in compare(before, after).things}
    assert told == {
        (Act.RENAMED, "team:customer-care", "team:care"),
        (Act.ADDED, "team:selling", "None"),
        (Act.REMOVED, "team:sales", "None"),
    }


def test_what_only_got_another_id_is_not_told_wherever_it_is_named() -> None:
    steps = (
        make_step("Pays", emotion={"ana": 1}, metrics={"nps": 3}, personas=["ana"], next=["waits"]),
        make_step("Waits"),
    )
    before = make_library(
        one_map(*steps, owner="care", personas=["ana"]),
        make_journey("other", next=["order"]),
        personas=[make_persona("ana")],
        vocabulary={"teams": {"care": "Care"}, "systems": {"crm": {"title": "CRM", "team": "care"}}},
        paths={
            "p": ReadingPath.model_validate(
                {"id": "p", "title": "P", "steps": [{"read": "journey/order#waits"}]}
            )
        },
    )
    steps = (
        make_step("Pays", emotion={"zoe": 1}, metrics={"nps": 3}, personas=["zoe"], next=["idles"]),
        make_step("Waits", id="idles", was=["waits"]),
    )
    after = make_library(
        make_journey(
            "buy", make_stage("Buy", *steps), title="Order", was=["order"], owner="help", personas=["zoe"]
        ),
        make_journey("other", next=["buy"]),
        personas=[make_persona("zoe", title="Ana", was=["ana"])],
        vocabulary={
            "teams": {"help": {"title": "Care", "was": ["care"]}},
            "systems": {"crm": {"title": "CRM", "team": "help"}},
        },
        paths={
            "p": ReadingPath.model_validate(
                {"id": "p", "title": "P", "steps": [{"read": "journey/buy#idles"}]}
            )
        },
    )
    told = sorted(
        (each.act, each.field, str(each.before), str(each.after)) for each in compare(before, after).changes
    )
    assert told == [
        (Act.RENAMED, "id", "ana", "zoe"),
        (Act.RENAMED, "id", "care", "help"),
        (Act.RENAMED, "id", "order", "buy"),
        (Act.RENAMED, "id", "waits", "idles"),
    ]


def test_a_link_to_a_ticket_is_told_as_a_link() -> None:
    def with_link(url: str, *titles: str) -> Library:
        links = [{"title": each, "url": url} for each in titles]
        goal = Recommendation.model_validate({"id": "r", "title": "Tracker", "links": links})
        return make_library(one_map(make_step()), recommendations={"r": goal})

    old, new = "https://tracker.example/E-1", "https://tracker.example/E-2"
    assert lines(compare(with_link(old), with_link(old, "Epic"))) == ["new link: Epic"]
    (moved_on,) = compare(with_link(old, "Epic"), with_link(new, "Epic")).changes
    assert (moved_on.field, moved_on.before, moved_on.after) == ("links.url", old, new)


@pytest.mark.parametrize("hidden", ["\u200b", "\u200d", "\u00ad", "\u2060", "\u3164"])
def test_two_titles_that_look_alike_are_said_with_what_makes_them_differ(hidden: str) -> None:
    before = make_library(one_map(make_step("Pays", id="a", emotion=1), title="Order"))
    after = make_library(one_map(make_step(f"Pa{hidden}ys", id="a", emotion=-1), title=f"Or{hidden}der"))
    made = Comparison(compare(before, after), Snapshot("a", before), Snapshot("b", after))
    assert made.difference
    shown = f"\\u{ord(hidden):04x}" if ord(hidden) > 0xFF else f"\\x{ord(hidden):02x}"
    for report in (text_report, html_report, markdown_report):
        text = report(made)
        assert f"Or{hidden}der" not in text, report.__name__
        assert f"Pa{hidden}ys" not in text, report.__name__
        assert f"Or{shown}der" in text.replace("\\\\", "\\"), report.__name__
