"""What `journeybook check-site` does."""

from __future__ import annotations

import posixpath
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from journeybook.checks.report_options import ReportFormat
from journeybook.checks.reports.limits import limited
from journeybook.checks.reports.text_report import REPORTS, full_report
from journeybook.cli.color import coloured
from journeybook.cli.terminal import deliver, place_prefix
from journeybook.diagnostics import Diagnostic
from journeybook.site.content_policy import EXTENSIBLE, policy, source
from journeybook.site.site_check import Allowed, check_site
from journeybook.sources.site_settings import SiteSettings, read_settings_file, read_site_settings
from journeybook.text.characters import printable

FOUND = 1
"""Exit status if the site has findings. Wrong usage ends with 2."""


def check_built_site(
    folder: Path, config: Path | None, endings: Sequence[str], format_: ReportFormat
) -> None:
    """Print the findings in a built site, and end with 1 if there are any."""
    if not folder.is_dir():
        raise click.UsageError(
            f"{printable(str(folder))} is no folder; name the one of a built site, such as `site`"
        )
    allowed = replace(
        allowed_by(_settings(config)), endings=frozenset(each.lower().lstrip(".") for each in endings)
    )
    if allowed.policy is None:
        click.echo("note: `policy` is switched off in the settings, so only files are checked", err=True)
    try:
        found = check_site(folder, allowed)
    except OSError as fault:
        name, reason = str(fault.filename or folder), (fault.strerror or "no reason is given").lower()
        raise click.UsageError(f"{printable(name)} cannot be read: {reason}") from None
    deliver(_report(found, folder, format_), None)
    if found:
        sys.exit(FOUND)


def allowed_by(settings: SiteSettings | None) -> Allowed:
    """What the settings of a site allow in it; without settings, what every portal may hold."""
    if settings is None:
        return Allowed()
    scripts = frozenset(each.removeprefix("/") for each in settings.scripts)
    if settings.policy == "off":
        return Allowed(None, scripts)
    additions = settings.policy if isinstance(settings.policy, dict) else {}
    written = {
        name: [made for each in sources if (made := source(each)) is not None]
        for name, sources in additions.items()
        if name in EXTENSIBLE
    }
    return Allowed(policy(written), scripts)


def _settings(config: Path | None) -> SiteSettings | None:
    if config is None:
        return read_site_settings(Path.cwd())
    found = read_settings_file(config) if config.is_file() else None
    if found is None:
        raise click.UsageError(f"{printable(str(config))} holds no settings of a site that can be read")
    return found


def _report(found: Sequence[Diagnostic], folder: Path, format_: ReportFormat) -> str:
    prefix = place_prefix(folder)
    placed = [
        replace(each, place=each.place._replace(file=posixpath.normpath(f"{prefix}{each.place.file}")))
        for each in found
    ]
    if format_ is not ReportFormat.FULL:
        return REPORTS[format_](placed)
    report = full_report(limited(placed), colour=coloured())
    files = len({each.place.file for each in found})
    if not found:
        return "Nothing is wrong with the site.\n"
    things = f"{len(found):,} mistake{'' if len(found) == 1 else 's'}"
    return f"{report}\nFound {things} in {files:,} file{'' if files == 1 else 's'} of the site.\n"
