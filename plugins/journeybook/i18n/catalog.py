"""The message catalogue: all texts of the portal that readers see, in the language of the site.

English is the source language, so a message is its own key. A message is a whole sentence or label
with named placeholders (`%(title)s`), never a part of one. Messages are looked up where they are
printed: a module with messages in constants marks them with `N_` and looks them up on use, or keeps
them in `Labels`.

The language is one setting of the process, because a process builds one site at a time; each worker
process sets it for itself. It is English until `use_language` is called.
"""

# ruff: noqa: PLC0415 - Babel is imported for other languages and for dates; an English check needs none of it

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from journeybook.i18n.pseudo import PSEUDO_LANGUAGE, PseudoTranslations

if TYPE_CHECKING:
    from babel.core import Locale
    from babel.messages.catalog import Catalog, Message

SOURCE_LANGUAGE = "en"
_DOMAIN = "journeybook"


Call = TypeVar("Call", bound=Callable[..., Any])

_caches: list[Callable[[], None]] = []


def cached_in_language(size: int | None = None) -> Callable[[Call], Call]:
    """A cache for a function whose result holds messages, dates or numbers.

    The cache is emptied when the language changes.
    """

    def decorate(call: Call) -> Call:
        cached = lru_cache(maxsize=size)(call)
        _caches.append(cached.cache_clear)
        return cast("Call", cached)

    return decorate


class _Site:
    """The state of `use_language`: the language of the site, and its catalogue."""

    language = SOURCE_LANGUAGE
    catalog: NullTranslations = NullTranslations()


class _Messages(dict[str, str]):
    """The messages that were looked up in the language of the site: pages ask by the thousand."""

    def __missing__(self, message: str) -> str:
        found = self[message] = _Site.catalog.gettext(message)
        return found


_MESSAGES = _Messages()
_caches.append(_MESSAGES.clear)


def languages() -> tuple[str, ...]:
    """The languages with a complete catalogue, English first, then by their codes.

    A language with an untranslated message is left out, because its readers would get two languages
    in one sentence; only an all-English page is marked as English.
    """
    return (SOURCE_LANGUAGE, *(each for each in _begun() if is_complete(_po(each))))


def supported(language: str) -> str:
    """The supported language for a code such as `de-AT`: itself, its main language, or English."""
    code = language.replace("_", "-")
    if code == PSEUDO_LANGUAGE:
        return code
    begun = {each.lower(): each for each in _begun()}
    for wanted in (code.lower(), code.partition("-")[0].lower()):
        if wanted in begun and is_complete(_po(begun[wanted])):
            return begun[wanted]
    return SOURCE_LANGUAGE


def is_complete(catalog: Catalog) -> bool:
    """Whether every message of a catalogue is translated, in every plural form of the language."""
    messages = [each for each in catalog if each.id]
    return bool(messages) and not any(message.fuzzy or not _is_translated(message) for message in messages)


def _is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _begun() -> list[str]:
    folder = files("journeybook.i18n").joinpath("locale")
    return sorted(each.name for each in folder.iterdir() if each.is_dir())


def use_language(language: str) -> str:
    """Set the language of messages, English if the catalogue does not have it; returns it."""
    found = supported(language)
    if found != _Site.language:
        for forget in _caches:
            forget()
    _Site.language = found
    _Site.catalog = _catalog(found)
    return found


def language_in_use() -> str:
    """The code of the language of messages."""
    return _Site.language


def locale_in_use() -> Locale:
    """Babel's locale for dates, numbers and lists; British for English, with days before months."""
    from babel.core import Locale, UnknownLocaleError

    if _Site.language in (SOURCE_LANGUAGE, PSEUDO_LANGUAGE):
        return Locale("en", "GB")
    try:
        return Locale.parse(_Site.language, sep="-")
    except (ValueError, UnknownLocaleError):  # pragma: no cover - a folder of the catalogue with a wrong name
        return Locale("en", "GB")


def direction_in_use() -> str:
    """The direction of writing of messages: `rtl` for Arabic, else `ltr`."""
    return "ltr" if _Site.language == SOURCE_LANGUAGE else locale_in_use().text_direction


def gettext(message: str, /, **values: object) -> str:
    """The message in the language of the site, its placeholders filled with `values`."""
    found = _MESSAGES[message]
    return found % values if values else found


def pgettext(context: str, message: str, /, **values: object) -> str:
    """The message of an ambiguous word; `context` tells the translator which meaning it has."""
    found = _Site.catalog.pgettext(context, message)
    return found % values if values else found


def ngettext(one: str, many: str, num: float, /, **values: object) -> str:
    """The message for a count; `%(num)s` stands for the count unless `values` overrides it."""
    return plural(one, many, num) % {"num": num, **values}


def plural(one: str, many: str, num: float) -> str:
    """The message for a count with unfilled placeholders; fractions use the plural."""
    return _Site.catalog.ngettext(one, many, int(num) if num == int(num) else 2)


def plural_forms(one: str, many: str) -> dict[str, str]:
    """The unfilled message for a count by plural form, named as in browsers (`one`, `few`).

    `Intl.PluralRules` selects the form of a count by the same rules of the CLDR as Babel. The
    numbers tried here cover all forms of all of its languages.
    """
    form_of = locale_in_use().plural_form
    forms: dict[str, str] = {}
    for num in (*range(201), 1_000, 1_000_000):
        forms.setdefault(form_of(num), plural(one, many, num))
    return forms


Key = TypeVar("Key")


class Labels(Mapping[Key, str], Generic[Key]):
    """Messages by key, each looked up on access. Mark them with `N_`."""

    def __init__(self, messages: Mapping[Key, str]) -> None:
        self._messages = messages

    def __getitem__(self, key: Key) -> str:
        return gettext(self._messages[key])

    def __iter__(self) -> Iterator[Key]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


@cache
def _catalog(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    if language == PSEUDO_LANGUAGE:
        return PseudoTranslations()
    from babel.messages.mofile import write_mo
    from babel.support import Translations

    compiled = BytesIO()
    write_mo(compiled, _po(language))
    compiled.seek(0)
    return Translations(compiled, domain=_DOMAIN)


@cache
def _po(language: str) -> Catalog:
    from babel.messages.pofile import read_po

    path = files("journeybook.i18n").joinpath("locale", language, "LC_MESSAGES", f"{_DOMAIN}.po")
    with path.open("rb") as stream:
        return read_po(stream, locale=language.replace("-", "_"))
