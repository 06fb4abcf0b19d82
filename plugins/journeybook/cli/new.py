"""What `journeybook new` does: ask questions, check the answers, and write a draft."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from journeybook.cli.new_questions import QUESTIONS, check_of
from journeybook.cli.prompts import ask, can_ask, parts
from journeybook.cli.terminal import place_prefix, portal_layout
from journeybook.drafts.journey_draft import JourneyAnswers, journey_markdown, journey_yaml
from journeybook.drafts.lines import Value
from journeybook.drafts.metric_draft import VALUES
from journeybook.exchange.import_ids import id_from
from journeybook.kinds import FILE_KINDS, KINDS
from journeybook.kinds import load as load_named
from journeybook.library.lookup import former_ids
from journeybook.library.objects import Kind, Library
from journeybook.model.journey import MapType
from journeybook.model.scalars import TITLE_LENGTH, is_visible
from journeybook.sources.file_writer import create_file
from journeybook.sources.folder import RESERVED, SECTION_DEPTH
from journeybook.sources.loading import Loaded, load
from journeybook.sources.step_ids import is_id
from journeybook.sources.validation_messages import ID_HELP
from journeybook.sources.yaml.nodes import NULLS
from journeybook.text.characters import first_refused, printable


def draft(
    sort: str,
    *,
    key: str | None,
    section: str | None,
    no_input: bool,
    maps: Path | None,
    markdown: bool = False,
    **given: Any,
) -> None:
    """Write a draft of the kind `sort` from options and answers; raises click.UsageError."""
    kind = Kind(sort)
    layout = portal_layout(maps)
    root, folder = layout.root, layout.maps
    loaded = load(root, folder)
    if key is not None:
        _need_free(kind, key, loaded)
    place = _section(section)
    options = {name.removeprefix("q_").replace("_", "-"): value for name, value in given.items()}
    answers = _answers(kind, options, loaded.library, key, asking=can_ask(no_input=no_input))
    title = answers["title"]
    assert isinstance(title, str), "a title is one text"
    own = key or id_from(title, kind.value)
    _need_free(kind, own, loaded)
    base = Path(folder, FILE_KINDS[kind], *place)
    files = {
        (base / f"{own}.{'md' if markdown else 'yml'}").as_posix(): _text(
            kind, answers, loaded.library, markdown=markdown
        )
    }
    if kind is Kind.METRIC:
        files[(base / f"{own}.csv").as_posix()] = VALUES
    _write(root, files)
    for file in files:
        click.echo(f"wrote {printable(place_prefix(root) + file)}")
    where = printable(place_prefix(root) + folder)
    click.echo(f"Next: open it, add a line or two, then `journeybook check {where}`", err=True)


def _answers(
    kind: Kind, options: dict[str, Any], library: Library, key: str | None, *, asking: bool
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for question in QUESTIONS[kind.value]:
        check = check_of(question, library)
        given = options.get(question.name)
        text = ", ".join(given) if isinstance(given, tuple) else given
        is_title = question.name == "title"
        if text:
            try:
                answer = check(text)
            except click.BadParameter as fault:
                raise click.UsageError(f"--{question.name}: {fault.message}") from None
        elif asking and question.asked and (question.refers is None or library.ids(question.refers)):
            default = key.replace("-", " ").capitalize() if is_title and key else question.default
            answer = ask(question.words, question.hint, check, default=default, needed=is_title)
        elif is_title and key:
            answer = key.replace("-", " ").capitalize()
        else:
            answer = ""
        if is_title:
            _need_title(answer)
        _need_readable(question.name, answer)
        found[question.name] = tuple(parts(answer)) if question.many else answer or None
    return found


def _need_title(title: str) -> None:
    if not title:
        raise click.UsageError("a title is needed: name one with --title, or an ID")
    if len(title) > TITLE_LENGTH or not is_visible(title):
        raise click.UsageError(f"a title has 1 to {TITLE_LENGTH} letters")


def _need_readable(name: str, answer: str) -> None:
    refused = first_refused(answer)
    if refused:
        raise click.UsageError(f"--{name}: the character U+{ord(refused[0]):04X} is not read in sources")


def _need_free(kind: Kind, key: str, loaded: Loaded) -> None:
    shown = printable(key)[:80]
    if not is_id(key) or key in NULLS:
        raise click.UsageError(f"`{shown}` is no id: {ID_HELP}")
    if key in RESERVED:
        raise click.UsageError(
            f"the name `{shown}` is taken by the system; call it `{shown}-{kind.value}` or so"
        )
    there = next((file for file, ref in loaded.files.items() if ref.kind is kind and ref.id == key), None)
    if there:
        raise click.UsageError(f"there is {printable(there)} already; name another id, or change that file")
    for present, former in former_ids(loaded.library, kind.value).items():
        if key in former:
            raise click.UsageError(
                f"`{shown}` is a former id of `{present}`, and old links by it lead there; name another id"
            )


def _section(section: str | None) -> tuple[str, ...]:
    if not section:
        return ()
    folders = tuple(section.strip("/").split("/"))
    if len(folders) > SECTION_DEPTH or not all(map(is_id, folders)):
        raise click.UsageError(
            f"a section is a folder, such as `join` or `join/online`, {SECTION_DEPTH} deep at most: {ID_HELP}"
        )
    return folders


def _text(kind: Kind, answers: dict[str, Value], library: Library, *, markdown: bool) -> str:
    if kind is not Kind.JOURNEY:
        write: Callable[[dict[str, Value], Library], str] = load_named("drafts", KINDS[kind].draft or "")
        return write(answers, library)
    draft = JourneyAnswers(
        title=str(answers["title"]),
        personas=tuple(answers["persona"] or ()),
        owner=str(answers["owner"]) if answers["owner"] else None,
        type=MapType(str(answers["type"] or MapType.CURRENT_STATE.value)),
        stages=tuple(answers["stages"] or ()),
        future_of=str(answers["future-of"]) if answers["future-of"] else None,
    )
    return journey_markdown(draft, library) if markdown else journey_yaml(draft, library)


def _write(root: Path, files: dict[str, str]) -> None:
    for file in files:
        if os.path.lexists(root / file):
            raise click.UsageError(f"{printable(file)} is there already; nothing was written")
        _need_no_link(root, file)
    try:
        for file, text in files.items():
            create_file(root / file, text)
    except OSError as fault:
        reason = (fault.strerror or "no reason is given").lower()
        raise click.UsageError(f"{printable(str(fault.filename))} cannot be written: {reason}") from None


def _need_no_link(root: Path, file: str) -> None:
    """Refuse a path through a link, which may lead outside of the maps and is never read."""
    for folder in Path(file).parents[:-2]:
        if (root / folder).is_symlink():
            raise click.UsageError(
                f"{printable(folder.as_posix())} is a symbolic link, which is not followed; nothing was written. "
                "Put the folder itself in its place"
            )
