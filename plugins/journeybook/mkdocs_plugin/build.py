"""The state of one build: what was read, what is planned, and how a page gets its body when it is written."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape, unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.diagnostics import Diagnostic, Place
from journeybook.docs_pages import CheckedDocs
from journeybook.fences.page_marks import PageMarks
from journeybook.fences.part_fence import Part
from journeybook.forge.edit_links import Subject, editor_address, step_suggestion, suggestion
from journeybook.i18n.catalog import gettext as _
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import published, relative
from journeybook.mkdocs_plugin.escaped_values import html_text
from journeybook.mkdocs_plugin.files import GeneratedPage, Sources
from journeybook.mkdocs_plugin.fragment_cache import FragmentCache
from journeybook.mkdocs_plugin.languages import PageLanguages, page_languages
from journeybook.mkdocs_plugin.navigation import is_beside, section_of
from journeybook.mkdocs_plugin.preview_faults import first_line
from journeybook.mkdocs_plugin.site_config import own_palette
from journeybook.pages.home.home_parts import make_part
from journeybook.pages.moved_pages import CATALOGUE, FRONT, HOME
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal import Portal
from journeybook.search.documents import Document, document, page_document
from journeybook.site.addresses import file_links

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(slots=True)
class Build:
    """One build of a site. `preview` is True in `mkdocs serve`, where nothing may raise; `folders` where links may end in one."""

    portal: Portal
    sources: Sources
    preview: bool
    folders: bool
    found: list[Diagnostic]
    texts: Mapping[str, str]
    docs: CheckedDocs
    """The hand-written pages."""
    policy: str | None = None
    """The Content Security Policy of every page, where they carry one."""
    suggest: str | None = None
    """The template of the form in which a reader suggests a change."""
    editor: str | None = None
    """The template of an editor in the browser, where the site names one."""
    parts: FragmentCache = field(default_factory=FragmentCache)
    anchored: frozenset[str] = frozenset()
    """Files that hand-written pages link to with an anchor: only of those the ids are looked up."""
    written: list[Diagnostic] = field(default_factory=list)
    """What is wrong with links and fences in hand-written pages, found while they are rendered."""
    portfolio: Portfolio | None = None
    """What the portal's pages are made of, from the moment on in which they are planned."""
    current: MkDocsPage | None = None
    """The page that Markdown is rendered of."""
    nav: Navigation | None = None
    printed: MkDocsConfig | None = None
    """The site's configuration as templates print it."""

    def written_in(self, uri: str) -> list[Diagnostic]:
        """What is wrong with the links and fences of a hand-written page."""
        file = self.sources.docs_path + uri
        return [each for each in self.written if each.place.file == file]

    def photos(self) -> list[str]:
        """The pictures of personas that nothing is wrong with, by name."""
        wrong = {each.place.file.rpartition("/")[2] for each in self.found}
        named = {each.photo for each in self.portal.library.personas.values() if each.photo}
        return sorted(named - wrong)

    def gather_anchors(self, files: Files) -> None:
        """Note which pages hand-written ones link to with an anchor."""
        linked = (each.page.links_to_anchors for each in files.documentation_pages() if each.page)
        self.anchored = frozenset(to.src_uri for links in linked if links for to in links)

    def at(self, address: str) -> str:
        """Where in the site an address of the portal is."""
        return self.portfolio.at(address) if self.portfolio else address

    def link(self, ref: Ref) -> str | None:
        """The link from the page that is being rendered to a thing of the portal, None for one without a page."""
        known = self.current and self.portfolio and self.portfolio.library.has(ref)
        target = self.portfolio.page_address(ref) if self.portfolio and known else None
        if self.current is None or target is None:
            return None
        return relative(target, self.current.url)

    def part(self, part: Part) -> str:
        """A part of the portal's home page for the page that is being rendered; empty before the portal is planned."""
        if self.current is None or self.portfolio is None:
            return ""
        made = make_part(self.portfolio, part, f"{FRONT}{self.current.url}")
        return made if self.folders else file_links(made)

    def place(self) -> Place:
        """The file that is being rendered, and the line in which its Markdown begins after its front matter."""
        if self.current is None:
            return Place("")
        file = self.sources.docs_path + self.current.file.src_uri
        if self.current.file.src_uri in self.docs.refused:
            return Place(file)
        return Place(file, first_line(self.current.file.content_string, self.current.markdown or ""))

    def marks(self, lines: list[str]) -> PageMarks:
        """What makes the links and fences of the page that is being rendered, given the lines of its Markdown."""
        return PageMarks(
            lines,
            self.place(),
            library=self.portal.library,
            link=self.link,
            part=self.part,
            report=self.written.append,
        )

    def fill(self, page: GeneratedPage, made: Page) -> None:
        """Put a made page's body and description into the page."""
        body = made.body if self.folders else file_links(made.body)
        page.content = body
        page.meta["description"] = escape(made.description)
        if page.file.src_uri in self.anchored:
            page.present_anchor_ids = anchors_of(made)


