"""What a preview serves: the last complete site, whose generated pages are made on request.

MkDocs lets requests wait for a running build, and forever after a build that failed. Here the last
complete site is set aside within its folder before MkDocs empties it, and is served until the next
one is complete. The reload script of a page then loads the new one. Pages and files of the portal
are made when a browser requests them, from the build that the site belongs to, and kept until the
sources change.
"""

from __future__ import annotations

import copy
import logging
import posixpath
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.utils import write_file

from journeybook.mkdocs_plugin.build import Build, generated_document
from journeybook.mkdocs_plugin.build_reader import BuildReader
from journeybook.mkdocs_plugin.files import GeneratedAsset, GeneratedPage
from journeybook.mkdocs_plugin.page_builder import PageBuilder
from journeybook.mkdocs_plugin.preview_faults import guarded_page
from journeybook.pages.page import AssetPlan, PagePlan
from journeybook.pages.portfolio import Portfolio
from journeybook.search.documents import Document
from journeybook.site.failure_page import failure_document

Log: TypeAlias = logging.Logger | logging.LoggerAdapter[logging.Logger]

SERVED: ContextVar[Build | None] = ContextVar("SERVED", default=None)
"""The build whose page is being made for a request; None while MkDocs builds."""

_ASIDE = ".journeybook-served-"
"""The start of the name of the folder for the last complete site: MkDocs keeps hidden folders."""

_RELOADS = "/livereload/"
"""Where a page asks for a newer site. Such requests wait by design."""

Made: TypeAlias = GeneratedPage | GeneratedAsset


@dataclass(slots=True)
class Site:
    """A folder with the site of a build, and the generated pages and files by their paths in it."""

    folder: Path
    build: Build
    reader: BuildReader
    config: MkDocsConfig
    files: Files
    builder: PageBuilder
    generated: dict[str, Made]
    made: set[str] = field(default_factory=set)
    """The paths of those that are in the folder as they are now."""


