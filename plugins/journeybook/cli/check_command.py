"""`journeybook check`: every mistake of every source, at once, and the repair of those that can be repaired."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from journeybook.checks.formats import rdjson_report
from journeybook.checks.memory import Memory, recalled, remembered
from journeybook.checks.report import REPORTS, ReportFormat, fixes_hint, full_report, statistics, summary
from journeybook.checks.settings import FILES, Profile, Settings, SettingsError, read_settings, settings_of
from journeybook.cli.changed_files import changed_files
from journeybook.cli.colour import colour_option, coloured
from journeybook.cli.progress import progress
from journeybook.cli.terminal import deliver, place_prefix, source_folder
from journeybook.cli.watching import changes
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.portal import Portal, read_portal
from journeybook.sources.characters import printable

FOUND, WRONG = 1, 2
"""Exit status where a finding reaches the level, and where usage or settings are wrong."""


def _choice(kind: type[Any]) -> click.Choice[str]:
    return click.Choice([each.value for each in kind])


@click.command(name="check", short_help="Check maps and say what is wrong where.")
@click.argument("path", default="maps", type=click.Path(path_type=Path))
@click.option("--fix", is_flag=True, help="Mend what can only mean one thing, and write it.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix or --diff: mend what is only probably meant, too."
)
@click.option("--diff", "only_diff", is_flag=True, help="Show what --fix would change, and write nothing.")
@click.option(
    "--format",
    "format_",
    type=_choice(ReportFormat),
    default=ReportFormat.FULL.value,
    show_default=True,
    help="In full with excerpts, a line each, or for programs.",
)
@click.option(
    "--fail-on",
    type=_choice(Severity),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least level that makes the check fail.",
)
@click.option(
    "--profile", type=_choice(Profile), help="How strict advice is; by default each map's status says so."
)
@click.option("--select", metavar="RULES", help="Only these rules beside errors, such as JB5,missing-owner.")
@click.option("--ignore", metavar="RULES", help="Not these rules.")
@click.option(
    "--changed-since",
    metavar="REVISION",
    help="Errors of all files, everything else only of files changed since this revision of git.",
)
@click.option("--watch", is_flag=True, help="Check again after every change, until it is interrupted.")
@click.option(
    "--statistics", "counted", is_flag=True, help="A line for each rule that is broken, and how often."
)
@click.option("--no-cache", is_flag=True, help="Read every map, whatever an earlier check remembers of it.")
@colour_option
def command(
    path: Path,
    *,
    fix: bool,
    unsafe_fixes: bool,
    only_diff: bool,
    format_: str,
    fail_on: str,
    profile: str | None,
    select: str | None,
    ignore: str | None,
    changed_since: str | None,
    watch: bool,
    counted: bool,
    no_cache: bool,
) -> None:
    """Check a folder of maps, or the portal that holds one, and say what is wrong where.

    Ends with 0 where nothing reaches the level of --fail-on, with 1 where something does (with --diff: where
    something would be fixed), with 2 for wrong usage and with 3
    for a fault of our own. Which rules count is set in `journeybook.toml`.
    """
    if unsafe_fixes and not (fix or only_diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if watch and (fix or only_diff or format_ not in (ReportFormat.FULL, ReportFormat.CONCISE)):
        raise click.UsageError(
            "--watch goes with the formats for people, and neither with --fix nor with --diff"
        )
    root, maps = source_folder(path)
    if watch:
        memory = Memory() if no_cache else recalled(root)
        _watch(root, maps, lambda: _settings(root, profile, select, ignore), ReportFormat(format_), memory)
        return
    changed = changed_files(root, maps, changed_since) if changed_since is not None else None
    try:
        settings = _settings(root, profile, select, ignore)
        if fix or only_diff:
            portal = _mended(root, maps, settings, unsafe=unsafe_fixes, write=not only_diff)
            if portal is None:
                return
        else:
            portal = _read(root, maps, settings, remembering=not no_cache)
        found = [each for each in portal.diagnostics if _concerns(each, changed)]
        text = (
            statistics(found)
            if counted
            else _report(found, portal, ReportFormat(format_), place_prefix(root))
        )
    except SettingsError as fault:
        click.echo(f"Error: {fault}", err=True)
        sys.exit(WRONG)
    deliver(text, None)
    if any(each.severity.reaches(Severity(fail_on)) for each in found):
        sys.exit(FOUND)


def _read(root: Path, maps: str, settings: Settings, *, remembering: bool) -> Portal:
    """The portal, with what an earlier check remembers of the maps that did not change since."""
    memory = recalled(root) if remembering else Memory()
    with progress("Checking") as tell:
        portal = read_portal(root, maps, settings, memory=memory, tell=tell)
    if remembering:
        remembered(root, memory)
    return portal


def _watch(
    root: Path, maps: str, settings: Callable[[], Settings], format_: ReportFormat, memory: Memory
) -> None:
    """Report after every change; a mistake in the settings is reported too and ends nothing."""
    gc.enable()  # this one may run for days
    for _ in changes(root, maps, *FILES):
        if coloured():
            click.clear()
        try:
            portal = read_portal(root, maps, settings(), memory=memory)
            memory.turn()
        except SettingsError as fault:
            click.echo(f"Error: {fault}", err=True)
            continue
        deliver(_report(list(portal.diagnostics), portal, format_, place_prefix(root)), None)


def _settings(root: Path, profile: str | None, select: str | None, ignore: str | None) -> Settings:
    """The portal's settings, with what the command line says on top."""
    given: dict[str, Any] = {}
    if profile:
        given["profile"] = profile
    for name, rules in (("select", select), ("ignore", ignore)):
        if rules is not None:
            given[name] = [each.strip() for each in rules.split(",") if each.strip()]
    settings = read_settings(root)
    made = settings_of(given, "the command line", settings)
    return replace(made, ignore=made.ignore | settings.ignore)


