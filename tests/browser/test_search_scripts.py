"""Search finds words of every script inside of running text, shows them without gaps, and puts reference pages last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from browsing import Reading, reading
from built import build_once
from served import serving

pytestmark = pytest.mark.browser


class Case(NamedTuple):
    """A map in one language: its title, the text of its one step, and what readers type to find it."""

    language: str
    title: str
    text: str
    asked: tuple[str, ...]


CASES = (
    Case(
        "zh",
        "孩子的一天（6岁小美）",
        "早上妈妈叫醒孩子,他不想起床。然后一起坐公交车去学校,路上堵车了。",
        ("孩子", "坐公交车", "学校", "堵车", "起床。然后", "6岁", "岁小美"),
    ),
    Case(
        "ja",
        "支払いの日",
        "スマホで銀行のアプリを開いて、家賃を振り込む。「残高が足りない」と表示される。",
        ("銀行", "アプリ", "家賃を振り込む", "残高", "足りない"),
    ),
    Case(
        "th",
        "การย้ายบ้าน",
        "ลูกค้าโทรหาศูนย์บริการเพราะอินเทอร์เน็ตช้ามากและรอสายนานครึ่งชั่วโมง",
        ("ศูนย์บริการ", "อินเทอร์เน็ต", "รอสาย", "ชั่วโมง", "ลูกค้า"),
    ),
    Case(
        "km",
        "ការបង់ប្រាក់",
        "អតិថិជនទៅធនាគារដើម្បីបង់ថ្លៃអគ្គិសនីហើយរង់ចាំយូរណាស់",
        ("ធនាគារ", "អគ្គិសនី", "រង់ចាំ", "អតិថិជន"),
    ),
    Case(
        "lo",
        "ການຊຳລະເງິນ",
        "ລູກຄ້າໄປທະນາຄານເພື່ອຈ່າຍຄ່າໄຟຟ້າແລະລໍຖ້າດົນຫຼາຍ",
        ("ທະນາຄານ", "ໄຟຟ້າ", "ລໍຖ້າ"),
    ),
    Case(
        "my",
        "ငွေပေးချေခြင်း",
        "ဖောက်သည်ကဘဏ်ကိုသွားပြီးမီတာခပေးဆောင်ဖို့အကြာကြီးစောင့်ရတယ်",
        ("ဘဏ်ကို", "မီတာခ", "စောင့်ရတယ်"),
    ),
    Case(
        "ko",
        "이사하는 날",
        "고객센터에 전화해서 환불을 요청했지만 오래 기다렸다.",
        ("고객센터", "환불", "기다렸다"),
    ),
    Case(
        "ar", "يوم الانتقال", "اتصل بخدمة العملاء لأن الفاتورة خاطئة وانتظر طويلا.", ("الفاتورة", "العملاء")
    ),
    Case("hi", "घर बदलना", "ग्राहक ने बिल के बारे में फोन किया और बहुत देर तक इंतज़ार किया।", ("ग्राहक", "इंतज़ार")),
    Case(
        "vi",
        "Ngày chuyển nhà",
        "Khách hàng gọi tổng đài vì hóa đơn sai và chờ rất lâu.",
        ("hóa đơn", "tổng đài", "hoa don"),
    ),
    Case(
        "de",
        "Der Umzug",
        "Die Kundin ruft an, weil die Größe der Rechnung nicht stimmt.",
        ("Rechnung", "größe"),
    ),
    Case(
        "en",
        "A date for the visit",
        "Amira waits for a date, and nobody knows which date it is.",
        ("date", "nobody knows"),
    ),
)

# The same letters in another order, and words that begin alike: neither says what the first map says.
DECOYS = (
    Case("zh", "学车", "子孩在校学,车交公。", ()),
    Case("th", "ทดสอบ", "สายรอ บริการศูนย์ โมงชั่ว", ()),
)


def key(case: Case) -> str:
    return f"map-{case.language}"


def journey(case: Case) -> str:
    return (
        f"title: {case.title}\nlanguage: {case.language}\nstages:\n  - id: one\n    title: '1'\n    steps:\n"
        f"      - id: it\n        title: '{case.title}'\n        emotion: -1\n        action: >-\n          {case.text}\n"
    )


def written(folder: Path) -> Path:
    sources = {
        "mkdocs.yml": "site_name: Languages\nsite_url: https://portal.example/\ntheme: {name: material}\nplugins: [journeybook]\n",
        "docs/notes.md": "# 笔记\n\n我们**重要**的[调查](index.md)在<b>六</b>月。\n\n<h2 id='日本語'>日本語の見出し</h2>\n\n本文です。\n",
        **{f"maps/journeys/{key(each)}.yml": journey(each) for each in CASES},
        **{f"maps/journeys/decoy-{each.language}.yml": journey(each) for each in DECOYS},
        # One map in the language that a portal has by default, with a word of another script in its text.
        "maps/journeys/mixed.yml": "title: Mixed\nstages:\n  - title: One\n    steps:\n"
        "      - {id: it, title: Buys, emotion: 1, action: 'The sign says 出口 and Wi-Fi使用可能です here.'}\n",
    }
    for name, text in sources.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_once(tmp_path_factory, "languages", written, strict=False)


@pytest.fixture(scope="module")
def window(chromium: Browser, site: Path) -> Iterator[Reading]:
    with serving(site) as served, reading(chromium, served) as opened:
        opened.visit("")
        yield opened


class Hit(NamedTuple):
    """A result: its address from the site's root, its title, the words below it, and the marked ones among them."""

    address: str
    title: str
    words: str
    marked: tuple[str, ...]


