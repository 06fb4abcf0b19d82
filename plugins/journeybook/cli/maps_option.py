"""The option of every command that is about a portal: where its maps are."""

from __future__ import annotations

from pathlib import Path

import click

SAID = "what mkdocs.yml says, else maps"
"""Where the maps are looked for without the option."""


def maps_parameter() -> click.Option:
    """The option as a parameter; its value is None where nothing is named."""
    return click.Option(
        ["--maps"],
        metavar="DIR",
        default=None,
        show_default=SAID,
        type=click.Path(path_type=Path),
        help="The folder of maps.",
    )


maps_option = click.option(
    "--maps",
    metavar="DIR",
    default=None,
    show_default=SAID,
    type=click.Path(path_type=Path),
    help="The folder of maps.",
)
