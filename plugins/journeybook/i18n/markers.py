"""The mark for messages that are kept as constants. It imports nothing, so that any module may use it."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools find messages that are looked up later
    """The message as it is, marked for the catalogue."""
    return message


def ngettext_noop(one: str, many: str) -> tuple[str, str]:
    """The two forms of a message for a count as they are, marked for the catalogue; `ngettext` takes them."""
    return one, many
