"""The folder of hand-written pages as MkDocs may see it.

MkDocs walks the folder itself and follows every link. If something in it must not be used, MkDocs
walks a folder of empty files with the same names instead; the files that it finds are then pointed
to the real ones.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions

from journeybook.diagnostics import Diagnostic
from journeybook.site.error_page import error_body
from journeybook.sources.docs_folder import is_page, odd_name


class DocsView:
    """The folder that MkDocs walks instead, from construction to `end`."""

    def __init__(self, config: MkDocsConfig, uris: Iterable[str]) -> None:
        self._config = config
        self._docs = config.docs_dir
        self._folder = Path(tempfile.mkdtemp(prefix="journeybook_"))
        for uri in uris:
            path = self._folder / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        config.docs_dir = str(self._folder)

    def end(self, files: Iterable[File] = ()) -> None:
        """Restore the folder of the configuration and of every file that was found."""
        for file in files:
            if file.src_dir == str(self._folder):
                file.src_dir = self._docs
                file.__dict__.pop("abs_src_path", None)  # cached from the folder on first access
        self._config.docs_dir = self._docs
        shutil.rmtree(self._folder, ignore_errors=True)


def excluded_by(config: MkDocsConfig, *, preview: bool) -> Callable[[str], bool]:
    """Whether a site excludes a file, by its path; a preview includes drafts."""

    def excluded(uri: str) -> bool:
        file = File(uri, None, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion.is_excluded() and not (preview and file.inclusion.is_in_serve())

    return excluded


def add_refused_pages(
    files: Files, config: MkDocsConfig, refused: Mapping[str, Diagnostic], texts: Mapping[str, str]
) -> None:
    """In a preview, add a page with the findings for each refused page that has an address."""
    for uri, why in refused.items():
        if is_page(uri) and odd_name(uri) is None and uri not in files.src_uris:
            content = error_body(uri, (why,), texts)
            files.append(File.generated(config, uri, content=content))
