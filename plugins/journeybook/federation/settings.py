"""The setting `federation`: the other portals to which this one links, by their ids.

federation:
  partner:
    folder: ../partner
    address: ../partner/
  group:
    portal: https://journeys.example/portal.json
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from journeybook.kinds import Kind
from journeybook.model.scalars import ID_LENGTH, ID_PATTERN, TITLE_LENGTH, is_visible
from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest

FIELDS = ("title", "folder", "portal", "address")

MOST = 100
"""The most portals that one names."""

_HTTPS = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/(?:[A-Za-z0-9._~%-]+/)*")
_PORTAL = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?/(?:[A-Za-z0-9._~%-]+/)*portal\.json")
_PATH = re.compile(r"(?:\.\./)*(?:[A-Za-z0-9_][A-Za-z0-9._-]*/)*")


class FederationError(ValueError):
    """The setting is invalid; the message is one line that begins with the name of the setting."""


@dataclass(frozen=True, slots=True)
class PortalSetting:
    """Another portal as the settings name it.

    Its maps are in `folder`, relative to this portal (a built site, or sources), or it is published
    at `portal`, the address of its `portal.json`. `address` is where its pages are: `https://…/`,
    or a path from the root of this site; None for that which the portal itself states. `origin` is
    the file of the setting.
    """

    id: str
    origin: str
    title: str | None = None
    folder: str | None = None
    portal: str | None = None
    address: str | None = None


def federation_of(value: Any, origin: str) -> tuple[PortalSetting, ...]:
    """The portals of the setting, in its order; raises FederationError."""
    if not isinstance(value, Mapping):
        raise FederationError("`federation` takes names of portals, each with a `folder` or a `portal`")
    if len(value) > MOST:
        raise FederationError(f"`federation` takes {MOST} portals at most")
    return tuple(_portal(str(key), said, origin) for key, said in value.items())


def _portal(key: str, value: Any, origin: str) -> PortalSetting:
    where = f"`federation.{printable(key)[:ID_LENGTH]}`"
    if len(key) > ID_LENGTH or not ID_PATTERN.fullmatch(key):
        raise FederationError(f"{where}: the name of a portal is lower-case words joined by hyphens")
    if key in {kind.value for kind in Kind}:
        raise FederationError(f"{where}: this is the word for a kind, and `[[{key}:…]]` means one already")
    if isinstance(value, str):
        value = {"portal" if value.startswith("https://") else "folder": value}
    if not isinstance(value, Mapping):
        raise FederationError(f"{where} takes {', '.join(f'`{each}`' for each in FIELDS)}")
    for name in value:
        if name not in FIELDS:
            meant = nearest(str(name), FIELDS)
            way = f"did you mean `{meant}`?" if meant else f"there are {', '.join(FIELDS)}"
            raise FederationError(f"{where}: there is no setting `{printable(str(name))[:60]}`; {way}")
    made = PortalSetting(
        key,
        origin,
        title=_title(value.get("title"), where),
        folder=_folder(value.get("folder"), where),
        portal=_address_of_index(value.get("portal"), where),
        address=_address(value.get("address"), where),
    )
    if (made.folder is None) == (made.portal is None):
        raise FederationError(f"{where} takes either a `folder` or a `portal`")
    return made


def _title(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > TITLE_LENGTH or not is_visible(value):
        raise FederationError(f"{where}: `title` takes a text of {TITLE_LENGTH} characters at most")
    return printable(" ".join(value.split()))


def _folder(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise FederationError(f"{where}: `folder` takes the path of a folder, such as `../partner`")
    return value


def _address_of_index(value: Any, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _PORTAL.fullmatch(value):
        raise FederationError(
            f"{where}: `portal` takes an address such as `https://journeys.example/portal.json`"
        )
    return value


def _address(value: Any, where: str) -> str | None:
    if value is None:
        return None
    whole = value if isinstance(value, str) and value.endswith("/") else f"{value}/"
    if not isinstance(value, str) or not (_HTTPS.fullmatch(whole) or _PATH.fullmatch(whole)):
        raise FederationError(
            f"{where}: `address` takes `https://…/`, or a path from the root of this site"
            " such as `../partner/`"
        )
    return whole
