"""Markers for messages in constants, without imports, so that any module can use them."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools find messages that are looked up later
    """The message itself, marked for the catalogue."""
    return message


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """The two forms of a message for a count, marked for the catalogue; `ngettext` takes them."""
    return one, many
