"""What `journeybook check` does."""

from __future__ import annotations

import gc
import posixpath
import sys
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from journeybook.checks.report_options import Profile, ReportFormat
from journeybook.checks.reports.integrations import rdjson_report
from journeybook.checks.reports.text_report import REPORTS, fixes_hint, full_report, statistics, summary
from journeybook.checks.settings import FILES, Settings, SettingsError, read_settings, settings_of
from journeybook.checks.severity import judged
from journeybook.cli.changed_files import changed_files
from journeybook.cli.color import coloured
from journeybook.cli.progress_bar import progress
from journeybook.cli.terminal import deliver, named_layout, place_prefix, tell_owner
from journeybook.cli.watch import changes
from journeybook.diagnostics import Diagnostic, Severity, arranged
from journeybook.docs_pages import check_docs
from journeybook.doctor.site_host import host_findings
from journeybook.history.baseline import Baseline
from journeybook.portal.check_cache import CheckCache, load_check_cache, save_check_cache
from journeybook.portal.docs_cache import DocsCache
from journeybook.portal.portal import Portal, read_portal
from journeybook.sources.limits import PageLimits
from journeybook.sources.portal_location import PortalLocation
from journeybook.sources.site_settings import plain_docs
from journeybook.text.characters import printable

FOUND, WRONG = 1, 2
"""Exit statuses: a finding reaches --fail-on; usage or settings are wrong."""


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Options of a check: rules, output, failing level, and whether the cache is used."""

    format: ReportFormat
    fail_on: Severity
    profile: Profile | None
    select: str | None
    ignore: str | None
    changed_since: str | None
    counted: bool
    remembering: bool

    def settings(self, root: Path) -> Settings:
        """The portal's settings, overridden by the command line; raises SettingsError."""
        given: dict[str, Any] = {}
        if self.profile:
            given["profile"] = self.profile.value
        for name, rules in (("select", self.select), ("ignore", self.ignore)):
            if rules is not None:
                given[name] = [each.strip() for each in rules.split(",") if each.strip()]
        settings = read_settings(root)
        made = settings_of(given, "the command line", settings)
        return replace(made, ignore=made.ignore | settings.ignore)


@dataclass(frozen=True, slots=True)
class FixOptions:
    """How fixes are made: whether unsafe ones are included, and whether files are written."""

    unsafe: bool
    write: bool


def check(path: Path | None, wanted: CheckOptions, mending: FixOptions | None) -> None:
    """Print the findings and exit with the status of the command.

    With `mending`, apply the fixes or print them first.
    """
    layout = named_layout(path)
    root = layout.root
    changed = changed_files(layout, wanted.changed_since) if wanted.changed_since is not None else None
    past = changed.past() if changed else None
    try:
        settings = wanted.settings(root)
        if changed and changed.limits:
            # A proposal cannot raise the limits that its own check is subject to.
            settings = replace(settings, limits=settings.limits.lowered(changed.limits))
        if mending:
            portal = _mended(layout, settings, mending, past)
            if portal is None:
                return
        else:
            portal = _read(layout, settings, past, remembering=wanted.remembering, forgetting=True)
        portal = _with_docs(portal, layout, settings.limits, remembering=wanted.remembering)
        portal = _with_host(portal, layout, settings)
        found = [each for each in portal.diagnostics if _concerns(each, changed.files if changed else None)]
        text = statistics(found) if wanted.counted else _report(found, portal, wanted.format, layout)
    except SettingsError as fault:
        click.echo(f"Error: {fault}", err=True)
        sys.exit(WRONG)
    deliver(text, None, commands=wanted.format is ReportFormat.GITHUB and not wanted.counted)
    tell_owner(layout)
    if any(each.severity.reaches(wanted.fail_on) for each in found):
        sys.exit(FOUND)


def checked_maps(layout: PortalLocation) -> Portal:
    """The portal as `journeybook check` reads it, without its pages; raises SettingsError."""
    return _read(layout, read_settings(layout.root), None, remembering=True)


def keep_checking(path: Path | None, wanted: CheckOptions) -> None:
    """Report after every change until interrupted; wrong settings are reported only."""
    layout = named_layout(path)
    root = layout.root
    memory = load_check_cache(root) if wanted.remembering else CheckCache()
    gc.enable()  # `main` disables it, and this may run for days
    for _ in changes(root, layout.maps, layout.docs, *FILES):
        if coloured():
            click.clear()
        try:
            settings = wanted.settings(root)
            portal = read_portal(root, layout.maps, settings, docs=layout.docs, cache=memory)
            portal = _with_docs(portal, layout, settings.limits, remembering=wanted.remembering)
            portal = _with_host(portal, layout, settings)
            memory.start_next()
        except SettingsError as fault:
            click.echo(f"Error: {fault}", err=True)
            continue
        text = _report(list(portal.diagnostics), portal, wanted.format, layout)
        deliver(text, None, commands=wanted.format is ReportFormat.GITHUB)


