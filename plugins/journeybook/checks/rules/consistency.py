"""Rules about a map's own sense: what it says must agree with itself."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import Inquiry
from journeybook.checks.map_outline import Mark
from journeybook.checks.portal_context import Survey
from journeybook.diagnostics import Diagnostic, Place, error, info, warning
from journeybook.insight.drop_off import funnel
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import KEY, Kind, Ref
from journeybook.model.account import Account
from journeybook.model.journey import Emotion, Journey, MapType, Moment
from journeybook.model.vocabulary import Subject
from journeybook.text.characters import visible

# Shares are typed by hand and rounded: three thirds of 33.4 are no mistake.
_ALL = 100.5


def moments_of(journey: Journey) -> Iterator[tuple[FieldPath, Moment]]:
    """Every stage and step with its path, in the order of the story."""
    for at, stage in enumerate(journey.stages):
        yield ("stages", at), stage
        for position, step in enumerate(stage.steps):
            yield ("stages", at, "steps", position), step


def journeys_with(survey: Survey, mark: Mark) -> Iterator[tuple[Ref, Journey]]:
    """Every map whose outline bears this mark."""
    for ref, item, _ in survey.items(lambda outline: mark in outline.marks):
        if isinstance(item, Journey):
            yield ref, item


def emotions_outside_scale(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Emotions that the portal's scale does not reach; they could not be drawn where they belong."""
    if inquiry.words_damaged:
        return
    for path, moment in moments_of(journey):
        for name in ("emotion", "emotion_end"):
            # What a shared step takes from another is judged there.
            if not moment.same_as or (*path, name) in inquiry.source.places:
                yield from _outside(inquiry, (*path, name), getattr(moment, name))
        for at, variant in enumerate(moment.variants):
            yield from _outside(inquiry, (*path, "variants", at, "emotion"), variant.emotion)


def account_outside_scale(inquiry: Inquiry, account: Account) -> Iterator[Diagnostic]:
    """Emotions in an account that the portal's scale does not reach."""
    if inquiry.words_damaged:
        return
    for at, seen in enumerate(account.observations):
        yield from _outside(inquiry, ("observations", at, "emotion"), seen.emotion)
    for at, gate in enumerate(account.gates):
        yield from _outside(inquiry, ("gates", at, "needs"), gate.needs)


def _outside(inquiry: Inquiry, path: FieldPath, value: Emotion) -> Iterator[Diagnostic]:
    scale = inquiry.words.emotion_scale
    levels = value.items() if isinstance(value, dict) else () if value is None else ((None, value),)
    for persona, level in levels:
        if not scale.min <= level <= scale.max:
            yield error(
                "JB301",
                f"the emotion {level:.15g} is outside the scale, which runs from {scale.min:.15g} to {scale.max:.15g}",
                inquiry.place((*path, persona) if persona else path),
                "the scale is `emotion_scale` in the vocabulary",
            )


