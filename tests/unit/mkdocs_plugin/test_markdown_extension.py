from __future__ import annotations

import markdown
import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.diagnostics import Place
from journeybook.markdown_extension import JourneybookExtension

LIBRARY = make_library(
    make_journey(
        "fibre",
        make_stage(
            "Order", make_step("Wait", emotion=-1, channel="web", action="Waits for [[amira]]"), was=["buy"]
        ),
        make_stage("Use", make_step("Surf", emotion=2)),
        personas=["amira"],
    ),
    personas=[make_persona("amira")],
    vocabulary={"channels": {"web": "Website"}},
)


def link(ref):
    return f"../{ref.kind}/{ref.id}/" + (f"#{ref.step}" if ref.step else "")


def render(text, *others, library=LIBRARY):
    found = []
    extension = JourneybookExtension(
        library=library, link=link, report=found.append, place=lambda: Place("docs/a.md", 4)
    )
    html = markdown.markdown(text, extensions=[*others, extension])
    return html, [(str(each.place), each.message) for each in found]


def fence(body, mark="```"):
    return f"{mark}journey\n{body}\n{mark}\n"


def test_things_are_linked_by_id_kind_and_step():
    html, found = render("[[amira]], [[persona:amira|the *one*]], [[fibre#wait]]")
    assert html == (
        '<p><a class="jb-ref" href="../persona/amira/">Amira</a>, '
        '<a class="jb-ref" href="../persona/amira/">the *one*</a>, '
        '<a class="jb-ref" href="../journey/fibre/#wait">Wait</a></p>'
    )
    assert found == []


def test_code_and_escaped_brackets_are_left_alone():
    html, found = render("`[[amira]]` \\[[amira]]\n\n    [[amira]]\n\n```\n[[amira]]\n```\n", "fenced_code")
    assert "<a" not in html
    assert found == []


def test_links_that_lead_nowhere_are_text_and_reported_with_row_and_help():
    html, found = render("# T\n\n[[amirra]] and [[fibre#wayt]]\n\n[[amirra]]\n")
    assert "[[amirra]] and [[fibre#wayt]]" in html
    assert found == [
        ("docs/a.md:6:1", "`[[amirra]]` leads nowhere"),
        ("docs/a.md:6:16", "`[[fibre#wayt]]` leads nowhere"),
        ("docs/a.md:8:1", "`[[amirra]]` leads nowhere"),
    ]


def test_a_reference_draws_the_map_with_a_caption_that_leads_to_its_page():
    html, found = render(fence("ref: fibre"))
    assert found == []
    assert '<figure class="jb-body jb-embed jb-embed--map">' in html
    assert '<figcaption dir="auto"><a href="../journey/fibre/">Fibre</a></figcaption>' in html
    assert "Website" in html
    assert '<a class="jb-ref" href="../persona/amira/">Amira</a>' in html


def test_the_curve_alone_has_no_other_lane():
    html, _ = render(fence("ref: fibre\nview: curve"))
    assert "jb-curve-box" in html
    assert "Website" not in html


def test_stages_choose_a_part_of_the_map_by_present_or_former_id():
    assert "Surf" not in render(fence("ref: fibre\nstages: [order]"))[0]
    assert "Surf" not in render(fence("ref: fibre\nstages: buy"))[0]
    assert "Wait<" not in render(fence("ref: fibre\nstages: [use]"))[0]


def test_a_blueprint_has_its_lines():
    body = "title: Small\nview: blueprint\nstages:\n  - title: One\n    action: Calls\n    frontstage: Answers\n    backstage: Looks it up\n"
    html, found = render(fence(body))
    assert found == []
    assert "jb-blueprint-line--visibility" in html


def test_a_small_map_is_drawn_in_place_even_without_a_portal():
    body = "title: Small\nstages:\n  - title: One <b>\n    steps: [{title: First, emotion: 1}]\n"
    for library in (LIBRARY, None):
        html, found = render(fence(body), library=library)
        assert found == []
        assert "One &lt;b&gt;" in html
        assert '<figcaption dir="auto">Small</figcaption>' in html


def test_mermaid_text_is_drawn_in_place():
    html, found = render(fence("journey\n  title Tea\n  section Kitchen\n    Boil: 9: Me\n"))
    assert "Kitchen" in html
    assert '<figcaption dir="auto">Tea</figcaption>' in html
    assert found == [("docs/a.md:8:5", "the score 9 is outside 1 to 5")]


