"""Options of the commands that publish a site."""

from __future__ import annotations

from pathlib import Path

import click

site_option = click.option(
    "--site", metavar="DIR", default=None, show_default="what mkdocs.yml says, else site",
    type=click.Path(path_type=Path), help="The folder that readers are served from, or a link to one.",
)  # fmt: skip

wait_option = click.option(
    "--wait", metavar="SECONDS", type=click.FloatRange(0, 86_400), default=60, show_default=True,
    help="How long to wait for another build of the same site.",
)  # fmt: skip

format_option = click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or for programs.",
)  # fmt: skip
