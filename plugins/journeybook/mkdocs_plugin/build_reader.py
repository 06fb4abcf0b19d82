"""Reads the sources of a site into the state of a build."""

from __future__ import annotations

import hashlib
import sys
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PrefixedLogger

from journeybook.checks.settings import Settings, SettingsError
from journeybook.diagnostics import arranged
from journeybook.docs_pages import check_docs
from journeybook.forge.edit_links import suggest_template
from journeybook.history.edits import History
from journeybook.library.objects import Library
from journeybook.mkdocs_plugin.build import Build
from journeybook.mkdocs_plugin.config import JourneybookConfig
from journeybook.mkdocs_plugin.docs_copy import excluded_by
from journeybook.mkdocs_plugin.theme_fields import theme_judge
from journeybook.portal.docs_cache import DocsCache
from journeybook.portal.portal import Portal
from journeybook.portal.portal_reader import PortalReader
from journeybook.progress import ProgressCallback, no_progress
from journeybook.site.plan_cache import PlanCache
from journeybook.site.site_history import site_history
from journeybook.site.site_sources import Sources
from journeybook.sources.portal_location import PortalLocation
from journeybook.sources.site_settings import plain_docs


def shown_progress() -> AbstractContextManager[ProgressCallback]:
    """A bar on the terminal while a preview reads its sources for the first time."""
    if not sys.stderr.isatty():
        return nullcontext(no_progress)
    # Imported here: it loads the command line, which a preview without a terminal does not need.
    from journeybook.cli.progress_bar import progress  # noqa: PLC0415

    return progress("Reading maps")


@dataclass(frozen=True, slots=True)
class BuildReader:
    """Where the sources of a site are, and the settings by which they are read."""

    options: JourneybookConfig
    settings: Settings
    sources: Sources
    layout: PortalLocation
    policy: str | None
    preview: bool
    portal_reader: PortalReader
    log: PrefixedLogger

    def portal(self, before: Portal | None) -> Portal:
        """The portal as it is now. In a preview nothing raises: then `before` stays."""
        layout = self.layout
        try:
            with shown_progress() if self.preview and before is None else nullcontext(no_progress) as shown:
                return self.portal_reader.read(
                    self.sources.root, layout.maps, self.settings, layout.docs, shown
                )
        except SettingsError as fault:
            raise PluginError(str(fault)) from None
        except Exception:
            if not self.preview:
                raise
            self.log.exception("%s cannot be read", layout.maps_folder)
            return before or Portal(Library(), (), {}, {}, 0)

    def build(self, portal: Portal, config: MkDocsConfig) -> Build:
        """The state of a build of the portal, with the findings about hand-written pages."""
        # In a preview nearly every build follows a change of the sources, and nothing is kept.
        cache = (
            None
            if self.preview
            else DocsCache(self.sources.root, portal.texts, portal.library.federation.digest)
        )
        docs = check_docs(
            self.sources.docs,
            self.sources.docs_path.rstrip("/"),
            portal.library,
            passed_over=excluded_by(config, preview=self.preview),
            judge=theme_judge(config.theme.dirs),
            limits=self.settings.limits,
            plain=plain_docs(self.options.docs),
            cache=cache,
        )
        if cache:
            cache.save()
        return Build(
            portal,
            self.sources,
            self.preview,
            config.use_directory_urls,
            list(arranged([*portal.diagnostics, *docs.findings])),
            {**portal.texts, **docs.texts},
            docs,
            self.policy,
            suggest=self.options.suggest_uri_template or suggest_template(config.repo_url),
            editor=self.options.editor_uri_template,
            planned=PlanCache(self.sources.root) if self.preview and self.options.cache else None,
        )

    def history(self, portal: Portal) -> History:
        """The history of the sources; empty without git, and where a site wants none."""
        if not self.options.history:
            return History()
        return site_history(self.sources.root, self.layout.maps, portal.library, self.log)

    def pictures(self, build: Build) -> dict[str, str]:
        """The digest of each published picture of a persona that can be read, by its name."""
        digests = {}
        for name in build.photos():
            with suppress(OSError):
                content = (self.layout.maps_folder / "personas" / name).read_bytes()
                digests[name] = hashlib.sha256(content).hexdigest()
        return digests
