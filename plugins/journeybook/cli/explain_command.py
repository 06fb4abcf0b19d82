"""`journeybook explain`: what a rule checks, why, and how to fix it."""

from __future__ import annotations

import click

from journeybook.cli.shell_completion import complete_rules


@click.command(name="explain", short_help="Say what a rule is about, and how to mend it.")
@click.argument("rule", required=False, shell_complete=complete_rules)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
def command(rule: str | None, format_: str) -> None:
    """Explain RULE, a code such as JB201 or a name such as unknown-reference; without one, list all
    rules.
    """
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.explain import explain  # noqa: PLC0415

    explain(rule, format_)
