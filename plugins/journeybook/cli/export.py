"""What `journeybook export` does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import click

from journeybook.checks.reports.text_report import full_report
from journeybook.cli.progress_bar import progress
from journeybook.cli.terminal import portal_layout
from journeybook.diagnostics import Diagnostic, Place, Severity, arranged
from journeybook.drawing.palette import Scheme
from journeybook.exporters.export_formats import PICTURES, ExportFormat
from journeybook.exporters.exporter import ExportedFile, Exporter, ExportError, ExportOptions, exporter_of
from journeybook.history.build_date import BuildDateError, build_date
from journeybook.i18n.catalog import language_in_use, use_language
from journeybook.library.lookup import UnknownNameError, find
from journeybook.library.objects import Kind, Library
from journeybook.pages.portfolio import Portfolio
from journeybook.rules import import_rules
from journeybook.sources.loading import load
from journeybook.sources.portal_location import PortalLocation
from journeybook.sources.text_file import symbolic_link
from journeybook.text.characters import printable, visible
from journeybook.text.suggestions import nearest

FOUND = 1
"""Exit status if a file could not be written. Wrong usage ends with 2."""

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """The format, the ids of maps (none for all), where to write, and what pictures show."""

    format: ExportFormat
    ids: tuple[str, ...]
    out: str
    force: bool
    stage: str | None
    curve: bool
    scheme: str | None
    width: int | None
    template: Path | None = None

    @property
    def picture_options(self) -> tuple[str, ...]:
        """The options of pictures that are given."""
        given = {
            "--stage": self.stage is not None,
            "--curve": self.curve,
            "--scheme": self.scheme is not None,
            "--width": self.width is not None,
        }
        return tuple(name for name, is_given in given.items() if is_given)


def export_maps(request: ExportRequest, maps: Path | None) -> None:
    """Write the maps and print what was written; ends with 1 after a failure.

    Raises click.UsageError.
    """
    if request.picture_options and request.format not in PICTURES:
        listed = " and ".join(sorted(PICTURES))
        raise click.UsageError(f"{request.picture_options[0]} is for pictures; the formats are {listed}")
    if request.template and request.format is not ExportFormat.PPTX:
        raise click.UsageError("--template is for pptx")
    layout = portal_layout(maps)
    with progress("Reading maps") as on_progress:
        library = load(layout.root, layout.maps, on_progress=on_progress).library
    keys = _keys(request, library)
    options = _options(request, keys, library)
    with _as_usage_errors(request.format):
        exporter = exporter_of(request.format)
    to_folder = _is_folder(request, exporter, keys)
    findings: list[Diagnostic] = []
    portfolio = _portfolio(layout, library)
    with _site_language(layout), _as_usage_errors(request.format):
        for file in exporter.write(portfolio, keys, options):
            findings.extend(file.findings)
            if request.out == STDOUT:
                sys.stdout.buffer.write(file.content)
                sys.stdout.buffer.flush()
            else:
                path = Path(request.out) / file.name if to_folder else Path(request.out)
                findings.extend(_write(file, path, force=request.force))
    if findings:
        click.echo(full_report(arranged(findings), {}), err=True)
    if any(each.severity is Severity.ERROR for each in findings):
        sys.exit(FOUND)


def _keys(request: ExportRequest, library: Library) -> tuple[str, ...]:
    """The ids of the maps to write, each once; all listed ones where none is named."""
    if not request.ids:
        keys = tuple(key for key, journey in library.journeys.items() if journey.listed)
        if not keys:
            raise click.UsageError("there is no map to write; `journeybook new journey` starts one")
        return keys
    return tuple(dict.fromkeys(_key(text, library) for text in request.ids))


def _key(text: str, library: Library) -> str:
    if text in library.journeys:
        return text
    try:
        name = find(text, library)
    except UnknownNameError as fault:
        if ":" in text:
            raise click.UsageError(str(fault)) from None
        try:  # among maps only, for a suggestion that is a map
            name = find(f"{Kind.JOURNEY.value}:{text}", library)
        except UnknownNameError as of_maps:
            raise click.UsageError(str(of_maps)) from None
    if name.sort != Kind.JOURNEY.value:
        raise click.UsageError(f"`{printable(text)[:80]}` is {name.said}, and only maps can be exported")
    if name.step:
        raise click.UsageError(f"name the map `{name.id}`, and its stage with `--stage {name.step}`")
    return name.id


def _options(request: ExportRequest, keys: tuple[str, ...], library: Library) -> ExportOptions:
    if request.stage is not None:
        if len(keys) > 1:
            raise click.UsageError("--stage is for one map; name it")
        stages = {stage.id or "": stage.title for stage in library.journeys[keys[0]].stages}
        if request.stage not in stages:
            meant = nearest(request.stage, stages)
            way = f"did you mean `{meant}`?" if meant else f"it has {', '.join(stages) or 'none'}"
            raise click.UsageError(
                f"the map `{keys[0]}` has no stage `{printable(request.stage)[:80]}`; {way}"
            )
    return ExportOptions(
        request.stage,
        curve=request.curve,
        scheme=cast("Scheme", request.scheme or "light"),
        width=request.width,
    )


def _is_folder(request: ExportRequest, exporter: Exporter, keys: tuple[str, ...]) -> bool:
    """Whether --out is a folder; raises click.UsageError if one file is to hold several maps."""
    out = Path(request.out)
    single = request.out == STDOUT or (not out.is_dir() and out.suffix != "")
    if not single:
        return True
    if len(keys) > 1 and not exporter.together:
        what = "the terminal" if request.out == STDOUT else f"`{printable(request.out)}`"
        raise click.UsageError(
            f"{what} can hold one map, and these are {len(keys)}; name one map, or a folder with --out"
        )
    if request.out != STDOUT and out.suffix.lower() != exporter.ending:
        raise click.UsageError(
            f"`{printable(request.out)}` must end in {exporter.ending}, or be a folder that is there"
        )
    return False


def _portfolio(layout: PortalLocation, library: Library) -> Portfolio:
    try:
        day = build_date(layout.maps_folder, library)
    except BuildDateError as fault:
        raise click.UsageError(str(fault)) from None
    settings = layout.settings
    site = settings.site_url if settings else None
    return Portfolio(
        library,
        (settings.name if settings else None) or "Journeys",
        today=day,
        site_url=f"{site.rstrip('/')}/" if site else None,
        folders=layout.folders,
    )


@contextmanager
def _site_language(layout: PortalLocation) -> Iterator[None]:
    """Messages in the language of the site, as its pages have them."""
    before = language_in_use()
    use_language((layout.settings.language if layout.settings else None) or before)
    try:
        yield
    finally:
        use_language(before)


@contextmanager
def _as_usage_errors(format_: ExportFormat) -> Iterator[None]:
    try:
        yield
    except ExportError as fault:
        raise click.UsageError(str(fault)) from None
    except ModuleNotFoundError as fault:
        if (fault.name or "").partition(".")[0] == "journeybook":
            raise
        raise click.UsageError(
            f"{format_} needs the package {fault.name}, which is not installed; "
            "install journeybook with its extra `export`: pip install 'journeybook[export]'"
        ) from None


def _write(file: ExportedFile, path: Path, *, force: bool) -> Iterator[Diagnostic]:
    """Write a file and print its name; yields a finding if it cannot be written."""
    name = visible(path.as_posix())
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            yield symbolic_link(name)
            return
        # Mode `x` refuses existing files.
        with path.open("wb" if force else "xb") as stream:
            stream.write(file.content)
    except FileExistsError:
        yield import_rules.not_written.at(
            Place(name),
            "the file is there already",
            "name another folder with --out, or write over it with --force",
        )
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        yield import_rules.not_written.at(Place(name), f"the file cannot be written: {reason}")
    else:
        click.echo(f"wrote {name}")
