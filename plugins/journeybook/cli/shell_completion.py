"""Shell completion of ids, kinds and rules; nothing is offered if the portal cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from click.shell_completion import CompletionItem


def complete_names(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Ids of all objects with titles; after `map#` its steps, after `kind:` the ids of the kind."""
    return [CompletionItem(key, help=title) for key, title in _names(_maps(context), typed)]


def _maps(context: click.Context) -> Path | None:
    given = context.params.get("maps")
    return given if isinstance(given, Path) else None


def _names(maps: Path | None, typed: str) -> Iterator[tuple[str, str]]:
    # Imported here because `--help` imports this module.
    from journeybook.library.lookup import SORTS, ids_of, sort_named  # noqa: PLC0415
    from journeybook.library.objects import moments  # noqa: PLC0415
    from journeybook.sources.loading import load  # noqa: PLC0415
    from journeybook.sources.portal_location import locate_portal, locate_portal_around  # noqa: PLC0415

    layout = locate_portal(Path.cwd()) if maps is None else locate_portal_around(maps, Path.cwd())
    library = load(layout.root, layout.maps).library
    kind, colon, rest = typed.partition(":")
    sort = sort_named(kind) if colon else None
    key, hash_, _ = (rest if colon else typed).partition("#")
    front = f"{kind}:" if colon else ""
    if hash_ and key in library.journeys:
        for moment in moments(library.journeys[key]):
            name = f"{front}{key}#{moment.id}"
            if name.startswith(typed):
                yield name, moment.title
        return
    seen: set[str] = set()
    for each in [sort] if sort else () if colon else SORTS:
        for id_, title in ids_of(library, each).items():
            name = f"{front}{id_}"
            if name.startswith(typed) and name not in seen:
                seen.add(name)
                yield name, title


def complete_ids(
    sort: str, context: click.Context, _parameter: click.Parameter, typed: str
) -> list[CompletionItem]:
    """Ids of one kind with their titles; after a comma, the next of several."""
    front, comma, last = typed.rpartition(",")
    found = _names(_maps(context), f"{sort}:{last.strip()}")
    return [CompletionItem(f"{front}{comma}{key.partition(':')[2]}", help=title) for key, title in found]


def complete_sorts(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The kinds that can be listed."""
    from journeybook.library.lookup import PLURALS  # noqa: PLC0415

    return [CompletionItem(word) for word in PLURALS.values() if word.startswith(typed)]


def complete_rules(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Codes of rules with their names; the names if no code matches."""
    from journeybook.checks.registry import RULES  # noqa: PLC0415

    wanted = typed.casefold()
    codes = [
        CompletionItem(code, help=rule.name)
        for code, rule in RULES.items()
        if code.casefold().startswith(wanted)
    ]
    names = [
        CompletionItem(rule.name, help=code) for code, rule in RULES.items() if rule.name.startswith(wanted)
    ]
    return codes or names
