"""The next preview plans without reading the maps that are as they were, and plans the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.cache.sealed_files import FOLDER
from journeybook.checks.settings import Settings
from journeybook.pages.page_plan import plan_portal
from journeybook.pages.portfolio import Portfolio
from journeybook.portal import check_cache
from journeybook.portal.portal_reader import PortalReader
from journeybook.site.plan_cache import FILE, PlanCache
from journeybook.sources import loading
from small_portal import write

MAPS = 6


def map_text(number: int, title: str = "Map") -> str:
    return (
        f"title: {title} {number}\npersonas: [amira]\nwas: [old-{number}]\nnext: [m{(number + 1) % MAPS}]\n"
        "stages:\n  - id: order\n    title: Order\n    evidence: [survey]\n    steps:\n"
        "      - {id: pay, title: Pays, emotion: -1, pains: [The form forgets everything]}\n"
    )


@pytest.fixture
def portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "account"))
    monkeypatch.setattr(check_cache, "FEWEST", 1)
    maps = {f"maps/journeys/m{number}.yml": map_text(number) for number in range(MAPS)}
    survey = "title: Survey\ntype: survey\ndate: 2026-01-01\n"
    write(tmp_path, maps | {"maps/personas/amira.yml": "title: Amira\n", "maps/evidence/survey.yml": survey})
    return tmp_path


Plan = list[tuple[str, str | None]]


def start(root: Path) -> tuple[Plan, Portfolio]:
    """The addresses and titles that a new process plans."""
    portal = PortalReader().read(root, "maps", Settings(), "docs")
    portfolio = Portfolio(portal.library, "Atlas", today=portal.today)
    cache = PlanCache(root)
    cache.restore(portfolio)
    pages, assets = plan_portal(portfolio)
    portfolio.relate()
    cache.note(portfolio)
    cache.save()
    return [
        *((page.address, page.title) for page in pages),
        *((each.address, None) for each in assets),
    ], portfolio


def read_maps(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of maps that are read from now on."""
    files: list[str] = []
    original = loading.read_object

    def noted(text: str, file: str, *rest: object, **named: object) -> object:
        files.append(file)
        return original(text, file, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "read_object", noted)
    return files


def test_the_next_start_reads_no_map(portal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, _ = start(portal)
    files = read_maps(monkeypatch)
    second, portfolio = start(portal)
    assert second == first
    assert ("journeys/old-3/index.html", None) in second
    assert [file for file in files if "/journeys/" in file] == []
    assert portfolio.beside("m1") == ("m0", "m2")
    assert [file for file in files if "/journeys/" in file] == []


def test_after_a_change_one_map_is_read_and_the_plan_is_as_without_a_cache(
    portal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start(portal)
    (portal / "maps/journeys/m2.yml").write_text(map_text(2, "Another"), encoding="utf-8")
    files = read_maps(monkeypatch)
    plan, portfolio = start(portal)
    assert {file for file in files if "/journeys/" in file} == {"maps/journeys/m2.yml"}
    assert ("journeys/m2/", "Another 2") in plan
    assert portfolio.listed_ids[0] == "m2"
    (portal / FOLDER / FILE).unlink()
    assert start(portal)[0] == plan


def test_a_lost_map_is_planned_no_longer(portal: Path) -> None:
    start(portal)
    (portal / "maps/journeys/m5.yml").unlink()
    plan, portfolio = start(portal)
    assert not [address for address, _ in plan if address.startswith("journeys/m5/")]
    assert portfolio.beside("m4") == ("m3", None)


@pytest.mark.parametrize("content", [b"", b"{}", b"x" * 200])
def test_a_damaged_file_is_as_none(portal: Path, content: bytes) -> None:
    first, _ = start(portal)
    file = portal / FOLDER / FILE
    assert file.stat().st_size > 1000
    file.write_bytes(content)
    assert start(portal)[0] == first
