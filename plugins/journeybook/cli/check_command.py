"""`journeybook check`: every mistake of every source, at once."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path

import click

from journeybook.checks.report import REPORTS, ReportFormat, full_report, summary
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.portal import Portal, read_portal
from journeybook.sources.characters import printable, visible
from journeybook.sources.kinds import KIND_FOLDERS

FOUND, INTERNAL = 1, 3
"""Exit status where a finding reaches the level, and where the fault is ours. Wrong usage ends with 2."""


@click.command(name="check", short_help="Check maps and say what is wrong where.")
@click.argument("path", default="maps", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in ReportFormat]),
    default=ReportFormat.FULL.value,
    show_default=True,
    help="In full with excerpts, a line each, as JSON, or as commands for GitHub's pages.",
)
@click.option(
    "--fail-on",
    type=click.Choice([each.value for each in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least level that makes the check fail.",
)
def command(path: Path, format_: str, fail_on: str) -> None:
    """Check a folder of maps, or the portal that holds one, and say what is wrong where.

    Ends with 0 where nothing reaches the level of --fail-on, with 1 where something does, with 2 for wrong usage.
    """
    root, maps = _folder(path)
    try:
        portal = read_portal(root, maps)
        text = _report(portal, ReportFormat(format_), _prefix(root))
    except Exception as fault:  # noqa: BLE001 (whatever it is, it is our fault and must not look like the author's)
        click.echo(f"journeybook: internal error, please report it: {printable(repr(fault))[:300]}", err=True)
        sys.exit(INTERNAL)
    _write(text)
    level = Severity(fail_on)
    if any(each.severity.reaches(level) for each in portal.diagnostics):
        sys.exit(FOUND)


def _folder(path: Path) -> tuple[Path, str]:
    """The portal's root and the name of its folder of maps."""
    if not path.is_dir():
        what = "is no folder" if path.exists() else "does not exist"
        raise click.UsageError(f"{printable(str(path))} {what}; name a folder of maps, such as `maps`")
    inner = path / "maps"
    if inner.is_dir() and not any((path / folder).is_dir() for folder in KIND_FOLDERS):
        return path, "maps"
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (resolving would follow links)
    if path.name in ("", "..") or not whole.name:
        path = whole
    return path.parent, path.name


def _prefix(root: Path) -> str:
    """What stands between the working folder and the root, so that the places printed can be opened."""
    prefix = os.path.relpath(root).replace(os.sep, "/")
    return "" if prefix == "." else f"{visible(prefix)}/"


def _report(portal: Portal, format_: ReportFormat, prefix: str) -> str:
    found = [_moved(each, prefix) for each in portal.diagnostics]
    if format_ is not ReportFormat.FULL:
        return REPORTS[format_](found)
    texts = {f"{prefix}{file}": text for file, text in portal.texts.items()}
    report = full_report(found, texts, colour=_coloured())
    return report + ("\n" if report else "") + summary(found, portal.counted) + "\n"


def _moved(each: Diagnostic, prefix: str) -> Diagnostic:
    return replace(each, place=replace(each.place, file=f"{prefix}{each.place.file}")) if prefix else each


def _coloured() -> bool:
    """Whether to print in colour: on a terminal, unless the reader asked for none."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(text: str) -> None:
    """Print, whatever the encoding of the terminal is."""
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stdout.flush()
