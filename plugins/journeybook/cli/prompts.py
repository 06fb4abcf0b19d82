"""Prompts on a terminal, and checks of answers, which may be ids or titles."""

from __future__ import annotations

import datetime
import re
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import click

from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest

if TYPE_CHECKING:  # `--help` imports this module and must not import the format
    from journeybook.library.objects import Library

Checked = Callable[[str], str]
"""Takes the typed text and returns the value to write; raises click.BadParameter with a hint."""


def can_ask(*, no_input: bool) -> bool:
    """Whether the command may ask: on a terminal, and without --no-input."""
    return not no_input and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, hint: str, check: Checked, *, default: str = "", needed: bool = False) -> str:
    """The answer to a question, "" if it is skipped with Enter; asks again after a wrong answer."""
    while True:
        said = f"{question}{click.style(f' ({hint})', dim=True) if hint else ''}"
        typed = str(
            click.prompt(said, default=default, show_default=bool(default), prompt_suffix=": ", err=True)
        ).strip()
        if not typed:
            if not needed:
                return ""
            click.echo("  This one is needed.", err=True)
            continue
        try:
            return check(typed)
        except click.BadParameter as fault:
            click.echo(f"  {fault.message}", err=True)


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


def id_of(kind: str, library: Library) -> Checked:
    """A check for an answer that names one object of a kind by id or title."""
    return lambda typed: known_id(typed, kind, titles(kind, library))


def ids_of(kind: str, library: Library) -> Checked:
    """A check for an answer that names several objects, separated by commas."""
    return lambda typed: ", ".join(known_id(each, kind, titles(kind, library)) for each in parts(typed))


def titles(kind: str, library: Library) -> Mapping[str, str]:
    """The titles of a kind by id."""
    from journeybook.library.lookup import ids_of as all_of  # noqa: PLC0415

    return all_of(library, kind)


def known_id(typed: str, kind: str, known: Mapping[str, str]) -> str:
    """The id that was meant; raises click.BadParameter with the closest ids or all of them."""
    from journeybook.library.lookup import Name  # noqa: PLC0415

    wanted = typed.strip()
    if wanted in known:
        return wanted
    titled = [key for key, title in known.items() if title.casefold() == wanted.casefold()]
    if len(titled) == 1:
        return titled[0]
    meant = nearest(wanted, known)
    shown = printable(wanted)[:60]
    word = Name(kind, wanted).said.partition(" ")[2]
    if meant:
        raise click.BadParameter(
            f"there is no {word} `{shown}`; did you mean `{meant}` ({printable(known[meant])})?"
        )
    if known:
        listed = ", ".join(f"`{key}`" for key in list(known)[:6])
        raise click.BadParameter(
            f"there is no {word} `{shown}`; there are {listed}{' ...' if len(known) > 6 else ''}"
        )
    raise click.BadParameter(f"there is no {word} yet, so leave it out for now")


def step_of(library: Library) -> Checked:
    """A check for an answer that names maps or steps, separated by commas."""
    from journeybook.library.lookup import Name, UnknownNameError, find  # noqa: PLC0415

    def check(typed: str) -> str:
        found = []
        for each in parts(typed):
            try:
                name = find(f"journey:{each}", library)
            except UnknownNameError as fault:
                if "#" in each:
                    raise click.BadParameter(str(fault)) from None
                name = Name("journey", known_id(each, "journey", titles("journey", library)))
            found.append(name.key)
        return ", ".join(found)

    return check


def stop_of(library: Library) -> Checked:
    """A check for the stops of a reading path: objects of the portal, or pages of `docs/`."""
    from journeybook.library.links import KIND_WORDS  # noqa: PLC0415
    from journeybook.library.lookup import UnknownNameError, find  # noqa: PLC0415

    def check(typed: str) -> str:
        found = []
        for each in parts(typed):
            kind, slash, rest = each.partition("/")
            if kind == "docs" and slash:
                found.append(each)
                continue
            try:
                name = find(f"{kind}:{rest}" if slash and kind in KIND_WORDS else each, library)
            except UnknownNameError as fault:
                raise click.BadParameter(str(fault)) from None
            if name.ref is None:
                raise click.BadParameter(f"{name.said} has no page to read")
            found.append(f"{name.sort}/{name.key}")
        return ", ".join(found)

    return check


def date(typed: str) -> str:
    """A date in ISO 8601 format."""
    try:
        return datetime.date.fromisoformat(typed).isoformat() if len(typed) == 10 else _no_date(typed)
    except ValueError:
        return _no_date(typed)


def _no_date(typed: str) -> str:
    raise click.BadParameter(
        f"a date is written YYYY-MM-DD, such as 2026-11-30, not `{printable(typed)[:40]}`"
    )


def number(typed: str) -> str:
    """A number with a decimal point."""
    if not re.fullmatch(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?", typed):
        raise click.BadParameter(f"a number is written 12 or 3.4, not `{printable(typed)[:40]}`")
    return typed


def count(typed: str) -> str:
    """A whole number from 0."""
    if not re.fullmatch(r"[0-9]{1,9}", typed):
        raise click.BadParameter(f"expected a whole number, not `{printable(typed)[:40]}`")
    return typed


def choice(*words: str) -> Checked:
    """A check for one of these words; an unambiguous beginning is enough."""

    def check(typed: str) -> str:
        wanted = typed.strip().casefold().replace(" ", "-")
        begun = [word for word in words if word.startswith(wanted)]
        if wanted in words or len(begun) == 1:
            return wanted if wanted in words else begun[0]
        meant = nearest(wanted, words)
        way = f"did you mean `{meant}`?" if meant else f"it is one of {', '.join(words)}"
        raise click.BadParameter(f"there is no `{printable(typed)[:40]}`; {way}")

    return check


def parts(typed: str) -> list[str]:
    """The parts between commas, without empty ones."""
    return [each for part in typed.split(",") if (each := one_line(part))]
