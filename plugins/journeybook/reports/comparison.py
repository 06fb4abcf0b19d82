"""The content that all reports of a difference share: headline, sentences, links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType

from journeybook.history.change import Act, Change, CurveChange, Sort, ThingChange
from journeybook.history.difference import Difference
from journeybook.history.snapshot import Snapshot
from journeybook.i18n.catalog import Labels
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma, list_words
from journeybook.i18n.markers import N_
from journeybook.labels.value_labels import KIND_NOUNS, USE_WORDS, counted
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import page_address, published
from journeybook.reports.change_phrases import Names, Phrase, phrase, where_of
from journeybook.text.quotation import quoted

SORT_WORDS = Labels(
    {
        Sort.REGRESSION: N_("worse for customers"),
        Sort.REVIEW: N_("needs review"),
        Sort.IMPROVEMENT: N_("better for customers"),
        Sort.ADDITION: N_("added"),
        Sort.REMOVAL: N_("removed"),
        Sort.MOVE: N_("moved or renamed"),
        Sort.DETAIL: N_("changed"),
        Sort.TEXT: N_("wording only"),
    }
)

PART_WORDS = Labels({Sort.ADDITION: N_("with additions"), Sort.REMOVAL: N_("with removals")})
"""What was done to an object with additions or removals in it."""

ACT_WORDS = Labels({Act.ADDED: N_("added"), Act.REMOVED: N_("removed")})
"""What was done to an object as a whole."""

SIGNS = MappingProxyType(
    {
        Sort.REGRESSION: "▼",
        Sort.REVIEW: "●",
        Sort.IMPROVEMENT: "▲",
        Sort.ADDITION: "+",
        Sort.REMOVAL: "−",
        Sort.MOVE: "→",
        Sort.DETAIL: "·",
        Sort.TEXT: "·",
    }
)

HONEST = (
    "Where a map now tells of something worse, that is news about customers and no mistake in the proposal."
)


@dataclass(frozen=True)
class Comparison:
    """A difference with its two revisions, and the address of a preview of the newer one.

    `preview` is the site's address with `/` at its end, None if there is none. `prefix` is the path
    from the repository's top to the portal: "", or with `/` at its end. In the preview of a site
    without `folders`, pages are files.
    """

    difference: Difference
    base: Snapshot
    head: Snapshot
    preview: str | None = None
    prefix: str = ""
    folders: bool = True

    @property
    def names(self) -> Names:
        """The titles of ids."""
        return Names(self.difference.head, self.difference.base)

    def link(self, ref: Ref | None) -> str | None:
        """The address of an object or step in the preview; None if it is not shown there."""
        if ref is None or self.preview is None or not self.difference.head.has(ref):
            return None
        address = page_address(ref, self.difference.head)
        return None if address is None else self.preview + published(address, folders=self.folders)


@dataclass(frozen=True, slots=True)
class Group:
    """The changes at one place of an object; `where` is "" for the object as a whole."""

    where: str
    ref: Ref
    said: tuple[tuple[Change, Phrase], ...]

    @property
    def sort(self) -> Sort:
        """The most important sort among its changes."""
        return min((change.sort for change, _ in self.said), key=lambda each: each.rank)


def title_line(comparison: Comparison) -> str:
    """The names of the two revisions in a line."""
    return f"From {comparison.base.name} to {comparison.head.name}"


def headline(difference: Difference) -> str:
    """The whole in a line: `1 map worse for customers, 2 personas added`."""
    counts: Counter[tuple[str, str]] = Counter()
    for thing in difference.things:
        counts[kind_word(thing), sort_words(thing)] += 1
    if not counts:
        return "Nothing changed"
    return ", ".join(f"{_counted(kind, count)} {words}" for (kind, words), count in counts.items())


def sort_words(thing: ThingChange) -> str:
    """What was done to an object, in a word or two."""
    if thing.act in (Act.ADDED, Act.REMOVED):
        return ACT_WORDS[thing.act]
    return PART_WORDS.get(thing.sort) or SORT_WORDS[thing.sort]


def kind_word(thing: ThingChange) -> str:
    """The word for the kind of an object: `map`, `persona`."""
    if thing.ref is None:
        return "vocabulary"
    return "map" if thing.ref.kind is Kind.JOURNEY else KIND_NOUNS[thing.ref.kind]


def _counted(kind: str, count: int) -> str:
    many = {"vocabulary": "vocabularies", "evidence": "sources"}.get(kind, f"{kind}s")
    one = {"evidence": "source"}.get(kind, kind)
    return counted(count, one, many)


def groups(thing: ThingChange, names: Names, *, texts: bool = False) -> tuple[Group, ...]:
    """The changes of an object by place, in the order of its steps; wording only if `texts`."""
    changes = thing.texts if texts else thing.told
    return tuple(
        Group(where, ref, tuple((each, phrase(each, names)) for each in run))
        for (where, ref), run in groupby(changes, key=lambda change: (where_of(change), change.ref))
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """Other objects of one kind that refer to what changed in one way; `does` is a verb phrase."""

    kind: str
    does: str
    who: tuple[Ref, ...]

    def said(self, names: Names) -> str:
        """All of them in a sentence: `maps “A” and “B” open this map`."""
        titles = named([names.title(ref) for ref in self.who])
        if len(self.who) == 1:
            return f"{self.kind} {titles} {self.does}"
        first, space, rest = self.does.partition(" ")
        verb = {"is": "are", "has": "have"}.get(first) or first.removesuffix("s")
        return f"{_counted(self.kind, len(self.who))}, {titles}, {verb}{space}{rest}"


def touched(thing: ThingChange) -> tuple[Touched, ...]:
    """The affected objects, grouped by kind and by the way in which they refer to it."""
    found: dict[tuple[str, str], dict[Ref, None]] = {}
    for each in thing.affected:
        kind = "map" if each.ref.kind is Kind.JOURNEY else KIND_NOUNS[each.ref.kind]
        does = _DOES.get(each.field, USE_WORDS.get(each.field, "mentions it"))
        found.setdefault((kind, does), {})[Ref(each.ref.kind, each.ref.id)] = None
    return tuple(Touched(kind, does, tuple(who)) for (kind, does), who in found.items())


_DOES = MappingProxyType(
    {
        "feels": "feels it",
        "takes_part": "takes part",
        "read": "leads through it",
        "steps": "leads through it",
        "relevant": "answers it",
        "same_as": "shares a step with it",
        "personas": "shows them",
        "emotion": "tells their feelings",
        "emotion_end": "tells their feelings",
        "quotes": "quotes them",
    }
)

NAMED = 4
"""The most names in a sentence; of more, the others are counted."""


def named(titles: Sequence[str]) -> str:
    """Titles in a sentence: the first few, and the number of the others."""
    quoted_titles = [quoted(title) for title in titles[:NAMED]]
    if len(titles) > NAMED:
        more = len(titles) - NAMED
        return _("%(names)s and %(count)s more", names=comma().join(quoted_titles), count=more)
    return list_words(quoted_titles)


def team_names(thing: ThingChange, names: Names) -> tuple[str, ...]:
    """The teams that should review the change."""
    return tuple(names.of(Kind.TEAM, each) for each in thing.ask)


def figures(curve: CurveChange, names: Names) -> tuple[tuple[str, str, str], ...]:
    """The figures of a curve: a label with the value before and after, "–" for none."""
    lows = [names.level(each.value) if each else "–" for each in (curve.lowest_before, curve.lowest_after)]
    means = [names.level(each) if each is not None else "–" for each in (curve.mean_before, curve.mean_after)]
    return (("lowest", lows[0], lows[1]), ("mean", means[0], means[1]))


def notes(comparison: Comparison) -> Iterator[str]:
    """Notes on the comparison itself: what could not be read on either side."""
    for each in (comparison.base, comparison.head):
        if each.missing:
            yield f"{each.name} holds no maps, so everything counts as {'added' if each is comparison.base else 'removed'}"
        for file, count in each.mistakes.items():
            yield f"{counted(count, 'mistake')} in {file} ({each.name}): what can be read of it is compared"
    scales = [
        each.vocabulary.emotion_scale for each in (comparison.difference.base, comparison.difference.head)
    ]
    if (scales[0].min, scales[0].max) != (scales[1].min, scales[1].max):
        yield "the scale of feelings changed, so values before and after do not mean the same"
