"""The objects that typed names mean: `amira`, `persona:amira`, `moving-in#pack`, `lane:policy`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journeybook.kinds import KINDS
from journeybook.kinds import PLURALS as KIND_PLURALS
from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.model.scalars import Part
from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest

LANE, TAG = "lane", "tag"
"""Words of the vocabulary that have no page, so that no `Kind` stands for them."""

SORTS = (*(kind.value for kind in Kind), LANE, TAG)
"""Everything that has an id and can be listed, by the word that stands before the colon."""

PLURALS: Mapping[str, str] = {
    **{kind.value: word for kind, word in KIND_PLURALS.items()},
    LANE: "lanes",
    TAG: "tags",
}
"""The folder of the kind, or its shelf in the vocabulary."""

_PHRASES: Mapping[str, str] = {kind.value: info.phrase for kind, info in KINDS.items()}


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """The name of an object: its sort and id, for a map perhaps with the id of a stage or step."""

    sort: str
    id: str
    step: str | None = None

    def __str__(self) -> str:
        return f"{self.sort}:{self.key}"

    @property
    def key(self) -> str:
        """The id alone, with the step behind it where it names one."""
        return f"{self.id}#{self.step}" if self.step else self.id

    @property
    def ref(self) -> Ref | None:
        """As a reference; None for lanes and tags."""
        return None if self.sort in (LANE, TAG) else Ref(Kind(self.sort), self.id, self.step)

    @property
    def said(self) -> str:
        """The sort in a sentence: `a persona`."""
        return "a stage or step" if self.step else _PHRASES.get(self.sort, f"a {self.sort}")


class UnknownNameError(ValueError):
    """No object has this name, or several have; the text is one line with a suggestion."""


def ids_of(library: Library, sort: str) -> Mapping[str, str]:
    """Every id of a sort with its title, lanes and tags that nobody declared included."""
    if sort not in (LANE, TAG):
        return library.ids(Kind(sort))
    words = library.vocabulary
    shelf: Mapping[str, Part] = words.lanes if sort == LANE else words.tags
    declared = {key: str(getattr(word, "title", key)) for key, word in shelf.items()}
    used = _lanes_used(library) if sort == LANE else _tags_used(library)
    return {**{key: key for key in sorted(used - declared.keys())}, **declared}


def _lanes_used(library: Library) -> set[str]:
    return {
        key
        for journey in library.journeys.values()
        for holder in (journey, *moments(journey))
        for key in holder.lanes
    }


def _tags_used(library: Library) -> set[str]:
    return {tag for item in library.items() for tag in item.tags}


def sort_named(word: str) -> str | None:
    """The sort that a word means, in the singular or plural; None for any other word."""
    word = word.casefold()
    return word if word in SORTS else next((sort for sort in SORTS if PLURALS[sort] == word), None)


def find(text: str, library: Library) -> Name:
    """The one object that `text` names; raises UnknownNameError for none or several."""
    word, colon, rest = text.partition(":")
    sort = sort_named(word) if colon else None
    if colon and sort is None:
        meant = nearest(word, SORTS)
        way = (
            f"did you mean `{meant}:{rest}`?"
            if meant
            else f"before the colon stands one of {', '.join(SORTS)}"
        )
        raise UnknownNameError(f"there is no kind of thing `{printable(word)[:60]}`; {printable(way)}")
    key, hash_, step = (rest if colon else text).partition("#")
    if hash_:
        return _moment(key, step, sort, library)
    sorts = [possible for possible in ([sort] if sort else SORTS) if key in ids_of(library, possible)]
    if not sorts:
        raise UnknownNameError(_missing(key, sort, library))
    if len(sorts) > 1:
        ways = " or ".join(f"`{possible}:{key}`" for possible in sorts)
        said = " and ".join(Name(possible, key).said for possible in sorts)
        raise UnknownNameError(f"`{key}` is {said}; write {ways}")
    return Name(sorts[0], key)


def _moment(key: str, step: str, sort: str | None, library: Library) -> Name:
    if sort not in (None, Kind.JOURNEY.value):
        raise UnknownNameError("only journeys have stages and steps")
    if key not in library.journeys:
        raise UnknownNameError(_missing(key, Kind.JOURNEY.value, library))
    there = {each.id or "": each.title for each in moments(library.journeys[key])}
    if step in there:
        return Name(Kind.JOURNEY.value, key, step)
    moment = library.moment(Ref(Kind.JOURNEY, key, step))
    if moment:
        raise UnknownNameError(f"`{step}` is a former id; the step is called `{key}#{moment.id}` now")
    meant = nearest(step, there)
    way = (
        f"did you mean `{key}#{meant}` ({there[meant]})?" if meant else f"`journeybook show {key}` lists them"
    )
    raise UnknownNameError(printable(f"the journey `{key}` has no stage or step `{step[:80]}`; {way}"))


def _missing(key: str, sort: str | None, library: Library) -> str:
    now = next(_present(key, sort, library), None)
    what = Name(sort or "thing", key).said.partition(" ")[2]
    if now:
        return f"`{key}` is a former id; it is called `{now}` now"
    known: dict[str, str] = {}
    for possible in reversed([sort] if sort else SORTS):
        known |= ids_of(library, possible)
    meant = nearest(key, known)
    title = known.get(meant or "", "")
    way = (
        f"did you mean `{meant}`" + (f" ({title})?" if title and title != meant else "?")
        if meant
        else f"`journeybook list{f' {PLURALS[sort]}' if sort else ''}` says which there are"
    )
    return printable(f"there is no {what} `{key[:80]}`; {way}")


def _present(key: str, sort: str | None, library: Library) -> Iterator[str]:
    """The present ids of objects whose former id is `key`."""
    for possible in [sort] if sort else SORTS:
        for present, former in former_ids(library, possible).items():
            if key in former:
                yield present


def former_ids(library: Library, sort: str) -> Mapping[str, tuple[str, ...]]:
    """The former ids of the objects of a sort, by their present id."""
    holder: object = library if hasattr(library, PLURALS[sort]) else library.vocabulary
    shelf: Mapping[str, Part] = getattr(holder, PLURALS[sort])
    return {key: tuple(getattr(item, "was", ())) for key, item in shelf.items()}
