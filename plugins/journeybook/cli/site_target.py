"""The folder of the site that a command publishes, and the exit statuses of publishing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from journeybook.publication.faults import PublicationError, RejectedError, TargetError
from journeybook.publication.target import REPOSITORY, SOURCES, Target, target_at
from journeybook.sources.portal_location import PortalLocation, locate_portal
from journeybook.text.characters import printable

DEFAULT = "site"
MACHINE = 3
"""Exit status of machine faults."""


def portal_at(folder: Path) -> PortalLocation:
    """The portal in a folder; raises click.UsageError if it has no settings of a site."""
    if not folder.is_dir():
        raise click.UsageError(
            f"{printable(str(folder))} is no folder; name the one with the portal's mkdocs.yml"
        )
    layout = locate_portal(folder)
    if layout.settings is None:
        raise click.UsageError(
            f"there is no mkdocs.yml in {printable(str(layout.root))} that can be read; `journeybook init` makes one"
        )
    return layout


def site_target(layout: PortalLocation, site: Path | None) -> Target:
    """The folder given by the option or the settings; raises TargetError if it must not be one."""
    assert layout.settings is not None
    if site is None and "site_dir" in layout.settings.unknown:
        raise TargetError(
            f"{layout.settings.file} takes `site_dir` from somewhere that only MkDocs looks at: name the folder with --site"
        )
    maps, pages = SOURCES
    protected = {
        "the portal's own folder": layout.root,
        maps: layout.maps_folder,
        pages: layout.docs_folder,
        "your home folder": Path.home(),
        "the working folder": Path.cwd(),
    }
    if layout.top:
        protected |= {"the top of the repository": layout.top, REPOSITORY: layout.top / ".git"}
    return target_at(site or layout.root / (layout.settings.site_dir or DEFAULT), protected)


@contextmanager
def faults_told() -> Iterator[None]:
    """End the command with one line after a fault of publishing.

    The status is 1 for the sources or the site, 2 for the target and 3 for the machine.
    """
    try:
        yield
    except TargetError as fault:
        raise click.UsageError(str(fault)) from None
    except PublicationError as fault:
        refusal = SourceRefusal if isinstance(fault, RejectedError) else _MachineRefusal
        raise refusal(str(fault)) from None


class SourceRefusal(click.ClickException):
    """Sources or a built site that cannot be published; the message is one line."""

    exit_code = 1


class _MachineRefusal(click.ClickException):
    """A machine fault; the message is one line."""

    exit_code = MACHINE


def shown(path: Path) -> str:
    """A path for messages: relative to the working folder if it is below it."""
    try:
        way = os.path.relpath(path)
    except ValueError:  # on another drive of Windows
        way = str(path)
    return printable(str(path) if way.startswith("..") else way)
