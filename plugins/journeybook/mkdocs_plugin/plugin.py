"""The MkDocs plugin: it turns events into calls of the core and keeps the state of a build."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from journeybook.cache import garbage_collection
from journeybook.cache.templates import cache_compiled_templates
from journeybook.checks.settings import FILES, SettingsError, read_settings, settings_of
from journeybook.diagnostics import arranged
from journeybook.i18n import markup
from journeybook.i18n.catalog import use_language
from journeybook.mkdocs_plugin import edit_links, navigation, site_config
from journeybook.mkdocs_plugin.build import (
    Build,
    OwnFiles,
    check_anchors,
    find_anchors,
    generated_document,
    template_values,
    written_document,
)
from journeybook.mkdocs_plugin.build_folders import Folders
from journeybook.mkdocs_plugin.build_reader import BuildReader
from journeybook.mkdocs_plugin.config import JourneybookConfig
from journeybook.mkdocs_plugin.docs_copy import add_refused_pages
from journeybook.mkdocs_plugin.docs_renderer import limit_rendering
from journeybook.mkdocs_plugin.escaped_values import print_safely, printed_config
from journeybook.mkdocs_plugin.files import (
    GeneratedPage,
    add_assets,
    add_pages,
    add_photos,
    sources_of,
)
from journeybook.mkdocs_plugin.guarded_plan import plan_build
from journeybook.mkdocs_plugin.kept_output import KeptOutput, open_cache
from journeybook.mkdocs_plugin.languages import site_language
from journeybook.mkdocs_plugin.log_report import (
    report,
    stop_at_errors,
    stop_at_machine_fault,
    stop_at_warnings,
)
from journeybook.mkdocs_plugin.nav_files import taken_pages
from journeybook.mkdocs_plugin.page_builder import PageBuilder
from journeybook.mkdocs_plugin.page_policy import held_back, site_policy
from journeybook.mkdocs_plugin.page_styles import stylesheets_of, with_stylesheets
from journeybook.mkdocs_plugin.preview_faults import guard_rendering, guarded_page
from journeybook.mkdocs_plugin.preview_server import allow_reloading, watch_no_links
from journeybook.mkdocs_plugin.preview_site import SERVED, PreviewSite
from journeybook.mkdocs_plugin.preview_update import PreviewUpdates
from journeybook.mkdocs_plugin.site_writer import SiteWriter
from journeybook.mkdocs_plugin.theme_fields import drop_misfits, drop_unknown
from journeybook.pages.page import Page, PagePlan
from journeybook.pages.page_plan import release_made
from journeybook.portal.portal_reader import PortalReader
from journeybook.publication.file_system import open_to_readers
from journeybook.site.error_page import notice
from journeybook.site.portal_navigation import home_title
from journeybook.site.search_index import BuildIndex, PreviewIndex
from journeybook.site.site_plan import update_date
from journeybook.sources.portal_location import locate_portal
from journeybook.sources.site_settings import plain_docs

log = get_plugin_logger("journeybook")


class JourneybookPlugin(BasePlugin[JourneybookConfig]):
    """Builds a portal from maps. Errors in sources stop a build with one line, never a preview."""

    def __init__(self) -> None:
        self._preview = False
        self._dirty = False
        self._index: BuildIndex | PreviewIndex | None = None
        self._build: Build | None = None
        self._writer: SiteWriter | None = None
        self._preview_site = PreviewSite(log)
        self._updates = PreviewUpdates(self._preview_site, lambda: self._index, log)
        self._planned: tuple[PagePlan, ...] = ()
        self._default_nav: list[Any] = []
        self._folders = Folders()
        self._policy: str | None = None
        self._portal_reader = PortalReader()

    @property
    def build(self) -> Build:
        """The build that is running, or in a preview the one whose page was requested."""
        build = SERVED.get() or self._build
        assert build is not None
        return build

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the command. MkDocs keeps the plugin between builds because of this event."""
        self._preview = command == "serve"
        self._dirty = dirty

    def on_shutdown(self) -> None:
        """End all processes with MkDocs, and put the old site back after an interruption."""
        self._end_writing()
        self._updates.stop()
        if self._index is not None:
            self._index.stop()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the theme, its files and the Markdown extension to the site's configuration."""
        if self._preview:
            self._preview_site.start()
        self._sources = sources_of(config)
        self._layout = locate_portal(self._sources.root, self.config.maps, config.docs_dir)
        self._maps = self._layout.maps_folder
        try:
            said = read_settings(self._sources.root)
            self._settings = settings_of(self.config.rules, "mkdocs.yml", said)
        except SettingsError as fault:
            raise PluginError(str(fault)) from None
        use_language(site_language(config))
        site_config.wire(config, self._maps)
        edit_links.set_edit_links(config, self._layout)
        missing = edit_links.missing_links(config, self._layout, self.config.maps_edit_uri_template)
        self._policy, without = site_policy(self.config.policy, config)
        if self._policy:
            site_config.align_without_styles(config)
        for line in filter(None, (missing, None if self._policy else without)):
            log.info(line)
        self._reader = BuildReader(
            self.config,
            self._settings,
            self._sources,
            self._layout,
            self._policy,
            self._preview,
            self._portal_reader,
            log,
        )
        if not self.config.search:
            self._index = None
        elif not self._preview:
            self._index = BuildIndex(log)
        elif self._index is None:
            self._index = PreviewIndex(log, dirty=self._dirty)
        return config

    def _read_sources(self, *, config: MkDocsConfig) -> None:
        """Read the sources and report findings, before MkDocs empties the site's folder."""
        if isinstance(self._index, PreviewIndex):
            self._index.start()
        if not self._preview:
            garbage_collection.pause()
        with self._preview_site.reading:
            portal = self._reader.portal(self._build.portal if self._build else None)
            if not self._preview:
                garbage_collection.look_rarely()
            self._build = self._reader.build(portal, config)
        if not self._preview:
            self.build.cache = open_cache(config, self._sources.root) if self.config.cache else None
        report(self.build.found, self.build.texts, log)
        if not self._preview:
            stop_at_errors(self.build.found)
        config.mdx_configs[site_config.EXTENSION] = self.build.markdown_settings()

    @event_priority(-1000)  # after every plugin that reads the folder of pages before a build
    def _begin_build(self, *, config: MkDocsConfig) -> None:
        """Hide refused pages and files from MkDocs, and keep the old site."""
        if self._preview and not self._dirty:
            self._preview_site.set_aside(Path(config.site_dir))
        self._folders.begin(config, self.build.docs, keep_site=not self._preview and not self._dirty)

    on_pre_build = CombinedEvent(_read_sources, _begin_build)

    @event_priority(1000)  # before every plugin that looks at the files
    def _find_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Restore the folders, now that MkDocs has found the files."""
        self._folders.found(files)
        return files

    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the portal's pages and files to the hand-written ones."""
        for file in list(files):
            if file.src_uri.startswith(site_config.PARTS) and site_config.is_ours(file):
                files.remove(file)
        own, earlier = OwnFiles.among(files), self._preview_site.portfolio
        plan = plan_build(self.build, self._reader, config, own, log, earlier=earlier)
        at = plan.portfolio.at
        in_nav = taken_pages(plan.pages, files, config, at)
        clashes = add_pages(files, config, self._sources, plan.pages, at=at, in_nav=in_nav)
        on_request = {asset.address for asset in plan.assets} if self._preview else ()
        clashes += add_assets(files, config, self._sources, plan.assets, on_request)
        photos = {name: at(f"personas/{name}") for name in self.build.photos()}
        add_photos(files, config, self._maps / "personas", photos)
        report(clashes, {}, log)
        if not self._preview:
            stop_at_errors(clashes)
        self._planned = plan.pages
        return files

    @event_priority(-1000)  # after plugins that read pages themselves, which must not read these
    def _complete_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """In a preview, replace refused hand-written pages by their findings."""
        if self._preview:
            add_refused_pages(files, config, self.build.docs.refused, self.build.texts)
        self._default_nav = navigation.default_nav(self._planned, files, self.build.at)
        return files

    on_files = CombinedEvent(_find_files, _add_files, _complete_files)

    @event_priority(200)  # before navigation plugins, whose result counts
    def _make_navigation(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Make a navigation for a site that has none."""
        if config.nav is not None:
            return nav
        return navigation.automatic_navigation(self._default_nav, files, config)

    @event_priority(-100)  # after them
    def _finish_navigation(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Adopt the pages of generated files, and give every page the date of the sources."""
        self.build.nav = nav
        navigation.adopt_pages(files, home_title(self.build.at))
        self.build.in_nav = frozenset(page.file.src_uri for page in nav.pages)
        day = update_date(self.build.portal)
        for file in files.documentation_pages(inclusion=lambda _: True):
            if file.page is not None:
                file.page.update_date = day
                file.page.edit_url = edit_links.edit_link(
                    file.page, self._layout, self.config.maps_edit_uri_template
                )
        return nav

    on_nav = CombinedEvent(_make_navigation, _finish_navigation)

    def on_pre_page(self, page: MkDocsPage, *, config: MkDocsConfig, files: Files) -> MkDocsPage:
        """Set the page that links start from; in a preview, catch errors of Markdown extensions."""
        self.build.current = page
        if not isinstance(page, GeneratedPage):
            limit_rendering(page, self.build, self._settings.limits, plain=plain_docs(self.config.docs))
            if self._preview:
                guard_rendering(page, log)
        return page

    def on_page_content(
        self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """In a preview, show the findings about a hand-written page's links and fences on it."""
        if self._policy and not isinstance(page, GeneratedPage):
            file = self._sources.docs_path + page.file.src_uri
            self.build.written += held_back(html, self.config.policy, file)
        found = self.build.written_in(page.file.src_uri) if self._preview else ()
        return notice(found, self._sources.docs_texts(found)) + html if found else None

    @event_priority(-40)  # after Material's `meta` has merged its values, before its `tags` reads them
    def on_page_markdown(
        self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str | None:
        """Remove invalid front matter before plugins of the theme read it."""
        drop_misfits(page)
        return None

    def _on_env_first(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """After rendering: report findings about hand-written pages."""
        found = [each for each in arranged(self.build.written) if each not in self.build.found]
        report(found, self._sources.docs_texts(found), log)
        if not self._preview:
            stop_at_errors(found)
        self.build.gather_anchors(files)
        if not self._preview:
            garbage_collection.pause()  # until the files of maps are written
        env.globals.update(_=markup.gettext, ngettext=markup.ngettext)
        cache_compiled_templates(env)
        return env

    @event_priority(1000)  # before Material's `tags`, which prints titles into pages
    def _on_env_early(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make titles safe, now that every page has one."""
        print_safely(self.build.nav, files)
        return env

    @event_priority(-1000)  # after every plugin that sets titles or front matter
    def _on_env_last(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Make titles and front matter safe; from now on everything is only written."""
        drop_unknown(files, env, log)
        print_safely(self.build.nav, files)
        self.build.printed = printed_config(config)
        if config.strict and not self._preview:
            check_anchors(self.build, self._make, config, files)
            stop_at_warnings()
        if self._preview:
            find_anchors(self.build, self._make, files)
            self._preview_site.begin(self.build, self._reader, config, files, env)
        self._folders.ready()
        if not self._preview:
            builder = PageBuilder(config, files, self.build.nav, env)
            assert self.build.portfolio is not None
            release = partial(release_made, self.build.portfolio)
            cache = self.build.cache
            kept = KeptOutput(cache, config, self.build, self._folders.previous_file) if cache else None
            self._writer = SiteWriter(builder, files, self._index, log, release=release, kept=kept)
            self._writer.begin(config, self.config.jobs)
        return env

    on_env = CombinedEvent(_on_env_early, _on_env_first, _on_env_last)

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Give pages without a source, such as 404, the variables of other pages."""
        context["config"] = self.build.printed or config
        context["jb"] = template_values(self.build, None, context["nav"], config, None)  # type: ignore[typeddict-unknown-key]
        return context

    @event_priority(-100)  # after plugins that read a page's content, which must not read drawings
    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Make a generated page's body when it is written, and add its words to the index."""
        made: Page | None = None
        if isinstance(page, GeneratedPage):
            made = self._make(page)
            self.build.fill(page, made)
            found = generated_document(page, made)
        else:
            found = written_document(page, site_language(config))
        if self._writer is not None:
            self._writer.add_document(page, found)
        elif self._index is not None and found is not None and not made:
            self._index.add(found)
        self.build.stylesheets = stylesheets_of(made.body if made else page.content or "", config)
        context["config"] = self.build.printed or config
        context["jb"] = template_values(self.build, page, nav, config, made)  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Link the page's stylesheets, and release its body, which is no longer needed."""
        if isinstance(page, GeneratedPage):
            page.content = ""
        return with_stylesheets(output, self.build.stylesheets)

    def _finish_index(self, *, config: MkDocsConfig) -> None:
        """Write the search index, or have it written when it is ready."""
        if self._index is not None:
            self._index.finish(Path(config.site_dir))
        garbage_collection.look_as_usual()

    @event_priority(-1000)  # after every plugin that writes into the site
    def _end_build(self, *, config: MkDocsConfig) -> None:
        """The site is complete: the old one goes, and everybody may read the new one."""
        self._folders.written()
        if self._preview:
            self._updates.complete()
        else:
            open_to_readers(Path(config.site_dir))
        if self._writer is not None:
            self._writer.save()

    on_post_build = CombinedEvent(_finish_index, _end_build)

    @event_priority(-1000)  # after every plugin that tidies up: this ends the build
    def on_build_error(self, *, error: Exception) -> None:
        """After a failed build: put the old site back, end programs and restore what was off."""
        garbage_collection.look_as_usual()
        self._end_writing()
        self._preview_site.end()
        if not self._preview:
            stop_at_machine_fault(error, log)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the folder of maps, and make pages and files on request."""
        watch_no_links(server)
        if self._preview:
            self._updates.attach(server, config, lambda: self._maps)
        for path in filter(Path.is_file, (self._sources.root / name for name in FILES)):
            server.watch(str(path))
        self._preview_site.attach(server)
        allow_reloading(server)
        return server

    def _end_writing(self) -> None:
        if self._writer is not None:
            self._writer.stop()
        self._folders.failed()

    def _make(self, page: GeneratedPage) -> Page:
        return guarded_page(page, log) if self._preview else page.plan.make()
