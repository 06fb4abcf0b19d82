"""The option --maps, which all commands about a portal have."""

from __future__ import annotations

from pathlib import Path

import click

SAID = "what mkdocs.yml says, else maps"
"""The default of the option, for its help."""


def maps_parameter() -> click.Option:
    """The option as a parameter; its value is None by default."""
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
