"""`journeybook federation`: fetch the indexes of other portals."""

from __future__ import annotations

import click


@click.group(name="federation", short_help="Fetch what other portals publish.")
def command() -> None:
    """Fetch what other portals publish.

    The setting `federation` names them. A build asks no other host: it reads copies, which this
    command writes.
    """


@command.command(name="fetch", short_help="Write a copy of the index of each published portal.")
@click.argument("portals", nargs=-1, metavar="[PORTAL]...")
def fetch(portals: tuple[str, ...]) -> None:
    """Write a copy of the index of each published portal, or of those named.

    Asks over https alone, and no host of a private network. The copies are in
    `.journeybook/federation/`, to be committed with the maps. A copy that would say the same stays.

    Ends with 0, with 1 where a portal could not be fetched, with 2 for wrong usage.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.federation import fetch_portals  # noqa: PLC0415

    fetch_portals(portals)
