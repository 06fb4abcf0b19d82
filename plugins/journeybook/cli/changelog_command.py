"""`journeybook changelog`: what changed when and by whom, out of git's history."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.colour import colour_option, coloured
from journeybook.cli.progress import progress
from journeybook.cli.terminal import deliver, refused, same_folder
from journeybook.history.changelog import read_history
from journeybook.history.git import GitError
from journeybook.history.told import Edit, History, only
from journeybook.library import Kind, Library, Ref
from journeybook.likeness import nearest
from journeybook.reports.history import atom_history, json_history, markdown_history, text_history
from journeybook.sources.characters import printable
from journeybook.sources.loading import load


@click.command(name="changelog", short_help="Tell what changed when, out of git's history.")
@click.argument("map_", metavar="[MAP]", required=False)
@click.option("--persona", metavar="ID", help="Only what concerns this persona, and maps that show them.")
@click.option("--team", metavar="ID", help="Only what this team owns, and what it took over or gave away.")
@click.option(
    "--format", "format_", type=click.Choice(["text", "markdown", "json", "atom"]), default="text", show_default=True,
    help="For the terminal, a page, a program or a feed reader.",
)  # fmt: skip
@click.option("--since", metavar="REV", help="Only what came after this revision.")
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="A file to write to."
)
@click.option(
    "--maps", metavar="DIR", default="maps", show_default=True, type=click.Path(path_type=Path),
    help="The folder of maps.",
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help="Find out all of it anew.")
@colour_option
@click.option("--site-url", metavar="URL", help="Where the portal is, for the links of the feed.")
def command(  # noqa: PLR0917 - click hands over each option by its name
    map_: str | None,
    persona: str | None,
    team: str | None,
    format_: str,
    since: str | None,
    out: Path | None,
    maps: Path,
    no_cache: bool,
    site_url: str | None,
) -> None:
    """Tell what changed when and by whom, newest first: of the portal, or of one MAP, persona or team.

    Authors are named as .mailmap has it, programs are left out, days are those of UTC. Last edited is not last
    reviewed, so both are told. In a shallow clone nothing is told, because it would be wrong.
    """
    root, name = same_folder(maps)
    with progress("Reading maps") as tell:
        library = load(root, name, tell=tell).library
    wanted = [
        _known(Kind.JOURNEY, map_, library),
        _known(Kind.PERSONA, persona, library),
        _known(Kind.TEAM, team, library),
    ]
    try:
        with progress("Reading commits") as tell:
            history = read_history(root, name, library, since, remembering=not no_cache, tell=tell)
    except GitError as fault:
        raise refused(fault) from None
    refs = [each for each in wanted if each]
    edits: tuple[Edit, ...] = history.edits
    for each in refs:
        mine = set(map(id, only(history, library, each)))
        edits = tuple(edit for edit in edits if id(edit) in mine)
    narrowed = History(edits, {ref: care for ref, care in history.care.items() if not refs or ref in refs})
    deliver(_report(narrowed, library, format_, site_url, colour=out is None and coloured()), out)


def _report(history: History, library: Library, format_: str, site_url: str | None, *, colour: bool) -> str:
    if format_ == "markdown":
        return markdown_history(history.edits, history.care, library)
    if format_ == "json":
        return json_history(history.edits, history.care, library)
    if format_ == "atom":
        site = f"{site_url.rstrip('/')}/" if site_url else None
        return atom_history(history.edits, library, title="What changed", site_url=site)
    return text_history(history.edits, history.care, library, colour=colour)


def _known(kind: Kind, key: str | None, library: Library) -> Ref | None:
    if key is None:
        return None
    titles = library.ids(kind)
    if key in titles:
        return Ref(kind, key)
    item = next((each for each in library.journeys.values() if key in each.was), None)
    if kind is Kind.JOURNEY and item:
        return Ref(kind, item.id)
    meant = nearest(key, titles)
    word = "map" if kind is Kind.JOURNEY else kind.value
    way = f"; did you mean `{meant}`?" if meant else ""
    raise click.UsageError(f"there is no {word} `{printable(key[:80])}`{way}")
