"""Rules about the evidence of claims, and about severe pains that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.map_outline import WORST, Mark
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.consistency import journeys_with, moments_of
from journeybook.checks.scopes import MAP, PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.insight.evidence_validity import validity
from journeybook.insight.spots import claims_of
from journeybook.library.links import Path as FieldPath
from journeybook.model.evidence import Evidence
from journeybook.model.journey import Journey, Moment, Status
from journeybook.rules.rule import rule
from journeybook.text.characters import visible


def _told(journey: Journey) -> Iterator[tuple[FieldPath, Moment, tuple[str, ...]]]:
    """All stages and steps except shared ones, each with its evidence and that of its stage."""
    around: tuple[str, ...] = ()
    for path, moment in moments_of(journey):
        if len(path) == 2:
            around = moment.evidence
        if not moment.same_as:
            yield path, moment, (*moment.evidence, *around)


@rule("JB501", "missing-evidence", Severity.INFO, MAP, advice=True)
def missing_evidence(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A quote, or a pain of severity 3, names no evidence, and neither does its step or stage.

    Why: A quote says that a customer said this, and a severe pain that people leave over it.
    Readers act on both. Without a source they cannot ask who found it out, when, and from how many
    people.

    Bad:
        title: Ordering
        status: published
        stages:
          - title: Order
            quotes: I stopped believing the tracker.

    Good:
        title: Ordering
        status: published
        stages:
          - title: Order
            quotes: {text: I stopped believing the tracker., evidence: interviews}
        # evidence/interviews.yml
        title: Interviews

    Fix: Name the source with `evidence:` at the claim, or at its step or stage where it carries all
    that stands there. Where nobody said it, it is a `thought:` and no quote.
    """
    for path, moment, evidence in _told(journey):
        if evidence or context.damaged:
            continue
        for at, quote in enumerate(moment.quotes):
            if not quote.evidence:
                yield missing_evidence.at(
                    context.place((*path, "quotes", at)),
                    "this quote names no evidence",
                    "add `evidence:` to it or to its step; what nobody said is a `thought:`",
                )
        for at, pain in enumerate(moment.pains):
            if pain.severity == WORST and not pain.evidence:
                yield missing_evidence.at(
                    context.place((*path, "pains", at)),
                    "people leave over this pain, and it names no evidence",
                    "add `evidence:` to it or to its step",
                )


@rule("JB502", "unfounded-map", Severity.WARNING, MAP, advice=True)
def unfounded_map(context: ItemContext, journey: Journey) -> Iterator[Diagnostic]:
    """A map claims pains, gains or quotes, and none of them is backed by evidence.

    Why: Such a map may be a good guess, but readers take a published map for more than that, and
    base decisions on it.

    Bad:
        title: Ordering
        status: published
        stages:
          - title: Order
            pains: [No date for nine days, Two bills]

    Good:
        title: Ordering
        status: published
        stages:
          - title: Order
            pains: [{text: No date for nine days, evidence: interviews}, Two bills]
        # evidence/interviews.yml
        title: Interviews

    Fix: Write down what you know it from (`evidence/`), and name that at the claims that rest on
    it. What is guessed may stay: it is shown as assumed. A map that is all guess is a draft
    (`status: draft`).
    """
    told = [(claims_of(moment), evidence) for _, moment, evidence in _told(journey)]
    claims = sum(len(each) for each, _ in told)
    founded = any(evidence or any(claim.evidence for claim in each) for each, evidence in told if each)
    if claims and not founded and not context.damaged:
        yield unfounded_map.at(
            context.key_place(("stages",)),
            f"none of this map's {claims} claims names evidence"
            if claims > 1
            else "this map's one claim names no evidence",
            "add `evidence:` to what rests on research, or set `status: draft`",
        )


@rule("JB503", "stale-evidence", Severity.WARNING, PORTAL, advice=True)
def stale_evidence(portal: PortalContext) -> Iterator[Diagnostic]:
    """A published map is backed by evidence that is older than its own `valid_for`.

    Why: Products change, and what customers said about the old one is no longer true of the new
    one. The authors of the research said how long it is valid, and that time is over. The reference
    day is that of SOURCE_DATE_EPOCH, else of the newest commit, else the newest date in the
    sources; it is never the clock's.

    Bad:
        title: Ordering
        status: published
        evidence: interviews
        reviewed: 2026-09-01
        # evidence/interviews.yml
        title: Interviews
        date: 2024-06-14
        valid_for: 12 months

    Good:
        title: Ordering
        status: published
        evidence: interviews
        reviewed: 2026-09-01
        # evidence/interviews.yml
        title: Interviews
        date: 2026-06-14
        valid_for: 12 months

    Fix: Ask again and write down the new research; name it beside or instead of the old one. If the
    old one is still valid, give it a longer `valid_for:`.
    """
    for ref, item, _ in portal.others():
        if not isinstance(item, Evidence):
            continue
        found = validity(item, portal.today)
        if not found.too_old:
            continue
        read = sorted(
            key
            for key, each in portal.outlines.items()
            if each.status is Status.PUBLISHED and str(ref) in each.targets
        )
        if read:
            yield stale_evidence.at(
                portal.place(ref, ("valid_for",)),
                f"this was valid until {found.until}, and "
                + (f"{len(read)} published maps rest on it" if len(read) > 1 else f"`{read[0]}` rests on it"),
                "ask anew and name the new research there; if it still holds, give it a longer `valid_for:`",
            )


@rule("JB504", "pain-without-opportunity", Severity.INFO, PORTAL, advice=True)
def pain_without_opportunity(portal: PortalContext) -> Iterator[Diagnostic]:
    """A step has a pain of severity 3, no opportunity, and no recommendation that answers it.

    Why: Readers learn that people leave here, and then nothing. An idea is the beginning of doing
    something, and that nobody has one yet is worth knowing.

    Bad:
        title: Ordering
        status: published
        stages:
          - title: Order
            pains: {text: No date for nine days, severity: 3}

    Good:
        title: Ordering
        status: published
        stages:
          - title: Order
            pains: {text: No date for nine days, severity: 3}
            opportunities: Show where the order is

    Fix: Write an idea under `opportunities:`, or name the step under `relevant:` in a
    recommendation.
    """
    answered = _answered(portal)
    for ref, journey in journeys_with(portal, Mark.UNANSWERED):
        for path, moment, _ in _told(journey):
            worst = [at for at, pain in enumerate(moment.pains) if pain.severity == WORST]
            if not worst or moment.opportunities or ref in portal.damaged:
                continue
            if (journey.id, moment.id) not in answered:
                yield pain_without_opportunity.at(
                    portal.place(ref, (*path, "pains", worst[0])),
                    f"people leave over this at `{visible(moment.title)}`, and nothing answers it",
                    "add an idea under `opportunities:`, or the step to a recommendation's `relevant:`",
                )


def _answered(portal: PortalContext) -> frozenset[tuple[str, str]]:
    """The steps and stages named under `relevant:` of recommendations, as ids of map and step.

    Recommendations named by opportunities are left out: callers only ask about steps without
    opportunities.
    """
    found = set()
    for each in portal.library.recommendations.values():
        for text in each.relevant:
            key, _, step = text.partition("#")
            outline = portal.outlines.get(key)
            if outline and step:
                found.add((key, step if step in outline.moments else outline.former.get(step, "")))
    return frozenset(found)
