"""`llms.txt`: what is in the portal, in plain Markdown with links, for language models and for whoever reads text.

The form is that of llmstxt.org: a title, a summary as a quote, notes, then lists of links under headings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.insight.summary import Summary
from journeybook.labels.value_labels import (
    COUNT_MESSAGES,
    LIST_TITLES,
    STATUS_WORDS,
    TYPE_WORDS,
    count_words,
    counted,
)
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import page_address
from journeybook.pages.exports.map_export import SCHEMA as MAP_SCHEMA
from journeybook.pages.exports.map_export import files_of
from journeybook.pages.exports.portal_export import ADDRESS as PORTAL
from journeybook.pages.exports.portal_export import SCHEMA as PORTAL_SCHEMA
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose

ADDRESS = "llms.txt"

NOTES = (
    "A journey map tells step by step what a customer does, thinks and feels. Feelings are numbers on one scale, from "
    "very bad to very good; a missing number means that nobody knows, never neutral. What names no evidence is assumed. "
    "What a page shows is also data: a map's file has what its authors wrote and every figure that is computed of it."
)

_LISTED = (
    Kind.PERSONA,
    Kind.ACCOUNT,
    Kind.RECOMMENDATION,
    Kind.METRIC,
    Kind.EVIDENCE,
    Kind.PATH,
    Kind.LIFECYCLE,
    Kind.CHANNEL,
    Kind.TEAM,
    Kind.SYSTEM,
    Kind.AREA,
)


def draw_llms(portfolio: Portfolio) -> str:
    """The text. Its links are absolute where it is known where the portal is published, else relative to its root."""
    return "\n".join(_lines(portfolio)) + "\n"


def _lines(portfolio: Portfolio) -> Iterator[str]:
    scale = portfolio.library.vocabulary.emotion_scale
    words = ", ".join(f"{value:g} {word}" for value, word in sorted(scale.words.items()))
    yield f"# {_line(portfolio.site_name)}"
    yield ""
    yield f"> What our customers go through, and where it hurts: {counted(portfolio.counts.journeys, 'journey map')}."
    yield ""
    yield NOTES
    if words:
        yield f"The scale runs from {scale.min:g} to {scale.max:g}: {words}."
    if portfolio.today:
        yield f"Reviews and ages are judged on {portfolio.today.isoformat()}."
    yield f"In figures: {', '.join(_figures(portfolio))}."
    yield from _section(
        "Data",
        (
            _link(portfolio, "The whole portal", PORTAL, "JSON, the index of everything with its figures"),
            _link(portfolio, "Schema of the portal", PORTAL_SCHEMA, "JSON Schema"),
            _link(portfolio, "Schema of a map", MAP_SCHEMA, "JSON Schema"),
        ),
    )
    yield from _section("Journeys", (_journey(portfolio, each) for each in portfolio.in_view))
    for kind in _LISTED:
        yield from _section(LIST_TITLES[kind], _things(portfolio, kind))
    yield from _section(
        "Optional",
        (
            _link(portfolio, "Glossary", "glossary/", "what the words mean"),
            _link(portfolio, "Review", "review/", "what must be looked at again") if portfolio.agenda else "",
            *(
                _link(portfolio, name.replace("-", " ").capitalize(), address)
                for name, address in sorted(portfolio.guides.items())
                if address.strip("/")
            ),
        ),
    )


def _figures(portfolio: Portfolio) -> Iterator[str]:
    for key in COUNT_MESSAGES:
        value = getattr(portfolio.counts, key)
        if value:
            yield count_words(key, value)


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = [each for each in lines if each]
    if found:
        yield from ("", f"## {title}", "", *found)


def _journey(portfolio: Portfolio, summary: Summary) -> str:
    journey = summary.journey
    facts = [TYPE_WORDS[journey.type].lower()]
    if journey.status.value != "published":
        facts.append(STATUS_WORDS[journey.status].lower())
    facts.append(counted(portfolio.map_counts(journey.id).steps, "step"))
    if summary.lowest:
        felt = summary.lowest.felt
        facts.append(f'lowest {felt.value:g} at "{_line(summary.lowest.spot.moment.title)}"')
    data = files_of(journey.id).json
    note = (
        f"{_plain(portfolio, journey.summary)} ({', '.join(facts)}; [data]({_at(portfolio, data)}))".strip()
    )
    return _link(portfolio, journey.title, files_of(journey.id).page, note)


def _things(portfolio: Portfolio, kind: Kind) -> Iterator[str]:
    library = portfolio.library
    for key, title in library.ids(kind).items():
        ref = Ref(kind, key)
        address = page_address(ref, library)
        item = library.item(ref)
        note = _plain(portfolio, getattr(item, "role", None) or getattr(item, "summary", None))
        if address:
            yield _link(portfolio, title, address, note)


def _link(portfolio: Portfolio, title: str, address: str, note: str = "") -> str:
    name = _line(title).replace("[", "(").replace("]", ")")
    return f"- [{name}]({_at(portfolio, address)})" + (f": {note}" if note else "")


def _at(portfolio: Portfolio, address: str) -> str:
    return f"{portfolio.site_url or ''}{portfolio.published(address)}"


def _plain(portfolio: Portfolio, text: str | None) -> str:
    return _line(plain_prose(text, portfolio.known)) if text else ""


def _line(text: str) -> str:
    return " ".join(text.split())
