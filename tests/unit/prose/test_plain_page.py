"""Pages of strangers: safe HTML with the links, anchors and fences that pages of the house have."""

from __future__ import annotations

import markdown
import pytest

from journeybook.prose.plain_page import Heading, render_plain_page
from steps import count_calls


def render(text: str):
    return render_plain_page(
        text,
        draw=lambda row: f"<svg data-row='{row}'></svg>" if row < 3 else None,
        link=lambda source: f'<a href="#">{source[2:-2]}</a>',
        address=lambda to: to.replace(".md", "/"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>run()</script>",
        "<img src=x onerror=run()>",
        "a <iframe src=javascript:run()></iframe>",
        "[a](javascript:run())",
        "[a](JaVaScript&colon;run())",
        "[a](data:text/html,<script>run()</script>)",
        "![a](https://elsewhere.example/a.png)",
        "![a](//elsewhere.example/a.png)",
        "# a {: onclick=run() }",
        "<style>@import 'x'</style>",
        "<svg><script>run()</script></svg>",
        "[a]: javascript:run()\n\n[a]",
        "| a |\n|---|\n| <img src=x onerror=run()> |",
    ],
)
def test_nothing_of_a_page_runs_or_leads_elsewhere(text):
    html = render(text).html
    for piece in (
        "<script",
        "<img",
        "<iframe",
        "<style",
        "<svg",
        'href="java',
        'href="data',
        "onclick=run() ",
    ):
        assert piece not in html.replace("{: onclick=run() }", ""), html


def test_tables_lists_code_and_links_are_what_they_are():
    html = render("# A\n\n- [b](b.md#c)\n\n| x |\n|--:|\n| 1 |\n\n```py\n<a>\n```\n").html
    assert '<a href="b/#c">b</a>' in html
    assert '<td class="jb-end">1</td>' in html
    assert "<code>&lt;a&gt;\n</code>" in html


def test_a_fence_that_is_drawn_stands_between_the_pieces_around_it():
    assert render("One\n```journey\n```\nTwo\n").html == "<p>One</p>\n<svg data-row='1'></svg><p>Two</p>\n"


HEADINGS = "# Ünder *way*\n\n## Pay & go\n\n## Pay & go\n\n## 支払い\n\n## 1. `code` [a](b)\n\n### Pay go\n\n## pay-go_1\n"


def test_headings_have_the_ids_that_the_other_parser_gives_them():
    other = markdown.Markdown(extensions=["toc"])
    other.convert(HEADINGS)
    wanted = []

    def walk(tokens):
        for each in tokens:
            wanted.append(each["id"])
            walk(each["children"])

    walk(other.toc_tokens)
    made = render(HEADINGS)
    assert [each.id for each in made.headings] == wanted
    assert made.title == "Ünder way"
    assert made.headings[0] == Heading(1, wanted[0], "Ünder way")
    assert f'<h2 id="{wanted[1]}">' in made.html


def test_a_title_is_only_what_the_page_begins_with():
    assert render("Text\n\n# A\n").title is None
    assert render("## A\n").title is None
    assert render("").html == ""


def test_a_paragraph_of_marks_is_shown_as_it_stands_and_the_next_is_read():
    html = render("[a](<" * 400 + "\n\n*b*\n").html
    assert "[a](&lt;" in html
    assert "<em>b</em>" in html


@pytest.mark.parametrize("family", ["[a][", "*a **b ", "![", "`a", "<a ", "[a](<", "_a_", "\\", "&amp;"])
def test_marks_are_read_in_steps_that_grow_with_their_number(family):
    few, many = (count_calls(render, family * count) for count in (1_000, 4_000))
    assert many < 6 * few + 1_000
