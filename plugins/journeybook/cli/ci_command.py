"""`journeybook ci`: recipes for continuous integration, and the commands that they call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from journeybook.cli.init_command import branch_option
from journeybook.cli.maps_option import maps_option
from journeybook.scaffold.portal_parts import Part


@click.group(name="ci", short_help="Print or write the recipes for GitHub and GitLab.")
def command() -> None:
    """Print or write the recipes for continuous integration, and do those steps of them that need
    care.
    """


def _recipe(part: Part, where: str) -> click.Command:
    def run(folder: Path, *, write: bool, only_diff: bool, branch: str) -> None:
        if write and only_diff:
            raise click.UsageError("--write and --diff are two different things; name one")
        # Imported on use, so that `--help` is fast.
        from journeybook.cli.ci_recipes import print_recipe, show_differences, write_recipe  # noqa: PLC0415

        if only_diff:
            show_differences(part, branch, folder)
        elif write:
            write_recipe(part, branch, folder)
        else:
            print_recipe(part, branch, folder)

    run.__doc__ = f"""Print the recipes for {where}, or write them into a portal.

    DIR is the portal's folder. Whatever is there stays; --diff shows, as a patch, how it differs from the recipes of
    this version, and ends with 1 where it does.
    """
    return click.command(name=part.value, short_help=f"The recipes for {where}.")(_options(run))


def _options(run: Callable[..., None]) -> Callable[..., None]:
    options: tuple[Callable[[Any], Any], ...] = (
        click.argument(
            "folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path)
        ),
        click.option("--write", is_flag=True, help="Write those that are not there yet."),
        click.option("--diff", "only_diff", is_flag=True, help="Show how those that are there differ, as a patch."),
        branch_option,
    )  # fmt: skip
    for option in reversed(options):
        run = option(run)
    return run


for each, whose in (
    (Part.GITHUB, "GitHub Actions and issues"),
    (Part.GITLAB, "GitLab pipelines and issues"),
    (Part.PRE_COMMIT, "pre-commit"),
):
    command.add_command(_recipe(each, whose))


@command.command(name="take", short_help="Take maps and pages, and nothing else, from a commit.")
@click.argument("revision")
@maps_option
@click.option("--docs", metavar="NAME", default=None, show_default="what mkdocs.yml says, else docs", help="The folder of pages, from the portal's root.")  # fmt: skip
def take_data(revision: str, maps: Path | None, docs: str | None) -> None:
    """Take maps and pages, and nothing else, from REVISION into the working folder, which stands on
    another commit.

    For proposals from strangers: their texts and pictures are read by the tools, settings and theme
    that are here. What else differs is left out, and said: programs, settings, links, files of
    other kinds.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.ci_steps import take_sources  # noqa: PLC0415

    take_sources(revision, maps, docs)


@command.command(name="vet", short_help="Print a text if it is one that `journeybook diff` may have written.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--preview-url", metavar="URL", help="Where the preview lies; links to its pages are let through, and no others.")  # fmt: skip
def vet(file: Path, preview_url: str | None) -> None:
    """Print the text in FILE if it is one that `journeybook diff --format markdown` may have
    written.

    For a job that comments and was handed its text by one that strangers can change: whatever calls
    somebody, links, shows pictures or holds markup is refused, with 1. The address of the preview
    comes from the job itself, never from what it was handed.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.ci_steps import print_ours  # noqa: PLC0415

    print_ours(file, preview_url)


@command.command(name="owners", short_help="Name the teams that have something to review.")
@maps_option
def owners(maps: Path | None) -> None:
    """Name the teams that have something to review now or within a month, a line each.

    It is judged on the day of SOURCE_DATE_EPOCH, else on that of the newest commit. What nobody
    owns is not named: `journeybook check` asks for its owner.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.ci_steps import name_owners  # noqa: PLC0415

    name_owners(maps)
