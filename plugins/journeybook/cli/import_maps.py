"""What `journeybook import` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from journeybook.checks.reports.text_report import full_report
from journeybook.cli.progress_bar import progress
from journeybook.cli.terminal import portal_layout
from journeybook.diagnostics import Diagnostic, Place, Severity, arranged
from journeybook.exchange.import_plan import ImportPlan, plan_import, refusal_of
from journeybook.library.objects import Library
from journeybook.portal.portal import read_portal
from journeybook.rules import import_rules
from journeybook.sources.folder import walk_sources
from journeybook.sources.text_file import read_text, symbolic_link
from journeybook.text.characters import printable, visible

FOUND = 1
"""Exit status if something could not be imported. Wrong usage ends with 2."""


def import_files(files: tuple[Path, ...], into: Path | None) -> None:
    """Write the maps in `files` below `into` and print the result; ends with 1 after a failure.

    `into` is the folder of maps, by default that of the portal in the working folder.
    """
    if into is None:
        into = Path(os.path.relpath(portal_layout(None).maps_folder))
    if into.is_symlink():
        raise click.UsageError(f"{printable(str(into))} is a symbolic link; name the folder itself")
    texts: dict[str, str] = {}
    findings: list[Diagnostic] = []
    for path in files:
        file = visible(path.as_posix())
        refused = refusal_of(file)
        text, problems = (None, (refused,)) if refused else read_text(path, file)
        findings.extend(problems)
        if text is not None:
            texts[file] = text
    plan = _plan(texts, into)
    written, unwritten = _write(plan, into)
    findings = list(arranged([*findings, *plan.findings, *unwritten]))
    if findings:
        click.echo(full_report(findings, texts), err=True)
    for name in written:
        click.echo(f"wrote {name}")
    if any(each.severity is Severity.ERROR for each in findings):
        sys.exit(FOUND)


def _plan(texts: Mapping[str, str], into: Path) -> ImportPlan:
    whole = Path(os.path.abspath(into))  # noqa: PTH100 (resolving would follow links)
    if not whole.is_dir():
        return plan_import(texts.items(), Library(), has_vocabulary=False)
    with progress("Reading maps") as on_progress:
        library = read_portal(whole.parent, whole.name, on_progress=on_progress).library
    folder = walk_sources(whole.parent, whole.name)
    taken = [*(each.ref for each in folder.files), *folder.refused.values()]
    has_vocabulary = any(os.path.lexists(whole / f"vocabulary.{ending}") for ending in ("yml", "yaml"))
    return plan_import(texts.items(), library, taken=taken, has_vocabulary=has_vocabulary)


def _write(plan: ImportPlan, into: Path) -> tuple[list[str], list[Diagnostic]]:
    """Write the planned files that do not exist; returns the names written, and findings."""
    written: list[str] = []
    problems: list[Diagnostic] = []
    for each in plan.files:
        path = into / each.path
        name = visible(path.as_posix())
        if path.parent.is_symlink():
            problems.append(symbolic_link(visible(path.parent.as_posix())))
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Mode `x` refuses existing files and links.
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(each.text)
        except OSError as fault:
            reason = (fault.strerror or "no reason is given").lower()
            problems.append(import_rules.not_written.at(Place(name), f"the file cannot be written: {reason}"))
        else:
            written.append(name)
    return written, problems
