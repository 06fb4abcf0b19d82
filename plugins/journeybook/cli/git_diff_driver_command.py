"""`journeybook git-diff-driver`: called by git to show the changes of one file in words."""

from __future__ import annotations

import click

from journeybook.cli.color import colour_option


@click.command(name="git-diff-driver", short_help="Let git show changes of maps in words.")
@colour_option
@click.argument("arguments", nargs=-1, metavar="PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE")
def command(arguments: tuple[str, ...]) -> None:
    """Let `git diff` and `git log -p --ext-diff` show changes of maps in words.

    Git calls this itself, once it is told to:

    \b
      git config diff.journeybook.command 'journeybook git-diff-driver'
      echo 'maps/**/*.yml diff=journeybook' >> .gitattributes
      echo 'maps/**/*.md diff=journeybook' >> .gitattributes
    """  # noqa: D301 - the backspace keeps click from joining the lines
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.git_diff_driver import tell_file  # noqa: PLC0415

    tell_file(arguments)
