"""Plans a renaming: all edits and moves, verified before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from journeybook.diagnostics import Edit, Fix
from journeybook.editing.fixes import mend
from journeybook.editing.rename.former_ids import former_id_edits, identified, word_renamed
from journeybook.editing.rename.prose_links import (
    addresses_reworded,
    fences_reworded,
    links_reworded,
    nav_reworded,
)
from journeybook.editing.rename.references import fields_reworded, moment_nodes, words_reworded
from journeybook.editing.rename.renaming import Renaming
from journeybook.editing.rename.unreadable_files import need_readable
from journeybook.editing.rename.verification import prove
from journeybook.editing.source_text import EditingError, SourceText
from journeybook.format.models import MODELS
from journeybook.library.lookup import LANE, PLURALS, TAG, Name, former_ids, ids_of
from journeybook.library.objects import Kind, Library, Ref, Source, moments
from journeybook.model.journey import Stage
from journeybook.sources.folder import RESERVED
from journeybook.sources.loading import Loaded, load
from journeybook.sources.step_ids import is_id
from journeybook.sources.text_file import decode, read_bytes
from journeybook.sources.validation_messages import ID_HELP
from journeybook.sources.yaml.nodes import NULLS, Node, NodePlaces, Scalar, node_at
from journeybook.sources.yaml.nodes import Mapping as Tree
from journeybook.sources.yaml.reader import FILE_BYTES

SITE = "mkdocs.yml"
"""The site's settings, whose navigation may name pages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The files to write and move.

    `what` is the kind in words (`persona`, `step`), `title` the title of what is renamed. `files`
    holds the bytes of each changed file before and after, by present name, `places` the number of
    edits in it, `moves` the new names of files. All names are relative to the portal's root.
    """

    change: Renaming
    what: str
    title: str
    files: Mapping[str, tuple[bytes, bytes]]
    places: Mapping[str, int]
    moves: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Portal:
    """The portal of a renaming: its root, the folders of maps and of pages, and its sources."""

    root: Path
    maps: str
    docs: str
    loaded: Loaded

    @property
    def library(self) -> Library:
        return self.loaded.library


def open_portal(root: Path, maps: str, docs: str) -> Portal:
    """The portal at `root`, read without checks."""
    return Portal(root, maps, docs, load(root, maps))


def plan_renaming(portal: Portal, name: Name, new: str, *, keep: bool = True) -> Plan:
    """The plan to change the id of `name` to `new`; with `keep`, the former id is added to `was`.

    Nothing is written. Raises EditingError if the new id is invalid or taken, or if a file that may
    need an edit cannot be read or edited safely.
    """
    change = Renaming(name, new)
    _need_free(portal, change)
    need_readable(portal.loaded, change)
    edits: dict[str, list[Edit]] = {}
    for edit in _edits(portal, change, keep=keep):
        there = edits.setdefault(edit.place.file, [])
        if edit not in there:
            there.append(edit)
    files: dict[str, tuple[bytes, bytes]] = {}
    for file, wanted in sorted(edits.items()):
        content = _content(portal.root, file)
        mended = mend(content, [Fix("rename", tuple(wanted))])
        if not mended.made:
            raise EditingError("the file changed while it was read", (file,))
        files[file] = (content, mended.content)
    moves = dict(_moves(portal, change))
    prove(
        portal.root, portal.maps, portal.loaded, change, {file: after for file, (_, after) in files.items()}
    )
    title = (
        portal.library.title(name.ref)
        if name.ref
        else ids_of(portal.library, name.sort).get(name.id, name.id)
    )
    return Plan(
        change, _what(portal.library, name), title, files, {file: len(edits[file]) for file in files}, moves
    )


def _what(library: Library, name: Name) -> str:
    if name.step and name.ref:
        return "stage" if isinstance(library.moment(name.ref), Stage) else "step"
    return name.said.partition(" ")[2]


def _content(root: Path, file: str) -> bytes:
    content, findings = read_bytes(root / file, file, FILE_BYTES)
    if content is None:
        raise EditingError(findings[0].message, (file,))
    return content


def _need_free(portal: Portal, change: Renaming) -> None:
    name, new, library = change.name, change.new, portal.library
    if not is_id(new) or new in NULLS:
        raise EditingError(f"`{new[:80]}` is no id: {ID_HELP}")
    if new == change.old:
        raise EditingError(f"it is called `{new}` already")
    if name.step:
        journey = library.journeys[name.id]
        for moment in moments(journey):
            if moment.id == new:
                raise EditingError(
                    f"the journey `{name.id}` has a stage or step `{new}` already ({moment.title})"
                )
            if new in moment.was and moment.id != change.old:
                raise EditingError(f"`{new}` is a former id of `{moment.id}`; old links by it lead there")
        return
    there = ids_of(library, name.sort)
    described = name.ref is not None and Ref(name.ref.kind, new) in portal.loaded.files.values()
    if new in there or described:
        title = there.get(new, "")
        raise EditingError(
            f"there is {name.said} `{new}` already" + (f" ({title})" if title and title != new else "")
        )
    for key, former in former_ids(library, name.sort).items():
        if new in former and key != name.id:
            raise EditingError(f"`{new}` is a former id of `{key}`; old links by it lead there")
    if name.sort in (kind.value for kind in MODELS) and new in RESERVED:
        raise EditingError(f"the name `{new}` is taken by the system; call it `{new}-{name.sort}` or so")


def _edits(portal: Portal, change: Renaming, *, keep: bool) -> Iterator[Edit]:
    loaded, library = portal.loaded, portal.library
    for ref, source in library.sources.items():
        item = library.item(ref)
        # Parsing is the slowest part; only sources that contain the id are parsed.
        if item is None or change.old not in source.text or not isinstance(source.places, NodePlaces):
            continue
        text = SourceText(source.file, source.text)
        yield from (
            text.reworded(value, new) for value, new in fields_reworded(item, source.places.root, change)
        )
    yield from _in_vocabulary(loaded.vocabulary, library, change, keep=keep)
    yield from _itself(portal, change, keep=keep)
    before = {kind: library.ids(kind) for kind in Kind}
    after = change.known(before)
    for text in _texts(portal):
        if change.old not in text.text and change.new not in text.text:
            continue
        yield from links_reworded(text, change, before, after)
        yield from addresses_reworded(text, change)
        yield from fences_reworded(text, change)
    site, _ = read_bytes(portal.root / SITE, SITE, FILE_BYTES)
    if site is not None:
        written, _ = decode(site, SITE)
        if written is not None:
            yield from nav_reworded(SourceText(SITE, written), change)


def _texts(portal: Portal) -> Iterator[SourceText]:
    """All sources and hand-written pages, without links and unreadable files."""
    for file, text in portal.loaded.texts.items():
        if not file.endswith(".csv"):
            yield SourceText(file, text)
    top = portal.root / portal.docs
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.suffix != ".md" or path.is_symlink():
                continue
            file = f"{portal.docs}/{path.relative_to(top).as_posix()}"
            content, _ = read_bytes(path, file, FILE_BYTES)
            page = decode(content, file)[0] if content is not None else None
            if page is not None:
                yield SourceText(file, page)


def _in_vocabulary(source: Source, library: Library, change: Renaming, *, keep: bool) -> Iterator[Edit]:
    text = SourceText(source.file, source.text)
    root = source.places.root if isinstance(source.places, NodePlaces) else None
    if root is not None:
        yield from (text.reworded(value, new) for value, new in words_reworded(root, change))
    sort, word = change.name.sort, change.name.id
    if sort in (kind.value for kind in MODELS):
        return
    declared = getattr(library.vocabulary, PLURALS[sort])
    if word not in declared:
        return  # maps can use undeclared tags and lanes
    shelf = node_at(root, (PLURALS[sort],)) if root is not None else None
    if shelf is None:
        raise EditingError(
            f"`{word}` is one of the built-in words; write `{PLURALS[sort]}` into {source.file} first"
        )
    title, keeps = declared[word].title, keep and sort not in (TAG, LANE)
    yield from word_renamed(text, shelf, word, change.new, title, keeps=keeps)


def _itself(portal: Portal, change: Renaming, *, keep: bool) -> Iterator[Edit]:
    """The edits of the object's own source: its former id, and the id of a stage or step."""
    name = change.name
    if name.ref is None or name.ref.kind not in MODELS:
        return
    source = portal.library.sources[Ref(name.ref.kind, name.id)]
    if not isinstance(source.places, NodePlaces):
        raise EditingError("the file cannot be edited", (source.file,))
    text = SourceText(source.file, source.text)
    root = source.places.root
    holder: Node | None = root
    if name.step:
        journey = portal.library.journeys[name.id]
        at = [moment.id for moment in moments(journey)].index(name.step)
        holder = next((each for position, each in enumerate(moment_nodes(root)) if position == at), None)
        if isinstance(holder, Tree):
            own = holder.get("id")
            yield (
                text.reworded(own, change.new)
                if isinstance(own, Scalar) and not own.is_null
                else identified(text, holder, change.new)
            )
    if not isinstance(holder, Tree):
        raise EditingError("the file cannot be edited", (source.file,))
    if keep:
        yield from former_id_edits(text, holder, change.old, change.new)
    photo = root.get("photo") if isinstance(root, Tree) and not name.step else None
    if isinstance(photo, Scalar) and _own_photo(portal, change):
        yield text.reworded(photo, f"{change.new}{Path(photo.text).suffix}")


