"""The state of one build, and how pages get their bodies when they are written."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.diagnostics import Diagnostic, Place
from journeybook.docs_pages import CheckedDocs
from journeybook.fences.page_marks import PageMarks
from journeybook.fences.part_fence import Part
from journeybook.i18n.catalog import gettext as _
from journeybook.library.objects import Ref
from journeybook.library.page_addresses import published, relative
from journeybook.mkdocs_plugin.escaped_values import html_text
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.mkdocs_plugin.languages import PageLanguages, page_languages
from journeybook.mkdocs_plugin.navigation import guides, is_beside, section_of
from journeybook.mkdocs_plugin.preview_faults import first_line
from journeybook.mkdocs_plugin.site_config import own_palette
from journeybook.pages.glossary.synonyms import ADDRESS as SYNONYMS
from journeybook.pages.home.home_parts import make_part
from journeybook.pages.moved_pages import CATALOGUE, FRONT, HOME
from journeybook.pages.page import Page
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal import Portal
from journeybook.search.documents import Document, document, page_document
from journeybook.site.addresses import file_links
from journeybook.site.change_links import ChangedPage, change_links
from journeybook.site.fragment_cache import FragmentCache, PageGroup, page_group
from journeybook.site.output_cache import OutputCache
from journeybook.site.plan_cache import PlanCache
from journeybook.site.site_plan import SitePlan
from journeybook.site.site_sources import Sources
from journeybook.text.escape import escape

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """The files of a site besides those of the portal, and those that are guides by their names."""

    files: Files
    guides: Mapping[str, str]

    @classmethod
    def among(cls, files: Files) -> OwnFiles:
        """Call before the files of the portal are added."""
        return cls(Files(list(files)), guides(files))


@dataclass(slots=True)
class Build:
    """One build of a site.

    `preview` is True in `mkdocs serve`, where nothing may raise; `folders` says whether links may
    end in a folder.
    """

    portal: Portal
    sources: Sources
    preview: bool
    folders: bool
    found: list[Diagnostic]
    texts: Mapping[str, str]
    docs: CheckedDocs
    """The hand-written pages."""
    policy: str | None = None
    """The Content Security Policy of every page, None without one."""
    suggest: str | None = None
    """The template of the address of the form for suggestions."""
    editor: str | None = None
    """The template of the address of an editor in the browser, if there is one."""
    own: OwnFiles | None = None
    """The files of the site among which the portal's pages are placed."""
    plan: SitePlan | None = None
    """All pages and files of the portal, once they are planned."""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The digests of published pictures, by name; kept in a preview."""
    shown: dict[str, list[PageMarks]] = field(default_factory=dict)
    """What each rendered hand-written page shows of the library, by its path."""
    parts: FragmentCache = field(default_factory=FragmentCache)
    in_nav: frozenset[str] = frozenset()
    """The pages that are in the navigation, by their paths."""
    anchored: frozenset[str] = frozenset()
    """Files that hand-written pages link to with an anchor; only their ids are looked up."""
    written: list[Diagnostic] = field(default_factory=list)
    """Findings about links and fences in hand-written pages, made while rendering."""
    portfolio: Portfolio | None = None
    """The portfolio of the portal's pages, once they are planned."""
    cache: OutputCache | None = None
    """What the last build made; None in a preview."""
    planned: PlanCache | None = None
    """What the last preview was planned with; None in a build."""
    current: MkDocsPage | None = None
    """The page whose Markdown is being rendered."""
    stylesheets: tuple[str, ...] = ()
    """The names of the stylesheets of the page that is being written."""
    nav: Navigation | None = None
    printed: MkDocsConfig | None = None
    """The site's configuration, escaped for templates."""

    def written_in(self, uri: str) -> list[Diagnostic]:
        """The findings about the links and fences of a hand-written page."""
        file = self.sources.docs_path + uri
        return [each for each in self.written if each.place.file == file]

    def group(self, page: MkDocsPage | None) -> PageGroup | None:
        """The group of a page for its header and footer; None for one that shares with none."""
        if not isinstance(page, GeneratedPage) or page.file.src_uri in self.in_nav:
            return None
        return page_group(page.plan.address, page.file.dest_uri)

    def photos(self) -> list[str]:
        """The names of the valid pictures of personas."""
        wrong = {each.place.file.rpartition("/")[2] for each in self.found}
        named = {persona.photo for persona in self.portal.library.personas.values() if persona.photo}
        return sorted(named - wrong)

    def gather_anchors(self, files: Files) -> None:
        """Collect the pages that hand-written ones link to with an anchor."""
        linked = (
            documentation_page.page.links_to_anchors
            for documentation_page in files.documentation_pages()
            if documentation_page.page
        )
        self.anchored = frozenset(to.src_uri for links in linked if links for to in links)

    def at(self, address: str) -> str:
        """The address in the site of an address of the portal."""
        return self.portfolio.at(address) if self.portfolio else address

    def link(self, ref: Ref) -> str | None:
        """The link from the page that is being rendered to an object; None if it has no page."""
        known = self.current and self.portfolio and self.portfolio.library.has(ref)
        target = self.portfolio.page_address(ref) if self.portfolio and known else None
        if self.current is None or target is None:
            return None
        return relative(target, self.current.url)

    def part(self, part: Part) -> str:
        """A part of the portal's home page for the page that is being rendered.

        Empty before the portal is planned.
        """
        if self.current is None or self.portfolio is None:
            return ""
        made = make_part(self.portfolio, part, f"{FRONT}{self.current.url}")
        return made if self.folders else file_links(made)

    def markdown_settings(self) -> dict[str, Any]:
        """The settings of our extension of Markdown."""
        return {
            "library": self.portal.library,
            "link": self.link,
            "part": self.part,
            "report": self.written.append,
            "place": self.place,
            "record": self.record,
        }

    def record(self, marks: PageMarks) -> None:
        """Keep what the page that is being rendered shows of the library."""
        if self.preview and self.current is not None:
            self.shown.setdefault(self.current.file.src_uri, []).append(marks)

    def shows_the_same(self, page: MkDocsPage) -> bool:
        """Whether a hand-written page would show of this library what it was rendered with."""
        self.current = page
        return all(
            marks.gives_the_same(self.portal.library, self.link, self.part)
            for marks in self.shown.get(page.file.src_uri, ())
        )

    def continue_from(self, before: Build) -> None:
        """Take over what MkDocs has made of the site in an earlier build."""
        self.own, self.nav, self.printed = before.own, before.nav, before.printed
        self.in_nav, self.anchored, self.parts = before.in_nav, before.anchored, before.parts
        self.written, self.shown, self.planned = before.written, before.shown, before.planned

    def place(self) -> Place:
        """The file that is being rendered, and the line on which its Markdown begins."""
        if self.current is None:
            return Place("")
        file = self.sources.docs_path + self.current.file.src_uri
        if self.current.file.src_uri in self.docs.refused:
            return Place(file)
        return Place(file, first_line(self.current.file.content_string, self.current.markdown or ""))

    def marks(self, lines: list[str]) -> PageMarks:
        """The links and fences of the page being rendered, given the lines of its Markdown."""
        marks = PageMarks(
            lines,
            self.place(),
            library=self.portal.library,
            link=self.link,
            part=self.part,
            report=self.written.append,
        )
        self.record(marks)
        return marks

    def fill(self, page: GeneratedPage, made: Page) -> None:
        """Put the body and description of a finished page into MkDocs' page."""
        body = made.body if self.folders else file_links(made.body)
        page.content = body
        page.meta["description"] = escape(made.description)
        if page.file.src_uri in self.anchored:
            page.present_anchor_ids = anchors_of(made)