def anchors_of(made: Page) -> set[str]:
    """The places on a made page to which a link may lead."""
    return set(_ID.findall(made.body))


def check_anchors(
    build: Build, make: Callable[[GeneratedPage], Page], config: MkDocsConfig, files: Files
) -> None:
    """Log which links of hand-written pages lead to no place on a page, where a site takes that for a mistake.

    MkDocs does so when all is written. Pages of the portal that such links lead to are made for it.
    """
    level = config.validation.links.anchors
    if level < logging.WARNING:
        return
    pages = [file.page for file in files.documentation_pages() if file.page is not None]
    for page in pages:
        if isinstance(page, GeneratedPage) and page.file.src_uri in build.anchored:
            page.present_anchor_ids = anchors_of(make(page))
    for page in pages:
        page.validate_anchor_links(files=files, log_level=level)


def generated_document(page: GeneratedPage, made: Page) -> Document | None:
    """What search reads of a generated page."""
    found = page_document(made)
    return found and replace(found, address=f"/{page.url}")


def written_document(page: MkDocsPage, language: str) -> Document | None:
    """What search reads of a hand-written page; None where its front matter says `search: {exclude: true}`."""
    options = page.meta.get("search")
    if isinstance(options, dict) and options.get("exclude"):
        return None
    title = unescape(str(page.title or ""))
    return document(f"/{page.url}", title, page.content or "", language=language, meta={"kind": _("Guide")})


def template_values(
    build: Build, page: MkDocsPage | None, nav: Navigation, config: MkDocsConfig, made: Page | None
) -> dict[str, Any]:
    """What our templates know beside MkDocs' own variables, as `jb`."""
    languages = page_languages(page, config)
    catalogue = build.at(CATALOGUE)
    return {
        "languages": languages,
        "nav_languages": lambda caller: languages.nav(caller(), nav),
        "own_palette": config.theme.get("palette") == own_palette(),
        "once": lambda name, caller: build.parts.once(name, page, caller),
        "section": section_of(page, nav, build.at),
        "beside": lambda item: is_beside(page, item, build.at) if page else False,
        "text": html_text,
        "policy": build.policy,
        "generated": made is not None,
        "title": escape(made.title) if made else None,
        "home": made is not None and made.address == HOME == build.at(HOME),
        "map": made is not None and made.address.startswith("journeys/") and made.source is not None,
        **ways_to_change(build, page),
        "crumbs": crumbs(page, nav, languages) if made is None else (),
        "catalogue": published(catalogue, folders=config.use_directory_urls),
        "search": "pagefind/",
    }


def ways_to_change(build: Build, page: MkDocsPage | None) -> dict[str, str | None]:
    """Beside the edit link: the source in an editor in the browser, and a form for suggestions; None where not known.

    `suggest_step` is the form for any step of a map, which the script fills in when a step's card is opened.
    """
    if page is None:
        return {"editor": None, "suggest": None, "suggest_step": None}
    plan = page.plan if isinstance(page, GeneratedPage) else None
    source = plan.source if plan else build.sources.docs_path + page.file.src_uri
    found = {
        "editor": editor_address(page.edit_url, source, build.editor),
        "suggest": None,
        "suggest_step": None,
    }
    if not build.suggest:
        return found
    ref = plan.ref if plan else None
    at = page.canonical_url or page.abs_url or page.url
    if ref:
        subject = Subject(ref.kind.value, ref.id, plan.title if plan else ref.id, at)
    else:
        title = plan.title if plan else unescape(str(page.title or ""))
        subject = Subject("page", source or page.url or "home", title, at)
    found["suggest"] = suggestion(build.suggest, subject)
    if ref and ref.kind is Kind.JOURNEY:
        found["suggest_step"] = step_suggestion(build.suggest, subject)
    return found


def crumbs(
    page: MkDocsPage | None, nav: Navigation, languages: PageLanguages
) -> tuple[tuple[str, str | None, str], ...]:
    """The way to a hand-written page: titles (HTML) with addresses from the site's root, None for what has no page.

    With each comes the attribute for its language, empty for that of the page.
    """
    if page is None or page.is_homepage:
        return ()
    home = nav.homepage
    items: list[tuple[Any, str | None]] = [(home, home.url)] if home else []
    items += [(each, None) for each in reversed(list(page.ancestors))]
    way = [(html_text(item.title), address, languages.title(item)) for item, address in items]
    return (*way, (html_text(page.title or ""), None, ""))
