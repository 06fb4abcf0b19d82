"""The language of a text, guessed from its script, for sources that do not state it."""

from __future__ import annotations

import unicodedata

# Scripts with one dominant language; authors of another language correct the guess.
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
    """The language suggested by the script of most letters, else `en`."""
    counts: dict[str, int] = {}
    letters = [character for character in text if character.isalpha()]
    for character in letters:
        script = unicodedata.name(character, "").partition(" ")[0]
        language = _SCRIPTS.get(script, "en")
        counts[language] = counts.get(language, 0) + 1
    # A text with kana is Japanese, which uses Chinese characters too.
    if counts.get("ja"):
        counts["ja"] += counts.pop("zh", 0)
    best = max(counts, key=lambda each: (counts[each], each), default="en")
    return best if counts.get(best, 0) * 2 > len(letters) else "en"