def anchors_of(made: Page) -> set[str]:
    """The ids on a finished page."""
    return set(_ID.findall(made.body))


def check_anchors(
    build: Build, make: Callable[[GeneratedPage], Page], config: MkDocsConfig, files: Files
) -> None:
    """Log links of hand-written pages to missing ids, if the site is configured to check them.

    MkDocs does this after all pages are written. Pages of the portal that are targets of such links
    are made for it.
    """
    level = config.validation.links.anchors
    if level < logging.WARNING:
        return
    find_anchors(build, make, files)
    for file in files.documentation_pages():
        if file.page is not None:
            file.page.validate_anchor_links(files=files, log_level=level)


def find_anchors(build: Build, make: Callable[[GeneratedPage], Page], files: Files) -> None:
    """Make the pages to which hand-written ones link with an id, so that MkDocs can check it."""
    for file in files.documentation_pages():
        if isinstance(file.page, GeneratedPage) and file.src_uri in build.anchored:
            file.page.present_anchor_ids = anchors_of(make(file.page))


def generated_document(page: GeneratedPage, made: Page) -> Document | None:
    """The search document of a generated page."""
    found = page_document(made)
    return found and replace(found, address=f"/{page.url}")


def written_document(page: MkDocsPage, language: str) -> Document | None:
    """The search document of a hand-written page; None with `search: {exclude: true}`.

    Such pages are guides, and listed after what customers go through.
    """
    options = page.meta.get("search")
    if isinstance(options, dict) and options.get("exclude"):
        return None
    title = unescape(str(page.title or ""))
    body = page.content or ""
    kind = {"kind": _("Guide")}
    return document(f"/{page.url}", title, body, language=language, meta=kind, reference=True)


