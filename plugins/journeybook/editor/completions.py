"""The completions of a portal: all ids that sources can refer to, with title and a short note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from journeybook.kinds import FILE_KINDS, VOCABULARY_KINDS
from journeybook.library.objects import Item, Kind, Library, Ref, moments
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Stage
from journeybook.model.metric import Metric
from journeybook.model.persona import Persona
from journeybook.model.recommendation import Recommendation
from journeybook.model.vocabulary import EmotionScale, Lane, Term

_LONGEST = 140

_READABLE = tuple(kind for kind in FILE_KINDS if kind is not Kind.PATH)
"""The kinds that a reading path can contain, which are all kinds with files but paths."""
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|!~$])")


@dataclass(frozen=True, slots=True)
class Choice:
    """A word that may be written, its title, and a short note; both are plain text."""

    word: str
    title: str = ""
    note: str = ""

    @property
    def markdown(self) -> str:
        """The documentation of the word in an editor: the title, and the note if there is one."""
        title = _plain(self.title)
        return f"**{title}** – {_plain(self.note)}" if title and self.note else title or _plain(self.note)


@dataclass(frozen=True)
class Offer:
    """All choices of a portal, in its order.

    `steps` are texts such as `map#step`, `former` those with a former id of a step, `read` the
    stops that a reading path can have.
    """

    ids: Mapping[Kind, tuple[Choice, ...]] = field(default_factory=dict)
    steps: tuple[Choice, ...] = ()
    former: tuple[str, ...] = ()
    read: tuple[Choice, ...] = ()
    feelings: tuple[Choice, ...] = ()
    tags: tuple[Choice, ...] = ()
    lanes: tuple[Choice, ...] = ()
    after: tuple[Choice, ...] = ()
    icons: tuple[Choice, ...] = ()
    scale: EmotionScale = field(default_factory=EmotionScale)


def offer_of(
    library: Library,
    *,
    unread: Iterable[Ref] = (),
    icons: Iterable[str] = (),
    lanes: Iterable[str] = (),
) -> Offer:
    """The choices of the portal with this library.

    `unread` are objects whose files exist and cannot be read at present, `icons` the names of
    icons, `lanes` the ids of the built-in lanes. Hand-written pages are left out, because a portal
    may exclude some.
    """
    ids = {kind: tuple(_choices(library, kind)) for kind in Kind}
    for ref in sorted(set(unread)):
        if ref.id not in library.ids(ref.kind):
            ids[ref.kind] = (*ids[ref.kind], Choice(ref.id, ref.id))
    words = library.vocabulary
    own = tuple(_term(key, lane) for key, lane in words.lanes.items())
    return Offer(
        ids=ids,
        steps=tuple(each for journey in library.journeys.values() for each in _steps(journey)),
        former=tuple(each for journey in library.journeys.values() for each in _former(journey)),
        read=tuple(
            Choice(f"{kind}/{each.word}", each.title, each.note) for kind in _READABLE for each in ids[kind]
        ),
        feelings=tuple(Choice(each) for each in words.feelings),
        tags=_tags(library),
        lanes=own,
        after=(*(Choice(each) for each in sorted(lanes)), *own),
        icons=tuple(Choice(each) for each in icons),
        scale=words.emotion_scale,
    )


def _choices(library: Library, kind: Kind) -> Iterator[Choice]:
    if kind in VOCABULARY_KINDS:
        yield from (_term(key, term) for key, term in library.shelf(kind).items())
        return
    for key, title in library.ids(kind).items():
        item = library.item(Ref(kind, key))
        yield Choice(key, title, _note(item) if item else "")


def _term(key: str, term: Term | Lane) -> Choice:
    return Choice(key, term.title, _line(term.summary))


def _note(item: Item) -> str:
    match item:
        case Persona():
            return _line(item.role or item.summary)
        case Evidence():
            return _line(item.summary or (item.kind or "").replace("-", " "))
        case Metric():
            return _line(item.summary or item.unit)
        case Recommendation():
            return _line(item.specific)
        case _:
            return _line(item.summary)


def _steps(journey: Journey) -> Iterator[Choice]:
    for moment in moments(journey):
        if moment.id:
            what = "stage" if isinstance(moment, Stage) and moment.steps else "step"
            yield Choice(f"{journey.id}#{moment.id}", moment.title, f"{what} of {_line(journey.title)}")


def _former(journey: Journey) -> Iterator[str]:
    now = {moment.id for moment in moments(journey)}
    for moment in moments(journey):
        yield from (f"{journey.id}#{each}" for each in moment.was if each not in now)


def _tags(library: Library) -> tuple[Choice, ...]:
    """The declared tags, or all used tags if none are declared."""
    words = library.vocabulary.tags
    if words:
        return tuple(_term(key, term) for key, term in words.items())
    return tuple(Choice(tag) for tag in sorted({tag for item in library.items() for tag in item.tags}))


def _line(text: str | None) -> str:
    """The beginning of a text on one line."""
    line = " ".join((text or "").split())
    if len(line) <= _LONGEST:
        return line
    return f"{line[:_LONGEST].rpartition(' ')[0] or line[:_LONGEST]} …"


def _plain(text: str) -> str:
    """A text escaped for Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
