"""Messages as markup: for templates, and for Python code that writes HTML.

A message may hold our own markup, which is kept; values of placeholders are escaped unless they are
markup. Messages are always formatted, with values or without, so a percent sign is written `%%`.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from journeybook.i18n import catalog
from journeybook.i18n.catalog import cached_in_language


def gettext(message: str, /, **values: object) -> Markup:
    """The message in the language of the site."""
    return _formatted(_message(message), values) if values else _plain(message)


def pgettext(context: str, message: str, /, **values: object) -> Markup:
    """The message of an ambiguous word; `context` tells the translator which meaning it has."""
    return _formatted(catalog.pgettext(context, message), values)


def ngettext(one: str, many: str, num: float, /, **values: object) -> Markup:
    """The message for a count; `%(num)s` stands for the count unless `values` overrides it."""
    return _formatted(catalog.plural(one, many, num), {"num": num, **values})


def _formatted(message: str, values: dict[str, object]) -> Markup:
    # As `Markup(message) % values`, which makes an object for each value and takes twice as long.
    safe = {name: value if type(value) is Markup else escape(value) for name, value in values.items()}
    return Markup(str.__mod__(message, safe))  # noqa: S704 - messages are ours, and the values are escaped


@cached_in_language()
def _message(message: str) -> Markup:
    return Markup(catalog.gettext(message))  # noqa: S704 - messages are ours


@cached_in_language()
def _plain(message: str) -> Markup:
    return _message(message) % {}