def template_values(
    build: Build, page: MkDocsPage | None, nav: Navigation, config: MkDocsConfig, made: Page | None
) -> dict[str, Any]:
    """The variables of our templates besides MkDocs' own, as `jb`."""
    languages = page_languages(page, config)
    catalogue = build.at(CATALOGUE)
    return {
        "languages": languages,
        "nav_languages": lambda caller: languages.nav(caller(), nav),
        "own_palette": config.theme.get("palette") == own_palette(),
        "once": lambda name, caller: build.parts.once(name, build.group(page), caller),
        "section": section_of(page, nav, build.at),
        "beside": lambda item: is_beside(page, item, build.at) if page else False,
        "text": html_text,
        "policy": build.policy,
        "generated": made is not None,
        "title": escape(made.title) if made else None,
        "home": made is not None and made.address == HOME == build.at(HOME),
        "map": made is not None and made.address.startswith("journeys/") and made.source is not None,
        "alternates": alternates(build, page, config, made),
        **page_change_links(build, page),
        "crumbs": crumbs(page, nav, languages) if made is None else (),
        "catalogue": published(catalogue, folders=config.use_directory_urls),
        "search": "pagefind/",
        "synonyms": SYNONYMS,
        "portals": searched_portals(build, config),
    }


def alternates(
    build: Build, page: MkDocsPage | None, config: MkDocsConfig, made: Page | None
) -> tuple[tuple[str, str], ...]:
    """The languages of a page that has several, each with its address, absolute with `site_url`."""
    if page is None or made is None:
        return ()
    found = (
        (language, published(build.at(address), folders=config.use_directory_urls))
        for language, address in made.alternates
    )
    site = config.site_url
    return tuple(
        (language, f"{site.rstrip('/')}/{url}" if site else relative(url, page.url))
        for language, url in found
    )


def searched_portals(build: Build, config: MkDocsConfig) -> str | None:
    """The portals that one search box asks, as JSON: titles with addresses from this site's root.

    This portal is the first. None where there is no other.
    """
    others = build.portal.library.federation.portals
    if not others:
        return None
    named = [(config.site_name, ""), *((each.title, each.address) for _key, each in sorted(others.items()))]
    return json.dumps(named, ensure_ascii=False)


def page_change_links(build: Build, page: MkDocsPage | None) -> dict[str, str | None]:
    """The addresses of a page's editor and of its forms, as `change_links` has them."""
    if page is None:
        return {"editor": None, "suggest": None, "suggest_step": None}
    plan = page.plan if isinstance(page, GeneratedPage) else None
    return change_links(
        ChangedPage(
            plan.title if plan else unescape(str(page.title or "")),
            plan.source if plan else build.sources.docs_path + page.file.src_uri,
            plan.ref if plan else None,
            page.canonical_url or page.abs_url or page.url,
            page.url or "home",
            page.edit_url,
        ),
        suggest=build.suggest,
        editor=build.editor,
    )


def crumbs(
    page: MkDocsPage | None, nav: Navigation, languages: PageLanguages
) -> tuple[tuple[str, str | None, str], ...]:
    """The breadcrumbs of a hand-written page: titles (HTML) with addresses from the site's root.

    The address is None for a section without a page. The third value is the `lang` attribute, ""
    for the language of the page.
    """
    if page is None or page.is_homepage:
        return ()
    home = nav.homepage
    items: list[tuple[Any, str | None]] = [(home, home.url)] if home else []
    items += [(ancestor, None) for ancestor in reversed(list(page.ancestors))]
    way = [(html_text(item.title), address, languages.title(item)) for item, address in items]
    return (*way, (html_text(page.title or ""), None, ""))
