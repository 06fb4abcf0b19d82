"""Escaping is one module's, and no text of a model stands raw in markup."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from journeybook.format.field_types import Form
from journeybook.format.fields import described, parts_of
from journeybook.format.models import MODELS
from journeybook.model.vocabulary import Vocabulary
from journeybook.text.escape import Markup, escape, escape_words, escape_xml, escaped, quoted_attribute
from places import PACKAGE, ROOT

HOME = "text/escape.py"
OTHERS = {"i18n/markup.py": "texts may not know messages, and messages are filled in as markup"}
"""Modules that escape by a library's function, with the reason."""

ESCAPING = re.compile(
    r"\b(?:html\.escape|saxutils|markupsafe\.escape)\b|from (?:html|markupsafe) import [^\n]*\bescape\b"
)


def sources() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).as_posix(), path.read_text("utf-8")


def test_no_other_module_escapes_by_itself() -> None:
    assert {name for name, text in sources() if ESCAPING.search(text)} == {HOME, *OTHERS}


def text_names() -> set[str]:
    """How fields with free texts are called in Python."""
    found = {"title", "text", "summary", "message", "subject", "words"}
    for model in (*MODELS.values(), Vocabulary):
        for part in parts_of(model):
            names = {info.alias or name: name for name, info in part.model_fields.items()}
            found |= {
                names.get(each.name, each.name)
                for each in described(part)
                if each.value.form in (Form.TEXT, Form.TITLE, Form.PROSE, Form.FEELING)
            }
    return found


MARKUP = re.compile(r"</?[a-zA-Z]|[a-z]=[\"']?$")
NOT_MARKUP = {
    "reports/markdown.py": "comments of a forge, whose texts `harmless` has gone over",
    "exchange/markdown_page.py": "Markdown, in which angle brackets are escaped by its writer",
    "editing/rename/prose_links.py": "patterns and not markup",
}


def raw_texts(tree: ast.Module) -> Iterator[str]:
    """Texts that stand in markup as they are: fields in f-strings with tags, and in `+` and `format` beside them."""
    names = text_names()

    def is_raw(node: ast.expr) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in names

    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(each.value for each in node.values if isinstance(each, ast.Constant))
            if MARKUP.search(fixed):
                yield from (
                    f"{node.lineno}: {ast.unparse(each.value)}"
                    for each in node.values
                    if isinstance(each, ast.FormattedValue) and is_raw(each.value)
                )
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = (node.left, node.right)
            fixed = "".join(
                each.value for each in sides if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
            if MARKUP.search(fixed):
                yield from (f"{node.lineno}: {ast.unparse(each)}" for each in sides if is_raw(each))


def test_no_text_of_a_model_stands_raw_in_markup() -> None:
    found = {
        f"{name}:{each}"
        for name, text in sources()
        if name not in NOT_MARKUP
        for each in raw_texts(ast.parse(text))
    }
    assert found == ESCAPED_BEFORE.keys()


ESCAPED_BEFORE: dict[str, str] = {}
"""What looks raw and is not, each with where it is escaped."""


def test_such_a_text_would_be_found() -> None:
    raw = "f'<b>{journey.title}</b>'\n'<i>' + step.touchpoint\nf'<b>{escape(journey.title)}</b>{journey.id}'"
    assert [each.partition(": ")[2] for each in raw_texts(ast.parse(raw))] == [
        "journey.title",
        "step.touchpoint",
    ]


SAFE = re.compile(r"\|\s*(safe|safe_html)\b")
SAFE_IN = {
    "site_theme/redirect.html": "a link of which the template has escaped both parts",
    "plugins/journeybook/pages/journey/journey.html": "the small chart of a metric, drawn and escaped by the charts",
    "plugins/journeybook/pages/recommendations/recommendation.html": "the same",
    "plugins/journeybook/pages/metrics/metric_index.html": "the same",
    "plugins/journeybook/pages/proposals/proposal_parts.html": "a message of ours, whose values are escaped as it is filled in",
    "plugins/journeybook/pages/parts.html": "the small curve of a map, drawn and escaped by the charts",
}


def test_templates_print_nothing_as_it_stands_but_for_a_reason() -> None:
    found = set()
    for folder in (PACKAGE, ROOT / "site_theme"):
        for path in sorted(folder.rglob("*.html")):
            if "scaffold" not in path.parts and SAFE.search(path.read_text("utf-8")):
                found.add(path.relative_to(ROOT).as_posix())
    assert found == SAFE_IN.keys()


NASTY = "<script>'\"&amp;&#60;]]></title>\u2028 x' on=\"y"


@pytest.mark.parametrize("text", ["", "plain", NASTY, "&lt;", "😀 <b>"])
def test_what_is_escaped_is_read_back_as_it_was(text: str) -> None:
    assert not set("<>\"'") & set(escape(text))
    assert not set("<>") & (set(escape_words(text)) | set(escape_xml(text)))
    assert unescape(escape(text)) == unescape(escape_words(text)) == text
    assert ET.fromstring(f"<a b={quoted_attribute(text)}>{escape_xml(text)}</a>").attrib["b"] == text
    assert ET.fromstring(f"<a b={quoted_attribute(text)}>{escape_xml(text)}</a>").text == (text or None)


def test_markup_is_not_escaped_twice() -> None:
    assert escaped(Markup("<b>&amp;</b>")) == "<b>&amp;</b>"
    assert escaped("<b>&amp;</b>") == "&lt;b&gt;&amp;amp;&lt;/b&gt;"
