from __future__ import annotations

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeybook.library.objects import Kind
from journeybook.prose.rendering import (
    _PARAGRAPH,
    _PARSER,
    Run,
    _rendered,
    inline_runs,
    is_safe_link,
    plain_prose,
    plain_text,
    render_inline,
    render_prose,
    wiki_links,
)

KNOWN = {
    Kind.JOURNEY: {"fibre": "Switching to fibre"},
    Kind.PERSONA: {"amira": "Amira <Haddad>", "ghost": "Ghost"},
}


def link(ref):
    """Everything has a page but the ghost."""
    return None if ref.id == "ghost" else f"../{ref.kind}/{ref.id}/" + (f"#{ref.step}" if ref.step else "")


def inline(text):
    return render_inline(text, link, KNOWN)


def blocks(text, **options):
    return render_prose(text, link, KNOWN, **options)


def test_emphasis_code_and_links_are_rendered():
    assert inline("a *b* **c** `d<` [e](https://x.example/?a&b)") == (
        "a <em>b</em> <strong>c</strong> <code>d&lt;</code> "
        '<a href="https://x.example/?a&amp;b" rel="noopener">e</a>'
    )


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "a < b & c > d", "1. x", "# x", "- x", "snake_case_word", 'it\'s "so"']
)
def test_a_text_field_shows_everything_else_as_it_stands(text):
    assert "<" not in inline(text)
    assert plain_text(text) == text


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVa&#115;cript:alert(1)",
        "java\tscript:x",
        "vbscript:x",
        "data:text/html,x",
        "http://x.example",
        "//x.example",
        "/\\x.example",
        "\\\\x.example",
        "file:///etc/passwd",
        "/%5cx.example",
    ],
)
def test_a_link_that_may_not_be_is_shown_as_text(address):
    assert "<a" not in inline(f"[x]({address})")
    assert "<a" not in inline(f"[x](<{address}>)")
    assert "<a" not in blocks(f"[x]\n\n[x]: {address}\n")
    assert "<a" not in inline(f"<{address}>")
    assert "<img" not in inline(f"![x]({address})")


@pytest.mark.parametrize(
    "address",
    ["https://x.example", "mailto:a@b.example", "page.md", "../a/#b", "/a", "#b", "?q=a:b", "a/b:c"],
)
def test_links_to_https_mail_and_places_on_the_site_stay(address):
    assert is_safe_link(address)
    assert f'href="{address}"' in inline(f"[x]({address})")


def test_pictures_are_of_this_site_only():
    assert inline("![a](a.png)") == '<img src="a.png" alt="a">'
    assert inline("![a *b*](https://x.example/p.png)") == "a b"


def test_html_is_shown_as_text():
    shown = blocks(
        '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n<!-- c --> [x](a){: onclick="y"}'
    )
    for tag in ("<script", "<img", "<!--"):
        assert tag not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_things_are_linked_with_their_title_or_the_author_s_words():
    assert inline("[[amira]]") == '<a class="jb-ref" href="../persona/amira/">Amira &lt;Haddad&gt;</a>'
    assert inline("[[persona:amira|her]]") == '<a class="jb-ref" href="../persona/amira/">her</a>'
    assert (
        inline("[[fibre#wait-for-it]]")
        == '<a class="jb-ref" href="../journey/fibre/#wait-for-it">Wait for it</a>'
    )


def test_what_cannot_be_linked_is_text():
    assert inline("[[ghost]] [[ghost|boo]]") == "Ghost boo"
    assert inline("[[nobody|<b>]]") == "[[nobody|&lt;b&gt;]]"
    assert inline("`[[amira]]`") == "<code>[[amira]]</code>"
    assert inline("\\[[amira]]") == "[[amira]]"


def test_a_link_within_a_link_is_not_a_link():
    assert inline("[see [[amira]]](https://x.example)").count("<a ") == 1


def test_a_link_in_a_table_needs_a_backslash_before_its_bar():
    assert '<td><a class="jb-ref" href="../persona/amira/">her</a></td>' in blocks(
        "|a|\n|-|\n|[[amira\\|her]]|\n"
    )


def test_tables_lists_and_code_are_rendered_without_style():
    shown = blocks("| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n3. x\n\n```js\ny<\n```\n")
    assert '<th class="jb-centre">a</th>' in shown
    assert '<td class="jb-end">2</td>' in shown
    assert '<ol start="3">' in shown
    assert "<pre><code>y&lt;\n</code></pre>" in shown
    assert "style" not in shown