def _own_photo(portal: Portal, change: Renaming) -> Path | None:
    """The picture of a persona if it is named by the id and no other persona uses it, or None."""
    personas = portal.library.personas
    if change.name.sort != Kind.PERSONA.value or change.name.id not in personas:
        return None
    photo = personas[change.name.id].photo
    if (
        not photo
        or Path(photo).stem != change.old
        or sum(each.photo == photo for each in personas.values()) > 1
    ):
        return None
    folder = portal.root / portal.maps / PLURALS[Kind.PERSONA]
    found = next((path for path in sorted(folder.rglob(photo)) if not path.is_symlink()), None)
    return found.relative_to(portal.root) if found else None


def _moves(portal: Portal, change: Renaming) -> Iterator[tuple[str, str]]:
    """The files named by the id: the object's own, a metric's values, a persona's picture."""
    name = change.name
    if name.ref is None or name.ref.kind not in MODELS or name.step:
        return
    files = sorted(file for file, ref in portal.loaded.files.items() if ref == name.ref)
    sources = [file for file in files if not file.endswith(".csv")]
    if len(sources) > 1:
        raise EditingError(f"more than one file describes `{name.id}`", tuple(sources))
    photo = _own_photo(portal, change)
    for path in [*map(Path, files), *([photo] if photo else [])]:
        target = path.parent / f"{change.new}{path.suffix}"
        if os.path.lexists(portal.root / target):
            raise EditingError(f"{target.as_posix()} is there already", (path.as_posix(),))
        yield path.as_posix(), target.as_posix()
