"""The words and titles of the index, from which the search box corrects what is typed.

Pagefind keeps stems only, so this list is made of the documents themselves. A large one is split
by the first letter, so that a reader fetches what begins like the query.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from html import unescape

from journeybook.search.documents import Document
from journeybook.search.word_breaks import SCRIPTS

FOLDER = "words"

ONE_FILE = 100_000
"""Bytes up to which the list is one file."""

MANY_TITLES = 5000
"""Titles above which those of steps are left out."""

_TAG = re.compile(r"<[^>]*>")
_TITLE = re.compile(r"<title>([^<]*)</title>")
_HEADING = re.compile(r'<h([23]) id="([^"]*)"[^>]*>(.*?)</h\1>', re.DOTALL)
_MARKS = "".join(
    map(chr, filter(lambda code: unicodedata.category(chr(code))[0] == "M", range(0x300, 0x20F0)))
)
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
"""A word with its marks, which carry the vowels of Indic scripts."""

_OPTIONAL_MARKS = re.compile(rf"([\u0041-\u06ff\u0750-\u077f\u1e00-\u1fff])[{_MARKS}]+")
"""Marks on a Latin, Greek, Cyrillic, Hebrew or Arabic letter, which many leave out as they type."""

_UNSPACED = re.compile("|".join(f"[{script.letters}]" for script in SCRIPTS))
_EXPLAINS = '<meta data-pagefind-filter="reference[content]"'
_LENGTHS = range(3, 31)


class WordList:
    """Collects the words and titles of documents; `files` are what is written beside the index."""

    def __init__(self) -> None:
        self._tokens: set[str] = set()
        self._titles: list[tuple[str, str]] = []
        self._step_titles: list[tuple[str, str]] = []

    def add(self, document: Document) -> None:
        """Add the words of a document, and its titles unless it explains the portal itself."""
        self._tokens.update(_TAG.sub(" ", document.html).split())
        found = None if _EXPLAINS in document.html else _TITLE.search(document.html)
        if found is None:
            return
        self._titles.append((unescape(found[1]), document.address))
        if len(self._step_titles) <= MANY_TITLES:
            self._step_titles += (
                (unescape(_TAG.sub("", text)), f"{document.address}#{unescape(key)}")
                for _level, key, text in _HEADING.findall(document.html)
            )

    def files(self) -> dict[str, bytes]:
        """The files by their paths: words, one a line, `words.json` that names them, titles."""
        words = sorted(self._words())
        groups: dict[str, list[str]] = defaultdict(list)
        if sum(len(word.encode()) + 1 for word in words) <= ONE_FILE:
            groups["all"] = words
        else:
            for word in words:
                groups[f"{ord(folded(word)[0]):x}"].append(word)
        titles = self._titles
        if len(titles) + len(self._step_titles) <= MANY_TITLES:
            titles = titles + self._step_titles
        found = {f"{FOLDER}/{key}.txt": "\n".join(group).encode() for key, group in groups.items()}
        found[f"{FOLDER}/words.json"] = _json(sorted(groups))
        found[f"{FOLDER}/titles.json"] = _json(titles)
        return found

    def _words(self) -> set[str]:
        found: set[str] = set()
        for token in self._tokens:
            found.update(_WORD.findall(unescape(token).lower()))
        return {word for word in found if len(word) in _LENGTHS and _is_word(word)}


def folded(word: str) -> str:
    """The word without case and accents, as the search box compares words; `ß` is `ss`.

    Marks of other scripts stay: in Hindi or Thai they are vowels.
    """
    parts = unicodedata.normalize("NFD", word.lower().replace("ß", "ss"))
    return unicodedata.normalize("NFC", _OPTIONAL_MARKS.sub(r"\1", parts))


def _is_word(word: str) -> bool:
    return not word.isdigit() and not _UNSPACED.search(word) and bool(folded(word))


def _json(value: Iterable[object]) -> bytes:
    return json.dumps(list(value), ensure_ascii=False, separators=(",", ":")).encode()