class PreviewSite:
    """The site of a preview from build to build."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._lock = threading.RLock()
        self._building = threading.Lock()  # held while MkDocs builds
        self._is_building = False
        self.reading = threading.Lock()
        """Held while the sources are read. Taken after `_building` and before `_lock`."""
        self._built: Site | None = None
        self._complete = False
        self._aside: Site | None = None
        self._builder: PageBuilder | None = None  # that MkDocs' loop asks

    def start(self) -> None:
        """Call when MkDocs begins to build."""
        self._building.acquire()
        self._is_building = True

    def set_aside(self, folder: Path) -> None:
        """Call before MkDocs empties the folder: serve what is complete in it from elsewhere.

        After a build that failed, the site before it stays the one that is served.
        """
        with self._lock:
            if not self._complete or self._built is None:
                return
            self._complete = False
            aside = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
            for entry in list(folder.iterdir()):
                if not entry.name.startswith("."):
                    entry.rename(aside / entry.name)
            self._built.folder = aside  # where the rest of its pages are made
            self._aside, self._built = self._built, None

    def begin(
        self,
        build: Build,
        reader: BuildReader,
        config: MkDocsConfig,
        files: Files,
        env: jinja2.Environment,
    ) -> None:
        """Call when everything is decided: MkDocs passes over what is made on request."""
        assert build.nav is not None, "it is made before pages are rendered"
        builder = PageBuilder(config, files, build.nav, env, preview=True)
        on_request: dict[str, Made] = {
            file.dest_uri: file for file in files if isinstance(file, GeneratedAsset) and file.on_request
        }
        if builder.take_over():
            self._builder = builder
            on_request |= {page.file.dest_uri: page for page in builder.pages}
        with self._lock:
            self._built = Site(Path(config.site_dir), build, reader, config, files, builder, on_request)

    def complete(self, update: Callable[[Site], object]) -> None:
        """Call when the build has written everything: from now on the new site is served.

        `update` brings it up to date first, as sources may have changed since they were read.
        """
        with self.reading:
            if self._built is not None:
                update(self._built)
            with self._lock:
                self._complete = True
                earlier, self._aside = self._aside, None
        self.end()
        if earlier is not None:
            shutil.rmtree(earlier.folder, ignore_errors=True)

    def end(self) -> None:
        """Call when a build has ended, complete or not; does nothing if none is running."""
        if self._builder is not None:
            self._builder.let_go()
            self._builder = None
        if self._is_building:
            self._is_building = False
            self._building.release()

    def complete_site(self) -> Site | None:
        """The site that is served: None before the first is complete."""
        with self._lock:
            return self._built if self._complete else self._aside

    @property
    def portfolio(self) -> Portfolio | None:
        """The portfolio of the site that is served."""
        site = self.complete_site()
        return None if site is None else site.build.portfolio

    def replace(
        self, site: Site, build: Build, pages: Mapping[str, PagePlan], assets: Mapping[str, AssetPlan]
    ) -> None:
        """Let a site be that of an updated build, as far as its pages and files exist in both.

        `pages` and `assets` are the plans of the build by their paths in the site.
        """
        with self._lock:
            site.build = build
            site.made.clear()
            for path, existing in [*site.generated.items()]:
                if isinstance(existing, GeneratedPage) and path in pages:
                    existing.replan(pages[path], in_nav=existing.file.src_uri in build.in_nav)
                elif isinstance(existing, GeneratedAsset) and path in assets:
                    existing.plan = assets[path]
                else:
                    del site.generated[path]
                    (site.folder / path).unlink(missing_ok=True)

    def attach(self, server: LiveReloadServer) -> None:
        """Answer the requests to a server that is not started."""
        wait = server.get_app()

        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ.get("PATH_INFO", "")
            with self._lock:
                site = self.complete_site()
                if site is not None and not path.startswith(_RELOADS):
                    for file in _paths(path.encode("latin-1").decode("utf-8", "ignore"), server.mount_path):
                        self._make(site, file)
                    return _without_waiting(server, site.folder).serve_request(environ, start_response)
            return wait(environ, start_response)  # type: ignore[misc]

        server.set_app(answer)

    def documents(self) -> Iterator[Document]:
        """The search documents of the generated pages of the last complete site, one by one."""
        with self._lock:
            site = self.complete_site()
            every = [] if site is None else [*site.generated.values()]
        pages = (page for page in every if isinstance(page, GeneratedPage))
        made = (generated_document(page, guarded_page(page, self._log)) for page in pages)
        return (document for document in made if document is not None)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """A context in which no build is running and no page is made for a request."""
        with self._building, self.reading, self._lock:
            yield

    def _make(self, site: Site, path: str) -> None:
        """Write the generated page or file at a path of the site, unless it is there already.

        An exception is logged, and a page shows it: code of ours, of a theme or of another plugin
        may raise anything, and a request needs its answer.
        """
        found = site.generated.get(path)
        if found is None or path in site.made:
            return
        target = str(site.folder / path)
        serving = SERVED.set(site.build)
        try:
            if isinstance(found, GeneratedPage):
                found.file.abs_dest_path = target  # which MkDocs computes once
                site.builder.build_page(found)
            else:
                found.abs_dest_path = target
                found.write()
        except (Exception, SystemExit) as error:  # noqa: BLE001 - see above; plugins of MkDocs end it so
            self._log.exception("%s cannot be made", path)
            content = failure_document(str(getattr(found, "title", path)), error)
            write_file(content.encode() if path.endswith(".html") else b"", target)
        finally:
            SERVED.reset(serving)
        site.made.add(path)


def _paths(path: str, mount_path: str) -> Iterator[str]:
    """The files of a site that the answer to a request for a path depends on."""
    if not (path + "/").startswith(mount_path):
        return
    below = path[len(mount_path) :]
    file = posixpath.normpath(f"/{below}index.html" if path.endswith("/") else f"/{below}").lstrip("/")
    yield file
    yield f"{file}/index.html".lstrip("/")  # the server redirects to it


def _without_waiting(server: LiveReloadServer, folder: Path) -> LiveReloadServer:
    """The same server for one request, with another folder and no build that is running."""
    copied = copy.copy(server)
    copied.root = str(folder)
    copied._wanted_epoch = copied._visible_epoch  # noqa: SLF001 - what its requests wait for
    return copied
