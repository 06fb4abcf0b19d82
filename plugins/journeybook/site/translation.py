"""The language of the site for its script: messages, plural forms and date formats."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from babel.messages.extract import extract_javascript

from journeybook.i18n.catalog import (
    SOURCE_LANGUAGE,
    gettext,
    language_in_use,
    locale_in_use,
    plural_forms,
)
from journeybook.i18n.formats import comma
from journeybook.text.numbers import figure

KEYWORDS: Mapping[str, Any] = {"_": None, "ngettext": None}
"""The functions of `scripts/00-messages.js` that look up messages."""


def translation_script(parts: str) -> str:
    """The constant `translation` for the script that consists of `parts`.

    It has the messages that the parts use, each with its translation; a message for a count has a
    text for each plural form of `Intl.PluralRules`. In English it has no messages, because a
    message is its own translation.
    """
    found: dict[str, Any] = {
        "language": language_in_use(),
        "locale": str(locale_in_use()).replace("_", "-"),
        "decimal": figure(0.5).strip("05"),
        "comma": comma(),
        **_messages(parts),
    }
    return f"const translation = {json.dumps(found, ensure_ascii=False)};\n"


def added_translation_script(parts: str) -> str:
    """What adds the messages of `parts`, fetched later, to `translation`; "" in English."""
    return "".join(
        f"Object.assign(translation.{name}, {json.dumps(texts, ensure_ascii=False)});\n"
        for name, texts in _messages(parts).items()
        if texts
    )


def _messages(parts: str) -> dict[str, dict[str, Any]]:
    asked = [] if language_in_use() == SOURCE_LANGUAGE else script_messages(parts)
    plurals = sorted(each for each in asked if isinstance(each, tuple))
    return {
        "messages": {each: gettext(each) for each in sorted(each for each in asked if isinstance(each, str))},
        "plurals": {one: plural_forms(one, many) for one, many in plurals},
    }


def script_messages(parts: str) -> set[str | tuple[str, str]]:
    """The messages of scripts; those for a count as a pair of singular and plural.

    Babel finds no call in the arguments of another one or in a template literal; a test checks that
    scripts have no such call.
    """
    found: set[str | tuple[str, str]] = set()
    calls = extract_javascript(io.BytesIO(parts.encode()), KEYWORDS, (), {"encoding": "utf-8"})
    for _line, function, arguments, _comments in calls:
        texts = arguments if isinstance(arguments, list | tuple) else (arguments,)
        found.add((str(texts[0]), str(texts[1])) if function == "ngettext" else str(texts[0]))
    return found
