"""`journeybook new`: a first draft of a map, a persona or any other object with a file."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from journeybook.cli.maps_option import maps_parameter
from journeybook.cli.new_questions import QUESTIONS
from journeybook.cli.shell_completion import complete_ids
from journeybook.drafts.questions import Question
from journeybook.kinds import KINDS, Kind


@click.group(name="new", short_help="Start a map, a persona or something else from a few questions.")
def command() -> None:
    """Write the first draft of something new: it can be read as it is, and says in comments what
    can be added next.

    \b
      journeybook new journey
      journeybook new journey --title "Moving in" --persona amira --stages "Plan, Pack, Move"
      journeybook new persona --title "Greta Olsen" --role "Retired ward sister" --no-input

    On a terminal, what no option says is asked; Enter passes a question over. The id is made of the
    title unless it is named. Nothing is ever overwritten.
    """  # noqa: D301 - the backspace keeps click from joining the lines


def _made(kind: str) -> click.Command:
    parameters: list[click.Parameter] = [
        click.Argument(["key"], metavar="[ID]", required=False),
        *map(_option, QUESTIONS[kind]),
    ]
    parameters += [
        click.Option(["--section"], metavar="FOLDER", help="A section of the portal: a folder below that of the kind."),
        *([click.Option(["--markdown"], is_flag=True, help="As Markdown: headings and prose.")] if kind == "journey" else []),
        click.Option(["--no-input"], is_flag=True, help="Ask nothing."),
        maps_parameter(),
    ]  # fmt: skip
    return click.Command(
        kind,
        params=parameters,
        callback=partial(_new, kind),
        short_help=KINDS[Kind(kind)].about,
        help=f"{KINDS[Kind(kind)].about}\n\nOn a terminal, what no option says is asked. ID is made of the title where it is not named.",
    )


def _option(question: Question) -> click.Option:
    complete = partial(complete_ids, question.refers.value) if question.refers else None
    return click.Option(
        [f"--{question.name}", f"q_{question.name.replace('-', '_')}"],
        metavar="ID" if question.refers else "TEXT",
        multiple=question.many,
        help=_help(question),
        shell_complete=complete,
    )


def _help(question: Question) -> str:
    more = " May be given more than once, or with commas." if question.many else ""
    return f"{question.words}: {question.hint}.{more}"


def _new(kind: str, **given: Any) -> None:
    # Imported on use, so that `--help` is fast.
    from journeybook.cli.new import draft  # noqa: PLC0415

    draft(kind, **given)


for _kind in QUESTIONS:
    command.add_command(_made(_kind))