def _concerns(each: Diagnostic, changed: Collection[str] | None) -> bool:
    """Whether a finding is shown: a change may break what stands in another file, so errors always are."""
    return changed is None or each.severity is Severity.ERROR or each.place.file in changed


def _mended(root: Path, maps: str, settings: Settings, *, unsafe: bool, write: bool) -> Portal | None:
    """The portal with every fix, None where they were only to be shown."""
    # Imported where something is to be fixed: most checks only look.
    from journeybook.repair import difference, repair, write_repair  # noqa: PLC0415

    with progress("Checking") as tell:
        repaired = repair(root, maps, settings, unsafe=unsafe, tell=tell)
    files = len(repaired.files)
    what = (
        f"{repaired.made} fix{'' if repaired.made == 1 else 'es'} in {files} file{'' if files == 1 else 's'}"
    )
    if not write:
        deliver(_printable_lines(difference(repaired, place_prefix(root))), None)
        click.echo(f"{what} would be made" if files else "nothing to fix", err=True)
        if files:
            sys.exit(FOUND)
        return None
    try:
        write_repair(root, repaired)
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        raise click.UsageError(f"a file cannot be written: {reason}") from None
    if files:
        click.echo(f"made {what}", err=True)
    return repaired.portal


def _printable_lines(text: str) -> str:
    return "".join(f"{printable(line)}\n" for line in text.split("\n")[:-1])


def _report(diagnostics: list[Diagnostic], portal: Portal, format_: ReportFormat, prefix: str) -> str:
    found = [_moved(each, prefix) for each in diagnostics]
    texts = {f"{prefix}{file}": text for file, text in portal.texts.items()}
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


def _moved(each: Diagnostic, prefix: str) -> Diagnostic:
    return replace(each, place=replace(each.place, file=f"{prefix}{each.place.file}")) if prefix else each