def test_without_a_portal_references_are_named():
    html, found = render("[[amira|her]]\n\n" + fence("ref: fibre"), library=None)
    assert "<p>her</p>" in html
    assert "The map <code>fibre</code> is drawn in the portal." in html
    assert found == []


@pytest.mark.parametrize(
    ("body", "place", "message"),
    [
        ("ref: fiber", "docs/a.md:5:6", "there is no map `fiber`"),
        ("ref: fibre\nview: kurve", "docs/a.md:6:7", "there is no view `kurve`"),
        ("ref: fibre\nviev: curve", "docs/a.md:6:1", "`viev` says nothing beside `ref`"),
        ("ref: fibre\nstages: [order, uze]", "docs/a.md:6:17", "the map `fibre` has no stage `uze`"),
        ("title: T\nstages:\n  - title: S\n    paints: x", "docs/a.md:8:5", "a stage has no field `paints`"),
        ("title: T\npersonas: [amira, tom]", "docs/a.md:6:19", "there is no persona `tom`"),
        ("title: T\nowner: 7 %", "docs/a.md:6:8", "there is no team `7 %`"),
        ("just words", "docs/a.md:5:1", "the fence holds neither a map nor a reference to one"),
        ("", "docs/a.md:5:1", "the fence holds neither a map nor a reference to one"),
        ("journey\n  Boil\n", "docs/a.md:6:3", "`Boil` has no score"),
        ("title: [", "docs/a.md:6:1", None),
        ("title: \u202eT", "docs/a.md:5:8", None),
    ],
)
def test_a_mistake_is_reported_at_its_line_and_shown_in_the_page(body, place, message):
    html, found = render(fence(body))
    assert found[0][0] == place
    assert message is None or found[0][1] == message
    assert "This map cannot be drawn" in html
    assert f"docs/a.md:{place.split(':')[1]}" in html
    assert "jb-map" not in html


def test_a_fence_that_is_never_closed_is_a_mistake():
    html, found = render("a\n\n```journey\nref: fibre\n")
    assert found == [("docs/a.md:6:1", "the fence is never closed")]
    assert "This map cannot be drawn" in html


@pytest.mark.parametrize("others", [("fenced_code",), ("pymdownx.superfences",)])
@pytest.mark.parametrize(
    "text",
    [
        "````md\n```journey\nref: fibre\n```\n````\n",
        "~~~\n```journey\nref: fibre\n```\n~~~\n",
        "    ```journey\n    ref: fibre\n    ```\n",
    ],
)
def test_fences_within_other_code_are_left_alone(others, text):
    html, found = render(text, *others)
    assert "jb-map" not in html
    assert "ref: fibre" in html
    assert found == []


@pytest.mark.parametrize(
    "others", [("fenced_code",), ("pymdownx.superfences", "attr_list", "md_in_html", "toc", "footnotes")]
)
def test_our_fence_comes_before_those_of_others(others):
    html, _ = render("# A\n\n" + fence("ref: fibre") + "\n```py\nx\n```\n", *others)
    assert '<figure class="jb-body jb-embed' in html
    assert html.count("<figure") == html.count("</figure>") == 1


def test_the_same_map_twice_on_a_page_has_no_id_twice():
    html, _ = render(fence("ref: fibre") + "\n" + fence("ref: fibre"))
    ids = [part.split('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("above", "level"), [("", 2), ("# A\n\n", 2), ("# A\n\n## B\n\n```\n# no\n```\n\n", 3), ("A\n===\n\n", 2)]
)
def test_headings_of_a_drawing_stand_below_the_last_of_the_page(above, level):
    html, _ = render(above + fence("ref: fibre"), "fenced_code")
    drawn = html[html.index("<figure") :]
    assert f"<h{level} " in drawn
    assert f"<h{level - 1} " not in drawn


def test_nothing_of_a_drawing_needs_script_or_style():
    html, _ = render(fence("ref: fibre"))
    for forbidden in ("<script", "<style", " style=", " onclick=", "http://", "https://"):
        assert forbidden not in html


def test_the_extension_is_found_by_its_name():
    html = markdown.markdown(fence("journey\n section S\n A: 3\n"), extensions=["journeybook"])
    assert "jb-map" in html
