"""Drawings hold no word of ours outside of the catalogue, and say in which language our words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.diagnostics import Place
from journeybook.drawing.charts.metric_chart import data_table, kpi_chart
from journeybook.drawing.grid.grid import draw_grid
from journeybook.drawing.grid.step_context import ContextOfStep, EmotionLabel, StepLink
from journeybook.drawing.grid.table import draw_table
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.fences.part_fence import draw_part_fence
from journeybook.i18n.catalog import use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.journey import Journey, MapType
from journeybook.model.metric import Metric
from journeybook.model.vocabulary import EmotionScale, Vocabulary
from journeybook.text.numbers import change_figure, figure, share_figure

WORD = re.compile(r"[A-Za-z]{2,}")
# Words of authors are Greek, so that every plain Latin word that is read is ours.


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def journey(**fields: object) -> Journey:
    step = make_step(
        "Πληρώνει",
        id="s-1",
        emotion=-1,
        emotion_end=1,
        moment_of_truth=True,
        action=["πράξη"],
        thought=["σκέψη"],
        pains=[{"text": "πόνος", "severity": each} for each in (1, 2, 3)],
        gains=["κέρδος"],
        quotes=["λόγος"],
        opportunities=["ιδέα"],
        duration="λίγο",
        variants=[
            {"id": "va", "title": "α", "winner": True, "people": 1200, "share": 50, "emotion": 1},
            {"id": "vb", "title": "β", "people": 1100, "share": 50, "emotion": -1},
        ],
        journey="m-two",
        frontstage=["μπροστά"],
        backstage=["πίσω"],
        support=["βοήθεια"],
        narrative="ιστορία",
        next=[{"step": "s-3", "when": "κάτι"}, {"step": "s-4"}],
    )
    other = make_step("Ρωτά", id="s-3", emotion={"p-1": 1, "p-2": -1}, next=[])
    last = make_step("Φεύγει", id="s-4", emotion=0)
    return make_journey(
        "m-1",
        make_stage("Αρχή", step, id="g-1", goal="στόχος", mindset="νους", entered=1000),
        make_stage("Τέλος", other, last, id="g-2", entered=900, action=["όλα"]),
        title="Χάρτης",
        personas=["p-1", "p-2"],
        **fields,
    )


def library_of(made: Journey) -> Library:
    return make_library(
        made,
        make_journey("m-two", title="Άλλος"),
        personas=(
            make_persona("p-1", title="Άννα", role=None),
            make_persona("p-2", title="Νίκος", role=None),
        ),
        vocabulary=Vocabulary(emotion_scale=EmotionScale(min=-2, max=2, words={-1: "κακό", 1: "καλό"})),
    )


WAY = ContextOfStep(
    steps=2,
    mean=EmotionLabel(1, "κακό", "−1"),
    lowest=(EmotionLabel(0, "κακό", "−2"), StepLink(Ref(Kind.JOURNEY, "m-1", "s-1"), "Πληρώνει")),
    arrivals=(StepLink(Ref(Kind.JOURNEY, "m-two", "s-9"), "Έρχεται", "Άλλος"),),
    onward=(),
    person="Άννα",
    worst=True,
)


def grid_of(made: Journey) -> str:
    library = library_of(made)
    return draw_grid(compose(made, library), lambda _ref: None, library.title, ways={"m-1--t-s-3": WAY})


def table_of(made: Journey) -> str:
    library = library_of(made)
    return draw_table(compose(made, library), lambda _ref: None, library.title)


def swimlane_of(made: Journey) -> str:
    library = library_of(made)
    return draw_swimlane(compose(made, library), library.title)


def read_words(markup: str) -> set[str]:
    """The words that a reader sees or hears, without ids of things that are shown by their id."""
    root = html.fragment_fromstring(markup, create_parent="div")
    texts = [*root.itertext(), *root.xpath("//@aria-label | //@title | //@alt")]
    return {word for text in texts for word in WORD.findall(text)}


@pytest.mark.parametrize("draw", [grid_of, table_of, swimlane_of])
@pytest.mark.parametrize("kind", list(MapType))
def test_a_drawing_in_the_pseudo_language_shows_no_plain_word_of_ours(draw, kind: MapType) -> None:
    use_language(PSEUDO_LANGUAGE)
    assert read_words(draw(journey(type=kind))) == set()


def test_an_empty_map_says_so_in_the_language() -> None:
    use_language(PSEUDO_LANGUAGE)
    empty = make_journey("m-1", title="Χάρτης", stages=[])
    assert read_words(grid_of(empty)) | read_words(swimlane_of(empty)) == set()


def test_charts_and_fences_are_in_the_language() -> None:
    metric = Metric(
        id="k-1",
        title="Μέτρο",
        target=3,
        baseline=1,
        readings=[
            {"date": "2026-09-01", "value": 2.5, "people": 9, "segment": "α"},
            {"date": "x", "value": 1},
        ],
    )
    use_language(PSEUDO_LANGUAGE)
    # Months are the CLDR's, which has none for the pseudo-language.
    assert read_words(kpi_chart(metric) + data_table(metric)) <= {"Sept"}
    named, _findings = draw_part_fence("part: search", Place("a.md", 1), None)
    assert read_words(named) == {"search"}


def test_figures_have_the_symbols_of_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("journeybook.i18n.catalog.is_complete", lambda _catalog: True)
    points = Metric(id="k", title="K", unit="%")
    assert (figure(1234.5), share_figure(0.5)) == ("1\u202f234.5", "50\u00a0%")
    assert change_figure(2.5, points) == "2.5\u00a0pt"
    use_language("de")
    assert (figure(1234.5), share_figure(0.5)) == ("1\u202f234,5", "50\u00a0%")
    use_language("en")
    assert figure(1234.5) == "1\u202f234.5"


def spoken(markup: str) -> dict[str, set[str]]:
    """Every text by the language in which it is announced, "" where nothing around it says one."""
    found: dict[str, set[str]] = {}
    root = html.fragment_fromstring(markup, create_parent="div")
    for element in root.iter():
        own = [element.text or "", element.get("aria-label") or ""]
        texts = [(element, text) for text in own]
        texts += [(element, child.tail or "") for child in element]
        for holder, text in texts:
            language = (holder.xpath("ancestor-or-self::*[@lang][1]/@lang") or [""])[-1]
            if text.strip():
                found.setdefault(language, set()).add(text.strip())
    return found


@pytest.mark.parametrize("draw", [grid_of, table_of])
def test_our_words_in_a_map_of_another_language_are_announced_in_ours(draw) -> None:
    by_language = spoken(draw(journey(language="el")))
    assert not {text for text in by_language["el"] if WORD.search(text)}
    greek = {text for text in by_language["en"] if re.search("[α-ω]{2}", text)}
    # Our messages may name the map, and feelings are in the words of the scale, which is not the map's.
    assert {text for text in greek if not WORD.search(text)} <= {"κακό", "κακό:", "κακό: "}


def test_a_map_in_the_language_of_the_site_says_its_language_once() -> None:
    assert grid_of(journey(language="en-GB")).count(" lang=") == 1
    assert grid_of(journey(language="el")).count(" lang=") > 20


def test_a_german_author_may_begin_a_case_with_when() -> None:
    steps = (
        make_step("A", id="a", next=[{"step": "b", "when": "wenn die Karte versagt"}, {"step": "c"}]),
        make_step("B", id="b"),
        make_step("C", id="c"),
    )
    made = make_journey("m-1", make_stage("S", *steps))
    view = compose(made, make_library(made))
    assert [
        each.branch_start.case for each in view.columns if each.branch_start and each.branch_start.case
    ] == ["die Karte versagt"]
