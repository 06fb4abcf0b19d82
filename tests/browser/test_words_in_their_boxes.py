"""Text in many scripts, as a browser sets it, stays in the boxes that were laid out without one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.swimlane.parts import TextBlock
from journeybook.drawing.swimlane.swimlane import draw_swimlane, lay_out
from journeybook.drawing.view.compose import compose
from journeybook.library.objects import Ref

pytestmark = pytest.mark.browser

SCRIPTS = {
    "Latin": "Donaudampfschifffahrtsgesellschaft checks the inbox and/or calls, AVATAR To WAVE Typ.",
    "address": "https://support.example.com/knowledge-base/articles/how-to-reset?utm_source=journey&x=1",
    "wide": "WWWWWWWWWWWWWWWWWWWWWW @@@@@@@@@@@@@@@@@@@@ MMMMMMMMMM",
    "Greek": "Ο πελάτης συγκρίνει τα προγράμματα ΔΙΑΔΙΚΑΣΙΑ",
    "Cyrillic": "Клиент сравнивает тарифы, ШИРОКАЯ ЩЩЩЩЩЩЩЩ",
    "Vietnamese": "Khách hàng so sánh các gói cước trên trang giá",
    "Japanese": "料金ページでプランを比較して、どれを選べばいいのか分からない。「電話」しました。",
    "Korean": "고객이 가격 페이지에서 요금제를 비교하지만 확신하지 못합니다.",
    "Arabic": "يقارن العميل الخطط في صفحة الأسعار (خطأ 402) PayPal",
    "Hebrew": "הלקוח משווה תוכניות בעמוד המחירים, Wi-Fi 6",
    "Hindi": "ग्राहक मूल्य पृष्ठ पर योजनाओं की तुलना करता है",
    "Thai": "ลูกค้าเปรียบเทียบแพ็กเกจในหน้าราคาแต่ไม่แน่ใจว่าส่วนลดใช้ได้หรือไม่",
    "Tamil": "வாடிக்கையாளர் விலைப் பக்கத்தில் திட்டங்களை ஒப்பிடுகிறார்",
    "emoji": "Loves it 😀👍🏽 and tells 👨‍👩‍👧‍👦 family 🎉🎉🎉🎉🎉🎉🎉🎉 🇩🇪 ✅ ❤️ 1️⃣",
    "styles": "All **of THIS WIDTH is bold** and *all of that slants* to `here`",
}

# The box of each paragraph; within a line every tspan that says where it starts is a line.
BOXES = """
() => [...document.querySelectorAll("text")].map((text) => {
  const { x, y, width, height } = text.getBBox();
  return [x, y, width, height];
})
"""

# Kerning, slant and another face of the same font move a line's end by some pixels; every box has at least 8 around it.
SLACK = 5
# The em boxes of stacking scripts are higher than their lines, and what they draw is not.
RISE = 10


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_words_stay_in_their_boxes(text: str, language: str, page: Page) -> None:
    step = make_step(
        action=text,
        thought=text,
        quotes=[{"text": text, "persona": "amira"}],
        emotion=-1.2,
        feeling=[text],
        pains=[{"text": text, "severity": 2}],
        opportunities=[text],
        backstage={"text": text, "team": "field"},
        touchpoint=text,
        duration=text,
    ).model_copy(update={"title": text[:120]})
    stage = make_stage("Order", step, step.model_copy(update={"id": "again", "emotion": 1.4}), goal=text)
    journey = make_journey("m", stage, title=text[:120], summary=text, language=language, personas=["amira"])
    library = make_library(
        personas=[make_persona("amira", title=text[:120], role=text)],
        vocabulary={"teams": {"field": text[:120]}},
    )
    view = compose(journey, library)

    def title(ref: Ref) -> str:
        return library.title(ref)

    layout = lay_out(view, title)
    words = [
        part for area in layout.areas for part in area.parts if isinstance(part, TextBlock) and part.lines
    ]
    page.set_content(draw_swimlane(view, title))
    boxes = page.evaluate(BOXES)
    assert len(boxes) == len(words)
    found = []
    for part, (x, y, width, height) in zip(words, boxes, strict=True):
        left = layout.width - part.x - part.width if view.rtl else part.x
        if (
            x < left - SLACK
            or x + width > left + part.width + SLACK
            or y < part.y - RISE
            or y + height > part.y + part.height + RISE
        ):
            found.append(
                (
                    "".join(piece.text for line in part.lines for piece in line)[:40],
                    (left, part.width),
                    (x, width),
                )
            )
    assert found == []
