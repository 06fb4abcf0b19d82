from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from factories import make_journey, make_stage, make_step
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.exchange.mermaid.writer import write_mermaid
from journeybook.model.vocabulary import EmotionScale

NAMES = st.text(
    alphabet=st.sampled_from("abcABC 0129:;#,%{}()[]<>-_é日م\"'`~|/\\&"), min_size=1, max_size=30
).filter(lambda text: text.strip() and any(letter.isalnum() for letter in text))
KEYWORDS = st.sampled_from(["title x", "section", "journey", "accTitle: no", "Journey of one", "a #35; b"])


@given(st.lists(NAMES | KEYWORDS, min_size=4, max_size=4))
def test_any_names_come_back_as_they_were(names: list[str]) -> None:
    title, stage, step, persona = (" ".join(name.split()) for name in names)
    made = make_journey(
        "m", make_stage("S", make_step("T").model_copy(update={"title": step, "emotion": 1.0}))
    )
    made = made.model_copy(
        update={
            "title": title,
            "personas": ("p",),
            "stages": (made.stages[0].model_copy(update={"title": stage}),),
        }
    )
    tree, problems = parse_mermaid(write_mermaid(made, EmotionScale(), lambda _key: persona), "m.mmd")
    assert tree, problems
    assert not problems
    assert (tree.title, tree.sections[0].title, [task.name for task in tree.tasks]) == (title, stage, [step])
    assert (tree.sections[0].tasks[0].score, tree.sections[0].tasks[0].actors) == ("4", (persona,))
