from __future__ import annotations

from factories import make_journey, make_stage, make_step
from journeybook.sources.same_as import CHAIN, resolve_shared


def resolved(*journeys):
    made, findings = resolve_shared({each.id: each for each in journeys}, {})
    return made, [each.code for each in findings]


def test_a_shared_step_takes_the_other_s_fields_and_keeps_its_own():
    one = make_journey("one", make_stage("S", make_step("A", same_as="two#b", emotion=1, next=["x"])))
    two = make_journey(
        "two", make_stage("T", make_step("B", emotion=-1, channel="web", was=["old"], next=["y"]))
    )
    made, codes = resolved(one, two)
    step = made["one"].stages[0].steps[0]
    assert not codes
    assert (step.id, step.title, step.emotion, step.channel) == ("a", "A", 1.0, "web")
    assert step.was == ()
    assert step.next[0].step == "x"
    assert made["two"] == two


def test_sharing_goes_through_several_maps_and_former_ids():
    one = make_journey("one", make_stage("S", make_step("A", same_as="two#was-b")))
    two = make_journey("two", make_stage("T", make_step("B", was=["was-b"], same_as="three#c", team="x")))
    three = make_journey("three", make_stage("U", make_step("C", channel="web", team="y")))
    made, _ = resolved(one, two, three)
    step = made["one"].stages[0].steps[0]
    assert (step.channel, step.team) == ("web", "x")


def test_a_stage_may_be_shared_too_without_its_steps():
    one = make_journey("one", make_stage("S", make_step("A"), same_as="two#t"))
    two = make_journey("two", make_stage("T", make_step("B"), goal="Arrive", action="Waits"))
    stage = resolved(one, two)[0]["one"].stages[0]
    assert (stage.goal, stage.action[0].text, stage.steps[0].title) == ("Arrive", "Waits", "A")


def test_a_circle_is_told_at_each_of_its_steps():
    one = make_journey("one", make_stage("S", make_step("A", same_as="two#b", team="x")))
    two = make_journey("two", make_stage("T", make_step("B", same_as="one#a", channel="web")))
    made, codes = resolved(one, two)
    assert codes == ["JB304", "JB304"]
    assert made["one"].stages[0].steps[0].channel == "web"


def test_a_step_that_shares_itself_is_a_circle():
    assert resolved(make_journey("one", make_stage("S", make_step("A", same_as="one#a"))))[1] == ["JB304"]


def test_an_unknown_target_changes_nothing():
    one = make_journey(
        "one", make_stage("S", make_step("A", same_as="none#b"), make_step("B", same_as="one"))
    )
    assert resolved(one) == ({"one": one}, [])


def test_a_chain_has_an_end():
    chain = [
        make_journey(f"m-{n}", make_stage("S", make_step("A", same_as=f"m-{n + 1}#a")))
        for n in range(CHAIN + 5)
    ]
    assert set(resolved(*chain)[1]) == {"JB304"}
