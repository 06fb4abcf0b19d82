"""Breaks text into lines that fit a width, by the rules of each script.

Lines end after spaces, after hyphens and slashes within words, and between ideographs except beside
punctuation that may not begin or end a line. A word wider than the line is broken between
graphemes, never within one. Nothing is cut off. Thai and similar scripts have no spaces and would
need a dictionary: their phrases are wrapped like long words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from journeybook.text.widths import EM, PLAIN_LETTERS, PLAIN_WORDS, ZWJ, advance


class Piece(NamedTuple):
    """Text in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Line: TypeAlias = tuple[Piece, ...]

SOFT_HYPHEN: Final = "\u00ad"
_INVISIBLE: Final = {ord(SOFT_HYPHEN): None, 0x200B: None}

# Characters that XML forbids, and those that would reorder text beyond their line.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# Stacked accents would overlap other lines; no writing system needs more than three on a letter.
_TOWER = re.compile("([\u0300-\u036f]{3})[\u0300-\u036f]+")
_SPACES = re.compile("[ \t\n\r\v\f\u0085\u2028\u2029]+")

# Characters that may not begin, and may not end, a line by JIS X 4051 and CSS Text.
_NOT_FIRST: Final = frozenset(
    "!%),.:;?]}¢°’”†‡›℃∶、。〃々〆〕〗〞﹚﹜！＂％＇），．：；？］｝～〉》」』】〙〟ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
    "ㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿーゝゞヽヾ・…‥｡｣､･»"
)
_NOT_LAST: Final = frozenset("$([{£¥‘“‵〈《「『【〔〖〘〝﹙﹛＄（［｛￡￥｢«")
_IDEOGRAPH_RANGES = "\u2e80-\u303f\u3040-\u30ff\u31f0-\ua4cf\uf900-\ufaff\uff01-\uff9f\U0001f300-\U0001faff\U00020000-\U0003ffff"
_IDEOGRAPH = re.compile(f"[{_IDEOGRAPH_RANGES}]")
_MAY_BREAK_INSIDE = re.compile(f"[-/\u2010\u2012-\u2014\u00ad\u200b{_IDEOGRAPH_RANGES}]")
_GLUE: Final = frozenset("\u00a0\u202f\u2060")
# The longest joined emoji has ten characters; longer sequences may be cut.
_LONGEST_GRAPHEME: Final = 12
_HYPHENS: Final = "-\u2010\u2012\u2013\u2014"
# Zero-width joiner, variation selectors, the keycap, and Thai and Lao vowels after a consonant.
_JOIN_BEFORE: Final = frozenset((ZWJ, "\u200c", "\ufe0e", "\ufe0f", "\u20e3", *"ะาำๅๆฯະາຳຽໆຯ"))
# Zero-width joiner, and Thai and Lao vowels that are written before their consonant.
_JOIN_AFTER: Final = frozenset((ZWJ, *"เแโใไເແໂໃໄ"))
_LEFT_TO_RIGHT: Final = frozenset(("L",))
_RIGHT_TO_LEFT: Final = frozenset(("R", "AL"))
_MAY_BE_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_PLAIN = re.compile(f"[{PLAIN_LETTERS}]+(?: [{PLAIN_LETTERS}]+)*")
_TALL = re.compile("[\u0600-\u06ff\u0900-\u0fff\u1000-\u109f\u1780-\u17ff\ufb50-\ufeff]")


def is_plain(text: str) -> bool:
    """Whether `text` is left-to-right words that break at single spaces only and are clean."""
    return _PLAIN.fullmatch(text) is not None


def clean(text: str) -> str:
    """`text` on one line: spaces collapsed, without what XML forbids or what reorders text."""
    return _tidy(text).strip(" ")


def _tidy(text: str) -> str:
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text) if "  " in text else text
    return _TOWER.sub(r"\1", _SPACES.sub(" ", _UNWANTED.sub("", text)))


@lru_cache(maxsize=16_384)
def direction(text: str) -> Literal["ltr", "rtl"] | None:
    """The direction of the first letter of `text` that has one; None for numbers and symbols."""
    if text.isascii():
        return "ltr" if any(character.isalpha() for character in text) else None
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _LEFT_TO_RIGHT:
            return "ltr"
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
    return None


