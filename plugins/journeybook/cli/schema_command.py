"""`journeybook schema`: JSON Schemas with which editors complete, explain and check maps."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.editor.schema_kinds import VOCABULARY, Output
from journeybook.kinds import KIND_FOLDERS


@click.command(name="schema", short_help="Let editors complete, explain and check maps.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write the schemas, and tell editors of them.")
@click.option("--check", is_flag=True, help="Say which of these files are out of date, and write nothing.")
@click.option(
    "--kind", type=click.Choice([*map(str, KIND_FOLDERS.values()), VOCABULARY, *map(str, Output)]),
    help="Only the schema of this kind of source, or of what check or diff print as JSON.",
)  # fmt: skip
def command(path: Path | None, *, write: bool, check: bool, kind: str | None) -> None:
    """Make JSON Schemas with the portal's own ids, so that editors complete and explain them.

    PATH is the folder of maps, or the portal that holds one. Without --write and --check the schema
    of --kind is printed. --write puts all of them into `.journeybook/` beside the folder of maps,
    names them in `.vscode/settings.json`, recommends the extension that reads them, and has git
    fold them in proposals. What stands in those files already stays, comments too.

    The server behind the editors reads YAML files. Markdown files are checked by `journeybook
    check` alone.

    Ends with 0, with 1 where --check finds a file out of date, with 2 for wrong usage and for
    settings that cannot be read.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.schema import keep_schemas  # noqa: PLC0415

    keep_schemas(path, kind, write=write, check=check)