def test_headings_begin_where_the_page_wants_and_skip_no_level():
    assert blocks("### a\n\n##### b\n\n# c\n\n#### d\n", heading_level=3) == (
        "<h3>a</h3>\n<h4>b</h4>\n<h3>c</h3>\n<h4>d</h4>\n"
    )
    assert blocks("# a\n\n## b\n", heading_level=6) == "<h6>a</h6>\n<h6>b</h6>\n"


def test_text_beyond_the_format_s_length_is_shown_as_it_stands():
    text = "*a* <b>\n\n" + "x" * 4000
    assert blocks(text) == f"<p>*a* &lt;b&gt;</p>\n<p>{'x' * 4000}</p>\n"


def test_a_map_in_a_fence_is_drawn_between_the_pieces_of_prose():
    text = "# a\n\n```journey\nref: x\n```\n\nb\n\n- c\n\n  ```journey\n  ref: y\n  ```\n"
    drawn = blocks(text, heading_level=3, draw=lambda inside, level: f"<svg>{inside!r} {level}</svg>")
    assert drawn.startswith("<h3>a</h3>\n<svg>'ref: x\\n' 4</svg><p>b</p>")
    assert drawn.count("<svg>") == 1
    assert "<pre><code>ref: x\n</code></pre>" in blocks(text)


def test_runs_say_what_drawings_without_html_need():
    assert inline_runs("a **b** *c `d`* [e](https://x.example)") == (
        Run("a "),
        Run("b", strong=True),
        Run(" "),
        Run("c ", emphasis=True),
        Run("d", emphasis=True, code=True),
        Run(" "),
        Run("e", href="https://x.example"),
    )
    assert inline_runs("plain") == (Run("plain"),)
    assert inline_runs("") == ()


def test_plain_text_has_no_marks():
    assert plain_text("*a* [[amira]] [[x|the y]]\nb ![c](d.png)", KNOWN) == "a Amira <Haddad> the y b c"
    assert plain_text("[[amira]]") == "amira"
    assert plain_prose("# a\n\n- *b*\n- c\n\n```\nd\n```\n") == "a\nb\nc\nd"


def test_links_are_found_with_their_place_and_not_in_code():
    text = "a [[x]] `[[x]]`\n\n```\n[[x]]\n```\n\n- [[x#y|z]]\n\n|a|\n|-|\n|[[b]]|\n"
    assert [(each.text, each.line, each.column) for each in wiki_links(text)] == [
        ("[[x]]", 1, 3),
        ("[[x#y|z]]", 7, 3),
        ("[[b]]", 11, 2),
    ]


_NASTY = (
    *(
        "[",
        "[[",
        "[a][",
        "![",
        "[a](<",
        "<![CDATA[",
        "1. ",
        "* ",
        "+ ",
        "*",
        "_",
        "*a_",
        "`",
        "a`b``",
        "[x]: y\n",
        "> ",
    ),
    *(
        "# \n",
        "- a\n ",
        "|",
        "|a",
        "<",
        "&",
        "\\",
        "](",
        "[[a]]",
        "[[a|",
        "**a ",
        "|a|b\n|-|-\n",
        "<a ",
        "&#0;",
        "[a]()",
    ),
    *(
        "*a **b ",
        "x\n===\n",
        "<!--",
        "<?",
        "<!A",
        "https://",
        "~",
        "[a]: <",
        "[a",
        "\t- ",
        "[^",
        "- - ",
        "1) ",
        "``` \n",
    ),
)


def calls_of(function, text):
    """How many functions are called: a measure of work that is the same on every machine."""
    count = 0

    def counting(_frame, event, _argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(counting)
    try:
        function(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("family", _NASTY)
@pytest.mark.parametrize("length", [590, 4000])
def test_no_text_is_slow_or_too_deep(family, length):
    text = (family * length)[:length]
    # Forty calls a character are linear work; what is quadratic needs thousands.
    for render in (blocks, inline, plain_prose, wiki_links):
        assert calls_of(render, text) < 160_000


@given(st.from_regex(_PARAGRAPH, fullmatch=True))
@example("A. b) c - d")
@example("Ask: why? (Nobody knows.) 50 % – or 60/40 – say “no” …")
@example("See https://x.example/a, or www.x.example!")
def test_a_harmless_paragraph_is_what_the_parser_would_make_of_it(text):
    parsed = _PARSER.parse(text)
    assert blocks(text) == _rendered(parsed, link, KNOWN)
    assert [plain_prose(text)] == [token.content for token in parsed if token.type == "inline"]