def is_tall(text: str) -> bool:
    """Whether `text` is in a script whose letters stack and need more line spacing."""
    return _TALL.search(text) is not None


def has_right_to_left(text: str) -> bool:
    """Whether any of `text` is right-to-left."""
    return _MAY_BE_RIGHT_TO_LEFT.search(text) is not None


@lru_cache(maxsize=2_048)  # chips and labels are repeated often, texts hardly ever
def wrap(
    pieces: tuple[Piece, ...], width: float, size: float, bold: bool = False, indent: float = 0
) -> tuple[Line, ...]:
    """The lines of a paragraph set at `size` pixels, each at most `width` pixels wide.

    Widths are those of the width table, in bold for pieces in bold, and with `bold` for all. Only a
    single grapheme can be wider than the line. An empty text has no lines. The first line is
    `indent` pixels shorter; if the first word does not fit there, no lines are returned.
    """
    if len(pieces) == 1:
        lines = plain_lines(pieces[0], width, size, bold=bold, indent=indent)
        if lines is not None:
            return lines
    whole, styles = _joined(pieces, bold)
    only = styles[0].bold if len(styles) == 1 else None
    room = width * EM / size
    # The end of a word may be set in either weight.
    space, hyphen = min(advance(" "), advance(" ", True)), max(advance("-"), advance("-", True))
    ranges: list[tuple[int, int]] = []
    start = at = 0
    used = first = indent * EM / size
    for word in _unbreakable(whole):
        end = at + len(word)
        wide = _measured(whole, styles, at, end) if only is None else advance(word, only)
        last = word[-1]
        bare = wide - space if last == " " else wide + hyphen if last == SOFT_HYPHEN else wide
        if used + bare <= room:
            used += wide
            at = end
            continue
        if at > start:
            ranges.append((start, at))
        elif first:
            return ()
        first = 0
        start, used = at, wide
        if bare > room:
            used = 0
            for letter in graphemes(word):
                if letter == SOFT_HYPHEN and at > start and used + hyphen > room:
                    # There is no space for the hyphen, so the line ends without one.
                    ranges.append((start, at))
                    start, used = at + 1, 0
                    at += 1
                    continue
                wide = _measured(whole, styles, at, at + len(letter))
                if at > start and used + wide > room and letter != " ":
                    ranges.append((start, at))
                    start, used = at, 0
                used += wide
                at += len(letter)
        at = end
    if at > start:
        ranges.append((start, at))
    return tuple(line for start, end in ranges if (line := _cut(whole, styles, start, end)))


def plain_lines(
    piece: Piece, width: float, size: float, *, bold: bool = False, indent: float = 0
) -> tuple[Line, ...] | None:
    """The lines of words of simple letters as `wrap` breaks them, in a fifth of the time.

    None for any other text, and for a word that is wider than a line and has to be broken.
    """
    widths = PLAIN_WORDS[bold or piece[1]]
    words = piece[0].split(" ")
    try:
        wides = [widths[word] for word in words]
    except KeyError:
        return None
    room, used = width * EM / size, indent * EM / size
    if used + sum(wides) + widths.space * (len(words) - 1) <= room:
        return ((piece,),)
    return _broken(piece, words, wides, (room, used), widths.space)


def _broken(
    piece: Piece, words: list[str], wides: list[int], space: tuple[float, float], gap: int
) -> tuple[Line, ...] | None:
    """Words with their widths in lines; `space` is a line's width and what its first has in use."""
    _text, heavy, italic = piece
    room, used = space
    # The end of a word may be set in either weight.
    end = gap - min(advance(" "), advance(" ", True))
    lines = []
    first = 0
    last = len(words) - 1
    for at, wide in enumerate(wides):
        bare = wide + end if at < last else wide
        if used + bare > room:
            if at > first:
                lines.append((Piece(" ".join(words[first:at]), heavy, italic),))
                first = at
            elif used:
                return ()  # the first word does not fit beside the indent
            if bare > room:
                return None
            used = 0
        used += wide + gap
    lines.append((Piece(" ".join(words[first:]), heavy, italic),))
    return tuple(lines)


def width_of(line: Line, size: float, bold: bool = False) -> float:
    """The width of a line in pixels."""
    return sum([advance(piece.text, bold or piece.bold) for piece in line]) * size / EM


