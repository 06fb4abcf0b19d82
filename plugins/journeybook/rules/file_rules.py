"""Rules about files and folders of sources, found while they are listed and opened."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB100", "missing-folder", Severity.ERROR)
def missing_folder() -> None:
    """There is no folder of sources."""


@rule("JB101", "unreadable-file", Severity.ERROR)
def unreadable_file() -> None:
    """A file or folder cannot be opened."""


@rule("JB102", "symbolic-link", Severity.ERROR)
def symbolic_link() -> None:
    """A symbolic link stands in the place of a file or folder."""


@rule("JB103", "no-ordinary-file", Severity.ERROR)
def no_ordinary_file() -> None:
    """A pipe, a device or the like stands in the place of a file."""


@rule("JB104", "unexpected-ending", Severity.ERROR)
def unexpected_ending() -> None:
    """A file of this kind does not belong among sources."""


@rule("JB105", "misplaced-file", Severity.ERROR)
def misplaced_file() -> None:
    """A file or folder lies where nothing of its kind is read; a hidden one is a warning."""


@rule("JB106", "invalid-name", Severity.ERROR)
def invalid_name() -> None:
    """The name of a file or folder is no id."""


@rule("JB107", "reserved-name", Severity.ERROR)
def reserved_name() -> None:
    """The name of a file means something else to the site or the system."""


@rule("JB108", "duplicate-id", Severity.ERROR)
def duplicate_id() -> None:
    """Two files of a kind have the same id."""


@rule("JB109", "file-too-large", Severity.ERROR)
def file_too_large() -> None:
    """A file is larger than what is read."""


@rule("JB110", "too-many-files", Severity.ERROR)
def too_many_files() -> None:
    """The portal has more files than what is read."""


@rule("JB111", "not-utf-8", Severity.ERROR)
def not_utf_8() -> None:
    """A file is not written in UTF-8."""


@rule("JB112", "refused-character", Severity.ERROR)
def refused_character() -> None:
    """A text holds a control character, a noncharacter or a pile of marks."""


@rule("JB113", "hidden-direction", Severity.ERROR)
def hidden_direction() -> None:
    """A hidden control lets a line read differently from what it says."""


@rule("JB114", "invalid-picture", Severity.ERROR)
def invalid_picture() -> None:
    """A picture is not of the kind that its name says, or too large."""
