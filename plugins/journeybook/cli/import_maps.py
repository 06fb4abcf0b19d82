"""What `journeybook import` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from journeybook.checks.reports.text_report import full_report
from journeybook.cli.color import coloured
from journeybook.cli.progress_bar import progress
from journeybook.cli.prompts import can_ask
from journeybook.cli.terminal import portal_layout
from journeybook.diagnostics import Diagnostic, Place, Severity, arranged
from journeybook.exchange.funnels.event_columns import read_mapping
from journeybook.exchange.funnels.funnel_importer import FunnelImporter
from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.import_plan import ImportPlan, plan_import
from journeybook.exchange.importer import FILE_BYTES, Importer, Recognized, SourceFile
from journeybook.exchange.importers import refusal_of
from journeybook.history.difference import compare
from journeybook.history.snapshot import Snapshot
from journeybook.inventory.table_layout import columns
from journeybook.library.objects import Kind, Library, Ref
from journeybook.portal.portal import read_portal
from journeybook.reports.comparison import Comparison
from journeybook.reports.text import text_report
from journeybook.rules import import_rules
from journeybook.sources.folder import walk_sources
from journeybook.sources.markdown.map_writer import write_markdown
from journeybook.sources.text_file import read_bytes, symbolic_link
from journeybook.sources.yaml.comments import comments_of
from journeybook.sources.yaml.writer import write_yaml
from journeybook.text.characters import printable, visible

FOUND = 1
"""Exit status if something could not be imported. Wrong usage ends with 2."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The form of the files (None to recognise it), the mapping file of events, and what may be
    written without a question.
    """

    kind: ImportKind | None = None
    mapping: Path | None = None
    dry_run: bool = False
    yes: bool = False
    apply: bool = False


def import_files(files: tuple[Path, ...], into: Path | None, options: ImportOptions) -> None:
    """Write the maps in `files` below `into` and print the result; ends with 1 after a failure.

    `into` is the folder of maps, by default that of the portal in the working folder.
    """
    if into is None:
        into = Path(os.path.relpath(portal_layout(None).maps_folder))
    if into.is_symlink():
        raise click.UsageError(f"{printable(str(into))} is a symbolic link; name the folder itself")
    sources: list[SourceFile] = []
    findings: list[Diagnostic] = []
    for path in files:
        file = visible(path.as_posix())
        refused = refusal_of(file) if options.kind is None and options.mapping is None else None
        content, problems = (None, (refused,)) if refused else read_bytes(path, file, FILE_BYTES)
        findings.extend(problems)
        if content is not None:
            sources.append(SourceFile(file, content))
    importer: Importer | None = None
    if options.mapping:
        importer, problems = _mapped(options.mapping)
        findings.extend(problems)
        sources = sources if importer else []
    library, plan = _plan(sources, into, options.kind, importer)
    for name, made in plan.maps:
        click.echo(recognition_table(name, made.journey.title, made.recognized), err=True, nl=False)
    for name, item in plan.items:
        click.echo(recognition_table(name, item.item.title, item.recognized), err=True, nl=False)
    findings.extend(plan.findings)
    _report(findings, sources)
    if options.dry_run:
        for each in plan.files:
            click.echo(f"would write {visible((into / each.path).as_posix())}")
        _show_changes(library, plan)
    elif not _may_write(plan, options):
        click.echo("Nothing was written. Run it with --yes to import it with these guesses.", err=True)
        sys.exit(FOUND)
    else:
        written, problems_of_writing = _write(plan, into)
        applied, unapplied = _apply(library, plan, into, options)
        later = [*problems_of_writing, *unapplied]
        _report(later, ())
        findings.extend(later)
        for line in (*(f"wrote {name}" for name in written), *(f"changed {name}" for name in applied)):
            click.echo(line)
    if any(each.severity is Severity.ERROR for each in findings):
        sys.exit(FOUND)


def recognition_table(name: str, title: str, recognized: Sequence[Recognized]) -> str:
    """The table of what was recognised in a file, guesses marked."""
    if not recognized:
        return ""
    rows = [(each.label, each.field, str(each.texts), "" if each.sure else "a guess") for each in recognized]
    table = columns(("in the file", "becomes", "texts", "sure?"), rows, width=None, colour=coloured())
    return f"{printable(name)}: {printable(title)}\n{table}\n"


def _report(findings: Iterable[Diagnostic], sources: Iterable[SourceFile]) -> None:
    arrangement = list(arranged(list(findings)))
    texts = {each.name: text for each in sources if (text := each.decoded[0]) is not None}
    if arrangement:
        click.echo(full_report(arrangement, texts), err=True)


def _may_write(plan: ImportPlan, options: ImportOptions) -> bool:
    if options.yes or not plan.files:
        return True
    if can_ask(no_input=False):
        return click.confirm(f"Write {len(plan.files)} files?", default=plan.sure, err=True)
    return plan.sure


def _mapped(path: Path) -> tuple[Importer | None, tuple[Diagnostic, ...]]:
    """The importer of events by a mapping file, None with an error."""
    file = visible(path.as_posix())
    content, problems = read_bytes(path, file, FILE_BYTES)
    text, unread = SourceFile(file, content).decoded if content is not None else (None, ())
    if text is None:
        return None, (*problems, *unread)
    mapping, findings = read_mapping(text, file)
    return (FunnelImporter(mapping) if mapping else None), (*problems, *findings)


def _plan(
    sources: list[SourceFile], into: Path, kind: ImportKind | None, importer: Importer | None
) -> tuple[Library, ImportPlan]:
    whole = Path(os.path.abspath(into))  # noqa: PTH100 (resolving would follow links)
    if not whole.is_dir():
        return Library(), plan_import(sources, Library(), has_vocabulary=False, kind=kind, importer=importer)
    with progress("Reading maps") as on_progress:
        library = read_portal(whole.parent, whole.name, on_progress=on_progress).library
    folder = walk_sources(whole.parent, whole.name)
    taken = [*(each.ref for each in folder.files), *folder.refused.values()]
    has_vocabulary = any(os.path.lexists(whole / f"vocabulary.{ending}") for ending in ("yml", "yaml"))
    plan = plan_import(
        sources, library, taken=taken, has_vocabulary=has_vocabulary, kind=kind, importer=importer
    )
    return library, plan


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
            problems.append(_not_written(name, fault))
        else:
            written.append(name)
    return written, problems


def _not_written(name: str, fault: OSError) -> Diagnostic:
    reason = (fault.strerror or "no reason is given").lower()
    return import_rules.not_written.at(Place(name), f"the file cannot be written: {reason}")


def _show_changes(library: Library, plan: ImportPlan) -> bool:
    """Show what the import would change in maps that are there; whether there is anything."""
    if not plan.changed:
        return False
    changed = {each.id: each for each in plan.changed}
    refs = {Ref(Kind.JOURNEY, key) for key in changed}
    after = replace(
        library,
        journeys={**library.journeys, **changed},
        headers={key: header for key, header in library.headers.items() if key not in changed},
        sources={ref: source for ref, source in library.sources.items() if ref not in refs},
    )
    older, newer = Snapshot("the portal", library), Snapshot("the import", after)
    difference = compare(older.library, newer.library)
    click.echo(text_report(Comparison(difference, older, newer), colour=coloured()), nl=False)
    return any(after.journeys[each.id] != library.journeys[each.id] for each in plan.changed)


def _apply(
    library: Library, plan: ImportPlan, into: Path, options: ImportOptions
) -> tuple[list[str], list[Diagnostic]]:
    """Show the changes of maps that are there, and write them where that was asked for."""
    changed: list[str] = []
    problems: list[Diagnostic] = []
    if not _show_changes(library, plan):
        return changed, problems
    if not options.apply:
        click.echo("Maps that are there were not changed. --apply changes them as shown.", err=True)
        return changed, problems
    files = {each.ref: each for each in walk_sources(into.absolute().parent, into.absolute().name).files}
    for journey in plan.changed:
        if journey == library.journeys[journey.id]:
            continue
        source = files[Ref(Kind.JOURNEY, journey.id)]
        path = into.absolute().parent / source.path
        name = visible(os.path.relpath(path))
        text = write_markdown(journey) if path.suffix == ".md" else write_yaml(journey)
        before = path.read_text("utf-8")
        if path.suffix != ".md" and (lost := list(comments_of(before, name))):
            problems.append(
                import_rules.comments_lost.at(
                    lost[0], f"{len(lost)} comments are not taken over", "the history of the file holds them"
                )
            )
        try:
            path.write_text(text, "utf-8", newline="\n")
        except OSError as fault:
            problems.append(_not_written(name, fault))
        else:
            changed.append(name)
    return changed, problems
