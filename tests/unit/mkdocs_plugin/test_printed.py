"""What templates print of titles, front matter and the navigation is text, whoever wrote it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.mkdocs_plugin.escaped_values import html_link, html_text, print_safely, printed_config

RUN = "<img src=x onerror=run>"
SHOWN = "&lt;img src=x onerror=run&gt;"


@pytest.fixture
def config() -> MkDocsConfig:
    made = MkDocsConfig()
    made.load_dict({"site_name": RUN, "site_description": f'"{RUN}', "copyright": "<b>Ours</b>"})
    made.validate()
    return made


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (RUN, SHOWN),
        ('"it\'s"', "&#34;it&#39;s&#34;"),
        ("Questions & answers", "Questions &amp; answers"),
        ("R&D; R&amp;D", "R&amp;D; R&amp;D"),
        ("&lt;b&gt; &#60;b> &amp;", "&lt;b&gt; &#60;b&gt; &amp;"),
        (2026, "2026"),
    ],
)
def test_a_text_is_shown_and_holds_no_tag_however_often_it_is_escaped(text: object, shown: str) -> None:
    assert html_text(text) == shown
    assert html_text(html_text(text)) == shown
    assert html_text(str(html_text(text))) == shown


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/?a=1&amp;b=2", "https://a.example/?a=1&amp;b=2"),
        ("../guide/x.md#at:once", "../guide/x.md#at:once"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ('x" onclick="run', "x&#34; onclick=&#34;run"),
        ("javascript:run", "#"),
        (" java\tscript:run", "#"),
        ("javascript&colon;run", "#"),
        ("data:text/html,x", "#"),
    ],
)
def test_a_link_is_followed_and_runs_nothing(address: str, kept: str) -> None:
    assert html_link(address) == kept
    assert html_link(str(html_link(address))) == kept


def test_every_title_of_the_navigation_and_every_field_of_a_page_is_text(config: MkDocsConfig) -> None:
    file = File("a.md", None, "site", use_directory_urls=True)
    page = Page(RUN, file, config)
    page.meta = {"subtitle": RUN, "own": {"deep": [RUN, 3, None]}}
    page.toc = TableOfContents([AnchorLink(f"a{RUN}", '"><b>', 1)])
    page.edit_url = 'https://a.example/"><b>'
    page.typeset = {"title": f"<code>a</code>{RUN}<script>run</script>"}  # type: ignore[attr-defined]
    link = Link(RUN, "javascript:run")
    nav = Navigation([Section(RUN, [Section(RUN, [page, link])])], [page])
    print_safely(nav, Files([file]))
    print_safely(nav, Files([file]))
    outer = nav.items[0]
    assert [each.title for each in (outer, outer.children[0], page, link)] == [SHOWN] * 4
    assert link.url == "#"
    assert page.meta == {"subtitle": SHOWN, "own": {"deep": [SHOWN, 3, None]}}
    (anchor,) = page.toc
    assert (anchor.title, anchor.url) == (f"a{SHOWN}", "#&#34;&gt;&lt;b&gt;")
    assert page.edit_url == "https://a.example/&#34;&gt;&lt;b&gt;"
    assert page.typeset == {"title": "<code>a</code>"}  # type: ignore[attr-defined]


def test_a_plugins_own_data_on_a_page_stay_what_they_are(config: MkDocsConfig) -> None:
    file = File("a.md", None, "site", use_directory_urls=True)
    day = SimpleNamespace(of="another plugin")
    Page("A", file, config).meta = {"date": day, "pin": True}
    print_safely(None, Files([file]))
    assert file.page is not None
    assert file.page.meta == {"date": day, "pin": True}


def test_templates_get_the_name_of_the_site_as_text_and_plugins_as_it_is(config: MkDocsConfig) -> None:
    shown = printed_config(config)
    assert shown.site_name == SHOWN
    assert shown.site_description == f"&#34;{SHOWN}"
    assert shown.copyright == "<b>Ours</b>"
    assert config.site_name == RUN
