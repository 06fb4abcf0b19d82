"""Compares two states of a map: its fields, its stages and steps, their order and their fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from journeybook.history.change import Act, Change, CurveChange, Sort
from journeybook.history.emotion_changes import curve_change, emotion_changes, lowest_change, lowest_of
from journeybook.history.field_changes import field_changes
from journeybook.history.pairing import Pair, Paired, moved, pair_up, text_likeness
from journeybook.insight.spots import Spot, spots
from journeybook.library.objects import Kind, Ref, moments
from journeybook.model.journey import Journey, Moment, Stage, Step
from journeybook.model.vocabulary import EmotionScale

Scales = tuple[EmotionScale, EmotionScale]


@dataclass(frozen=True, slots=True)
class Placed:
    """A stage or step with its stage and its index there."""

    moment: Moment
    stage: str
    title: str
    at: int

    @property
    def is_stage(self) -> bool:
        """Whether this is a stage."""
        return isinstance(self.moment, Stage)

    @property
    def trail(self) -> tuple[str, ...]:
        """The titles of the stage and step."""
        return (self.title,) if self.is_stage else (self.title, self.moment.title)


@dataclass(frozen=True, slots=True)
class MapChanges:
    """The changes of a map in the order of its steps, and its curves."""

    changes: tuple[Change, ...]
    curve: CurveChange | None


def compare_maps(before: Journey, after: Journey, scales: Scales, *, curved: bool = True) -> MapChanges:
    """The changes between two states of a map; `scales` are the emotion scales before and after.

    Without `curved` there is no curve; the changelog needs none.
    """
    ref = Ref(Kind.JOURNEY, after.id)
    paired = pair_moments(before, after)
    now_of = {pair.old: pair.new for pair in paired.pairs}
    old, new = spots(before, scales[0]), spots(after, scales[1])
    curve = curve_change(old, new, now_of) if curved else None
    found = [*lowest_change(lowest_of(old), lowest_of(new), ref, now_of), *field_changes(before, after, ref)]
    by_new = {pair.new: pair for pair in paired.pairs}
    lifted = _lifted(paired, now_of)
    happy = _happy(new, scales[1])
    added = dict(paired.added)
    gone = _gone(before, paired, now_of)
    found += gone.pop("", ())
    for key in _placed(after):
        here = Ref(Kind.JOURNEY, after.id, key)
        pair = by_new.get(key)
        if pair is None:
            found += _added(added[key], here, scales[1])
        else:
            found += _paired(pair, here, scales[1], after, lifted=key in lifted)
        found += gone.pop(key, ())
    return MapChanges(tuple(_weighed(each, happy) for each in found), curve)


def pair_moments(before: Journey, after: Journey) -> Paired[Placed]:
    """The pairs of stages and steps; similarity alone never pairs a stage with a step."""
    return pair_up(_placed(before), _placed(after), lambda each: each.moment.was, _likeness)


def moment_likeness(one: Moment, other: Moment) -> float:
    """Similarity of two steps, 0 to 1: the mean of title similarity and share of equal fields.

    Only fields that are set on either side count; if there are none, the titles alone decide.
    """
    titles = text_likeness(one.title, other.title)
    names = [name for name in Step.model_fields if name not in ("id", "title", "was", "steps")]
    filled = [name for name in names if getattr(one, name) or getattr(other, name)]
    if not filled:
        return titles
    equal = sum(1 for name in filled if getattr(one, name) == getattr(other, name))
    return 0.5 * titles + 0.5 * equal / len(filled)


def _likeness(one: Placed, other: Placed) -> float:
    if one.is_stage is not other.is_stage:
        return 0.0
    if isinstance(one.moment, Stage) and isinstance(other.moment, Stage):
        mine, theirs = ({step.id for step in each.steps} for each in (one.moment, other.moment))
        if mine or theirs:
            shared = len(mine & theirs) / len(mine | theirs)
            return 0.5 * text_likeness(one.moment.title, other.moment.title) + 0.5 * shared
    return moment_likeness(one.moment, other.moment)


def _placed(journey: Journey) -> Mapping[str, Placed]:
    found: dict[str, Placed] = {}
    for at, stage in enumerate(journey.stages):
        own = stage.id or f"stage-{at}"
        found[own] = Placed(stage, "", stage.title, at)
        for place, step in enumerate(stage.steps):
            found[step.id or f"{own}-step-{place}"] = Placed(step, own, stage.title, place)
    return found


def _lifted(paired: Paired[Placed], now_of: Mapping[str, str]) -> frozenset[str]:
    """The stages and steps that changed their stage, or their order within it."""
    groups: dict[str, list[Pair[Placed]]] = {}
    for pair in paired.pairs:
        if now_of.get(pair.before.stage, "") == pair.after.stage:
            groups.setdefault(pair.after.stage, []).append(pair)
    found: set[str] = set()
    for group in groups.values():
        found.update(group[at].new for at in moved([pair.before.at for pair in group]))
    crossed = (pair.new for pair in paired.pairs if now_of.get(pair.before.stage, "") != pair.after.stage)
    return frozenset(found) | frozenset(crossed)


def _paired(
    pair: Pair[Placed], ref: Ref, scale: EmotionScale, journey: Journey, *, lifted: bool
) -> Iterator[Change]:
    before, after = pair.before, pair.after
    trail = after.trail
    if pair.old != pair.new:
        yield Change(Sort.MOVE, Act.RENAMED, ref, "id", "", pair.old, pair.new, trail, guess=pair.guess)
    if lifted:
        yield _carried(pair, ref, journey)
    # Most steps are unchanged, and comparing them as a whole is much faster than field by field.
    if before.moment is not after.moment and before.moment != after.moment:
        yield from emotion_changes(before.moment, after.moment, ref, trail, scale)
        yield from field_changes(before.moment, after.moment, ref, trail)


def _carried(pair: Pair[Placed], ref: Ref, journey: Journey) -> Change:
    """The change for a move.

    `before` is the title of the former stage, `about` that of the predecessor now, "" for the
    first.
    """
    after = pair.after
    stages = journey.stages
    if after.is_stage:
        follows = stages[after.at - 1].title if after.at else ""
        return Change(Sort.MOVE, Act.MOVED, ref, "", follows, None, None, after.trail)
    stage = next(each for at, each in enumerate(stages) if (each.id or f"stage-{at}") == after.stage)
    follows = stage.steps[after.at - 1].title if after.at else ""
    was = pair.before.title if pair.before.stage != after.stage else None
    now = after.title if was is not None else None
    return Change(Sort.MOVE, Act.MOVED, ref, "", follows, was, now, after.trail)


def _added(placed: Placed, ref: Ref, scale: EmotionScale) -> Iterator[Change]:
    kind = "stage" if placed.is_stage else "step"
    yield Change(Sort.ADDITION, Act.ADDED, ref, "", kind, None, placed.moment.title, placed.trail)
    bare = type(placed.moment)(id=placed.moment.id, title=placed.moment.title)
    yield from emotion_changes(bare, placed.moment, ref, placed.trail, scale)
    for each in field_changes(bare, placed.moment, ref, placed.trail):
        # Only the facts that matter to a reviewer of a new step.
        if (
            each.field in ("channel", "pains", "moment_of_truth", "same_as", "journey")
            and each.act is Act.ADDED
        ):
            yield replace(each, sort=Sort.ADDITION)


def _gone(before: Journey, paired: Paired[Placed], now_of: Mapping[str, str]) -> dict[str, list[Change]]:
    """The removals, by the id today of what they followed; "" for those at the beginning."""
    removed = dict(paired.removed)
    found: dict[str, list[Change]] = {}
    follows = ""
    for key in _placed(before):
        if key in removed:
            change = _removed(removed[key], Ref(Kind.JOURNEY, before.id, key))
            found.setdefault(follows, []).append(change)
        else:
            follows = now_of[key]
    return found


def _removed(placed: Placed, ref: Ref) -> Change:
    kind = "stage" if placed.is_stage else "step"
    return Change(Sort.REMOVAL, Act.REMOVED, ref, "", kind, placed.moment.title, None, placed.trail)


def _happy(found: Iterable[Spot], scale: EmotionScale) -> frozenset[str]:
    """The steps at which every emotion is above the middle of the scale."""
    middle = (scale.min + scale.max) / 2
    return frozenset(spot.moment.id or "" for spot in found if spot.lowest and spot.lowest.value > middle)


def _weighed(change: Change, happy: frozenset[str]) -> Change:
    """`change` as REGRESSION if it adds a pain to a step where customers were happy."""
    if change.field == "pains" and change.act is Act.ADDED and change.ref.step in happy:
        return replace(change, sort=Sort.REGRESSION)
    return change


def ids_of(journey: Journey) -> frozenset[str]:
    """The ids of all stages and steps."""
    return frozenset(each.id for each in moments(journey) if each.id)
