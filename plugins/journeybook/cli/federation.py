"""What `journeybook federation fetch` does."""

from __future__ import annotations

import datetime
import sys

import click

from journeybook.checks.settings import SettingsError, read_settings
from journeybook.cli.progress_bar import progress
from journeybook.cli.terminal import portal_layout
from journeybook.federation.fetch import fetch_index
from journeybook.federation.portal_copy import copy_path, write_copy
from journeybook.federation.portal_index import PortalIndexError
from journeybook.text.characters import printable

FAILED = 1
"""Exit status if a portal could not be fetched."""


def fetch_portals(names: tuple[str, ...]) -> None:
    """Write a copy of the index of each published portal, or of those named; report each."""
    root = portal_layout(None).root
    try:
        known = {each.id: each for each in read_settings(root).federation}
    except SettingsError as fault:
        raise click.UsageError(str(fault)) from None
    for name in names:
        if name not in known or known[name].portal is None:
            listed = ", ".join(each.id for each in known.values() if each.portal) or "none"
            raise click.UsageError(
                f"no published portal is called {printable(name)[:80]}; in the settings: {listed}"
            )
    wanted = [each for each in known.values() if each.portal and (not names or each.id in names)]
    if not wanted:
        click.echo("the settings name no published portal", err=True)
    failed = False
    for setting in wanted:
        assert setting.portal is not None
        try:
            with progress(f"Fetching {setting.id}") as on_progress:
                index = fetch_index(setting.portal, on_progress)
            is_new = write_copy(
                root, setting.id, index, setting.portal, datetime.datetime.now(datetime.UTC).date()
            )
        except PortalIndexError as fault:
            failed = True
            click.echo(f"{setting.id}: not fetched, {printable(str(fault))}", err=True)
            continue
        count = sum(map(len, index.objects.values()))
        file = copy_path(root, setting.id).relative_to(root).as_posix()
        click.echo(f"{setting.id}: {count} objects, {'written to' if is_new else 'as they are in'} {file}")
    if failed:
        sys.exit(FAILED)
