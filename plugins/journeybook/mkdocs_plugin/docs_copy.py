"""The folder of hand-written pages as MkDocs may see it.

MkDocs walks the folder itself and follows every link. Where something in it must not be used, MkDocs walks a folder
of empty files with the same names instead; the files that it finds are then told where they lie.
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
    """What MkDocs walks in the place of the folder, from the making of this to `end`."""

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
        """Give the configuration its folder back, and every file that was found its place in it."""
        for file in files:
            if file.src_dir == str(self._folder):
                file.src_dir = self._docs
                file.__dict__.pop("abs_src_path", None)  # made of the folder when it is first asked for
        self._config.docs_dir = self._docs
        shutil.rmtree(self._folder, ignore_errors=True)


def excluded_by(config: MkDocsConfig, *, preview: bool) -> Callable[[str], bool]:
    """Whether a site leaves out a file, by its path; in a preview its drafts are not left out."""

    def excluded(uri: str) -> bool:
        file = File(uri, None, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion.is_excluded() and not (preview and file.inclusion.is_in_serve())

    return excluded


def add_refused_pages(
    files: Files, config: MkDocsConfig, refused: Mapping[str, Diagnostic], texts: Mapping[str, str]
) -> None:
    """In a preview, put what is wrong with a page in its place, where it has an address of its own."""
    for uri, why in refused.items():
        if is_page(uri) and odd_name(uri) is None and uri not in files.src_uris:
            content = error_body(uri, (why,), texts)
            files.append(File.generated(config, uri, content=content))