def _with_docs(portal: Portal, layout: PortalLocation, limits: PageLimits, *, remembering: bool) -> Portal:
    """The portal with the findings of its hand-written pages, cached if `remembering`."""
    cache = None
    if remembering:
        cache = DocsCache(layout.root, portal.texts, portal.library.federation.digest)
    docs = check_docs(
        layout.docs_folder,
        layout.docs,
        portal.library,
        limits=limits,
        plain=plain_docs(layout.settings.docs if layout.settings else None),
        cache=cache,
    )
    if cache:
        cache.save()
    if not docs.findings:
        return portal
    return replace(
        portal,
        diagnostics=arranged([*portal.diagnostics, *docs.findings]),
        texts={**portal.texts, **docs.texts},
    )


def _with_host(portal: Portal, layout: PortalLocation, settings: Settings) -> Portal:
    """The portal with the findings about the program that builds its site."""
    found = judged(host_findings(layout.root), settings, {})
    return replace(portal, diagnostics=arranged([*portal.diagnostics, *found])) if found else portal


def _read(
    layout: PortalLocation,
    settings: Settings,
    past: Baseline | None,
    *,
    remembering: bool,
    forgetting: bool = False,
) -> Portal:
    """The portal, read with the cached findings of unchanged maps if `remembering`."""
    memory = load_check_cache(layout.root) if remembering else CheckCache()
    with progress("Checking") as on_progress:
        portal = read_portal(
            layout.root,
            layout.maps,
            settings,
            docs=layout.docs,
            cache=memory,
            past=past,
            on_progress=on_progress,
            forgetting=forgetting,
        )
    if remembering:
        save_check_cache(layout.root, memory)
    return portal


def _concerns(each: Diagnostic, changed: Collection[str] | None) -> bool:
    """Whether a finding is shown: any in a changed file, and errors, which may be caused by one."""
    return changed is None or each.severity is Severity.ERROR or each.place.file in changed


def _mended(
    layout: PortalLocation, settings: Settings, mending: FixOptions, past: Baseline | None
) -> Portal | None:
    """The portal after all fixes; None if they were only printed."""
    # Imported here because most checks fix nothing.
    from journeybook.portal.repair import difference, repair, write_repair  # noqa: PLC0415

    with progress("Checking") as on_progress:
        repaired = repair(
            layout.root,
            layout.maps,
            settings,
            docs=layout.docs,
            unsafe=mending.unsafe,
            past=past,
            on_progress=on_progress,
        )
    files = len(repaired.files)
    what = (
        f"{repaired.made} fix{'' if repaired.made == 1 else 'es'} in {files} file{'' if files == 1 else 's'}"
    )
    if not mending.write:
        deliver(_printable_lines(difference(repaired, place_prefix(layout.root))), None)
        click.echo(f"{what} would be made" if files else "nothing to fix", err=True)
        if files:
            sys.exit(FOUND)
        return None
    try:
        write_repair(layout.root, repaired)
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        raise click.UsageError(f"a file cannot be written: {reason}") from None
    if files:
        click.echo(f"made {what}", err=True)
    return repaired.portal


def _printable_lines(text: str) -> str:
    return "".join(f"{printable(line)}\n" for line in text.split("\n")[:-1])


_OF_REPOSITORY = frozenset({ReportFormat.GITHUB, ReportFormat.GITLAB, ReportFormat.SARIF})
"""Formats read by hosts, which name files by their path from the top of the repository."""


def _report(
    diagnostics: list[Diagnostic], portal: Portal, format_: ReportFormat, layout: PortalLocation
) -> str:
    prefix = place_prefix(layout.root)

    def shown(file: str) -> str:
        if format_ in _OF_REPOSITORY and layout.top:
            return layout.from_top(file)
        return posixpath.normpath(f"{prefix}{file}")

    found = [replace(each, place=each.place._replace(file=shown(each.place.file))) for each in diagnostics]
    texts = {shown(file): text for file, text in portal.texts.items()}
    if format_ is ReportFormat.RDJSON:
        return rdjson_report(found, texts)
    if format_ is not ReportFormat.FULL:
        return REPORTS[format_](found)
    report = full_report(found, texts, colour=coloured())
    hint = fixes_hint(found)
    return (
        report
        + ("\n" if report else "")
        + summary(found, portal.counted)
        + (f" {hint}" if hint else "")
        + "\n"
    )
