r"""Decoding of files: regular files only, UTF-8 only, of limited size, with `\n` as line end."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import file_rules
from journeybook.sources.yaml.reader import FILE_BYTES, too_large
from journeybook.text.characters import check_characters

_BOMS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))
_SAVE_AS = "save it as UTF-8; editors offer that under Save As or in the status bar"


def read_text(path: Path, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    r"""The text of a source with `\n` as line end and without byte order mark, and the findings.

    The text is None if there are findings. `file` is the name in diagnostics. Symbolic links, pipes
    and devices are refused without opening them.
    """
    text, findings = read_shown(path, file)
    return (None if findings else text), findings


def read_shown(path: Path, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """As `read_text`, but refused characters do not make the text None: for excerpts only."""
    content, findings = read_bytes(path, file, FILE_BYTES)
    return (None, findings) if content is None else decode(content, file)


def read_bytes(path: Path, file: str, limit: int) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The content of a regular file of at most `limit` bytes, or None and the findings."""
    # The flags guard against a file that is replaced by a link or pipe after the check.
    flags = (
        os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        if path.is_symlink():
            return None, (symbolic_link(file),)
        descriptor = os.open(path, flags)
    except (OSError, ValueError) as fault:
        return None, (unreadable(fault, file),)
    state = os.fstat(descriptor)
    if not stat.S_ISREG(state.st_mode):
        os.close(descriptor)
        return None, (not_a_file(file),)
    try:
        with os.fdopen(descriptor, "rb") as stream:
            content = stream.read(limit + 1)
    except OSError as fault:
        return None, (unreadable(fault, file),)
    return (None, (too_large(file),)) if len(content) > limit else (content, ())


def decode(content: bytes, file: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a source's bytes, or None and the findings."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return None, (file_rules.not_utf_8.at(Place(file), f"the file is {name}, not UTF-8", _SAVE_AS),)
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        before = content[: fault.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Place(file, before.count(b"\n") + 1, column)
        return None, (
            file_rules.not_utf_8.at(place, f"the byte 0x{content[fault.start]:02x} is no UTF-8", _SAVE_AS),
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, check_characters(text, file)


def unreadable(fault: Exception, file: str) -> Diagnostic:
    """The diagnostic for a file or folder that the system does not let us read."""
    reason = getattr(fault, "strerror", None) or "its name is none"
    return file_rules.unreadable_file.at(Place(file), f"this cannot be read: {reason.lower()}")


def symbolic_link(file: str) -> Diagnostic:
    """The diagnostic for a symbolic link in the place of a file or folder."""
    return file_rules.symbolic_link.at(
        Place(file),
        "this is a symbolic link, and links are not followed",
        "put the file itself here; a link could publish what lies outside the portal",
    )


def not_a_file(file: str) -> Diagnostic:
    """The diagnostic for a pipe, a device or the like."""
    return file_rules.no_ordinary_file.at(
        Place(file), "this is no ordinary file", "remove it; sources are ordinary text files"
    )
