"""Maps of any shape and any text that a source may hold, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from journeybook.model.journey import Journey, MapType, Status
from journeybook.model.scalars import is_visible
from journeybook.text.characters import check_characters

# Words and marks that some reader of YAML or Markdown takes for something else.
NASTY = [
    "no",
    "null",
    "~",
    "yes",
    "true",
    ".nan",
    "1.10",
    "0123",
    "1e3",
    "12:30",
    "2026-02-30",
    "---",
    "...",
    "-",
    "--",
    "-a",
    "?",
    "?a",
    ":a",
    "a:",
    "a:b",
    ":",
    ",",
    "[",
    "]",
    "[a]",
    "{a}",
    "{a:b}",
    "#",
    "#a",
    "a#b",
    "!",
    "!a",
    "&",
    "&a",
    "*",
    "*a*",
    "|",
    ">",
    "%",
    "@",
    "`",
    "`a`",
    '"',
    "'a'",
    "a'b",
    "<<",
    "=",
    "<b>",
    "</script>",
    "&amp;",
    "[[x]]",
    "[[x|y]]",
    "[a](b)",
    "![a](b)",
    "\\",
    "\\n",
    "\\(",
    "1.",
    "1)",
    "-",
    "*",
    "+",
    ">",
    "##",
    "###",
    "{#x}",
    "##",
    "{#x}",
    "```",
    "~~~",
    "***",
    "___",
    "===",
    "title:",
    "id:",
    "narrative:",
    "-",
    "action:",
    "stages:",
    "&#58;",
    "é",
    "a\u202fb",
    "a\xa0b",
    "a\u200d",
    "שלום",
    "مرحبا",
    "日本語",
    "👩\u200d👩\u200d👧",
    "﷽",
    "Ελλ",
    "ß",
    "İ",
]

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"))
_PIECES = st.one_of(
    st.sampled_from(NASTY), st.text(_CHARACTERS, max_size=12), st.sampled_from([" ", "  ", "\t", "\n"])
)


def _is_allowed(text: str) -> bool:
    return is_visible(text) and not check_characters(text, "")


def texts(longest: int = 400) -> st.SearchStrategy[str]:
    """Any text that a field may hold."""
    joined = st.lists(_PIECES, min_size=1, max_size=6).map(" ".join)
    return st.one_of(joined, st.sampled_from(NASTY)).map(lambda text: text[:longest]).filter(_is_allowed)


ids = st.from_regex(r"[a-z0-9](-?[a-z0-9]){0,8}", fullmatch=True)
numbers = st.floats(-2, 2, allow_nan=False).map(lambda value: round(value, 3))
many_ids = st.lists(ids, max_size=3, unique=True)


@st.composite
def _some(draw: st.DrawFn, **fields: st.SearchStrategy) -> dict:
    """A few of the fields, so that a map stays small enough to be drawn often."""
    names = draw(st.lists(st.sampled_from(sorted(fields)), max_size=5, unique=True))
    return {name: draw(fields[name]) for name in names}


def _item(**fields: st.SearchStrategy) -> st.SearchStrategy[dict]:
    return st.builds(lambda text, rest: {"text": text, **rest}, texts(), _some(**fields))


_phrases = st.lists(_item(team=ids), min_size=1, max_size=3)
_emotion = st.one_of(numbers, st.dictionaries(ids, numbers, min_size=1, max_size=3))

_MOMENT = {
    "was": many_ids,
    "personas": many_ids,
    "channel": ids,
    "touchpoint": texts(),
    "action": _phrases,
    "thought": _phrases,
    "emotion": _emotion,
    "emotion_end": _emotion,
    "feeling": st.lists(texts(), min_size=1, max_size=3),
    "quotes": st.lists(_item(persona=ids, evidence=many_ids), max_size=2),
    "moment_of_truth": st.booleans(),
    "pains": st.lists(_item(severity=st.integers(1, 3), evidence=many_ids), max_size=3),
    "gains": st.lists(_item(evidence=many_ids), max_size=2),
    "risks": st.lists(texts(), max_size=2),
    "opportunities": st.lists(_item(recommendation=ids), max_size=2),
    "backstage": _phrases,
    "systems": many_ids,
    "at": st.just("09:30"),
    "duration": texts(),
    "metrics": st.dictionaries(ids, numbers, max_size=3),
    "next": st.lists(
        st.builds(lambda step, rest: {"step": step, **rest}, ids, _some(when=texts())), max_size=2
    ),
    "links": st.lists(
        st.builds(lambda title: {"title": title, "url": "https://a.example/x#y,z"}, texts(120)), max_size=2
    ),
    "lanes": st.dictionaries(ids, _phrases, max_size=2),
    "variants": st.lists(
        st.builds(
            lambda key, title, rest: {"id": key, "title": title, **rest},
            ids,
            texts(120),
            _some(
                share=st.integers(0, 100), people=st.integers(0, 10**9), emotion=numbers, winner=st.booleans()
            ),
        ),
        max_size=2,
    ),
    "narrative": texts(),
}


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Maps whose stages and steps have ids of their own, as the reader gives them."""
    count = 0

    def moment(**fields: st.SearchStrategy) -> dict:
        nonlocal count
        count += 1
        return {"id": f"m-{count}", "title": draw(texts(120)), **draw(_some(**_MOMENT, **fields))}

    stages = []
    for _ in range(draw(st.integers(0, 2))):
        stage = moment(phase=texts(120), goal=texts(), mindset=texts(), entered=st.integers(0, 10**6))
        stage["steps"] = [moment() for _ in range(draw(st.integers(0, 2)))]
        stages.append(stage)
    top = draw(
        _some(
            summary=texts(2000),
            type=st.sampled_from(list(MapType)),
            status=st.sampled_from(list(Status)),
            personas=many_ids,
            objective=texts(2000),
            scope=_some(**{"from": texts(), "to": texts()}).filter(bool),
            expectations=st.lists(texts(), max_size=3),
            language=st.sampled_from(["en", "ar", "zh-Hans"]),
            reviewed=st.dates(),
            review_every=st.sampled_from(["6 months", "1 year", "90 days"]),
            tags=many_ids,
            lanes=st.dictionaries(ids, _phrases, max_size=2),
            narrative=texts(2000),
        )
    )
    return Journey.model_validate({"id": "a-map", "title": draw(texts(120)), **top, "stages": stages})
