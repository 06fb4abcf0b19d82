"""The mark for messages that are kept as constants. It imports nothing, so that any module may use it."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name by which gettext's tools find messages that are looked up later
    """The message as it is, marked for the catalogue."""
    return message
