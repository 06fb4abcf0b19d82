"""A team's contact as a link, if possible."""

from __future__ import annotations

import re
from urllib.parse import quote

from journeybook.model.scalars import ADDRESS

_WEB = re.compile(ADDRESS)
# Fewer characters than mail allows: none with a meaning in an address, which could add a copy or a
# text.
_MAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CHANNEL = re.compile(r"#([^\s#]{1,80})")


def contact_address(contact: str, chat: str | None) -> str | None:
    """The link for a mail address, a web address or a channel such as `#broadband`, or None.

    `chat` is the address of a channel with `{name}` for its name; without it channels have no link.
    """
    if _MAIL.fullmatch(contact):
        return f"mailto:{contact}"
    if _WEB.fullmatch(contact):
        return contact
    channel = _CHANNEL.fullmatch(contact)
    return chat.replace("{name}", quote(channel[1], safe="")) if channel and chat else None
