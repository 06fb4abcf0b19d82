"""The command line. Each command is a module that is imported when it is called."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import sys
import traceback
from contextlib import suppress

import click
from click.shell_completion import CompletionItem

from journeybook import __version__
from journeybook.cli.color import colour_option
from journeybook.text.characters import printable

COMMANDS = {
    "build": "Build the portal and publish it, whole or not at all.",
    "changelog": "Tell what changed when, out of git's history.",
    "check": "Check maps and say what is wrong where.",
    "check-site": "Check a built site for scripts, other hosts and odd files.",
    "ci": "Print or write the recipes for GitHub and GitLab.",
    "codeowners": "Keep CODEOWNERS in step with the owners of maps.",
    "completion": "Let the shell complete commands, ids and rules.",
    "convert": "Turn a map from YAML into Markdown or back.",
    "doctor": "Say whether what a portal needs is there, and what would be better.",
    "explain": "Say what a rule is about, and how to mend it.",
    "export": "Write maps as pictures, tables, data or diagrams.",
    "diff": "Say what changed between two revisions of the maps.",
    "federation": "Fetch what other portals publish.",
    "git-diff-driver": "Let git show changes of maps in words.",
    "init": "Begin a portal, with an example and recipes.",
    "import": "Turn spreadsheets, pages and diagrams into maps.",
    "schema": "Let editors complete, explain and check maps.",
    "list": "List the maps, personas, teams and so on.",
    "mv": "Rename an id everywhere, and keep old links working.",
    "new": "Start a map, a persona or something else from a few questions.",
    "rollback": "Return to an earlier site, or list those that are kept.",
    "review": "Say what is due for a review, and note that it was done.",
    "show": "Show one map, step, persona or anything else.",
}


INTERNAL, INTERRUPTED = 3, 130
"""Exit statuses: an internal or machine fault, and an interruption by the user."""

_NO_ROOM = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "the quota of the disk is used up",
    errno.EFBIG: "a file became larger than this account may write",
    errno.EIO: "the disk reports a fault",
}
"""Errors of the system that keep a command from writing files or its output."""

DEBUG = "JOURNEYBOOK_DEBUG"


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, imported on use.

    An unexpected exception of a command ends with one line and the status INTERNAL.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"journeybook.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands, without importing them, then the completions of every group."""
        named = [
            CompletionItem(name, help=text)
            for name, text in sorted(COMMANDS.items())
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            click.echo(err=True)
            ctx.exit(INTERRUPTED)
        except Exception as fault:
            if isinstance(fault, OSError) and (fault.errno == errno.EPIPE or fault.errno in _NO_ROOM):
                raise  # EPIPE: nobody reads the output any more; the others are reported by `main`
            click.echo(_internal(fault, ctx.invoked_subcommand or ""), err=True)
            ctx.exit(INTERNAL)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


def _internal(fault: Exception, command: str) -> str:
    """The message about an unexpected exception; with JOURNEYBOOK_DEBUG, the whole traceback."""
    said = printable(f"{type(fault).__name__}: {fault}".split("\n")[0])[:200]
    if os.environ.get(DEBUG, "0") not in ("", "0"):
        lines = "".join(traceback.format_exception(fault)).splitlines()
        return "\n".join([*map(printable, lines), f"journeybook: internal error in version {__version__}"])
    way = f"please report it with what `{DEBUG}=1 journeybook {command} ...` prints"
    return f"journeybook: internal error in version {__version__} ({said}); {way}"


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="journeybook")
@colour_option
def journeybook() -> None:
    """Customer journey maps as text: checked, drawn and published."""


def main() -> None:
    """Run the command line and exit.

    The status is 2 for wrong usage, 3 for internal and machine faults, and 130 after an
    interruption.
    """
    # Garbage collection costs more than it frees: a command is short, and a portal has many
    # objects.
    gc.disable()
    try:
        try:
            status: object = journeybook.main(prog_name="journeybook", standalone_mode=True)
        except SystemExit as end:
            status = end.code
        sys.stdout.flush()
    except OSError as fault:
        if fault.errno not in _NO_ROOM:
            raise
        status = INTERNAL
        _end_output()
        what = printable(str(fault.filename)) if fault.filename else "the output"
        with suppress(OSError):  # standard error may be on the same full disk
            click.echo(f"journeybook: {what} cannot be written: {_NO_ROOM[fault.errno]}", err=True)
    sys.exit(status)


def _end_output() -> None:
    """Redirect the rest of the output to nothing, because Python flushes it again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
