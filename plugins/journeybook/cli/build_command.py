"""`journeybook build`: build the portal in a new folder and replace the published site with it."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import colour_option
from journeybook.cli.site_options import format_option, site_option, wait_option
from journeybook.processes.process_count import MOST, VARIABLE


@click.command(name="build", short_help="Build the portal and publish it, whole or not at all.")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@site_option
@click.option(
    "--strict",
    is_flag=True,
    help="Let warnings of the program that builds it stop the build, such as a broken link.",
)
@click.option(
    "--keep",
    metavar="N",
    type=click.IntRange(0, 1000),
    default=1,
    show_default=True,
    help="How many earlier sites to keep for `journeybook rollback`.",
)
@click.option(
    "--symlink", is_flag=True, help="Make the site a symbolic link to the folder of the newest one."
)
@click.option(
    "--no-directory-urls",
    is_flag=True,
    help="Let addresses end in `index.html`, for a site without a server.",
)
@click.option(
    "--allow",
    "endings",
    metavar="ENDING",
    multiple=True,
    help="Publish files of one more kind, such as `mp4`.",
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, MOST),
    envvar=VARIABLE,
    default=None,
    show_default="what mkdocs.yml says, else the cores to use",
    help="How many processes make pages. The site is the same for any number.",
)
@wait_option
@click.option("--verbose", is_flag=True, help="Show everything that the program says which builds the site.")
@format_option
@colour_option
def command(
    folder: Path,
    *,
    site: Path | None,
    strict: bool,
    keep: int,
    symlink: bool,
    no_directory_urls: bool,
    endings: tuple[str, ...],
    jobs: int | None,
    wait: float,
    verbose: bool,
    format_: str,
) -> None:
    """Build the portal and publish it, whole or not at all.

    DIR is the portal's folder, the one with mkdocs.yml. Its maps are checked, the site is built in
    a folder beside the one that readers are served from, looked over, and put in its place in one
    step. Whatever fails before leaves the site that stands as it is.

    Ends with 0 where the site is published, with 1 where sources or the built site have mistakes,
    with 2 for wrong usage, and with 3 where the machine is in the way: a full disk, a missing
    permission, another build.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.build import BuildOptions, build_site  # noqa: PLC0415

    build_site(
        folder,
        BuildOptions(
            site,
            strict=strict,
            keep=keep,
            as_link=symlink,
            directories=not no_directory_urls,
            wait=wait,
            verbose=verbose,
            as_json=format_ == "json",
            jobs=jobs,
            endings=tuple(each.lower().lstrip(".") for each in endings),
        ),
    )
