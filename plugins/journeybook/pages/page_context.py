"""The context of the page that is being made: links, names and texts relative to its address."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from markupsafe import Markup

from journeybook.drawing.faces import face
from journeybook.fences.journey_fence import Fence, draw_fence
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import language_in_use
from journeybook.insight.spots import SpotEmotion
from journeybook.library.federation import MARK
from journeybook.library.images import LARGE, SMALL, image_address, image_path
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import FOLDERS, relative
from journeybook.model.persona import Persona
from journeybook.pages.docs_pages import Mention, WrittenPage
from journeybook.pages.moved_pages import FRONT, HOME
from journeybook.pages.page import Crumb
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.templates import templates
from journeybook.prose.rendering import plain_prose, plain_text, render_inline, render_prose
from journeybook.text.escape import escape
from journeybook.text.numbers import level_figure


class Portrait(NamedTuple):
    """The links to the picture of a persona in two sizes; width and height of the large one."""

    small: str
    large: str
    width: int
    height: int


@dataclass(frozen=True)
class PageContext:
    """The page at `address` in a portfolio.

    Addresses are those of a standalone portal; links lead to where pages are in the site. The
    address of a page of the site itself begins with `/`.
    """

    portfolio: Portfolio
    address: str
    _start: str = field(init=False, repr=False, compare=False)
    _drawings: Iterator[int] = field(default_factory=lambda: count(1), repr=False, compare=False)
    # A page often links to the same few objects.
    _links: dict[Ref, str | None] = field(default_factory=dict, repr=False, compare=False)
    _feelings: dict[tuple[str, float, bool], Markup] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look up the page's address in the site once."""
        object.__setattr__(self, "_start", self.portfolio.at(self.address))

    def to(self, target: str) -> str:
        """The link from here to an address of the portal, or of the site if it begins with `/`."""
        return relative(self.portfolio.at(target), self._start)

    @property
    def linked_from(self) -> tuple[tuple[WrittenPage, Mention], ...]:
        """The hand-written pages that mention the object of this page."""
        return self.portfolio.mentions_of(self.address)

    def link(self, ref: Ref) -> str | None:
        """The link from here to an object; None if it has no page."""
        try:
            return self._links[ref]
        except KeyError:
            target = self.portfolio.address(ref)
            found = self._links[ref] = None if target is None else relative(target, self._start)
            return found

    def name(self, ref: Ref, title: str | None = None) -> Markup:
        """The name of an object, linked if it has a page; `title` replaces its own."""
        words = f"<bdi>{escape(title or self.title(ref))}</bdi>"
        href = self.link(ref)
        elsewhere = ' class="jb-ref--elsewhere"' if MARK in ref.id else ""
        return Markup(f'<a{elsewhere} href="{escape(href)}">{words}</a>' if href else words)  # noqa: S704 - escaped here

    def feeling(self, felt: SpotEmotion, word: bool = True) -> Markup:
        """An emotion with face, word and number, never by colour alone.

        If not `word`, the word is for screen readers only.
        """
        kept = (felt.word, felt.value, word)
        found = self._feelings.get(kept)
        if found is None:
            found = Markup(  # noqa: S704 - escaped here
                f'<span class="jb-feeling jb-level-{felt.level}">{face(felt.level)} '
                f'<span class="{"jb-feeling__word" if word else "jb-sr-only"}">{escape(felt.word)}</span> '
                f"<b>{escape(self.level(felt.value))}</b></span>"
            )
            self._feelings[kept] = found
        return found

    def title(self, ref: Ref) -> str:
        """The title of an object."""
        return self.portfolio.library.title(ref)

    def ref(self, kind: str, key: str, step: str | None = None) -> Ref:
        """The reference to an object, for templates."""
        return Ref(Kind(kind), key, step)

    def index(self, kind: Kind) -> str:
        """The link from here to the page that lists a kind."""
        return self.to(f"{FOLDERS[kind]}/")

    def portrait(self, persona: Persona) -> Portrait | None:
        """The picture of a persona's `image`; None without one that can be shown."""
        if persona.image is None:
            return None
        path = image_path(Kind.PERSONA, persona.section, persona.image.src)
        found = self.portfolio.library.images.get(path)
        if found is None:
            return None
        small, large = (self.to(image_address(path, size)) for size in (SMALL, LARGE))
        return Portrait(small, large, *found.shown(LARGE))

    def inline(self, text: str) -> Markup:
        """A text field with its inline Markdown."""
        return Markup(render_inline(text, self.link, self.portfolio.known))  # noqa: S704 - cleaned by the prose renderer

    def prose(self, text: str, heading_level: int = 3) -> Markup:
        """Prose as HTML with the maps of its fences; headings start at `heading_level`."""
        html = render_prose(
            text, self.link, self.portfolio.known, heading_level=heading_level, draw=self._draw
        )
        return Markup(html)  # noqa: S704 - cleaned by the prose renderer

    def _draw(self, text: str, level: int) -> str:
        # Faults of fences have been reported, with their places, when the sources were checked.
        number = next(self._drawings)
        return draw_fence(Fence(text, "", 1, number, self.portfolio.library, self.link, level, to=self.to))[0]

    def plain(self, text: str) -> str:
        """A text field without its markup, for the text of links."""
        return plain_text(text, self.portfolio.known)

    def plain_prose(self, text: str) -> str:
        """Prose in one line without its markup."""
        return " ".join(plain_prose(text, self.portfolio.known).split())

    def level(self, value: float) -> str:
        """A value of the portal's emotion scale as shown: `−1.7`."""
        return level_figure(value, self.portfolio.library.vocabulary.emotion_scale.min)

    def crumbs(self, *parts: Crumb) -> tuple[Crumb, ...]:
        """The breadcrumbs from the front page of the site to here."""
        if HOME in self.portfolio.moved:
            return (Crumb(_("Home"), FRONT), Crumb(self.portfolio.home_title, HOME), *parts)
        return (Crumb(_("Home"), HOME), *parts)

    def past(self, day: datetime.date | None) -> bool:
        """Whether `day` is before the day of the build; False if either is missing."""
        today = self.portfolio.judged_on
        return bool(day and today and today > day)

    def render(self, template: str, **values: Any) -> str:
        """The page's body from a template of the package `pages`."""
        return templates().get_template(template).render(context=self, portfolio=self.portfolio, **values)


def language_mark(language: str) -> Markup:
    """The `lang` attribute for a text in `language`; "" if it is the language of the site."""
    return Markup("") if language == language_in_use() else Markup(' lang="{}"').format(language)
