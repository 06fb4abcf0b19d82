"""The search records of a persona and of a word of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import colon
from journeybook.labels.value_labels import KIND_TITLES
from journeybook.library.objects import Kind, Ref
from journeybook.model.persona import Persona
from journeybook.pages.page import SearchRecord
from journeybook.pages.portfolio import Portfolio
from journeybook.prose.rendering import plain_prose, plain_text
from journeybook.text.escape import escaped


def persona_record(portfolio: Portfolio, persona: Persona) -> SearchRecord:
    """The record of a persona: their texts under the headings of their page."""
    known = portfolio.known
    notes = (plain_prose(each, known) for each in (persona.summary, persona.narrative) if each)
    lines = [f'<h1 id="{persona.id}">{escaped(persona.title)}</h1>']
    lines += _paragraphs((persona.role, plain_text(persona.quote, known) if persona.quote else None, *notes))
    lines.append(f'<h2 id="jp--profile">{escaped(_("Profile"))}</h2>')
    facts = {**persona.demographics, **persona.psychographics}
    lines += _paragraphs(f"{name}{colon()}{value}" for name, value in facts.items())
    lines += _paragraphs(
        plain_text(goal, known)
        for goal in (
            *(*persona.goals, *persona.needs, *persona.desires),
            *(*persona.motivations, *persona.struggles, *persona.behaviours),
        )
    )
    filters = {"kind": (KIND_TITLES[Kind.PERSONA],), "persona": (persona.title,)}
    if persona.owner:
        filters["owner"] = (portfolio.library.title(Ref(Kind.TEAM, persona.owner)),)
    return SearchRecord(
        body="\n".join(lines),
        language=persona.language,
        filters=filters,
        meta={"title": persona.title, "kind": KIND_TITLES[Kind.PERSONA]},
    )


def term_record(ref: Ref, title: str, summary: str | None) -> SearchRecord:
    """The record of a channel, team, system, area or lifecycle stage: its name and meaning.

    The steps that use it are found on their own maps.
    """
    word = KIND_TITLES[ref.kind]
    lines = [f'<h1 id="{ref.id}">{escaped(title)}</h1>', *_paragraphs((word, summary))]
    return SearchRecord(body="\n".join(lines), filters={"kind": (word,)}, meta={"title": title, "kind": word})


def _paragraphs(texts: Iterable[str | None]) -> Iterator[str]:
    return (f"<p>{escaped(text)}</p>" for text in texts if text)
