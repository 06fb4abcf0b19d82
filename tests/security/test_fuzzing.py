"""Whatever stands in a file: every reader gives objects and findings, and what becomes HTML runs nothing.

`make fuzz` tries many more inputs.
"""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from factories import make_journey, make_library, make_persona, make_stage, make_step
from fuzzing import inputs
from journeybook.diagnostics import Diagnostic, Place, Severity
from journeybook.docs_pages import page_findings, page_mentions
from journeybook.exchange.import_ids import IdMaker
from journeybook.exchange.importer import Cast
from journeybook.exchange.mermaid.journey_map import map_of_mermaid
from journeybook.exchange.mermaid.parser import parse_mermaid
from journeybook.fences.journey_fence import Fence, draw_fence, nowhere
from journeybook.fences.page_marks import PageMarks, render_with_marks
from journeybook.library.objects import Kind, Ref
from journeybook.prose.rendering import inline_runs, plain_prose, render_inline, render_prose, wiki_links
from journeybook.sources.limits import PageLimits
from journeybook.sources.markdown.page_fields import read_page_fields
from journeybook.sources.markdown.page_limits import beyond_limits
from journeybook.sources.metric_values import read_readings
from journeybook.sources.objects import read_object, read_vocabulary
from journeybook.text.suggestions import KnownWords
from map_strategies import NASTY

LIBRARY = make_library(
    make_journey("fibre", make_stage("Order", make_step("Wait", emotion=-1, was=["delay"]))),
    personas=[make_persona("amira")],
)
KNOWN = {kind: LIBRARY.ids(kind) for kind in Kind}

_LINES = [
    *("title: x", "stages:", "  - title: y", "    steps:", "      - title: z", "        emotion: -1"),
    *("narrative: |", "  [[amira]]", "  ```journey", "  ref: fibre", "  ```", "personas: [amira, nobody]"),
    *("---", "## S {#s}", "### T", "- pain: x", "  - severity: 2", "- action: a", "same_as: fibre#wait"),
    *("```journey", "~~~journey", "```journeybook", "part: heat-map", "ref: fibre", "view: curve", "```"),
    *(
        "journey",
        "journey %% c",
        "section S",
        "  Do it: 5: Me, Cat",
        "title T",
        "accTitle: a",
        "%%{init: {}}%%",
    ),
    *(
        "date,value,people,segment",
        "2026-01-01,1.5,3,all",
        "2026-13-01,1e400",
        '"a""b",',
        "=1+1;2",
        "\ufeffdate",
    ),
    *("# A", "A\n===", "* " * 12, "1. " * 9, ">" * 12, "[a]: javascript:run()", "[a](b.md#c)", "![a](//b)"),
    *(
        "<script>run()</script>",
        "<img src=x onerror=run()>",
        "</p>",
        "<!--",
        "-->",
        "<![CDATA[",
        "&#106;",
        "[a](<",
    ),
    *("| a | b |", "|---|--:|", "***", "`" * 5, "[[fibre#delay|x]]", "[[" * 5, "]]" * 5, "\\[[amira]]"),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from([*_LINES, *NASTY, "", " ", "    "]), max_size=30).map("\n".join),
    st.lists(st.sampled_from([*_LINES, *NASTY, " ", "\n", "\t", "\x00", "\x85", "\u202e"]), max_size=30).map("".join),
    st.text(max_size=80),
    st.builds(lambda mark, count: mark * count, st.sampled_from([*"[]*_`<>&!#-+|~:(", "[[", "![", "<a ", "- "]), st.integers(1, 400)),
)  # fmt: skip

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\s[^<>]*)?)>", re.IGNORECASE)
_RUNS = re.compile(
    r"\s(?:on[a-z]+|style|srcdoc|formaction)\s*=|(?:href|src)\s*=\s*[\"']?\s*(?:java|data:|vb|//)",
    re.IGNORECASE,
)