def graphemes(text: str) -> Iterator[str]:
    """The graphemes of `text`: combining marks, joined emoji and flags stay whole."""
    start = flags = 0
    for at in range(1, len(text)):
        before, here = text[at - 1], text[at]
        flags = flags + 1 if "\U0001f1e6" <= before <= "\U0001f1ff" else 0
        if not _belongs(before, here, flags) or (
            at - start >= _LONGEST_GRAPHEME and not unicodedata.combining(here)
        ):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _belongs(before: str, here: str, flags: int) -> bool:
    """Whether two characters belong together; `before` is the `flags`th flag letter in a row."""
    if before.isascii() and here.isascii():
        return False
    return (
        unicodedata.category(here) in ("Mn", "Mc", "Me")
        or here in _JOIN_BEFORE
        or before in _JOIN_AFTER
        or "\U0001f3fb" <= here <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= here <= "\U000e007f"  # the letters within a region's flag
        or ("\U0001f1e6" <= here <= "\U0001f1ff" and flags % 2 == 1)
        or "\u1160" <= here <= "\u11ff"  # vowels and finals of Hangul syllables
        or unicodedata.combining(before) == 9  # a virama binds the next consonant
    )


class _Stretch(NamedTuple):
    """The style of the text up to `end`; `set_bold` is the weight shown, `bold` that measured."""

    end: int
    set_bold: bool
    italic: bool
    bold: bool


def _joined(pieces: tuple[Piece, ...], bold: bool) -> tuple[str, list[_Stretch]]:
    """The text of all pieces with spaces collapsed, and where each style ends."""
    if len(pieces) == 1:
        text, heavy, italic = pieces[0]
        whole = clean(text)
        return whole, [_Stretch(len(whole), heavy, italic, heavy or bold)]
    whole = ""
    styles = []
    for text, heavy, italic in pieces:
        more = _tidy(text)
        whole += more[1:] if more.startswith(" ") and whole[-1:] in ("", " ") else more
        styles.append(_Stretch(len(whole), heavy, italic, heavy or bold))
    return whole.rstrip(" "), styles


def _measured(whole: str, styles: list[_Stretch], start: int, end: int) -> int:
    total = 0
    for until, _, _, bold in styles:
        if until > start:
            total += advance(whole[start : min(end, until)], bold)
            start = until
            if start >= end:
                break
    return total


def _cut(whole: str, styles: list[_Stretch], start: int, end: int) -> Line:
    """One line of the text without outer spaces; a soft hyphen shows only at its end."""
    while start < end and whole[end - 1] == " ":
        end -= 1
    while start < end and whole[start] == " ":
        start += 1
    line = []
    for until, heavy, italic, _ in styles:
        if until > start:
            line.append(Piece(_shown(whole[start : min(end, until)], at_end=until >= end), heavy, italic))
            start = until
            if start >= end:
                break
    return tuple(line)


def _shown(text: str, *, at_end: bool) -> str:
    if text.isascii():
        return text
    return (text + "-" if at_end and text.endswith(SOFT_HYPHEN) else text).translate(_INVISIBLE)


def _unbreakable(text: str) -> Iterator[str]:
    if not text:
        return
    *firsts, last = text.split(" ")
    for word in firsts:
        yield from _within(word + " ")
    yield from _within(last)


def _within(word: str) -> Iterator[str]:
    if not _MAY_BREAK_INSIDE.search(word):
        if word:
            yield word
        return
    start = 0
    for at in range(1, len(word)):
        if _may_break(word, at):
            yield word[start:at]
            start = at
    yield word[start:]


def _may_break(word: str, at: int) -> bool:
    before, here = word[at - 1], word[at]
    if before in ("\u200b", SOFT_HYPHEN):
        return True
    if before in _HYPHENS:
        return at > 1 and word[at - 2].isalnum() and (here.isalpha() or (before in "–—" and here.isalnum()))
    if before == "/":
        first = word[at - 2] if at > 1 else ""
        return first.isalnum() and here.isalnum() and not (first.isdigit() and here.isdigit())
    return (
        before not in _GLUE
        and here not in _GLUE
        and (_IDEOGRAPH.match(before) is not None or _IDEOGRAPH.match(here) is not None)
        and here not in _NOT_FIRST
        and before not in _NOT_LAST
        and not _belongs(before, here, 0)
    )
