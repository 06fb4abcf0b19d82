"""What `journeybook rollback` does."""

from __future__ import annotations

import json
from pathlib import Path

from journeybook.cli.site_target import faults_told, portal_at, shown, site_target
from journeybook.cli.terminal import deliver
from journeybook.publication.publication import kept_sites, roll_back
from journeybook.publication.work_folder import KeptSite


def list_sites(folder: Path, site: Path | None, *, as_json: bool) -> None:
    """Print the current site and the earlier ones that are kept."""
    with faults_told():
        target = site_target(portal_at(folder), site)
    sites = kept_sites(target)
    if as_json:
        deliver(_json({"site": str(target.path), "sites": [_entry(each) for each in sites]}), None)
    elif sites:
        deliver("".join(f"{_line(each)}\n" for each in sites), None)
    else:
        deliver(f"There is no site at {shown(target.path)}.\n", None)


def return_to(folder: Path, site: Path | None, to: str | None, *, wait: float, as_json: bool) -> None:
    """Publish an earlier site again in the place of the current one, and print which."""
    with faults_told():
        target = site_target(portal_at(folder), site)
        found = roll_back(target, to, wait=wait)
    if as_json:
        deliver(_json({"site": str(target.path), "id": found.id}), None)
    else:
        deliver(f"{shown(target.path)} is the site of {_day(found)} again ({found.id}).\n", None)


def _line(site: KeptSite) -> str:
    return f"{site.id}  published {_day(site)}{'  stands now' if site.current else ''}"


def _day(site: KeptSite) -> str:
    return f"{site.when:%Y-%m-%d %H:%M:%S} UTC"


def _entry(site: KeptSite) -> dict[str, object]:
    return {"id": site.id, "published": f"{site.when:%Y-%m-%dT%H:%M:%SZ}", "current": site.current}


def _json(output: dict[str, object]) -> str:
    return json.dumps(output, ensure_ascii=False, indent=2) + "\n"
