"""Whatever a team writes many of, a check and a build cost in proportion to it: calls are counted for n and for 4n."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal import read_portal
from small_portal import write
from steps import count_calls

STEPS = "stages: [{id: a, title: A, steps: [{id: b, title: B}]}]\n"

MOST = 5.5
"""How many times the calls for n those for 4n may be: four, and something for what is done by the way."""


def maps(count: int, fields: Callable[[int], str], steps: str = STEPS) -> dict[str, str]:
    return {f"maps/journeys/m{at}.yml": f"title: Map {at}\n{fields(at)}{steps}" for at in range(count)}


def many(prefix: str, count: int) -> str:
    return f"[{', '.join(f'{prefix}-{at}' for at in range(count))}]"


def unknown_ids(count: int) -> dict[str, str]:
    return maps(count, lambda at: f"personas: {many(f'nobody-{at}', 40)}\ntags: {many('tag', 40)}\n")


def unknown_links(count: int) -> dict[str, str]:
    return maps(count, lambda _: "narrative: |\n" + "  [[nothing]] and [[fibre#none]]\n" * 20)


def parents(count: int) -> dict[str, str]:
    return maps(count, lambda at: f"parent: m{at + 1}\n" if at + 1 < count else "")


def circle_of_parents(count: int) -> dict[str, str]:
    return maps(count, lambda at: f"parent: m{(at + 1) % count}\n")


def futures(count: int) -> dict[str, str]:
    return maps(count, lambda at: f"type: future-state\nfuture_of: m{at + 1}\n" if at + 1 < count else "")


def followers(count: int) -> dict[str, str]:
    return maps(count, lambda at: f"next: [m{(at + 1) % count}]\n")


def shared_steps(count: int) -> dict[str, str]:
    return maps(count, lambda _: "", "stages: [{title: A, steps: [{id: b, title: B, same_as: m0#b}]}]\n")


def circle_of_shared_steps(count: int) -> dict[str, str]:
    made = {}
    for at in range(count):
        step = f"{{id: b, title: B, same_as: m{(at + 1) % count}#b}}"
        made |= {f"maps/journeys/m{at}.yml": f"title: Map {at}\nstages: [{{title: A, steps: [{step}]}}]\n"}
    return made


def former_ids(count: int) -> dict[str, str]:
    return maps(count, lambda at: f"was: {many(f'old-{at}', 20)}\n")


def alike(count: int) -> dict[str, str]:
    return maps(count, lambda _: "summary: The same words in every map.\n")


def words(count: int) -> dict[str, str]:
    lines = "".join(f"  c{at}: Channel {at}\n" for at in range(10 * count))
    return {"maps/vocabulary.yml": f"channels:\n{lines}", **maps(1, lambda _: "")}


def words_of_one_title(count: int) -> dict[str, str]:
    return {"maps/vocabulary.yml": words(count)["maps/vocabulary.yml"].replace("Channel ", "Same # ")}


def unknown_teams(count: int) -> dict[str, str]:
    lines = "".join(f"  s{at}: {{title: S {at}, team: x{at}}}\n" for at in range(5 * count))
    return {"maps/vocabulary.yml": f"teams: {{care: Care}}\nsystems:\n{lines}", **maps(1, lambda _: "")}


def segments(count: int) -> dict[str, str]:
    rows = "".join(f"2026-0{month}-01,{at},s{at}\n" for at in range(5 * count) for month in (1, 2, 3))
    return {
        "maps/metrics/a.yml": "title: A\n",
        "maps/metrics/a.csv": f"date,value,segment\n{rows}",
        **maps(1, lambda _: "metrics: [a]\n"),
    }


def recommendations(count: int) -> dict[str, str]:
    made = {f"maps/recommendations/r{at}.yml": f"title: R {at}\nrelevant: [m0#b]\n" for at in range(count)}
    return {**made, **maps(1, lambda _: "")}


def evidence(count: int) -> dict[str, str]:
    made = {f"maps/evidence/e-{at}.yml": f"title: E {at}\nkind: interview\n" for at in range(count)}
    return {**made, **maps(count, lambda at: f"evidence: [e-{at}]\n")}


def personas(count: int) -> dict[str, str]:
    made = {f"maps/personas/p{at}.yml": f"title: P {at}\n" for at in range(count)}
    return {**made, **maps(count, lambda at: f"personas: [p{at}]\n")}


def paths(count: int) -> dict[str, str]:
    stops = "".join(f" - {{read: journey/m{at}}}\n" for at in range(5))
    made = {f"maps/paths/p{at}.yml": f"title: Path {at}\nsteps:\n{stops}" for at in range(count)}
    return {**made, **maps(5, lambda _: "")}


FAMILIES = [
    *(unknown_ids, unknown_links, parents, circle_of_parents, futures, followers, shared_steps),
    *(circle_of_shared_steps, former_ids, alike, words, words_of_one_title, unknown_teams, segments),
    *(recommendations, evidence, personas, paths),
]
SOUND = [parents, followers, shared_steps, former_ids, words, segments, recommendations, personas, paths]


def check(root: Path) -> None:
    read_portal(root)


def make_all(portfolio: Portfolio) -> None:
    pages, files = plan_portal(portfolio)
    for each in (*pages, *files):
        each.make()


def families(tmp_path: Path, made: Callable[[int], Mapping[str, str]], size: int) -> tuple[Path, Path]:
    few, many = (write(tmp_path / str(count), made(count)) for count in (size, 4 * size))
    return few, many


@pytest.mark.parametrize("made", FAMILIES, ids=lambda made: made.__name__)
def test_a_check_costs_in_proportion(tmp_path, made):
    check(write(tmp_path / "first", made(2)))  # whatever is imported and compiled once
    few, many = (count_calls(check, root) for root in families(tmp_path, made, 20))
    assert many < MOST * few


@pytest.mark.parametrize("made", SOUND, ids=lambda made: made.__name__)
def test_pages_and_files_cost_in_proportion(tmp_path, made):
    def portfolio(root: Path) -> Portfolio:
        return Portfolio(read_portal(root).library, site_name="Atlas")

    make_all(portfolio(write(tmp_path / "first", made(2))))
    few, many = (count_calls(make_all, portfolio(root)) for root in families(tmp_path, made, 6))
    assert many < MOST * few
