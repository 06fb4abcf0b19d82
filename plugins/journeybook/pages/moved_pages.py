"""Moves pages of the portal whose addresses are taken by other pages of the site."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from journeybook.kinds import PLURALS
from journeybook.library.objects import Kind, Library

HOME = ""
"""The address of the home page in a standalone portal."""

CATALOGUE = f"{PLURALS[Kind.JOURNEY]}/"

ASIDE = "journeybook/"
"""The folder for pages whose addresses are taken."""

ALL = "all/"
"""The folder below its own to which a list moves."""

FRONT = "/"
"""The front page of the site. Addresses that begin with `/` are the site's and never move."""


def moved_addresses(taken: Collection[str], library: Library, home: str | None = None) -> Mapping[str, str]:
    """The new address of each page or file whose address is taken, by its standalone address.

    `taken` are the addresses of everything that the site has: `` for its front page, `glossary/`,
    `llms.txt`. A list moves to `all/` below its folder, everything else below `journeybook/`, and
    so does a list whose new place is taken too. The home page goes to `home` (`` for the front
    page) if that is free, else to `journeys/`, with the catalogue below it, else to `journeybook/`.
    """
    moved = {each: f"{ASIDE}{each}" for each in taken}
    for kind, folder in PLURALS.items():
        own = f"{folder}/"
        if own in moved and _free(own, taken) and "all" not in library.ids(kind):
            moved[own] = f"{own}{ALL}"
    places = (HOME if home is None else home, CATALOGUE, ASIDE)
    moved[HOME] = next((place for place in places if place not in taken), ASIDE)
    if moved[HOME] == CATALOGUE:
        free = _free(CATALOGUE, taken) and "all" not in library.journeys
        moved[CATALOGUE] = f"{CATALOGUE}{ALL}" if free else f"{ASIDE}{CATALOGUE}"
    if moved[HOME] == HOME:
        del moved[HOME]
    return moved


def _free(folder: str, taken: Collection[str]) -> bool:
    return f"{folder}{ALL}" not in taken


def placed(address: str, moved: Mapping[str, str]) -> str:
    """The address in the site of an address in the portal, anchor included.

    An address that begins with `/` is one of the site already.
    """
    if address.startswith(FRONT):
        return address[1:]
    if not moved:
        return address
    path, hash_, anchor = address.partition("#")
    return f"{moved.get(path, path)}{hash_}{anchor}"
