"""Updates a preview after a change of maps without a build by MkDocs.

The sources are read again, and the pages and files of the portal planned again. Those that exist
are then made from the new plans when a browser requests them. MkDocs builds the site, which is
quick as it makes none of these, where only it can bring the site up to date.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import PrefixedLogger

from journeybook.cache import garbage_collection
from journeybook.library.page_addresses import destination
from journeybook.mkdocs_plugin.build import Build, anchors_of
from journeybook.mkdocs_plugin.build_reader import BuildReader
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.mkdocs_plugin.guarded_plan import plan_build
from journeybook.mkdocs_plugin.log_report import report
from journeybook.mkdocs_plugin.page_builder import host_function
from journeybook.mkdocs_plugin.preview_server import reload_pages, request_build
from journeybook.mkdocs_plugin.preview_site import PreviewSite, Site
from journeybook.mkdocs_plugin.preview_watch import SourceWatch
from journeybook.site.addresses import source_uri
from journeybook.site.search_index import PreviewIndex
from journeybook.site.site_plan import SitePlan, update_date

WITHOUT_STATE = frozenset({"journeybook", "search", "material/search"})
"""Plugins that read pages of the portal in no build. Others, and hooks, may read all of them."""


class PreviewUpdates:
    """Brings the complete site of a preview up to date; for one thread."""

    def __init__(self, site: PreviewSite, index: Callable[[], object], log: PrefixedLogger) -> None:
        self._site = site
        self._index = index
        self._log = log
        self._server: LiveReloadServer | None = None
        self._watch: SourceWatch | None = None
        self._updated = False
        self._wants_build = False

    def attach(self, server: LiveReloadServer, config: MkDocsConfig, maps: Callable[[], Path]) -> None:
        """Watch the folder of maps from now on, instead of MkDocs; the server's pages follow."""
        self._server = server
        if str(maps()) in config.watch:
            config.watch.remove(str(maps()))
        self._watch = SourceWatch(maps, self.update, self.settle, self._log)
        self._watch.start()

    def stop(self) -> None:
        """End watching."""
        if self._watch is not None:
            self._watch.stop()

    def complete(self) -> None:
        """Call when MkDocs has built the site: it is served, and search follows."""
        self._site.complete(self.update_site)
        if self._watch is not None:
            self._watch.wake()  # which settles what has changed meanwhile
        garbage_collection.keep_existing()
        self._follow()

    def update(self) -> None:
        """Call when sources may have changed: reads them, and reloads the pages in browsers."""
        with self._site.reading, garbage_collection.paused():
            site = self._site.complete_site()
            changed = site is not None and self.update_site(site)
            if changed and self._server is not None:
                reload_pages(self._server)  # before anything is collected, for which nobody waits
        if changed and self._server is not None:
            self._follow()

    def _follow(self) -> None:
        index = self._index()
        if isinstance(index, PreviewIndex):
            index.follow(self._site.documents, self._site.quiet)

    def update_site(self, site: Site) -> bool:
        """Let a site be that of the sources as they are now; whether anything has changed.

        Call it while nothing else reads the sources.
        """
        before = site.build
        build = updated_build(before, site.config, site.reader, self._log)
        if build is None:
            return False
        assert build.plan is not None, "it is planned"
        pages = {destination(build.at(page.address)): page for page in build.plan.pages}
        assets = {asset.address: asset for asset in build.plan.assets}
        self._site.replace(site, build, pages, assets)
        count = len(dict(before.portal.texts.items() ^ build.portal.texts.items()))
        self._log.info("%d changed %s read again", count, "file" if count == 1 else "files")
        self._wants_build |= needs_build(before, build, site.config)
        self._updated = True
        return True

    def settle(self) -> None:
        """Call when nothing has changed for a moment: has MkDocs build the site if it must."""
        site = self._site.complete_site()
        if site is not None and site.build.planned is not None:
            site.build.planned.save()
        updated, self._updated = self._updated, False
        wanted, self._wants_build = self._wants_build, False
        if updated and not wanted:
            with self._site.reading:
                site = self._site.complete_site()
                wanted = site is not None and shows_something_else(site)
        if wanted and self._server is not None:
            request_build(self._server)


def updated_build(
    before: Build, config: MkDocsConfig, reader: BuildReader, log: PrefixedLogger
) -> Build | None:
    """The sources as they are now, for the site of an earlier build; None if nothing changed."""
    portal = reader.portal(before.portal)
    former = before.portal
    if (portal.texts, portal.diagnostics, portal.today, portal.library.images) == (
        former.texts,
        former.diagnostics,
        former.today,
        former.library.images,
    ) and reader.pictures(before) == before.pictures:
        return None
    build = reader.build(portal, config)
    build.continue_from(before)
    assert before.own is not None, "it was set before the site was planned"
    plan_build(build, reader, config, before.own, log, earlier=before.portfolio, again=True)
    report([finding for finding in build.found if finding not in before.found], build.texts, log)
    return build


def needs_build(before: Build, after: Build, config: MkDocsConfig) -> bool:
    """Whether MkDocs has to build the site after a change.

    It must for new and lost pages and files, for what the navigation, the sitemap and edit links
    say of pages, for pictures, which it copies, for plugins and hooks that may read pages, and
    where it does not leave the pages of the portal to us.
    """
    assert before.plan is not None
    assert after.plan is not None
    return (
        _fixed(before, before.plan) != _fixed(after, after.plan)
        or before.pictures != after.pictures
        or update_date(before.portal) != update_date(after.portal)
        or before.docs.refused != after.docs.refused
        or host_function() is None
        or bool(config.hooks)
        or not WITHOUT_STATE.issuperset(config.plugins)
    )


def _fixed(build: Build, plan: SitePlan) -> tuple[object, ...]:
    """What MkDocs knows of the pages and files of a plan."""
    uris = [source_uri(build.at(page.address)) for page in plan.pages]
    titles = (page.title if uri in build.in_nav else None for uri, page in zip(uris, plan.pages, strict=True))
    sources = (page.source for page in plan.pages)
    return (*zip(uris, titles, sources, strict=True), *(asset.address for asset in plan.assets))


def shows_something_else(site: Site) -> bool:
    """Whether a hand-written page shows something of the library that has changed since."""
    build = site.build
    for file in site.files.documentation_pages():
        page = file.page
        if isinstance(page, GeneratedPage):
            if file.src_uri in build.anchored and page.present_anchor_ids != anchors_of(page.plan.make()):
                return True
        elif page is not None and not build.shows_the_same(page):
            return True
    return False
