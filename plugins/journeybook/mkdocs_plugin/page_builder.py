"""Builds generated pages when the plugin decides, and has MkDocs' own loop pass over them.

MkDocs builds all pages one after another. A preview builds a page when a browser requests it, and a
build with several processes builds them in its workers. Both call the function that MkDocs uses.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

import jinja2
import mkdocs.commands.build as host
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from journeybook.mkdocs_plugin.files import GeneratedPage

_NAME = "_build_page"
_PARAMETERS = ("page", "config", "doc_files", "nav", "env", "dirty", "excluded")

BuildPage = Callable[..., None]


class PageBuilder:
    """The generated pages of one build, each built by MkDocs' function on request.

    It keeps the configuration, files, navigation and templates of the build, and so outlives it.
    Between `take_over` and `let_go`, MkDocs builds only the other pages. It is not thread-safe:
    MkDocs marks the page that is being built as the active one.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation | None,
        env: jinja2.Environment,
        *,
        preview: bool = False,
    ) -> None:
        inclusion = InclusionLevel.is_in_serve if preview else InclusionLevel.is_included
        self._config = config
        self._doc_files: Sequence[File] = files.documentation_pages(inclusion=inclusion)
        self._nav = nav
        self._env = env
        self._build = host_function()
        self._taken_over = False
        self._on_passed: Callable[[GeneratedPage], None] = _nothing
        self._at_end: Callable[[], None] = _nothing

    @property
    def order(self) -> list[str]:
        """The paths of all pages, in the order in which MkDocs would build them."""
        return [file.src_uri for file in self._doc_files]

    @property
    def pages(self) -> list[GeneratedPage]:
        """The generated pages, in the order in which MkDocs would build them."""
        return [file.page for file in self._doc_files if isinstance(file.page, GeneratedPage)]

    def take_over(
        self,
        at_end: Callable[[], None] | None = None,
        on_passed: Callable[[GeneratedPage], None] | None = None,
    ) -> bool:
        """From now on MkDocs passes over generated pages; it calls `at_end` after its last page.

        `on_passed` is called with each generated page in the order of MkDocs. Returns False if the
        host has no such function as ours: then it builds every page itself.
        """
        if self._build is None:
            return False
        self._at_end = at_end or _nothing
        self._on_passed = on_passed or _nothing
        self._taken_over = True
        setattr(host, _NAME, self._pass_over)
        return True

    def let_go(self) -> None:
        """MkDocs builds every page again. May be called twice."""
        if self._taken_over:
            self._taken_over = False
            setattr(host, _NAME, self._build)

    def build_page(self, page: GeneratedPage) -> None:
        """Build a page and write it, as MkDocs would; exceptions are MkDocs' own."""
        if self._build is None:
            raise RuntimeError("this host builds its pages itself")
        excluded = page.file.inclusion.is_excluded()
        self._build(page, self._config, self._doc_files, self._nav, self._env, dirty=False, excluded=excluded)

    def _pass_over(self, page: Any, config: Any, doc_files: Sequence[File], *rest: Any, **named: Any) -> None:
        assert self._build is not None
        if isinstance(page, GeneratedPage):
            self._on_passed(page)
        else:
            self._build(page, config, doc_files, *rest, **named)
        if page is doc_files[-1].page:
            self._at_end()


def _nothing(*_: object) -> None:
    """Do nothing."""


def host_function() -> BuildPage | None:
    """The host's function that builds a page, None if it has none with the known parameters."""
    found: BuildPage | None = getattr(host, _NAME, None)
    if not callable(found) or tuple(inspect.signature(found).parameters) != _PARAMETERS:
        return None
    return found
