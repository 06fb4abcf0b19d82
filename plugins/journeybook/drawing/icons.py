"""Icons as path data: Material Design Icons (Apache-2.0, see `icons.NOTICE.txt`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

NEUTRAL = "circle-medium"
"""The fallback for unknown icons."""

# The first word found in a channel's id decides, so narrow words precede wide ones.
_CHANNEL_WORDS = (
    ("whatsapp", "whatsapp"),
    ("facebook", "facebook"),
    ("instagram", "instagram"),
    ("linkedin", "linkedin"),
    ("youtube", "youtube"),
    ("social", "account-multiple-outline"),
    ("word-of-mouth", "account-voice"),
    ("referral", "account-voice"),
    ("friend", "account-voice"),
    ("chatbot", "robot-outline"),
    ("bot", "robot-outline"),
    ("assistant", "robot-outline"),
    ("sms", "cellphone-message"),
    ("text-message", "cellphone-message"),
    ("push", "bell-outline"),
    ("notification", "bell-outline"),
    ("live-chat", "chat-processing-outline"),
    ("chat", "chat-outline"),
    ("messenger", "forum-outline"),
    ("forum", "forum-outline"),
    ("community", "forum-outline"),
    ("e-mail", "email-outline"),
    ("email", "email-outline"),
    ("mail-order", "mailbox-outline"),
    ("newsletter", "email-fast-outline"),
    ("mail", "email-outline"),
    ("letter", "mailbox-outline"),
    ("post", "mailbox-outline"),
    ("hotline", "phone-in-talk-outline"),
    ("call", "phone-in-talk-outline"),
    ("telephone", "phone"),
    ("phone", "phone"),
    ("mobile", "cellphone"),
    ("app", "cellphone"),
    ("webinar", "video-outline"),
    ("video", "video-outline"),
    ("search", "magnify"),
    ("web", "web"),
    ("site", "web"),
    ("online", "web"),
    ("portal", "laptop"),
    ("self-service", "laptop"),
    ("desktop", "desktop-classic"),
    ("kiosk", "monitor-dashboard"),
    ("terminal", "monitor-dashboard"),
    ("television", "television"),
    ("tv", "television"),
    ("radio", "microphone-outline"),
    ("press", "newspaper-variant-outline"),
    ("print", "newspaper-variant-outline"),
    ("flyer", "newspaper-variant-outline"),
    ("bill", "receipt-text-outline"),
    ("invoice", "invoice-text-outline"),
    ("contract", "file-sign"),
    ("document", "file-document-outline"),
    ("parcel", "package-variant-closed"),
    ("package", "package-variant-closed"),
    ("delivery", "truck-outline"),
    ("courier", "truck-outline"),
    ("truck", "truck-outline"),
    ("technician", "account-hard-hat-outline"),
    ("field", "account-hard-hat-outline"),
    ("home", "home-outline"),
    ("visit", "home-outline"),
    ("shop", "store-outline"),
    ("store", "store-outline"),
    ("branch", "store-outline"),
    ("counter", "counter"),
    ("clinic", "hospital-building"),
    ("hospital", "hospital-building"),
    ("office", "office-building-outline"),
    ("bank", "bank-outline"),
    ("school", "school-outline"),
    ("event", "calendar-outline"),
    ("meeting", "handshake-outline"),
    ("sales", "handshake-outline"),
    ("partner", "handshake-outline"),
    ("in-person", "human-greeting-variant"),
    ("person", "human-greeting-variant"),
    ("face", "human-greeting-variant"),
    ("team", "account-group-outline"),
    ("card", "credit-card-outline"),
    ("payment", "credit-card-outline"),
    ("car", "car"),
    ("train", "train"),
    ("bus", "bus"),
    ("device", "cellphone"),
    ("product", "package-variant-closed"),
)


@cache
def _paths() -> Mapping[str, str]:
    text = files("journeybook.drawing").joinpath("icons.json").read_text("utf-8")
    paths: dict[str, str] = json.loads(text)
    return paths


def icon_names() -> tuple[str, ...]:
    """The names of all icons that the portal ships."""
    return tuple(_paths())


def icon_path(name: str) -> str:
    """The `d` of the icon on a square of 24 units; that of `NEUTRAL` for an unknown name."""
    paths = _paths()
    return paths.get(name) or paths[NEUTRAL]


@cache
def icon(name: str) -> str:
    """The icon as an inline `<svg>` in the colour of its text, hidden from screen readers."""
    return (
        '<svg class="jb-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
        f'<path d="{icon_path(name)}"/></svg>'
    )


def icon_symbol(name: str, sprite: str) -> str:
    """The icon as a `<symbol>` with the id `sprite` plus name, for pages that show it often."""
    return f'<symbol id="{sprite}{name}" viewBox="0 0 24 24"><path d="{icon_path(name)}"/></symbol>'


@cache
def channel_icon(channel: str, declared: str | None) -> str:
    """The name of a channel's icon: the declared one if we ship it, else a guess from the id."""
    if declared and declared in _paths():
        return declared
    for word, name in _CHANNEL_WORDS:
        if word in channel:
            return name
    return NEUTRAL if declared else "gesture-tap"
