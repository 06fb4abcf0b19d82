"""Texts of scripts without spaces are cut so that every part of a word begins a piece, and can be put together again."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.search.documents import document
from journeybook.search.pagefind_client import index_of
from journeybook.search.word_breaks import GAP, MARK, SCRIPTS, set_apart

_TAGS = re.compile("<[^>]*>")


def together(html: str) -> str:
    """What the search box shows of an indexed text: of each piece before a gap its first letter, without the gap."""
    letter = "|".join(each.letter for each in SCRIPTS)
    once = re.sub(f"({letter})(?:{letter})*{MARK}\\s", r"\1", unescape(_TAGS.sub("", html)))
    return once.replace(GAP, "")


def pieces(html: str) -> list[str]:
    return set_apart(html).replace(MARK, "").split()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("孩子的", ["孩子", "子的", "的"]),
        ("支払いの日 ok", ["支払", "払い", "いの", "の日", "日", "ok"]),
        ("6岁小美", ["6", "岁小", "小美", "美"]),
        ("Wi-Fi使用可", ["Wi-Fi", "使用", "用可", "可"]),
        ("然后。坐车", ["然后", "后。", "坐车", "车"]),
        ("「残高」と", ["「", "残高", "高」", "と"]),
        ("กดปุ่ม", ["กดปุ่", "ดปุ่ม", "ปุ่ม", "ม"]),
        ("អគ្គិ", ["អគ្គិ", "គ្គិ"]),
        ("no such letters", ["no", "such", "letters"]),
    ],
)
def test_every_letter_begins_a_piece(text: str, cut: list[str]) -> None:
    assert pieces(text) == cut


def test_a_word_goes_on_across_inline_tags_and_ends_at_others() -> None:
    assert pieces("<p>重<b>要</b>的</p>") == ["<p>重要", "<b>要的", "</b>的</p>"]
    assert pieces("<p>重</p><p>要</p>") == ["<p>重</p><p>要</p>"]
    assert pieces("<p>see <a href='x'>要</a>ok</p>") == ["<p>see", "<a", "href='x'>要", "</a>ok</p>"]


def test_ids_and_attributes_stay_as_they_are() -> None:
    html = '<h2 id="日本語" title="a > 日本">日本語</h2>'
    assert set_apart(html).startswith('<h2 id="日本語" title="a > 日本">')


def test_invisible_spaces_of_writers_make_no_difference() -> None:
    assert set_apart("ការ\u200bបង់") == set_apart("ការបង់")


def test_markup_in_a_text_stays_text() -> None:
    assert together(set_apart("<p>日本&lt;b&gt;語&amp;x</p>")) == "日本<b>語&x"
    assert "<b>" not in set_apart("<p>日本&lt;b&gt;語</p>")


@given(st.text(alphabet="孩子的日本語アがกดปุ่มเក្គិម្រာ6a。、 -<&é\u3099", max_size=40))
def test_what_is_cut_can_be_put_together_again(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    assert together(set_apart(f"<p>{escaped}</p>")) == text


def test_pages_of_these_scripts_are_indexed_in_a_language_in_which_nothing_else_is_cut() -> None:
    made = [
        document(f"/{each}/", "T", "<p>日本語</p>", language=each) for each in ("ja", "zh-Hant", "th", "en")
    ]
    entry = index_of(made)["pagefind-entry.json"]
    assert set(json.loads(entry)["languages"]) == {"und", "en"}
