from __future__ import annotations

from lxml import html

from factories import make_journey, make_library, make_stage, make_step
from journeybook.drawing.grid.cells import CellContext
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.step_context import ContextOfStep, EmotionLabel, StepLink, draw_step_context
from journeybook.drawing.view.compose import compose
from journeybook.library.objects import Kind, Ref

LOW = EmotionLabel(0, "very frustrated", "−1.7")
WAITS = StepLink(Ref(Kind.JOURNEY, "first", "waits"), "Waits <b>", when="the card *fails*")
VISIT = StepLink(Ref(Kind.JOURNEY, "visit", "arrives"), "Arrives", inside="The visit")


def words(way: ContextOfStep) -> str:
    context = CellContext(
        lambda ref: f"../{ref.id}/#{ref.step}" if ref.id == "visit" else None, str, {}, "m", "en"
    )
    root = html.fragment_fromstring(draw_step_context(way, context))
    for link in root.iter("a"):
        link.text = f"[{link.get('href')}]"
    return " ".join(" ".join(root.itertext()).split())


def test_a_step_on_the_way_tells_its_lowest_moment_and_every_way_on() -> None:
    told = words(ContextOfStep(5, EmotionLabel(2, "neutral", "−0.4"), (LOW, WAITS), (), (WAITS, VISIT)))
    assert "5 steps before this one, on average −0.4 neutral" in told
    assert "Lowest −1.7 very frustrated: Waits <b>" in told
    assert "the card fails Waits <b>" in told
    assert "[../visit/#arrives] Arrives in The visit" in told


def test_the_ends_of_a_map_say_that_they_are_ends() -> None:
    told = words(ContextOfStep(0, None, None, (StepLink(Ref(Kind.JOURNEY, "visit"), "The visit"),), ()))
    assert "The map begins here. People may come from [../visit/#None]" in told
    assert "The map ends here." in told


def test_silence_is_told_as_silence_and_not_as_neutral() -> None:
    assert "2 steps of Tom before this one, no feeling noted" in words(
        ContextOfStep(2, None, None, (), (), "Tom")
    )


def test_a_card_names_its_branches_once() -> None:
    stage = make_stage("S", make_step("Asks", next=[{"step": "pays"}]), make_step("Pays"))
    journey = make_journey("m", stage)
    library = make_library(journey)
    way = ContextOfStep(0, None, None, (), (StepLink(Ref(Kind.JOURNEY, "m", "pays"), "Pays"),))

    drawn = draw_grid(compose(journey, library), lambda _: "#", library.title, ways={"m--t-asks": way})
    root = html.fragment_fromstring(drawn)
    (card,) = root.xpath(".//*[@id='m--t-asks--card']")
    assert "".join(card.itertext()).count("Pays") == 1
    # By these classes the script knows a cell that it does not copy onto such a card.
    assert card.xpath("./*[@class='jb-step-context']")
    (step,) = root.xpath(".//*[@id='m--t-asks']")
    (cell,) = step.xpath("./*[contains(@class, 'jb-cell--next')]")
    assert "May lead to" in "".join(cell.itertext())
