"""Indexing for scripts without spaces: Chinese, Japanese, Thai, Lao, Burmese and Khmer.

Pagefind splits words at spaces and matches their beginnings. In these scripts, word boundaries are
known to dictionaries only. So a run of such letters is indexed as overlapping pieces, one starting
at each letter: 孩子的 as 孩子 子的 的. Queries are cut in the same way, so a match may begin
anywhere. A piece that is followed by an inserted gap ends in a mark, by which the search box
removes both again: of each such piece only its first letter is shown. The sets of letters are
passed to the search box by `unspaced_script`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape

from journeybook.text.escape import escape_words

MARK = "\u2060"
"""WORD JOINER, which Pagefind does not count as part of a word. It uses U+200B itself."""

GAP = f"{MARK} "

LANGUAGES = frozenset({"zh", "yue", "ja", "th", "lo", "my", "km"})
"""Languages of these scripts.

Pagefind splits queries in some of them by a dictionary, which would undo our pieces.
"""

NEUTRAL = "und"
"""The language of such pages in the index: "undetermined", which Pagefind leaves alone."""


@dataclass(frozen=True, slots=True)
class Script:
    """The letters of a script and the length of a piece.

    `letters` is the inside of a character class, `marks` are combining marks, after `joiners` a
    letter belongs to the one before. `size` is the number of letters in a piece: two suffice to
    tell words of Han with its thousands of letters apart, alphabets need more.
    """

    letters: str
    marks: str
    joiners: str
    size: int

    @property
    def letter(self) -> str:
        """A regular expression for a letter with its marks, for Python and JavaScript alike."""
        one = f"[{self.letters}][{self.marks}]*"
        return f"(?:{one}(?:(?<=[{self.joiners}]){one})*)" if self.joiners else f"(?:{one})"


SCRIPTS = (
    Script(  # Han, kana, bopomofo
        "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
        "\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
        "\U0001b000-\U0001b16f\U00020000-\U0003ffff",
        "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef",
        "",
        2,
    ),
    Script(  # Thai, Lao, Burmese, Khmer
        "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e50-\u0e59"
        "\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd\u0ec0-\u0ec6\u0ed0-\u0ed9\u0edc-\u0edf"
        "\u1000-\u102a\u103f-\u1049\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e\u1090-\u1099"
        "\u1780-\u17b3\u17d7\u17dc\u17e0-\u17e9",
        "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
        "\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d"
        "\u17b4-\u17d3\u17dd",
        "\u1039\u17d2",
        3,
    ),
)

INVISIBLE = "\u200b\u2060"
"""Invisible characters that writers may put between words; they must make no difference."""

_ANY = re.compile("[" + "".join(each.letters for each in SCRIPTS) + "]")
_LETTERS = tuple(re.compile(each.letter) for each in SCRIPTS)
_RUN = re.compile("(?:" + "|".join(f"({each.letter}+)" for each in SCRIPTS) + r")([^\w\s]*)(?=(\w)?)")
_LEADING = tuple(re.compile(f"{each.letter}{{1,{each.size - 1}}}") for each in SCRIPTS)
_TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|ruby|s|samp|small|span|strong|sub|sup|u|var)\b"
)


def indexed_language(language: str) -> str:
    """The language under which a page in `language` (BCP 47) is indexed."""
    return NEUTRAL if language.partition("-")[0].lower() in LANGUAGES else language


def set_apart(html: str) -> str:
    """HTML with texts in scripts without spaces cut into pieces; tags stay unchanged."""
    if not _ANY.search(html):
        return html
    parts = _TAG.split(html)  # texts at even indexes, tags at odd ones
    texts = [_visible(unescape(part)) for part in parts[::2]]
    for index, text in enumerate(texts):
        after = _after(parts, texts, index)
        if _ANY.search(text) or (text and _ANY.match(after)):
            parts[2 * index] = escape_words(_cut(text, after))
    return "".join(parts)


def unspaced_script() -> str:
    """The letters for the search box, as the first lines of the site's script."""
    scripts = [{"letter": each.letter, "size": each.size} for each in SCRIPTS]
    data = {"mark": MARK, "invisible": INVISIBLE, "language": NEUTRAL, "scripts": scripts}
    return f"const unspacedScripts = {json.dumps(data)};\n"


def _visible(text: str) -> str:
    return text.translate({ord(each): None for each in INVISIBLE})


def _after(parts: list[str], texts: list[str], at: int) -> str:
    """The visible text directly after the text at index `at`, across inline tags."""
    while at + 1 < len(texts) and _INLINE.match(parts[2 * at + 1]):
        at += 1
        if texts[at]:
            return texts[at]
    return ""


def _cut(text: str, after: str) -> str:
    """The text in pieces; the last ones extend into the text `after` it."""
    ends = 0  # where the run before ended

    def pieces(found: re.Match[str]) -> str:
        nonlocal ends
        which = 0 if found[1] else 1
        run, punctuation, follows = found[which + 1], found[3], found[4]
        letters = _LETTERS[which].findall(run)
        beyond: list[str] = []
        if found.end() == len(text) and after:
            reach = _LEADING[which].match(after) if not punctuation else None
            beyond = _LETTERS[which].findall(reach[0]) if reach else []
            follows = not after[0].isspace()
        size = SCRIPTS[which].size
        line = letters + beyond
        before = GAP if found.start() > ends and not text[found.start() - 1].isspace() else ""
        ends = found.end()
        grams = GAP.join(["".join(line[index : index + size]) for index in range(len(letters))])
        return f"{before}{grams}{punctuation}{GAP if follows else ''}"

    cut = _RUN.sub(pieces, text)
    starts_beside = after and _ANY.match(after) and not text[-1:].isspace() and not cut.endswith(GAP)
    return cut + GAP if starts_beside else cut
