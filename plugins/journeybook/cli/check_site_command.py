"""`journeybook check-site`: find scripts, addresses and files that a built site must not have."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.checks.report_options import ReportFormat
from journeybook.cli.color import colour_option


@click.command(name="check-site", short_help="Check a built site for scripts, other hosts and odd files.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--config",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The settings of the site; by default mkdocs.yml of the working folder, where it has one.",
)
@click.option(
    "--allow", "endings", metavar="ENDING", multiple=True, help="Files of one more kind, such as `mp4`."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice([each.value for each in ReportFormat]),
    default=ReportFormat.FULL.value,
    show_default=True,
    help="In full, a line each, or for programs.",
)
@colour_option
def command(folder: Path, *, config: Path | None, endings: tuple[str, ...], format_: str) -> None:
    """Check the built site in DIR, before it is published.

    It fails on a script that is neither the theme's nor the portal's, in a page, an attribute or an
    address, on anything that is loaded from another host, on a page without the site's Content
    Security Policy, and on a file of a kind that no portal has or that is not what its name says.
    Links to other sites are fine.

    What a site allows beside that stands in its settings: `policy` of the plugin and
    `extra_javascript`.

    Ends with 0 where nothing is found, with 1 where something is, and with 2 for wrong usage.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.check_site import check_built_site  # noqa: PLC0415

    check_built_site(folder, config, endings, ReportFormat(format_))
