"""Rules about the variants of a test: ids, shares and the winner."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.map_outline import Mark
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.consistency import journeys_with, moments_of
from journeybook.checks.scopes import MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.insight.ab_test import ab_tests
from journeybook.insight.spots import spots
from journeybook.library.links import Path as FieldPath
from journeybook.model.journey import Journey
from journeybook.rules.rule import rule

# Shares are rounded by hand: three times 33.4 is not reported.
_ALL = 100.5


@rule("JB309", "repeated-id", Severity.ERROR, MAP)
def repeated_id(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """Two contacts of an account, or two variants of a test, have the same id.

    Why: What is said of the one would be shown at the other.

    Bad:
        title: Ordering
        stages: [{title: Order, variants: [{id: a, title: A}, {id: a, title: B}]}]

    Good:
        title: Ordering
        stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B}]}]

    Fix: Give one of them another id.
    """
    for path, moment in moments_of(journey):
        if moment.variants:
            yield from repeated(context, (*path, "variants"), tuple(each.id for each in moment.variants))


def repeated(context: ItemContext, path: FieldPath, ids: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Findings for repeated ids in one list."""
    for at, key in enumerate(ids):
        if key in ids[:at]:
            first = context.place((*path, ids.index(key), "id"))
            yield repeated_id.at(
                context.place((*path, at, "id")),
                f"the id `{key}` stands twice in this list",
                f"line {first.line} has it already",
            )


@rule("JB310", "two-winners", Severity.WARNING, MAP)
def two_winners(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A test has more than one winner.

    Why: Readers cannot tell what was decided.

    Bad:
        title: Ordering
        stages:
          - title: Order
            variants: [{id: a, title: A, winner: true}, {id: b, title: B, winner: true}]

    Good:
        title: Ordering
        stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B, winner: true}]}]

    Fix: Keep `winner: true` on one variant.
    """
    for path, moment in moments_of(journey):
        winners = [at for at, each in enumerate(moment.variants) if each.winner]
        if len(winners) > 1:
            yield two_winners.at(
                context.place((*path, "variants", winners[1], "winner")),
                "this test has two winners",
                "keep `winner: true` on one variant",
            )


@rule("JB311", "shares-above-all", Severity.WARNING, MAP)
def shares_above_all(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """The shares of a test's variants add up to more than a hundred percent.

    Why: One of the numbers is wrong, and readers do not know which.

    Bad:
        title: Ordering
        stages:
          - title: Order
            variants: [{id: a, title: A, share: 60}, {id: b, title: B, share: 60}]

    Good:
        title: Ordering
        stages:
          - title: Order
            variants: [{id: a, title: A, share: 40}, {id: b, title: B, share: 60}]

    Fix: `share` is the percentage of all people who met the variant.
    """
    for path, moment in moments_of(journey):
        shares = sum(each.share or 0 for each in moment.variants)
        if shares > _ALL:
            yield shares_above_all.at(
                context.key_place((*path, "variants")),
                f"the shares of these variants add up to {shares:g} percent",
                "`share` is the percentage of all people who met the variant",
            )


@rule("JB316", "unborne-winner", Severity.INFO, PORTAL)
def unborne_winner(portal: PortalContext) -> Iterator[Diagnostic]:
    """The figures of a test do not support the winner that is written down.

    Why: With so few people, the other variant may just as well be the better one, and readers would
    rely on chance.

    Bad:
        title: Ordering
        stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B, winner: true}]}]

    Good:
        title: Ordering
        stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B}]}]

    Fix: Write the `people` of each variant and a metric in percent, or wait for more people.
    """
    library = portal.library
    for ref, journey in journeys_with(portal, Mark.WINNERS):
        paths = {moment.id: path for path, moment in moments_of(journey) if moment.variants}
        if not paths:
            continue
        for trial in ab_tests(spots(journey, library.vocabulary.emotion_scale), library.metrics):
            # Two winners are reported by another rule.
            alone = sum(each.winner for each in trial.variants) == 1
            if alone and trial.winner and trial.supported_winner is not trial.winner:
                at = trial.variants.index(trial.winner)
                yield unborne_winner.at(
                    portal.place(ref, (*paths[trial.spot.moment.id], "variants", at, "winner")),
                    "the figures do not bear this winner",
                    "write the `people` of each variant and a metric in percent, or wait for more people",
                )
