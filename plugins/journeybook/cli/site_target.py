"""The site that a command publishes: where it is, and how its faults end."""

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
"""Exit status where the machine is in the way."""


def portal_at(folder: Path) -> PortalLocation:
    """The portal in a folder; wrong usage where the folder has no settings of a site."""
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
    """The target that is named, else the one of the settings; TargetError where it must not be one."""
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
    """Let a fault of publishing end the command in one line: 1 for the site, 2 for the target, 3 for the machine."""
    try:
        yield
    except TargetError as fault:
        raise click.UsageError(str(fault)) from None
    except PublicationError as fault:
        refusal = SourceRefusal if isinstance(fault, RejectedError) else _MachineRefusal
        raise refusal(str(fault)) from None


class SourceRefusal(click.ClickException):
    """Sources or a built site that cannot be published, as one line."""

    exit_code = 1


class _MachineRefusal(click.ClickException):
    """What the machine does not allow, as one line."""

    exit_code = MACHINE


def shown(path: Path) -> str:
    """A path as messages have it: from the working folder where it lies below it."""
    try:
        way = os.path.relpath(path)
    except ValueError:  # on another drive of Windows
        way = str(path)
    return printable(str(path) if way.startswith("..") else way)
