"""The folder of hand-written pages: which files a host may use and which it must not.

No file is opened and no link into a folder is followed, so neither a named pipe nor a circle of
links can block the walk. A host that walks the folder itself follows links; `walkable` says whether
it may.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import site_rules
from journeybook.rules.rule import Rule
from journeybook.sources.text_file import not_a_file
from journeybook.text.characters import visible

ENTRIES = 50_000
"""The most files and folders that are examined; a folder with more is refused."""

DEEPEST = 40
"""The deepest nesting of folders."""

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings of pages, as in MkDocs."""

_IN_NAMES = " ._-\u200c\u200d"
"""Characters of page names beside letters and digits; Indic and Arabic words need the joiners."""
_IN_NO_NAME = frozenset('<>"`\\')
"""Characters that no file name may hold: they would be read as markup or as part of a path."""


def hidden(uri: str) -> bool:
    """Whether the file or a folder on its path has a name that begins with a full stop."""
    return uri.startswith(".") or "/." in uri


@dataclass(frozen=True, slots=True)
class DocsFolder:
    """The contents of the folder, by paths relative to it with `/`.

    `files` are those that a host may use, `refused` those that it must not, each with its
    diagnostic. `pages` are the Markdown files among `files` that are not passed over.
    """

    files: tuple[str, ...]
    pages: tuple[str, ...]
    refused: Mapping[str, Diagnostic]
    walkable: bool
    """Whether a walk that follows links ends and finds nothing outside of `files`."""


@dataclass(slots=True)
class _Look:
    top: str
    name: str
    passed_over: Callable[[str], bool]
    left: int
    files: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    refused: dict[str, Diagnostic] = field(default_factory=dict)
    walkable: bool = True

    def folder(self, path: str, before: str, depth: int) -> None:
        try:
            with os.scandir(path) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError:
            return  # a host cannot list this folder either
        for entry in entries:
            self._entry(entry, f"{before}{entry.name}", depth)
            if self.left < 0:
                self._refuse(
                    "",
                    site_rules.name_not_shown,
                    f"more than {ENTRIES:,} files and folders",
                    "keep what is no page elsewhere",
                )
                return

    def _entry(self, entry: os.DirEntry[str], uri: str, depth: int) -> None:
        apart = self.passed_over(uri)
        self.left -= not apart
        if entry.is_symlink():
            self._link(entry, uri, apart)
        elif entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST:
                self.folder(entry.path, f"{uri}/", depth + 1)
            elif apart:
                self.walkable = False
            else:
                self._refuse(
                    uri,
                    site_rules.name_not_shown,
                    f"more than {DEEPEST} folders within folders",
                    "move it further up",
                )
        elif entry.is_file(follow_symlinks=False):
            self._file(uri, apart)
        elif not apart:
            file = f"{self.name}/{visible(uri)}"
            self.refused[uri] = (
                site_rules.unreadable_page.at(
                    Place(file), "this page is not a file", "put the file itself in its place"
                )
                if is_page(uri)
                else not_a_file(file)
            )

    def _file(self, uri: str, apart: bool) -> None:
        odd = None if apart else odd_name(uri)
        if odd is not None:
            self._refuse(
                uri,
                site_rules.name_not_shown,
                f"the name holds `{visible(odd)}`",
                "names of pages and of their folders are made of letters, digits, spaces, `.`, `-` and `_`"
                if is_page(uri)
                else "rename it",
            )
            return
        self.files.append(uri)
        if is_page(uri) and not apart:
            self.pages.append(uri)

    def _link(self, entry: os.DirEntry[str], uri: str, apart: bool) -> None:
        target = os.path.realpath(entry.path)
        try:
            mode = Path(target).stat().st_mode
        except OSError:
            mode = 0
        if stat.S_ISDIR(mode):
            self.walkable = False
        if apart:
            return
        inside = target.startswith(f"{self.top}{os.sep}")
        if stat.S_ISREG(mode) and inside:
            self._file(uri, apart)
        elif stat.S_ISDIR(mode):
            self._refuse(
                uri,
                site_rules.link_out_of_docs,
                "this is a link to a folder, which is not followed",
                "put the folder itself here",
            )
        elif not mode:
            self._refuse(
                uri,
                site_rules.link_out_of_docs,
                "this link leads to nothing",
                "remove it, or put the file itself here",
            )
        else:
            self._refuse(
                uri,
                site_rules.link_out_of_docs,
                f"this link leads out of `{self.name}/`, and what it leads to would be published",
                "put the file itself here",
            )

    def _refuse(self, uri: str, rule: Rule, message: str, way_out: str) -> None:
        file = f"{self.name}/{visible(uri)}" if uri else self.name
        self.refused[uri] = rule.at(Place(file), message, way_out)


def look_over(docs: Path, name: str, passed_over: Callable[[str], bool] = hidden) -> DocsFolder:
    """The contents of `docs`, in the order of names.

    `name` is the folder as diagnostics write it, without a trailing `/`. Files for whose path
    `passed_over` returns true are no pages, and their names are not checked.
    """
    look = _Look(os.path.realpath(docs), name, passed_over, ENTRIES)
    look.folder(str(docs), "", 0)
    return DocsFolder(tuple(look.files), tuple(look.pages), look.refused, look.walkable)


def is_page(uri: str) -> bool:
    """Whether a file is a Markdown page, by its name."""
    return uri.lower().endswith(MARKDOWN)


def odd_name(uri: str) -> str | None:
    """The first character that the name of a file must not hold, or None."""
    if is_page(uri):
        return odd_in_page_name(uri)
    return next((each for each in uri if each != "/" and not _fits(each)), None)


def odd_in_page_name(uri: str) -> str | None:
    """The first character that is no letter, digit, space, `.`, `-` or `_`, or None.

    Letters and digits of all scripts are allowed.
    """
    return next((each for each in uri if each != "/" and not _fits_page(each)), None)


def _fits_page(character: str) -> bool:
    return character.isalnum() or character in _IN_NAMES or unicodedata.category(character)[0] == "M"


def _fits(character: str) -> bool:
    return character not in _IN_NO_NAME and (character in _IN_NAMES or visible(character) == character)
