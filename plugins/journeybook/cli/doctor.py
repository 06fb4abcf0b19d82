"""What `journeybook doctor` does."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from journeybook.cli.ci_recipes import outdated_recipes
from journeybook.cli.color import coloured
from journeybook.cli.schema import stale_files
from journeybook.cli.terminal import deliver
from journeybook.doctor.environment import environment_results
from journeybook.doctor.output import DoctorOutput
from journeybook.doctor.result import Level, Result, advice, ok, problem
from journeybook.doctor.site import site_results
from journeybook.doctor.sources import source_results
from journeybook.editor.editor_files import UnreadableSettingsError
from journeybook.sources.portal_location import PortalLocation, locate_portal
from journeybook.text.characters import printable

FOUND = 1
"""Exit status if there is a problem. Wrong usage ends with 2."""

_COLOURS = {Level.OK: "green", Level.ADVICE: "yellow", Level.PROBLEM: "red"}


def examine(folder: Path, *, as_json: bool) -> None:
    """Print the results of all checks, and end with 1 if one is a problem."""
    if not folder.is_dir():
        raise click.UsageError(
            f"{printable(str(folder))} is no folder; name the one with the portal's mkdocs.yml"
        )
    results = tuple(_results(locate_portal(folder)))
    deliver(_json(results) if as_json else _text(results), None)
    if any(each.level is Level.PROBLEM for each in results):
        sys.exit(FOUND)


def _results(layout: PortalLocation) -> Iterator[Result]:
    yield from environment_results(search=layout.settings is None or layout.settings.search)
    yield from site_results(layout)
    yield from source_results(layout)
    yield from _editor_files(layout)
    yield from _recipes(layout)


def _editor_files(layout: PortalLocation) -> Iterator[Result]:
    if not layout.maps_folder.is_dir():
        return
    try:
        stale = stale_files(layout)
    except UnreadableSettingsError as fault:
        yield problem("editors", f"{fault.file} cannot be read: {fault.message}", "mend that file")
        return
    if not stale:
        yield ok("editors", "they know the ids of this portal")
        return
    named = ", ".join(stale[:3]) + (f" and {len(stale) - 3} more" if len(stale) > 3 else "")
    verb = "is" if len(stale) == 1 else "are"
    yield advice("editors", f"{named} {verb} not up to date", "journeybook schema --write")


def _recipes(layout: PortalLocation) -> Iterator[Result]:
    try:
        outdated = outdated_recipes(layout.root)
    except click.UsageError as fault:
        yield advice("recipes", "there can be none for this folder", fault.message)
        return
    if not outdated:
        yield advice(
            "recipes",
            "nothing checks a proposal or publishes the portal",
            "journeybook ci github --write, or gitlab; also pre-commit",
        )
    for part, files in outdated.items():
        if files:
            named = ", ".join(files)
            yield advice(
                "recipes",
                f"{named} {'differs' if len(files) == 1 else 'differ'} from what this version writes",
                f"journeybook ci {part} --diff shows how",
            )
        else:
            yield ok("recipes", f"those for {part} are what this version writes")


def _json(results: tuple[Result, ...]) -> str:
    output: DoctorOutput = {
        "results": [
            {"topic": each.topic, "level": each.level.value, "message": each.message, "help": each.help}
            for each in results
        ]
    }
    return json.dumps(output, ensure_ascii=False, indent=2) + "\n"


def _text(results: tuple[Result, ...]) -> str:
    width = max(len(each.topic) for each in results)
    lines = []
    for each in results:
        level = f"{each.level:<7}"
        shown = (
            click.style(level, fg=_COLOURS[each.level], bold=each.level is Level.PROBLEM)
            if coloured()
            else level
        )
        lines.append(f"{shown}  {each.topic:<{width}}  {printable(each.message)}")
        if each.help:
            lines.append(f"{'':<{width + 11}}help: {printable(each.help)}")
    return "".join(f"{line}\n" for line in [*lines, "", _summary(results)])


def _summary(results: tuple[Result, ...]) -> str:
    problems = sum(each.level is Level.PROBLEM for each in results)
    better = sum(each.level is Level.ADVICE for each in results)
    if not problems and not better:
        return "All is well."
    found = [f"{problems} problem{'' if problems == 1 else 's'}"] if problems else ["No problem"]
    if better:
        found.append(f"{better} {'thing' if better == 1 else 'things'} that would be better otherwise")
    return f"{', '.join(found)}."
