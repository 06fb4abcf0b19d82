"""What `journeybook convert` does."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from journeybook.checks.reports.text_report import full_report
from journeybook.diagnostics import Diagnostic, Place, Severity, arranged
from journeybook.exchange.conversion import convert
from journeybook.kinds import KIND_FOLDERS, Kind
from journeybook.library.objects import Ref
from journeybook.rules import import_rules
from journeybook.sources.file_format import Form
from journeybook.sources.ids import spelled
from journeybook.sources.step_ids import is_id
from journeybook.sources.text_file import read_text
from journeybook.text.characters import printable, visible

FOUND = 1
"""Exit status if the file could not be converted. Wrong usage ends with 2."""


ENDINGS = {".yml": Form.YAML, ".yaml": Form.YAML, ".md": Form.MARKDOWN}


def convert_file(file: Path, to: Form | None, out: Path | None) -> None:
    """Print a source in the form `to`, by default the other one, or write it to `out`.

    Raises click.UsageError.
    """
    form = ENDINGS.get(file.suffix)
    if form is None or file.stem == "vocabulary":
        raise click.UsageError(f"{printable(str(file))} is neither a .yml nor a .md file of a map or persona")
    wanted = _wanted(form, to, out)
    name = visible(file.as_posix())
    text, problems = read_text(file, name)
    findings: list[Diagnostic] = list(problems)
    written = None
    if text is not None:
        written, found = convert(text, name, _ref(file), markdown=form is Form.MARKDOWN, to=wanted)
        findings.extend(found)
    if written is not None and out is not None:
        findings.extend(_write(written, out))
    if findings:
        click.echo(full_report(arranged(findings), {name: text or ""}), err=True)
    if any(each.severity is Severity.ERROR for each in findings):
        sys.exit(FOUND)
    if written is not None and out is None:
        # Written as bytes, so that the output does not depend on the terminal's encoding.
        sys.stdout.buffer.write(written.encode())
        sys.stdout.buffer.flush()


def _wanted(form: Form, to: Form | None, out: Path | None) -> Form:
    ending = ENDINGS.get(out.suffix) if out else None
    if out and ending is None:
        raise click.UsageError(f"{printable(str(out))} must end in .yml or .md")
    if to is None:
        return ending or (Form.YAML if form is Form.MARKDOWN else Form.MARKDOWN)
    if ending and ending is not to:
        raise click.UsageError(f"{printable(str(out))} does not end as a {to} file does")
    return to


def _ref(file: Path) -> Ref:
    """The object that a file describes: the nearest folder is its kind, the name its id."""
    folders = reversed(Path(os.path.abspath(file)).parts[:-1])  # noqa: PTH100 (resolving would follow links)
    kind = next((KIND_FOLDERS[folder] for folder in folders if folder in KIND_FOLDERS), Kind.JOURNEY)
    return Ref(kind, file.stem if is_id(file.stem) else spelled(file.stem) or str(kind))


def _write(text: str, out: Path) -> list[Diagnostic]:
    try:
        # Mode `x` refuses existing files and links.
        with out.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as fault:
        reason = (
            "it is there already" if isinstance(fault, FileExistsError) else (fault.strerror or "").lower()
        )
        place = Place(visible(out.as_posix()))
        return [
            import_rules.not_written.at(place, f"the file cannot be written: {reason}", "name a new file")
        ]
    return []
