"""What every report of a difference says, before it is laid out: headline, sentences, who is touched, links."""

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
from journeybook.i18n.formats import list_words
from journeybook.i18n.markers import N_
from journeybook.labels.value_labels import KIND_NOUNS, USE_WORDS, counted
from journeybook.library.objects import Kind, Ref
from journeybook.library.page_addresses import page_address, published
from journeybook.reports.change_phrases import Names, Phrase, phrase, where_of
from journeybook.text.quotation import quoted

SORT_WORDS = Labels(
    {
        Sort.REGRESSION: N_("worse for customers"),
        Sort.REVIEW: N_("needs a look"),
        Sort.IMPROVEMENT: N_("better for customers"),
        Sort.ADDITION: N_("added"),
        Sort.REMOVAL: N_("removed"),
        Sort.MOVE: N_("moved or renamed"),
        Sort.DETAIL: N_("changed"),
        Sort.TEXT: N_("wording only"),
    }
)

PART_WORDS = Labels({Sort.ADDITION: N_("with additions"), Sort.REMOVAL: N_("with removals")})
"""What became of a thing to which something was added, or of which something was taken away."""

ACT_WORDS = Labels({Act.ADDED: N_("added"), Act.REMOVED: N_("removed")})
"""What became of a thing as a whole."""

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
    """A difference with the two moments that it lies between, and the address at which the newer one can be looked at.

    `preview` is the site's address with `/` at its end, None where there is none. `prefix` leads from the repository's
    top to the portal: "", or with `/` at its end. The preview of a site without `folders` has pages that are files.
    """

    difference: Difference
    base: Snapshot
    head: Snapshot
    preview: str | None = None
    prefix: str = ""
    folders: bool = True

    @property
    def names(self) -> Names:
        """What ids are called."""
        return Names(self.difference.head, self.difference.base)

    def link(self, ref: Ref | None) -> str | None:
        """Where the preview shows a thing or step; None for what it does not show."""
        if ref is None or self.preview is None or not self.difference.head.has(ref):
            return None
        address = page_address(ref, self.difference.head)
        return None if address is None else self.preview + published(address, folders=self.folders)


@dataclass(frozen=True, slots=True)
class Group:
    """What happened at one place of a thing: the way to it, "" for the thing as a whole, and each change said."""

    where: str
    ref: Ref
    said: tuple[tuple[Change, Phrase], ...]

    @property
    def sort(self) -> Sort:
        """The sort of its most telling change."""
        return min((change.sort for change, _ in self.said), key=lambda each: each.rank)


def title_line(comparison: Comparison) -> str:
    """Between which moments."""
    return f"From {comparison.base.name} to {comparison.head.name}"


def headline(difference: Difference) -> str:
    """The whole in a line: `1 map worse for customers, 2 personas added`."""
    counts: Counter[tuple[str, str]] = Counter()
    for each in difference.things:
        counts[kind_word(each), sort_words(each)] += 1
    if not counts:
        return "Nothing changed"
    return ", ".join(f"{_counted(kind, count)} {words}" for (kind, words), count in counts.items())


def sort_words(thing: ThingChange) -> str:
    """What became of a thing, in a word or two."""
    if thing.act in (Act.ADDED, Act.REMOVED):
        return ACT_WORDS[thing.act]
    return PART_WORDS.get(thing.sort) or SORT_WORDS[thing.sort]


def kind_word(thing: ThingChange) -> str:
    """What kind of thing it is: `map`, `persona`."""
    if thing.ref is None:
        return "vocabulary"
    return "map" if thing.ref.kind is Kind.JOURNEY else KIND_NOUNS[thing.ref.kind]


def _counted(kind: str, count: int) -> str:
    many = {"vocabulary": "vocabularies", "evidence": "sources"}.get(kind, f"{kind}s")
    one = {"evidence": "source"}.get(kind, kind)
    return counted(count, one, many)


def groups(thing: ThingChange, names: Names, *, texts: bool = False) -> tuple[Group, ...]:
    """The changes of a thing by place, in the order of its story; those of wording alone where `texts` says so."""
    changes = thing.texts if texts else thing.told
    return tuple(
        Group(where, ref, tuple((each, phrase(each, names)) for each in run))
        for (where, ref), run in groupby(changes, key=lambda each: (where_of(each), each.ref))
    )


@dataclass(frozen=True, slots=True)
class Touched:
    """Others of one kind that hold on to what changed in one way; `does` is a verb for one of them."""

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
    """Who else is touched, by kind and by what they have to do with it."""
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
"""So many names make a sentence; of more, the count is what matters."""


def named(titles: Sequence[str]) -> str:
    """Titles in a sentence: the first few, and how many more."""
    told = [quoted(each) for each in titles[:NAMED]]
    if len(titles) > NAMED:
        more = len(titles) - NAMED
        return _("%(names)s and %(count)s more", names=", ".join(told), count=more)
    return list_words(told)


def team_names(thing: ThingChange, names: Names) -> tuple[str, ...]:
    """The teams that should look."""
    return tuple(names.of(Kind.TEAM, each) for each in thing.ask)


def figures(curve: CurveChange, names: Names) -> tuple[tuple[str, str, str], ...]:
    """What the curve comes to: a label with the value before and after, "–" for none."""
    lows = [names.level(each.value) if each else "–" for each in (curve.lowest_before, curve.lowest_after)]
    means = [names.level(each) if each is not None else "–" for each in (curve.mean_before, curve.mean_after)]
    return (("lowest", lows[0], lows[1]), ("mean", means[0], means[1]))


def notes(comparison: Comparison) -> Iterator[str]:
    """What the reader must know of the comparison itself: what could not be read on either side."""
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
