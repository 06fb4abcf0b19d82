"""The step in which a new site takes the place of the one that stands."""

from __future__ import annotations

import os
from pathlib import Path

from journeybook.publication.file_system import exchange, sync_folder
from journeybook.publication.work_folder import WorkFolder, id_of


def put_in_place(site: Path, work: WorkFolder, *, as_link: bool) -> bool:
    """Let the target be `site`, a complete site in the work folder, and keep the one that stood.

    A target that is a link is led to the new site by one rename. A folder is exchanged for the new
    one in one step, where the machine offers that; elsewhere it takes two renames, and the value is
    False: between them there is no site for an instant, and a run that is killed in it is mended by
    the next. With `as_link` a folder becomes a link, in one exchange too.
    """
    target = work.target.path
    work.sites.mkdir(mode=0o755, exist_ok=True)
    whole = True
    if as_link or target.is_symlink():
        kept = work.sites / id_of(site)
        if site != kept:
            site.rename(kept)
        sync_folder(work.sites)
        whole = _lead_to(kept, work)
    elif not os.path.lexists(target):
        site.rename(target)
    else:
        whole = _exchange_folders(site, work)
    sync_folder(target.parent)
    sync_folder(work.path)
    return whole


def _lead_to(kept: Path, work: WorkFolder) -> bool:
    target, link = work.target.path, work.next
    link.symlink_to(
        os.path.relpath(kept, target.parent), target_is_directory=True
    )  # right at the target's place
    if target.is_symlink() or not os.path.lexists(target):
        link.replace(target)
    elif exchange(link, target):
        work.file_away(link)  # the folder that stood has this name now
    else:
        target.rename(work.replaced)
        link.replace(target)
        work.file_away(work.replaced)
        return False
    return True


def _exchange_folders(site: Path, work: WorkFolder) -> bool:
    target = work.target.path
    site.rename(work.next)
    if exchange(work.next, target):
        work.file_away(work.next)
        return True
    target.rename(work.replaced)
    work.next.rename(target)
    work.file_away(work.replaced)
    return False
