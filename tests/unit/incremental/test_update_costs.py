"""What a preview does after a save grows with what was saved, not with the portal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journeybook.cache.file_status import RECENT
from journeybook.checks.settings import Settings
from journeybook.library import map_headers, objects
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.personas.persona import make_persona_page
from journeybook.pages.portfolio import Portfolio
from journeybook.portal.portal_reader import PortalReader
from journeybook.sources import known_texts, loading
from small_portal import write

MAPS = 12


def map_text(number: int, action: str = "Types a number.") -> str:
    return (
        f"title: Map {number}\npersonas: [amira]\nevidence: [survey]\n"
        f"next: [m{(number + 1) % MAPS}]\nnarrative: Before [[m{(number + 1) % MAPS}#pay]].\n"
        "stages:\n  - id: order\n    title: Order\n    steps:\n"
        f"      - {{id: pay, title: Pays, action: {action}, emotion: -1, evidence: [survey]}}\n"
    )


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    maps = {f"maps/journeys/m{number}.yml": map_text(number) for number in range(MAPS)}
    survey = "title: Survey\ntype: survey\ndate: 2026-01-01\n"
    write(tmp_path, maps | {"maps/personas/amira.yml": "title: Amira\n", "maps/evidence/survey.yml": survey})
    monkeypatch.setattr("time.time", lambda: (tmp_path / "maps").stat().st_ctime + 10 * RECENT)
    return tmp_path


class Updates:
    """A portal that is read and planned again and again, as a preview does."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._reader = PortalReader()
        self.portfolio: Portfolio | None = None

    def update(self) -> Portfolio:
        portal = self._reader.read(self._root, "maps", Settings(), "docs")
        self.portfolio = Portfolio(portal.library, "Atlas", today=portal.today, earlier=self.portfolio)
        plan_portal(self.portfolio)
        return self.portfolio

    def save(self, number: int, action: str) -> None:
        path = self._root / "maps" / "journeys" / f"m{number}.yml"
        path.write_text(map_text(number, action), encoding="utf-8")


def count(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[tuple[Any, ...]]:
    """The arguments of each call of a function of a module from now on."""
    calls: list[tuple[Any, ...]] = []
    original: Callable[..., Any] = getattr(module, name)

    def noted(*arguments: Any, **named: Any) -> Any:
        calls.append(arguments)
        return original(*arguments, **named)

    monkeypatch.setattr(module, name, noted)
    return calls


def test_only_the_saved_map_is_looked_at_again(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    updates = Updates(portal)
    updates.update()
    updates.save(3, "Types it twice.")
    updates.update()  # from now on other maps are known by their headers
    opened = count(monkeypatch, known_texts, "read_shown")
    read = count(monkeypatch, loading, "read_object")
    mentions = count(monkeypatch, map_headers, "item_mentions")
    steps = count(monkeypatch, objects, "moments_by_id")
    counted = count(monkeypatch, make_persona_page, "page_count")
    updates.save(4, "Types it three times.")
    portfolio = updates.update()
    assert [path.name for path, _ in opened] == ["m4.yml"]
    assert [file for _, file, *_ in read] == ["maps/journeys/m4.yml"]
    assert len(mentions) == 1  # of the map that was saved before, which has a header now
    assert {journey.id for (journey,) in steps} <= {"m4"}
    assert counted == []
    assert portfolio.library.journeys["m4"].stages[0].steps[0].action[0].text == "Types it three times."


def test_pages_are_counted_again_when_there_are_others(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    updates = Updates(portal)
    updates.update()
    counted = count(monkeypatch, make_persona_page, "page_count")
    (portal / "maps" / "journeys" / "m5.yml").unlink()
    updates.update()
    assert len(counted) == 1


def test_steps_of_stages_that_name_a_source_are_counted(portal: Path) -> None:
    portfolio = Updates(portal).update()
    assert portfolio.stage_lengths("m1") == {"order": 1}
    assert all(portfolio.stage_lengths(f"m{number}") for number in range(MAPS))
