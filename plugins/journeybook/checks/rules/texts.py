"""Rules about texts: placeholders, personal data, dead markup, and words that YAML may misread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from journeybook.checks.item_context import ItemContext
from journeybook.checks.scopes import ITEM
from journeybook.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import Source
from journeybook.prose.rendering import plain_text
from journeybook.rules.rule import rule
from journeybook.sources.validation_messages import shown
from journeybook.sources.yaml.nodes import NodePlaces, Scalar, walk
from journeybook.text.characters import place_in

# All repetitions are bounded, so that the time of a search grows only with the length of the text.
# "Todo" is a word of several languages, so only capitals count, and so do three capital X. Not
# placeholders: X that stand for digits, in amounts after `$` or within card numbers.
_PLACEHOLDER = re.compile(
    r"\b(?:TO[D]O|FIX[M]E|[Tt][Bb][DdAaCc]|(?<![$€£¥#*])(?<![\dX][,./ -])X{3,}(?![,./ -][\dX])|[Ll]orem ipsum)\b|\?{3,}"
)
_DEAD = re.compile(
    r"<(?:script|style|iframe|img|div|span|br|b|i|p|a|table)\b[^>\n]{0,300}>|\bjavascript:", re.IGNORECASE
)
_NO_ALT = re.compile(r"!\[\s{0,9}\]\([^)\n]{0,300}\)")
_MAIL = re.compile(
    r"\b[\w.+-]{1,64}@(?!example\.)[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}\.(?!example\b|test\b|invalid\b)[A-Za-z]{2,}\b"
)
# The lookbehind follows the first character, so that most positions fail early. Digits that
# continue other digits belong to a longer number, such as 2026-0815-4711.
_PHONE = re.compile(r"[+0](?<![\w.].)(?<!\d[-/].)0?[1-9](?:[ ()/.-]?\d){7,13}(?![\w.-]|/\d)")
# Words right before a number that say it is not a telephone or card number.
_OTHER_NUMBER = re.compile(
    r"\b(?:order|ticket|case|file|claim|invoice|contract|account|parcel|tracking|reference|ref|article|item|serial|isbn|iban"
    r"|auftrag|bestellung|rechnung|vertrag|vorgang|aktenzeichen|az|sendung|konto|commande|facture|dossier|contrat|pedido"
    r"|factura|expediente)(?:s?[ -]?(?:id|no|nr|number|nummer|numéro|número))?[ .:#°]{0,3}$",
    re.IGNORECASE,
)
_CARD = re.compile(r"\d(?<![\w-].)(?:[ -]?\d){12,18}(?![\w-])")
# Stars that open after a digit and close before one. Markdown shows a single star.
_STARS = re.compile(r"\d\*{1,2}\d[^*\n`]{0,80}\*{1,2}\d")
# A Windows path with a backslash before punctuation, which Markdown drops.
_PATH = re.compile(r"(?<![\w`])(?:[A-Za-z]:|\\)\\[^\s`\"']{0,200}")
_ESCAPE = re.compile(r"\\[^\w\s]")
_SIGNS: Mapping[re.Pattern[str], tuple[str, ...]] = MappingProxyType(
    {
        _PLACEHOLDER: ("TO", "FIX", "tb", "Tb", "TB", "tB", "XX", "orem ipsum", "???"),
        _DEAD: ("<", "script:", "Script:", "SCRIPT:"),
        _NO_ALT: ("![",),
        _MAIL: ("@",),
        _STARS: ("*",),
        _PATH: ("\\",),
    }
)
"""For each pattern, texts of which one is in every match; searching them first is much faster."""

_WORD_BEFORE = 40

_BENT = re.compile(r"(?:yes|no|on|off)", re.IGNORECASE)
_BENT_VALUE = re.compile(rf"(?:: |- |\[|, ){_BENT.pattern}[ \t]*(?:$|[,\]}}#])", re.IGNORECASE | re.MULTILINE)

_WORDS_OF_PEOPLE = frozenset(
    {"quotes", "quote", "thought", "note", "findings", "narrative", "action", "summary"}
)
_NO_TEXT = frozenset(
    {"url", "link", "photo", "src", "read", "same_as", "contact", "moment_of_truth", "winner"}
)


def _scalars(source: Source) -> Iterator[tuple[FieldPath, Scalar]]:
    if isinstance(source.places, NodePlaces):
        for path, node in walk(source.places.root):
            if isinstance(node, Scalar) and path and _field(path) not in _NO_TEXT:
                yield path, node


def _field(path: FieldPath) -> str:
    names = [part for part in path if isinstance(part, str)]
    return names[-1] if names else ""


def _matches(source: Source, pattern: re.Pattern[str]) -> Iterator[tuple[FieldPath, Place, str]]:
    """All matches in values of the source, each with field path, place and text."""
    # Walking the values is slow; most files have no match at all. Comments may match too.
    signs = _SIGNS.get(pattern)
    if (signs and not any(sign in source.text for sign in signs)) or not pattern.search(source.text):
        return
    reached: dict[Place, int] = {}
    for path, node in _scalars(source):
        for match in pattern.finditer(node.text):
            begin = max(_offset(source.text, node.place), reached.get(node.place, 0))
            at = source.text.find(match[0], begin)
            if at < 0:
                yield path, node.place, match[0]
                continue
            reached[node.place] = at + 1
            found = place_in(source.text, at, source.file)
            yield path, Place(source.file, found.line, found.column, len(match[0])), match[0]


def _offset(text: str, place: Place) -> int:
    at = 0
    for _ in range(place.line - 1):
        at = text.find("\n", at) + 1
    return at + place.column - 1


@rule("JB521", "placeholder-text", Severity.WARNING, ITEM, advice=True)
def placeholder_text(context: ItemContext) -> Iterator[Diagnostic]:
    """A text still holds a note to its author: TBD, lorem ipsum, three crosses or question marks.

    Why: Readers take what is published for finished. A placeholder tells them that nobody read it
    before they did.

    Bad:
        title: Ordering
        status: published
        scenario: TBD

    Good:
        title: Ordering
        status: published
        scenario: Amira works from home, and her line fails twice a week.

    Fix: Write what belongs there, or remove the field: every field but the title may be left out.
    """
    for _, place, text in _matches(context.source, _PLACEHOLDER):
        yield placeholder_text.at(
            place, f"{shown(text)} is a placeholder", "write what belongs there, or remove the field"
        )


@rule("JB522", "ambiguous-word", Severity.INFO, ITEM, advice=True, mends=True)
def ambiguous_word(context: ItemContext) -> Iterator[Diagnostic]:
    """A text is nothing but `yes`, `no`, `on` or `off`, without quotes.

    Why: Here it is the text that was written. Older YAML programs, which may read the same file,
    take it for true or false: `language: no` is then no longer Norwegian.

    Bad:
        title: Ordering
        status: published
        outcome: no

    Good:
        title: Ordering
        status: published
        outcome: "no"

    Fix: Put the word in quotes; `journeybook check --fix` does so.
    """
    if context.source.file.endswith(".md") or not _BENT_VALUE.search(context.source.text):
        return
    for _, node in _scalars(context.source):
        if node.plain and _BENT.fullmatch(node.text) and node.place.length == len(node.text):
            edit = Edit(node.place, node.text, f'"{node.text}"')
            yield ambiguous_word.at(
                node.place,
                f"other programs read `{node.text}` as true or false",
                f'write `"{node.text}"`, in quotes',
                Fix("put it in quotes", (edit,)),
            )


@rule("JB701", "image-without-text", Severity.WARNING, ITEM, advice=True)
def image_without_text(context: ItemContext) -> Iterator[Diagnostic]:
    """A picture in a text says nothing about itself: `![](picture.png)`.

    Why: Readers who cannot see it, or have it read aloud, do not learn that anything is there.

    Bad:
        title: Ordering
        status: published
        narrative: The letter. ![](letter.png)

    Good:
        title: Ordering
        status: published
        narrative: The letter. ![A letter of two lines, without a date](letter.png)

    Fix: Say between the brackets what the picture shows.
    """
    for _, place, _ in _matches(context.source, _NO_ALT):
        yield image_without_text.at(
            place,
            "this picture has no text for those who cannot see it",
            "say in the brackets what it shows",
        )


@rule("JB801", "personal-data", Severity.WARNING, ITEM, advice=True)
def personal_data(context: ItemContext) -> Iterator[Diagnostic]:
    """What people said, thought or did holds an e-mail address, a telephone number or the number of
    a card.

    Why: The portal is read by a whole company, and git forgets nothing. Customers were promised
    that nobody would know who they are. Numbers in other fields, such as a hotline under
    `frontstage`, are left alone.

    Bad:
        title: Ordering
        status: published
        stages:
          - title: Order
            quotes: {text: Write to amira.h@mail.com and I answer at once, evidence: interviews}
        # evidence/interviews.yml
        title: Interviews

    Good:
        title: Ordering
        status: published
        stages:
          - title: Order
            quotes: {text: Write to me and I answer at once, evidence: interviews}
        # evidence/interviews.yml
        title: Interviews

    Fix: Take it out. If it has been committed already, tell whoever looks after privacy: it is
    still in the history.
    """
    for pattern, what in (
        (_MAIL, "an e-mail address"),
        (_PHONE, "a telephone number"),
        (_CARD, "a card number"),
    ):
        for path, place, text in _matches(context.source, pattern):
            if _WORDS_OF_PEOPLE.isdisjoint(path) or (pattern is _CARD and not _is_card(text)):
                continue
            if pattern is _PHONE and _OTHER_NUMBER.search(_before(context.source.text, place)):
                continue
            # The match itself is not printed, because reports are visible to more people.
            yield personal_data.at(
                place,
                f"this looks like {what}",
                "take it out; customers in maps are personas, never people",
            )


def _before(text: str, place: Place) -> str:
    """The text before a place in its line."""
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    return line[max(0, place.column - 1 - _WORD_BEFORE) : place.column - 1]


def _is_card(text: str) -> bool:
    """Whether the check digit of a card number is right (Luhn's formula)."""
    digits = [int(letter) for letter in text if letter.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(digits[-1::-2])) % 10 == 0


@rule("JB802", "dead-markup", Severity.WARNING, ITEM, advice=True)
def dead_markup(context: ItemContext) -> Iterator[Diagnostic]:
    """A text holds HTML or a `javascript:` link.

    Why: Markup in texts is Markdown. HTML is shown to readers letter by letter, and links that run
    something are not made at all.

    Bad:
        title: Ordering
        status: published
        narrative: Two weeks<br>without a date

    Good:
        title: Ordering
        status: published
        narrative: Two weeks without a *date*

    Fix: Write Markdown (`*emphasis*`, `[words](https://...)`), or put what is meant literally in
    backticks.
    """
    for _, place, text in _matches(context.source, _DEAD):
        if not _in_code(context.source.text, place):
            yield dead_markup.at(
                place, f"{shown(text)} is shown as text", "write Markdown, or put it in backticks"
            )


def _is_markdown(path: FieldPath) -> bool:
    """Whether the field at `path` is shown as Markdown; titles and choices are not."""
    return _field(path) not in ("title", "phase", "unit", "contact")


def _in_code(text: str, place: Place) -> bool:
    lines = text.split("\n")
    before = lines[place.line - 1][: place.column - 1] if place.line <= len(lines) else ""
    return before.count("`") % 2 == 1


@rule("JB803", "lost-sign", Severity.WARNING, ITEM, advice=True)
def lost_sign(context: ItemContext) -> Iterator[Diagnostic]:
    r"""A text loses signs that Markdown takes for markup: the stars of `2*3*4`, a backslash of
    `C:\[new]`.

    Why: Markdown reads stars around a number as emphasis and does not show them, and it drops a
    backslash before a sign. Readers see 234, and no message says so.

    Bad:
        title: Ordering
        status: published
        narrative: A box holds 2*3*4 bottles.

    Good:
        title: Ordering
        status: published
        narrative: A box holds 2 × 3 × 4 bottles, written `2*3*4` in the shop.

    Fix: Put what is meant literally in backticks, or write another sign, such as × between numbers.
    """
    for path, place, text in _matches(context.source, _STARS):
        if _is_markdown(path) and "*" not in plain_text(text) and not _in_code(context.source.text, place):
            yield lost_sign.at(
                place,
                "the stars in this are read as emphasis and not shown",
                "put it in backticks, or write × between numbers",
            )
    for path, place, text in _matches(context.source, _PATH):
        if _is_markdown(path) and _ESCAPE.search(text) and not _in_code(context.source.text, place):
            yield lost_sign.at(
                place, "a backslash before a sign is not shown", "put the whole path in backticks"
            )
