"""`journeybook check`: all findings in all sources, and their fixes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import click

from journeybook.checks.report_options import Profile, ReportFormat
from journeybook.cli.color import colour_option
from journeybook.diagnostics import Severity


def _choice(kind: type[StrEnum]) -> click.Choice[str]:
    return click.Choice([each.value for each in kind])


@click.command(name="check", short_help="Check maps and say what is wrong where.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
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
    help="Errors of all files, everything else only of files changed since this revision of git, and ids that were "
    "renamed since and do not say so.",
)
@click.option("--watch", is_flag=True, help="Check again after every change, until it is interrupted.")
@click.option(
    "--statistics", "counted", is_flag=True, help="A line for each rule that is broken, and how often."
)
@click.option("--no-cache", is_flag=True, help="Read every map, whatever an earlier check remembers of it.")
@colour_option
def command(
    path: Path | None,
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
    """Check a folder of maps, or the portal that holds one with its pages, and say what is wrong
    where.

    Ends with 0 where nothing reaches the level of --fail-on, with 1 where something does (with
    --diff: where something would be fixed), with 2 for wrong usage and with 3 for a fault of our
    own. Which rules count is set in `journeybook.toml`.
    """
    if unsafe_fixes and not (fix or only_diff):
        raise click.UsageError("--unsafe-fixes goes with --fix or --diff")
    if watch and (fix or only_diff or format_ not in (ReportFormat.FULL, ReportFormat.CONCISE)):
        raise click.UsageError(
            "--watch goes with the formats for people, and neither with --fix nor with --diff"
        )
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.check import CheckOptions, FixOptions, check, keep_checking  # noqa: PLC0415

    wanted = CheckOptions(
        ReportFormat(format_),
        Severity(fail_on),
        Profile(profile) if profile else None,
        select,
        ignore,
        changed_since,
        counted=counted,
        remembering=not no_cache,
    )
    if watch:
        keep_checking(path, wanted)
    else:
        check(path, wanted, FixOptions(unsafe_fixes, write=not only_diff) if fix or only_diff else None)
