"""The pseudo-language: every message with accents, so that untranslatable text stands out."""

from __future__ import annotations

import re
from gettext import NullTranslations

PSEUDO_LANGUAGE = "en-XA"
"""The code of the Unicode CLDR for accented English."""

_KEPT = re.compile(r"%\(\w+\)[sd]|%%|<[^>]*>|&\w+;")
"""Placeholders, tags and entities, which stay as they are."""

_LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "àƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÀƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)


def pseudo(message: str) -> str:
    """The message with accented letters: `Ĵöûŕñéý ɱàþ`."""
    parts: list[str] = []
    end = 0
    for kept in _KEPT.finditer(message):
        parts += (message[end : kept.start()].translate(_LETTERS), kept[0])
        end = kept.end()
    return "".join((*parts, message[end:].translate(_LETTERS)))


class PseudoTranslations(NullTranslations):
    """A catalogue with the pseudo-translation of every message."""

    def gettext(self, message: str) -> str:
        """The message with accents."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for the count, with accents."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The message with accents."""
        return pseudo(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """The form for the count, with accents."""
        return self.ngettext(msgid1, msgid2, n)
