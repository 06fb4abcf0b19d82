"""The format reference: every file and field with meaning and values, from the models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pydantic import BaseModel

from journeybook.format.descriptions import about, choices
from journeybook.format.field_types import Field
from journeybook.format.fields import described, parts_of
from journeybook.format.models import MODELS, title_of
from journeybook.format.synonyms import other_words
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import in_sentence
from journeybook.i18n.markers import N_
from journeybook.kinds import FILE_KINDS
from journeybook.library.objects import Kind
from journeybook.library.page_addresses import FOLDERS
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.model.vocabulary import Vocabulary
from journeybook.pages.glossary.terms import TERMS
from journeybook.pages.page import Crumb, Page, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.reference.field_values import Words, takes
from journeybook.prose.rendering import plain_text
from journeybook.text.escape import Markup, escaped

ADDRESS = "reference/format/"
TITLE = N_("Format reference")
LEAD = N_("Every file of a portal, every field, what it means and what may be written there.")

_SAID: Mapping[type[BaseModel], str] = MappingProxyType(
    {
        Stage: N_(
            "A chapter of the journey. It has every field of a step, since many maps fill their lanes per stage, and these."
        ),
    }
)


_WHERE = (Step, Stage, Journey)
"""The models that are searched for a field by its name alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field: its anchor, accepted values, choices, synonyms, and its glossary term."""

    field: Field
    anchor: str
    takes: Markup
    choices: tuple[tuple[str, str], ...]
    also: tuple[str, ...]
    term: tuple[str, str] | None

    @property
    def meaning(self) -> str:
        """What the field means, in the language of the site."""
        return _(self.field.meaning)


@dataclass(frozen=True, slots=True)
class Group:
    """A group of fields: its anchor, title, meaning and fields."""

    anchor: str
    title: str
    about: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A kind of file: its own fields, where such files are, and the groups of fields in it."""

    whole: Group
    file: str
    groups: tuple[Group, ...]


def make_format_reference(portfolio: Portfolio) -> Page:
    """The page of the format."""
    context = PageContext(portfolio, ADDRESS)
    crumbs = context.crumbs(Crumb(_(TITLE), None))
    chapters = tuple(_chapters(context))
    body = context.render(
        "reference/format.html", crumbs=crumbs, lead=_(LEAD), title=_(TITLE), chapters=chapters
    )
    return Page(ADDRESS, _(TITLE), body, _(LEAD), crumbs=crumbs, search=_record(chapters))


def field_anchor(name: str) -> str | None:
    """The anchor of the field of a step, stage or map with this name; None if there is none."""
    for model in _WHERE:
        if any(field.name == name for field in described(model)):
            return _anchor(model, name)
    return None


def term_field(key: str) -> str | None:
    """The field of a step, stage or map for a term of the glossary; None if there is none."""
    names = _names()
    plain = key.replace("-", "_")
    return next(
        (each for each in (plain, f"{plain}s", f"{plain.removesuffix('y')}ies") if each in names), None
    )


@cache
def _names() -> frozenset[str]:
    return frozenset(field.name for model in _WHERE for field in described(model))


def _anchor(model: type[BaseModel], name: str = "") -> str:
    key = title_of(model).lower().replace(" ", "-")
    return f"jp--{key}-{name.replace('_', '-')}" if name else f"jp--{key}"


def _chapters(context: PageContext) -> Iterator[Chapter]:
    shown: set[type[BaseModel]] = set()
    for model, file in (
        *((each, f"{FILE_KINDS[kind]}/<id>.yml") for kind, each in MODELS.items()),
        (Vocabulary, "vocabulary.yml"),
    ):
        parts = [each for each in parts_of(model) if each is not model and each not in shown]
        # The parts of a stage come before smaller ones.
        parts.sort(key=lambda part: (Stage, Step).index(part) if part in (Stage, Step) else 2)
        shown.update(parts)
        yield Chapter(_group(context, model), file, tuple(_group(context, part) for part in parts))


def _group(context: PageContext, model: type[BaseModel]) -> Group:
    fields = described(model)
    names = [field.name for field in fields]
    if model is Stage:
        shared = {field.name for field in described(Moment)}
        fields = tuple(field for field in fields if field.name not in shared)
    return Group(
        _anchor(model),
        _(title_of(model)),
        _(_SAID.get(model, about(model))),
        tuple(_entry(context, model, field, names) for field in fields),
    )


def _entry(context: PageContext, model: type[BaseModel], field: Field, names: list[str]) -> Entry:
    words = Words(part=lambda each: f"#{_anchor(each)}", kind=lambda kind: _list_of(context, kind))
    said = choices(field.value.choices) if field.value.choices else {}
    return Entry(
        field,
        _anchor(model, field.name),
        takes(field, words),
        tuple((word, _(meaning)) for word, meaning in said.items()),
        tuple(word.replace("_", " ") for word in other_words(field.name, names)),
        _term(context, field.name),
    )


def _list_of(context: PageContext, kind: Kind) -> str | None:
    """The page that lists a kind, if the portal has objects of it."""
    return context.to(f"{FOLDERS[kind]}/") if context.portfolio.library.ids(kind) else None


def _term(context: PageContext, name: str) -> tuple[str, str] | None:
    """The glossary's term for a field and the link to it."""
    for term in TERMS:
        if term_field(term.key) == name:
            return _(term.title), context.to(f"glossary/#jp--{term.key}")
    return None


def _record(chapters: tuple[Chapter, ...]) -> SearchRecord:
    """The search record: each field by its name in the format, its title and its synonyms."""
    lines = [f'<h1 id="jp--format">{escaped(_(TITLE))}</h1>', f"<p>{escaped(_(LEAD))}</p>"]
    for chapter in chapters:
        for group in (chapter.whole, *chapter.groups):
            lines.append(
                f'<h2 id="{group.anchor}">{escaped(group.title)}</h2><p>{escaped(plain_text(group.about, {}))}</p>'
            )
            for entry in group.entries:
                name = entry.field.name
                spoken = name.replace("_", " ")
                lines.append(
                    f'<h3 id="{entry.anchor}">{escaped(name)} ({escaped(in_sentence(group.title))})</h3>'
                )
                texts = (
                    spoken if spoken != name else "",
                    plain_text(entry.meaning, {}),
                    ", ".join(entry.also),
                )
                lines += [f"<p>{escaped(text)}</p>" for text in texts if text]
    return SearchRecord(
        body="\n".join(lines),
        filters={"kind": (_("Format"),)},
        meta={"kind": _("Format"), "title": _(TITLE)},
        reference=True,
    )
