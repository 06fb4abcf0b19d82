"""The same map in other languages, as pages offer them."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.i18n.formats import language_name, own_language_name
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey
from journeybook.pages.portfolio import Portfolio


@dataclass(frozen=True, slots=True)
class LanguageVersion:
    """The same map in another language, with what that is called: on the site, and in itself."""

    journey: Journey
    name: str
    own_name: str


def language_versions(portfolio: Portfolio, key: str) -> tuple[LanguageVersion, ...]:
    """A map in other languages, the one that is translated first."""
    return tuple(
        LanguageVersion(each, language_name(each.language), own_language_name(each.language))
        for each in portfolio.in_other_languages(key)
    )


def alternates(portfolio: Portfolio, journey: Journey) -> tuple[tuple[str, str], ...]:
    """The languages of a map that has several, its own first, each with the address of its page."""
    others = portfolio.in_other_languages(journey.id)
    versions = (journey, *others) if others else ()
    return tuple((each.language, address(Ref(Kind.JOURNEY, each.id))) for each in versions)
