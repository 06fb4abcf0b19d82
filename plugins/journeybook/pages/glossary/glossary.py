"""The glossary: the words of the format and of the portal, their meanings and uses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeybook.i18n.catalog import gettext as _
from journeybook.insight.spots import Spot
from journeybook.library.objects import Ref
from journeybook.pages.glossary.terms import TERMS, GlossaryTerm
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.reference.format_reference import ADDRESS as FORMAT
from journeybook.pages.reference.format_reference import field_anchor, term_field
from journeybook.text.escape import escaped

EXAMPLES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with the number of its uses and a few examples."""

    term: GlossaryTerm
    count: int
    maps: int
    examples: tuple[Ref, ...]
    field: str | None = None
    """The name of the field that holds it; with `anchor`, its place in the format reference."""
    anchor: str | None = None

    @property
    def title(self) -> str:
        """The word."""
        return _(self.term.title)

    @property
    def meaning(self) -> str:
        """The meaning of the word."""
        return _(self.term.meaning)

    @property
    def also(self) -> str:
        """Other words for it, separated by commas; "" if there are none."""
        return _(self.term.also) if self.term.also else ""


def make_glossary(portfolio: Portfolio) -> Page:
    """The page of all words."""
    context = PageContext(portfolio, "glossary/")
    crumbs = context.crumbs(Crumb(_("Glossary"), None))
    words = portfolio.library.vocabulary
    scale = words.emotion_scale
    spots = tuple(portfolio.spots.values())
    body = context.render(
        "glossary/glossary.html",
        crumbs=crumbs,
        entries=[_entry(term, spots) for term in TERMS],
        levels=[
            (value, scale.level(value), word) for value, word in sorted(scale.words.items(), reverse=True)
        ],
        feelings=words.feelings,
        lanes=list(words.lanes.values()),
        shown=EXAMPLES_SHOWN,
        format=context.to(FORMAT),
    )
    return Page(
        address=context.address,
        title=_("Glossary"),
        body=body,
        description=_("What the words on a journey map mean."),
        crumbs=crumbs,
        search=_record(),
    )


def _entry(term: GlossaryTerm, spots: Sequence[Spot]) -> Entry:
    found = list(filter(term.used, spots)) if term.used else []
    # One example from each map shows more of the portal than three from one map.
    examples: dict[str, Ref] = {}
    for spot in found:
        if spot.journey.id not in examples:
            examples[spot.journey.id] = spot.ref
    field = term_field(term.key)
    return Entry(
        term,
        len(found),
        len(examples),
        tuple(examples.values())[:EXAMPLES_SHOWN],
        field,
        field_anchor(field) if field else None,
    )


def _record() -> SearchRecord:
    lines = [f'<h1 id="glossary">{escaped(_("Glossary"))}</h1>']
    for term in TERMS:
        lines.append(f'<h2 id="jp--{term.key}">{escaped(_(term.title))}</h2>')
        lines.append(f"<p>{escaped(_(term.meaning))}</p>")
        if term.also:
            lines.append(f"<p>{escaped(_(term.also))}</p>")
    return SearchRecord(
        body="\n".join(lines),
        filters={"kind": (_("Glossary"),)},
        meta={"kind": _("Glossary")},
        reference=True,
    )
