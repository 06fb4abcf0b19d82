"""Verifies a renaming: the edited sources are read, and must differ only in the id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from journeybook.diagnostics import Severity
from journeybook.editing.rename.references import own_links
from journeybook.editing.rename.renaming import Renaming
from journeybook.editing.source_text import EditingError
from journeybook.format.models import MODELS
from journeybook.library.lookup import SORTS, ids_of
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.model.journey import Journey
from journeybook.rules import field_rules
from journeybook.sources.loading import Loaded, load
from journeybook.sources.yaml.nodes import NodePlaces

_UNSAFE = "it cannot be edited safely"


def prove(root: Path, maps: str, before: Loaded, change: Renaming, contents: Mapping[str, bytes]) -> None:
    """Raise EditingError if `contents`, the new bytes by file, change more than the id.

    The files still have their old names, so references are compared, not resolved.
    """
    after = load(root, maps, contents)
    known = {(each.code, each.place.file, each.message) for each in before.findings}
    for each in after.findings:
        new = (each.code, each.place.file, each.message) not in known
        # The picture of a persona is moved later, so the field does not match yet.
        if new and each.severity is Severity.ERROR and each.code != field_rules.missing_picture.code:
            raise EditingError(f"{_UNSAFE}: {each.message}", (str(each.place),))
    expected = Counter(
        (file, own, Ref(ref.kind, ref.id, change.of(ref).step) if own else change.of(ref))
        for file, own, ref in _references(before.library, contents)
    )
    found = Counter(_references(after.library, contents))
    for file, _, ref in (expected - found) + (found - expected):
        raise EditingError(f"{_UNSAFE}: the reference to `{ref}` would be another", (file,))
    for journey in before.library.journeys.values():
        _same_moments(journey, after.library.journeys.get(journey.id), change, before.library)
    _same_words(before, after, change)


def _references(library: Library, files: Collection[str]) -> Iterator[tuple[str, bool, Ref]]:
    """References in `files`: the file, whether it is a bare step of its own map, and the target."""
    for ref, source in library.sources.items():
        item = library.item(ref)
        if item is not None and source.file in files and isinstance(source.places, NodePlaces):
            for link, value in own_links(item, source.places.root):
                own = ref.kind is Kind.JOURNEY and link.ref.step is not None and link.ref.id == ref.id
                own = own and "#" not in value.text
                yield source.file, own, link.ref


def _same_moments(before: Journey, after: Journey | None, change: Renaming, library: Library) -> None:
    ids = [change.of(Ref(Kind.JOURNEY, before.id, each.id)).step for each in moments(before)]
    if after is None or [each.id for each in moments(after)] != ids:
        file = library.sources[Ref(Kind.JOURNEY, before.id)].file
        raise EditingError(f"{_UNSAFE}: ids of other steps would change", (file,))


def _same_words(before: Loaded, after: Loaded, change: Renaming) -> None:
    """Raise EditingError if the words or titles of the vocabulary change, other than the id."""
    for sort in SORTS:
        if sort in (kind.value for kind in MODELS):
            continue
        mine = change.name.sort == sort
        expected = {
            change.new if mine and key == change.name.id else key: title
            for key, title in ids_of(before.library, sort).items()
        }
        found = ids_of(after.library, sort)
        if found.keys() != expected.keys():
            raise EditingError(f"{_UNSAFE}: another {sort} would change", (before.vocabulary.file,))
        if mine and change.name.ref and found[change.new] != expected[change.new]:
            raise EditingError(f"{_UNSAFE}: its title would change", (before.vocabulary.file,))
