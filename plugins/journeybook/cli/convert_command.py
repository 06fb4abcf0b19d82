"""`journeybook convert`: convert a source between YAML and Markdown."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.sources.file_format import Form


@click.command(name="convert", short_help="Turn a map from YAML into Markdown or back.")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    type=click.Choice([Form.YAML.value, Form.MARKDOWN.value]),
    help="The form to write; the one that the file does not have where nothing is said.",
)
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A new file to write to, instead of the terminal.",
)
def command(file: Path, to: str | None, out: Path | None) -> None:
    """Turn a map from YAML into Markdown, or back, without loss.

    The kind of thing follows from the folder that the file lies in: a map unless it is another,
    such as personas. Ids that the author left out are written. A field that the format lacks is
    kept under `lanes:` and said; comments cannot be kept, and that is said too. Nothing is
    overwritten.

    Ends with 0 where the file was converted, with 1 where it was not, with 2 for wrong usage.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.convert import convert_file  # noqa: PLC0415

    convert_file(file, Form(to) if to else None, out)