def assert_inert(html: str) -> None:
    for _, name, attributes in _TAG.findall(html):
        assert name.lower() not in (
            "script",
            "iframe",
            "object",
            "embed",
            "style",
            "base",
            "meta",
            "form",
            "link",
        )
        assert not _RUNS.search(attributes), attributes


def assert_shown(findings: list[Diagnostic] | tuple[Diagnostic, ...]) -> None:
    for each in findings:
        assert each.message
        assert each.place.line >= 1
        assert each.place.column >= 1


@inputs(100)
@given(TEXTS, st.sampled_from([Kind.JOURNEY, Kind.PERSONA, Kind.METRIC, Kind.ACCOUNT]), st.booleans())
def test_any_text_is_a_source_or_findings(text, kind, markdown):
    read = read_object(text, "maps/x.md", Ref(kind, "x"), markdown=markdown, given={"section": ""})
    assert_shown(read.findings)
    assert read.item or read.findings
    if not any(each.severity is Severity.ERROR for each in read.findings):
        assert read.item


@inputs(60)
@given(TEXTS)
def test_any_text_is_a_vocabulary_or_findings(text):
    _, _, findings, _ = read_vocabulary(text, "maps/vocabulary.yml")
    assert_shown(findings)


@inputs(150)
@given(TEXTS.map(lambda text: text if "journey" in text else f"journey\n{text}"))
@example("journey\ntitle \nsection \n: : :")
def test_any_text_is_a_mermaid_journey_or_findings(text):
    diagram, findings = parse_mermaid(text, "x.mmd")
    assert_shown(findings)
    if diagram is None:
        assert any(each.severity is Severity.ERROR for each in findings)
        return
    scale = LIBRARY.vocabulary.emotion_scale
    made, notes = map_of_mermaid(diagram, fallback_title="x", journeys=IdMaker(), cast=Cast(), scale=scale)
    assert_shown(notes)
    assert made.journey.title


@inputs(100)
@given(TEXTS)
def test_any_text_is_values_of_a_metric_or_findings(text):
    readings, findings = read_readings(text, "maps/metrics/x.csv")
    assert_shown(findings)
    assert readings or findings
    assert all(abs(each.value) <= 1e12 for each in readings)


@inputs(60)
@given(TEXTS)
def test_any_fence_is_a_drawing_or_says_what_is_wrong(text):
    markup, findings = draw_fence(Fence(text, "docs/a.md", 3, 1, LIBRARY, nowhere))
    assert_shown(findings)
    assert_inert(markup)


@inputs(150)
@given(TEXTS)
def test_any_page_is_told_what_is_wrong_with_it_in_either_reading(text):
    assert_shown(read_page_fields(text, "docs/a.md").findings)
    page_mentions(text, LIBRARY)
    if beyond_limits(text.split("\n"), Place("docs/a.md"), PageLimits(), {"journey"}) is None:
        assert_shown(page_findings(text, "docs/a.md", LIBRARY))


@inputs(150)
@given(TEXTS)
def test_any_plain_page_runs_nothing(text):
    found: list[Diagnostic] = []
    marks = PageMarks(
        text.split("\n"), Place("docs/a.md"), library=LIBRARY, link=nowhere, part=None, report=found.append
    )
    made = render_with_marks(text, marks, str)
    assert_inert(made.html)
    assert_shown(found)
    names = [each.id for each in made.headings]
    assert len(set(names)) == len(names)


@inputs(150)
@given(TEXTS)
def test_any_prose_runs_nothing(text):
    assert_inert(render_prose(text, nowhere, KNOWN))
    assert_inert(render_inline(text, nowhere, KNOWN))
    plain_prose(text, KNOWN)
    inline_runs(text, KNOWN)
    for each in wiki_links(text):
        assert text.split("\n")[each.line - 1 :]


@inputs(60)
@given(st.text(max_size=20), st.lists(st.text(max_size=12), max_size=8))
def test_what_was_meant_is_one_of_what_there_is(word, known):
    words = KnownWords(known)
    assert words.nearest(word) in (None, *known)
    assert words.clearly_meant(word) in (None, *known)
