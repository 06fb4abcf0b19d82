"""`journeybook doctor`: check the installation and settings of a portal."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option


@click.command(
    name="doctor", short_help="Say whether what a portal needs is there, and what would be better."
)
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
@colour_option
def command(folder: Path, *, format_: str) -> None:
    """Say whether what a portal needs is there, and what would be better.

    DIR is the portal's folder. Looks at what is installed, at the settings, the folders, git, the
    files for editors and the recipes. Nothing is changed, and no other machine is asked.

    Ends with 0, with 1 where there is a problem, and with 2 for wrong usage. Advice ends with 0.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.doctor import examine  # noqa: PLC0415

    examine(folder, as_json=format_ == "json")
