"""One page of every kind, chosen from the library so that the demonstration portal may change."""

from __future__ import annotations

from pathlib import Path

from journeybook.library.objects import Kind, Library, Ref, moments
from journeybook.library.page_addresses import address
from journeybook.model.journey import Journey, MapType

RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")

LISTS = {
    "catalogue": "journeys/",
    "atlas": "atlas/",
    "personas": "personas/",
    "accounts": "accounts/",
    "recommendations": "recommendations/",
    "metrics": "metrics/",
    "evidence": "evidence/",
    "paths": "paths/",
    "channels": "channels/",
    "teams": "teams/",
    "systems": "systems/",
    "areas": "areas/",
    "lifecycle": "lifecycle/",
    "insights": "insights/",
    "pains": "insights/pains/",
    "moments of truth": "insights/moments/",
    "bright spots": "insights/bright-spots/",
    "gains": "insights/gains/",
    "opportunities": "insights/opportunities/",
    "quotes": "insights/quotes/",
    "gaps": "insights/gaps/",
    "health": "insights/health/",
    "comparisons": "insights/comparisons/",
    "free comparison": "compare/",
    "review": "review/",
    "glossary": "glossary/",
    "format": "reference/format/",
    "rules": "rules/",
}
"""The pages of which there is one."""

THINGS = {
    "persona": Kind.PERSONA,
    "account": Kind.ACCOUNT,
    "recommendation": Kind.RECOMMENDATION,
    "metric": Kind.METRIC,
    "source of evidence": Kind.EVIDENCE,
    "path": Kind.PATH,
    "channel": Kind.CHANNEL,
    "team": Kind.TEAM,
    "system": Kind.SYSTEM,
    "area": Kind.AREA,
    "lifecycle stage": Kind.LIFECYCLE,
}
"""The kinds with a page for each of their things."""

KINDS = (
    "home",
    *LISTS,
    *(str(each) for each in MapType),
    "longest map",
    "right-to-left map",
    "comparison",
    "changes",
    *THINGS,
    "rule",
    "guide",
    "not found",
)


def length(journey: Journey) -> int:
    """How many steps a map has, its stages without steps included."""
    return sum(max(1, len(stage.steps)) for stage in journey.stages)


def longest_map(library: Library) -> Journey:
    """The map with most columns."""
    return max(library.journeys.values(), key=length)


def right_to_left_map(library: Library) -> Journey:
    """A map in a script that runs from right to left."""
    return next(each for each in library.journeys.values() if each.language.split("-")[0] in RIGHT_TO_LEFT)


def map_of_type(library: Library, kind: MapType) -> Journey:
    """The fullest map of a type that readers meet and that is neither the longest one nor right-to-left."""
    special = {longest_map(library).id, right_to_left_map(library).id}
    found = [each for each in library.journeys.values() if each.type is kind and each.listed]
    return max((each for each in found if each.id not in special), key=length, default=found[0])


def most_used(library: Library, kind: Kind) -> Ref:
    """The thing of a kind that the portal speaks of most, whose page is the fullest."""
    return max((Ref(kind, key) for key in library.ids(kind)), key=lambda ref: len(library.uses(ref)))


def page_addresses(library: Library, site: Path) -> dict[str, str]:
    """The address of one page of each of `KINDS`, from the site's root."""

    def of(journey: Journey) -> str:
        return address(Ref(Kind.JOURNEY, journey.id))

    guide = next(
        path.parent for path in sorted(site.rglob("index.html")) if path.parent.name == "reading-a-map"
    )
    compared = next(each for each in library.journeys.values() if each.future_of and each.listed)
    return {
        "home": "",
        **LISTS,
        **{str(each): of(map_of_type(library, each)) for each in MapType},
        "longest map": of(longest_map(library)),
        "right-to-left map": of(right_to_left_map(library)),
        "comparison": f"{of(compared)}compare/",
        # Outside a repository, or in a shallow clone, git tells nothing and there is no such page.
        "changes": "changes/" if (site / "changes").is_dir() else "",
        **{name: address(most_used(library, kind)) for name, kind in THINGS.items()},
        "rule": "rules/JB160/",
        "guide": f"{guide.relative_to(site).as_posix()}/",
        "not found": "there-is-no-such-page/",
    }


def shape(page: str) -> str:
    """What kind of page stands at an address: `personas/*/` for all personas, a list's own address for a list."""
    folder, _, rest = page.partition("/")
    if page in LISTS.values() or not rest:
        return page
    return f"{folder}/*/{rest.partition('/')[2]}"


def step_refs(journey: Journey) -> list[Ref]:
    """Every step and every stage without steps of a map, in the order of the story."""
    return [
        Ref(Kind.JOURNEY, journey.id, each.id) for each in moments(journey) if not getattr(each, "steps", ())
    ]