READ = """
[...document.querySelectorAll('.jb-search--open a.jb-hit')].map((at) => [
  at.href, at.querySelector('.jb-hit__title, .jb-hit__page')?.textContent || '', at.querySelector('.jb-hit__words')?.textContent || '',
  [...at.querySelectorAll('mark')].map((mark) => mark.textContent)])
"""


def search(window: Reading, query: str) -> list[Hit]:
    field = window.page.locator(".jb-header .jb-search__input")
    field.fill("")
    field.fill(query)
    window.page.wait_for_function(
        "() => { const box = document.querySelector('.jb-search--open:not(.jb-search--busy)');"
        " return box && /found/i.test(box.querySelector('[role=status]').textContent); }"
    )
    found = window.page.evaluate(READ)
    return [
        Hit(at.removeprefix(f"{window.served.address}/"), title, words, tuple(marks))
        for at, title, words, marks in found
    ]


@pytest.mark.parametrize(
    ("case", "asked"),
    [(case, asked) for case in CASES for asked in case.asked],
    ids=lambda value: getattr(value, "language", value),
)
def test_a_word_inside_of_a_text_is_found_and_shown_as_it_is_written(
    case: Case, asked: str, window: Reading
) -> None:
    found = search(window, asked)
    there = [each for each in found if each.address.startswith(f"journeys/{key(case)}/")]
    assert there, f"{asked} found {found}"
    assert found[0].address.startswith(f"journeys/{key(case)}/"), found
    assert not any(each.address.startswith("journeys/decoy") for each in found), found
    for each in there:
        assert each.title in {case.title, "1"}
    step = next(each for each in there if f"#{key(case)}--t-it" in each.address)
    shown = step.words.strip().strip(".").removesuffix(" frustrated").strip(".")  # the word for what was felt
    assert shown, step
    assert shown in f"{case.title}. {case.text}", f"gaps or lost letters: {shown!r}"


@pytest.mark.parametrize("case", CASES[:6], ids=lambda case: case.language)
def test_the_word_that_was_asked_is_marked_and_nothing_else(case: Case, window: Reading) -> None:
    asked = case.asked[1]
    step = next(each for each in search(window, asked) if f"#{key(case)}--t-it" in each.address)
    assert set(step.marked) == {asked}


def test_a_result_is_said_to_be_in_the_language_of_its_map(window: Reading) -> None:
    search(window, "銀行")
    assert window.page.locator(".jb-search--open .jb-hits__group").first.get_attribute("lang") == "ja"


def test_two_words_with_a_space_between_them_need_not_stand_together(window: Reading) -> None:
    assert search(window, "学校 孩子")[0].address.startswith("journeys/map-zh/")
    assert search(window, "ชั่วโมง ลูกค้า")[0].address.startswith("journeys/map-th/")


@pytest.mark.parametrize("asked", ["出口", "使用可能", "Wi-Fi"])
def test_a_word_of_another_script_in_a_text_is_found(asked: str, window: Reading) -> None:
    (step,) = [each for each in search(window, asked) if "#mixed--t-it" in each.address]
    assert "The sign says 出口 and Wi-Fi使用可能です here" in step.words


@pytest.mark.parametrize(
    ("asked", "place"), [("重要的调查", "notes/"), ("六月", "notes/"), ("見出し", "notes/#日本語")]
)
def test_words_of_a_written_page_are_found_across_its_markup(asked: str, place: str, window: Reading) -> None:
    found = search(window, asked)
    assert any(unquote(each.address).startswith(place) for each in found), found
    assert all("  " not in each.words and "\u2060" not in each.words + each.title for each in found)


@pytest.mark.parametrize("asked", ["子校", "飛行機", "โรงพยาบาล", "មន្ទីរពេទ្យ"])
def test_what_nobody_wrote_is_not_found(asked: str, window: Reading) -> None:
    assert search(window, asked) == []


REFERENCE = ("rules/", "reference/", "glossary/")


@pytest.mark.parametrize("asked", ["date", "step", "emotion", "map", "journey", "evidence"])
def test_pages_about_the_portal_itself_come_after_all_others(asked: str, window: Reading) -> None:
    window.page.reload()
    search(window, asked)
    hits = window.page.locator(".jb-search--open a.jb-hit")
    more = window.page.locator(".jb-search--open .jb-search__more")
    while more.count():
        before = hits.count()
        # A reader who clicks twice while the list grows gets it once.
        more.evaluate("button => { button.click(); button.click(); }")
        expect(hits.nth(before)).to_be_attached(timeout=60_000)
    links = [link.removeprefix(f"{window.served.address}/") for link, *_ in window.page.evaluate(READ)]
    kinds = [link.startswith(REFERENCE) for link in links]
    assert True in kinds
    assert kinds == sorted(kinds), links


def test_the_list_can_grow_whenever_the_browser_collects_its_garbage(window: Reading) -> None:
    window.page.reload()
    search(window, "journey")
    memory = window.page.context.new_cdp_session(window.page)
    for _ in range(3):
        memory.send("HeapProfiler.collectGarbage")
        window.settle()
    groups = window.page.locator(".jb-search--open .jb-hits__group")
    assert groups.count() == 8
    window.page.locator(".jb-search--open .jb-search__more").click()
    expect(groups).to_have_count(16)


def test_a_page_that_was_opened_as_a_file_says_why_it_cannot_search(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    try:
        page.goto(f"{site.as_uri()}/index.html")
        page.locator(".jb-header .jb-search__input").fill("date")
        panel = page.locator(".jb-header .jb-search__panel")
        expect(panel).to_contain_text("opened as a file")
        expect(panel).to_contain_text("serve")
    finally:
        page.close()
