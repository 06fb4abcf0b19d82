"""The command line: one module per command, imported when it is called so that `--help` stays quick."""

from __future__ import annotations

import importlib
import sys

import click
from click.shell_completion import CompletionItem

from journeybook import __version__

COMMANDS = {
    "changelog": "Tell what changed when, out of git's history.",
    "check": "Check maps and say what is wrong where.",
    "ci": "Print or write the recipes for GitHub and GitLab.",
    "codeowners": "Keep CODEOWNERS in step with the owners of maps.",
    "completion": "Let the shell complete commands, ids and rules.",
    "convert": "Turn a map from YAML into Markdown or back.",
    "explain": "Say what a rule is about, and how to mend it.",
    "diff": "Say what changed between two revisions of the maps.",
    "git-diff-driver": "Let git show changes of maps in words.",
    "init": "Begin a portal, with an example and recipes.",
    "import": "Turn Mermaid journeys into maps.",
    "schema": "Let editors complete, explain and check maps.",
    "list": "List the maps, personas, teams and so on.",
    "mv": "Rename an id everywhere, and keep old links working.",
    "new": "Start a map, a persona or something else from a few questions.",
    "review": "Say what is due for a review, and note that it was done.",
    "show": "Show one map, step, persona or anything else.",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of this package and are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"journeybook.cli.{cmd_name.replace('-', '_')}_command")
        command: click.Command = module.command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Names of commands without importing any of them, then what every command completes."""
        named = [
            CompletionItem(name, help=text)
            for name, text in sorted(COMMANDS.items())
            if name.startswith(incomplete)
        ]
        return [*named, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(sorted(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="journeybook")
def journeybook() -> None:
    """Customer journey maps as text: checked, drawn and published."""


def main() -> None:
    """Run the command line; wrong usage ends with 2, an interruption with 130."""
    sys.exit(journeybook.main(prog_name="journeybook"))