def future_of_a_present(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Maps that say what they are the future of, and are no future-state maps."""
    if journey.future_of and journey.type is not MapType.FUTURE_STATE:
        yield warning(
            "JB302",
            f"`future_of` stands on a map of type `{journey.type}`",
            inquiry.key_place(("future_of",)),
            "write `type: future-state`, or remove `future_of`",
        )


def circles_of_maps(survey: Survey) -> Iterator[Diagnostic]:
    """Maps that are their own parent or future, directly or through others."""
    journeys = survey.outlines
    for name, what in (("parent", "part of itself"), ("future_of", "its own future")):
        settled: set[str] = set()
        for start in journeys:
            chain: dict[str, None] = {}
            here: str | None = start
            while here is not None and here in journeys and here not in chain and here not in settled:
                chain[here] = None
                here = getattr(journeys[here], name)
            if here is not None and here in chain:
                ring = list(chain)[list(chain).index(here) :]
                for key in sorted(ring):
                    yield error(
                        "JB303",
                        f"the journey is {what}: `{name}` leads back to it"
                        + (
                            f" over {', '.join(f'`{each}`' for each in ring if each != key)}"
                            if len(ring) > 1
                            else ""
                        ),
                        survey.place(Ref(Kind.JOURNEY, key), (name,)),
                        f"remove one `{name}` of the circle",
                    )
            settled |= chain.keys()


def unscored_moments_of_truth(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Moments of truth without an emotion: the curve has a gap where it matters most."""
    for path, moment in moments_of(journey):
        if moment.moment_of_truth and moment.emotion is None and moment.emotion_end is None:
            yield info(
                "JB307",
                f"the moment of truth `{visible(moment.title)}` has no emotion",
                inquiry.key_place((*path, "moment_of_truth")),
                "add `emotion:`, so that the curve shows it",
            )


def personas_beside_the_map(survey: Survey) -> Iterator[Diagnostic]:
    """Personas who take part in a step but not in its map: their curve and their page would lack it."""
    for ref, journey in journeys_with(survey, Mark.GUESTS):
        if not journey.personas or ref in survey.damaged:
            continue
        for path, moment in moments_of(journey):
            if moment.same_as:
                continue
            for name in ("personas", "emotion", "emotion_end"):
                value = getattr(moment, name)
                if not isinstance(value, tuple | dict):
                    continue
                for at, persona in enumerate(value):
                    if persona not in journey.personas and persona in survey.library.personas:
                        where = (*path, name, at) if name == "personas" else (*path, name, persona, KEY)
                        yield warning(
                            "JB308",
                            f"`{persona}` takes part in this step, and is none of the map's personas",
                            survey.place(ref, where),
                            f"add it to the map's `personas: [{', '.join((*journey.personas, persona))}]`",
                        )


def repeated_ids(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Variants of a step that share an id."""
    for path, moment in moments_of(journey):
        if moment.variants:
            yield from _repeated(inquiry, (*path, "variants"), tuple(each.id for each in moment.variants))


def repeated_contacts(inquiry: Inquiry, account: Account) -> Iterator[Diagnostic]:
    """Contacts of an account that share an id."""
    yield from _repeated(inquiry, ("contacts",), tuple(each.id for each in account.contacts))


def _repeated(inquiry: Inquiry, path: FieldPath, ids: tuple[str, ...]) -> Iterator[Diagnostic]:
    for at, key in enumerate(ids):
        if key in ids[:at]:
            first = inquiry.place((*path, ids.index(key), "id"))
            yield error(
                "JB309",
                f"the id `{key}` stands twice in this list",
                inquiry.place((*path, at, "id")),
                f"line {first.line} has it already",
            )


def uneven_variants(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """A test with two winners, or with more than all of its people."""
    for path, moment in moments_of(journey):
        winners = [at for at, each in enumerate(moment.variants) if each.winner]
        if len(winners) > 1:
            yield warning(
                "JB310",
                "this test has two winners",
                inquiry.place((*path, "variants", winners[1], "winner")),
                "keep `winner: true` on one variant",
            )
        shares = sum(each.share or 0 for each in moment.variants)
        if shares > _ALL:
            yield warning(
                "JB311",
                f"the shares of these variants add up to {shares:g} percent",
                inquiry.key_place((*path, "variants")),
                "`share` is the percentage of all people who met the variant",
            )


def former_ids_in_use(survey: Survey) -> Iterator[Diagnostic]:
    """Former ids that are the present id of another thing, or former ids of two: old links go astray."""
    claimed: dict[tuple[Kind, str], Ref] = {}
    for ref, was in _former(survey):
        present = survey.titles(ref.kind)
        for at, former in enumerate(was):
            first = claimed.setdefault((ref.kind, former), ref)
            if former in present:
                yield _taken(f"the former id `{former}` is an id in use", survey.place(ref, ("was", at)))
            elif first != ref:
                message = f"the former id `{former}` is claimed by `{first.id}` too"
                yield _taken(message, survey.place(ref, ("was", at)))


def former_words_in_use(survey: Survey) -> Iterator[Diagnostic]:
    """The same of channels, teams, systems, areas and lifecycle stages."""
    words = survey.library.vocabulary
    for shelf in ("channels", "teams", "systems", "areas", "lifecycle"):
        subjects: dict[str, Subject] = getattr(words, shelf)
        claimed: dict[str, str] = {}
        for key, subject in subjects.items():
            for at, former in enumerate(subject.was):
                first = claimed.setdefault(former, key)
                place = survey.vocabulary.place((shelf, key, "was", at))
                if former in subjects:
                    yield _taken(f"the former id `{former}` is an id in use", place)
                elif first != key:
                    yield _taken(f"the former id `{former}` is claimed by `{first}` too", place)


def _former(survey: Survey) -> Iterator[tuple[Ref, tuple[str, ...]]]:
    """What has former ids, with these: maps behind what comes before them by its kind, as in a report."""
    found = {ref: item.was for ref, item, _ in survey.others()}
    found.update({Ref(Kind.JOURNEY, key): each.was for key, each in survey.outlines.items()})
    yield from ((ref, found[ref]) for ref in sorted(found) if found[ref])


def former_ids_of_steps(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Former ids of stages and steps that are the present id of another one of the map."""
    there = {moment.id for _, moment in moments_of(journey)}
    for path, moment in moments_of(journey):
        for at, former in enumerate(moment.was):
            if former in there:
                yield _taken(f"the former id `{former}` is an id in use", inquiry.place((*path, "was", at)))


def _taken(message: str, place: Place) -> Diagnostic:
    return warning("JB312", message, place, "remove it here; links by it lead to the other one")


def growing_entries(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Stages that more people reach than the one before: drop-off would be below nothing."""
    found = funnel(journey)
    numbers = {id(stage): at for at, stage in enumerate(journey.stages)}
    for loss in found.losses if found else ():
        if loss.lost >= 0:
            continue
        before, after = (sum(each.entered or 0 for each in side) for side in (loss.starts, loss.ends))
        here = "this stage" if len(loss.ends) == 1 else "this stage and its alternatives"
        there = "the one before" if len(loss.starts) == 1 else "those before"
        yield info(
            "JB313",
            f"{after:,} people got to {here}, and {before:,} to {there}",
            inquiry.place(("stages", numbers[id(loss.end)], "entered")),
            "drop-off is computed from these counts; say in the prose where the others came in",
        )


def own_journeys(inquiry: Inquiry, journey: Journey) -> Iterator[Diagnostic]:
    """Steps that are a journey of their own, namely the one that they are part of."""
    for path, moment in moments_of(journey):
        if moment.journey == journey.id:
            yield warning(
                "JB314",
                "this step is the journey that it is part of",
                inquiry.place((*path, "journey")),
                "`journey` names another map, which tells the step at length",
            )
