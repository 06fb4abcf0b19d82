"""Reads what is known of the other portals: from a folder, or from the copy of an index."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from journeybook.cache.sealed_files import read_regular
from journeybook.diagnostics import Diagnostic, Place
from journeybook.federation.portal_copy import read_copy
from journeybook.federation.portal_index import LARGEST, NAME, PortalIndex, PortalIndexError, read_index
from journeybook.federation.settings import PortalSetting
from journeybook.kinds import Kind
from journeybook.library.federation import (
    ALONE,
    Federation,
    OtherObject,
    OtherPortal,
    OtherStep,
    Steps,
    steps_unknown,
)
from journeybook.library.objects import Library, Ref, moments
from journeybook.library.page_addresses import page_address, published
from journeybook.model.journey import Stage
from journeybook.rules import federation_rules
from journeybook.sources.loading import load
from journeybook.sources.portal_location import locate_portal
from journeybook.text.characters import visible

FETCH = "journeybook federation fetch"


def read_federation(
    root: Path, settings: Iterable[PortalSetting]
) -> tuple[Federation, tuple[Diagnostic, ...]]:
    """The other portals of the portal at `root`, and findings about those that cannot be read."""
    portals: dict[str, OtherPortal] = {}
    unread: list[str] = []
    findings: list[Diagnostic] = []
    for each in settings:
        try:
            portals[each.id] = _portal(root, each)
        except (PortalIndexError, OSError) as fault:
            unread.append(each.id)
            why = str(fault) if isinstance(fault, PortalIndexError) else "its files cannot be read"
            way = (
                f"run `{FETCH} {each.id}` and commit `.journeybook/federation/{each.id}.json`"
                if each.portal
                else "name the folder of its built site or of its `mkdocs.yml`"
            )
            findings.append(
                federation_rules.portal_not_read.at(
                    Place(each.origin), f"the portal `{each.id}` cannot be read: {why}", way
                )
            )
    if not portals and not unread:
        return ALONE, ()
    return Federation(portals, frozenset(unread)), tuple(findings)


def _portal(root: Path, setting: PortalSetting) -> OtherPortal:
    if setting.folder is None:
        copy = read_copy(root, setting.id)
        if copy is None:
            raise PortalIndexError("it was not fetched yet")
        if copy.source != setting.portal:
            raise PortalIndexError(f"its copy comes from {visible(copy.source)[:200]}")
        return _made(setting, copy.index, copy.index.digest)
    folder = Path(os.path.normpath(root / setting.folder))
    if (folder / NAME).is_file():
        index = read_index(lambda address: _content(folder, address))
        return _made(
            setting,
            index,
            index.digest,
            cache(lambda key: _steps_in_file(folder, index.map_files.get(key))),
        )
    location = locate_portal(folder)
    if not location.maps_folder.is_dir():
        raise PortalIndexError(f"there is no portal in `{visible(setting.folder)[:200]}`")
    loaded = load(location.root, location.maps)
    index = _index_of(
        loaded.library,
        folders=location.folders,
        title=setting.title or setting.id,
        address=location.settings.site_url if location.settings else None,
    )
    mark = hashlib.sha256(index.digest.encode())
    for file in sorted(loaded.texts):
        mark.update(f"{file}\0{loaded.texts[file]}\0".encode("utf-8", "surrogatepass"))
    return _made(setting, index, mark.hexdigest(), lambda key: _steps_in_library(loaded.library, key))


def _made(
    setting: PortalSetting, index: PortalIndex, digest: str, steps_of: object = steps_unknown
) -> OtherPortal:
    own = setting.portal.removesuffix(NAME) if setting.portal else index.address
    address = setting.address or own
    if address is None:
        raise PortalIndexError("its address is not known: say `address`")
    if not address.endswith("/"):
        address += "/"
    return OtherPortal(
        setting.id,
        setting.title or index.title or setting.id,
        address,
        index.objects,
        digest,
        steps_of,  # type: ignore[arg-type]
    )


def _content(folder: Path, address: str) -> bytes:
    content = read_regular(folder / address, LARGEST)
    if content is None:
        raise PortalIndexError(f"{address} cannot be read")
    return content


def _steps_in_file(folder: Path, address: str | None) -> Steps | None:
    """The steps of a map by its JSON file in a built site; None if it cannot be read."""
    if address is None:
        return None
    try:
        whole = json.loads(_content(folder, address))
        key = whole["id"]
        return {
            str(moment["id"]): OtherStep(str(moment["title"]), f"{key}--{side}-{moment['id']}")
            for stage in whole["map"]["stages"]
            for side, moment in (("s", stage), *(("t", step) for step in stage.get("steps", ())))
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _steps_in_library(library: Library, key: str) -> Steps | None:
    journey = library.journeys.get(key)
    if journey is None:
        return None
    return {
        moment.id: OtherStep(moment.title, f"{key}--{'s' if isinstance(moment, Stage) else 't'}-{moment.id}")
        for moment in moments(journey)
        if moment.id
    }


def _index_of(library: Library, *, folders: bool, title: str, address: str | None) -> PortalIndex:
    objects: dict[Kind, dict[str, OtherObject]] = {}
    for kind in Kind:
        for key, name in library.ids(kind).items():
            page = page_address(Ref(kind, key), library)
            if page:
                objects.setdefault(kind, {})[key] = OtherObject(name, published(page, folders=folders))
    safe = address if address and address.startswith("https://") else None
    return PortalIndex(title, safe, objects, {})
