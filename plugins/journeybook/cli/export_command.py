"""`journeybook export`: write maps in other formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from journeybook.cli.maps_option import maps_option
from journeybook.cli.shell_completion import complete_ids
from journeybook.exporters.export_formats import ExportFormat

WIDEST = 20_000
"""The widest picture, in pixels."""


@click.command(name="export", short_help="Write maps as pictures, tables, data or diagrams.")
@click.argument("format_", metavar="FORMAT", type=click.Choice([each.value for each in ExportFormat]))
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=partial(complete_ids, "journey"))
@click.option(
    "--out",
    metavar="DIR|FILE|-",
    default=".",
    show_default="the working folder",
    help="A folder, a file for a single map, or `-` for the terminal.",
)
@click.option("--force", is_flag=True, help="Write over files that are there.")
@click.option("--stage", metavar="ID", help="Draw one stage of a single map.")
@click.option("--curve", is_flag=True, help="Draw the emotion curve without the other lanes.")
@click.option(
    "--scheme",
    type=click.Choice(["light", "dark"]),
    default=None,
    show_default="light",
    help="The colours of a picture.",
)
@click.option("--width", metavar="PIXELS", type=click.IntRange(16, WIDEST), help="How wide a picture is.")
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Slides whose master and colours `pptx` takes.",
)
@maps_option
def command(  # noqa: PLR0917 - click hands over each option by its name
    format_: str,
    ids: tuple[str, ...],
    out: str,
    force: bool,
    stage: str | None,
    curve: bool,
    scheme: str | None,
    width: int | None,
    template: Path | None,
    maps: Path | None,
) -> None:
    """Write maps in another FORMAT: csv, json, markdown, mermaid, openjourney, pdf, png, pptx,
    svg or xlsx.

    Without an ID every map is written but retired ones. A file is called after its map, such as
    `order.svg`. What a format cannot hold is said. Nothing is overwritten without --force.

    Ends with 0 where everything was written, with 1 where something was not, with 2 for wrong
    usage.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.export import ExportRequest, export_maps  # noqa: PLC0415

    export_maps(
        ExportRequest(
            ExportFormat(format_),
            ids,
            out,
            force=force,
            stage=stage,
            curve=curve,
            scheme=scheme,
            width=width,
            template=template,
        ),
        maps,
    )
