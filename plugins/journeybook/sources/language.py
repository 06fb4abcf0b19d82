"""The language that a text's script suggests, for sources that do not say it."""

from __future__ import annotations

import unicodedata

# Scripts that belong to one language well enough; who writes another one corrects a line.
_SCRIPTS = {
    "HEBREW": "he",
    "ARABIC": "ar",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "THAI": "th",
    "DEVANAGARI": "hi",
}


def language_of(text: str) -> str:
    """The language that the script of most letters suggests, `en` where it suggests none."""
    counts: dict[str, int] = {}
    letters = [character for character in text if character.isalpha()]
    for character in letters:
        script = unicodedata.name(character, "").partition(" ")[0]
        language = _SCRIPTS.get(script, "en")
        counts[language] = counts.get(language, 0) + 1
    # Japanese is written with Chinese characters too; kana tell them apart.
    if counts.get("ja"):
        counts["ja"] += counts.pop("zh", 0)
    best = max(counts, key=lambda each: (counts[each], each), default="en")
    return best if counts.get(best, 0) * 2 > len(letters) else "en"
