"""What `journeybook build` does."""

from __future__ import annotations

import json
import signal
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import click

from journeybook.checks.reports.limits import limited
from journeybook.checks.reports.text_report import full_report, summary
from journeybook.checks.settings import SettingsError
from journeybook.cli.check import checked_maps
from journeybook.cli.check_site import allowed_by
from journeybook.cli.color import coloured
from journeybook.cli.progress_bar import activity
from journeybook.cli.site_target import SourceRefusal, faults_told, portal_at, shown, site_target
from journeybook.cli.terminal import deliver, named_layout
from journeybook.diagnostics import Severity
from journeybook.doctor.environment import INSTALL
from journeybook.doctor.site_host import HostProgram, host_program
from journeybook.processes.process_count import VARIABLE
from journeybook.publication.faults import PublicationError, RejectedError
from journeybook.publication.host_program import HostCall, LogRecord, run_host
from journeybook.publication.publication import Published, publish
from journeybook.publication.target import FRONT_PAGE, Target
from journeybook.site.site_check import check_site
from journeybook.sources.portal_location import PortalLocation
from journeybook.text.characters import printable

POLICY_NAME = "Content-Security-Policy"

TERMINATED = 143
"""Exit status after SIGTERM."""

_COLOURS = {"WARNING": "yellow", "ERROR": "red", "CRITICAL": "red"}


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a site is built and published.

    `directories` is whether addresses may end in a folder, `wait` the seconds to wait for another
    build.
    """

    site: Path | None
    strict: bool
    keep: int
    as_link: bool
    directories: bool
    wait: float
    verbose: bool
    as_json: bool
    jobs: int | None = None
    """The number of processes, None for what the settings say."""
    endings: tuple[str, ...] = ()
    """Endings of files that the site may hold in addition to those of every portal."""


def build_site(folder: Path, wanted: BuildOptions) -> None:
    """Check the maps, build the site, publish it and print the result; faults end the command."""
    signal.signal(signal.SIGTERM, _end)
    start = time.monotonic()
    with faults_told():
        layout = portal_at(folder)
        target = site_target(layout, wanted.site)
        host = host_program(layout.root)
        if host is None:
            raise PublicationError(f"neither MkDocs nor ProperDocs is installed: {INSTALL}")
        _say_of_maps(layout, wanted)

        def build(staging: Path, lock: int) -> None:
            with activity(f"Building with {host.name}"):
                run_host(
                    HostCall(
                        host.module,
                        host.name,
                        _options(layout, staging, wanted),
                        layout.root,
                        {} if wanted.jobs is None else {VARIABLE: str(wanted.jobs)},
                    ),
                    lock,
                    _Log(wanted),
                )

        def check(staging: Path) -> None:
            with activity("Looking the site over"):
                _check(staging, layout, wanted)

        made = publish(target, build, check, keep=wanted.keep, wait=wanted.wait, as_link=wanted.as_link)
    deliver(
        _json(target, made) if wanted.as_json else _text(target, made, host, time.monotonic() - start), None
    )


def _end(*_: object) -> None:
    sys.exit(TERMINATED)


def _say_of_maps(layout: PortalLocation, wanted: BuildOptions) -> None:
    """Stop with all errors in full if a map has one; print the number of the other findings."""
    if not layout.maps_folder.is_dir():
        named_layout(layout.root)  # raises wrong usage with the reason
    try:
        portal = checked_maps(layout)
    except SettingsError as fault:
        raise click.UsageError(str(fault)) from None
    errors = [each for each in portal.diagnostics if each.severity is Severity.ERROR]
    if errors:
        click.echo(full_report(errors, portal.texts, colour=coloured()), err=True)
        counted = summary(errors, portal.counted).rstrip(".")
        raise SourceRefusal(f"{counted}: nothing was built, and the site that stands was not touched")
    if not wanted.as_json:
        deliver(f"{summary(portal.diagnostics, portal.counted)}\n", None)


def _options(layout: PortalLocation, staging: Path, wanted: BuildOptions) -> tuple[str, ...]:
    assert layout.settings is not None
    options = ["--config-file", str(layout.root / layout.settings.file), "--site-dir", str(staging)]
    if wanted.strict:
        options.append("--strict")
    if not wanted.directories:
        options.append("--no-directory-urls")
    return tuple(options)


class _Log:
    """Prints warnings and errors of the host on stderr, and all of its output if `verbose`."""

    def __init__(self, wanted: BuildOptions) -> None:
        self._wanted = wanted

    def __call__(self, record: LogRecord) -> None:
        if not (self._wanted.verbose or record.level in _COLOURS):
            return
        text = "\n".join(printable(line) for line in record.text.splitlines())
        level = record.level.lower()
        colour = _COLOURS.get(record.level) if coloured() else None
        start = click.style(f"{level}: ", fg=colour, bold=True) if colour else f"{level}: " if level else ""
        click.echo(f"{start}{text}", err=True)


def _check(staging: Path, layout: PortalLocation, wanted: BuildOptions) -> None:
    """Raise RejectedError if the built site holds anything that must not be published."""
    allowed = replace(allowed_by(layout.settings), endings=frozenset(wanted.endings))
    if allowed.policy and POLICY_NAME not in (staging / FRONT_PAGE).read_text("utf-8", errors="replace"):
        # The plugin omits the policy for sites with code of their own, unless its settings require
        # one.
        allowed = replace(allowed, policy=None)
        click.echo(
            "note: the site brings code of its own and has no policy, so only its files are checked", err=True
        )
    found = check_site(staging, allowed)
    if found:
        click.echo(full_report(limited(found), colour=coloured()), err=True)
        count = len(found)
        raise RejectedError(
            f"the built site has {count:,} mistake{'' if count == 1 else 's'}: it is not published, and the site that "
            "stands was not touched"
        )


def _text(target: Target, made: Published, host: HostProgram, seconds: float) -> str:
    size = f"{made.bytes / 1_000_000:.1f} MB"
    lines = [
        f"Published {made.files:,} files ({size}) in {shown(target.path)}, built by {host.name} in {seconds:.0f} s."
    ]
    if made.kept:
        count = len(made.kept)
        what = "The site before is kept" if count == 1 else f"{count} earlier sites are kept"
        lines.append(
            f"{what}: `journeybook rollback` returns to {'it' if count == 1 else 'the last of them'}."
        )
    if not made.whole:
        lines.append(
            "This file system cannot exchange two folders in one step: for an instant there was no site. "
            "With --symlink there always is one."
        )
    return "".join(f"{line}\n" for line in lines)


def _json(target: Target, made: Published) -> str:
    output = {
        "site": str(target.path),
        "id": made.id,
        "files": made.files,
        "bytes": made.bytes,
        "replaced": made.replaced,
        "kept": list(made.kept),
        "in_one_step": made.whole,
    }
    return json.dumps(output, ensure_ascii=False, indent=2) + "\n"
