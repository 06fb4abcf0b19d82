"""The day on which a build judges age: given, else that of the newest commit, else the newest date in the sources."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from journeybook.history.build_date import BuildDateError, build_date, epoch_date
from journeybook.library.objects import Library
from journeybook.portal.portal import Portal, read_portal
from journeybook.site.site_plan import update_date
from repositories import Checkout

OLD_MAP = """\
title: A
status: published
reviewed: 2020-01-10
review_every: 6 months
"""


@pytest.fixture(autouse=True)
def no_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def portal(root: Path) -> Path:
    path = root / "maps/journeys/a.yml"
    path.parent.mkdir(parents=True)
    path.write_text(OLD_MAP, "utf-8")
    return root


def test_a_repository_is_judged_on_the_day_of_its_newest_commit(tmp_path: Path) -> None:
    checkout = Checkout(portal(tmp_path / "portal"))
    checkout.commit({}, "Begin")
    committed = datetime.datetime.fromtimestamp(
        int(checkout.git("log", "-1", "--format=%ct")), datetime.UTC
    ).date()
    found = read_portal(checkout.root)
    assert found.today == committed
    assert "JB601" in {each.code for each in found.diagnostics}, (
        "nothing in the sources is newer than the map"
    )


def test_without_git_the_newest_date_in_the_sources_counts(tmp_path: Path) -> None:
    found = read_portal(portal(tmp_path))
    assert found.today == datetime.date(2020, 1, 10)
    assert "JB601" not in {each.code for each in found.diagnostics}


def test_a_repository_without_a_commit_is_like_none(tmp_path: Path) -> None:
    checkout = Checkout(portal(tmp_path / "portal"))
    assert read_portal(checkout.root).today == datetime.date(2020, 1, 10)


def test_a_given_day_counts_before_any_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checkout = Checkout(portal(tmp_path / "portal"))
    checkout.commit({}, "Begin")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert read_portal(checkout.root).today == datetime.date(2030, 3, 17)
    assert build_date(checkout.root / "maps", read_portal(checkout.root).library) == datetime.date(
        2030, 3, 17
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("0", datetime.date(1970, 1, 1)),
        ("86399", datetime.date(1970, 1, 1)),
        ("86400", datetime.date(1970, 1, 2)),
        ("4294967295", datetime.date(2106, 2, 7)),
    ],
)
def test_seconds_are_counted_in_utc(text: str, day: datetime.date) -> None:
    assert epoch_date(text) == day


@pytest.mark.parametrize(
    "text", ["", "soon", "-1", "1e9", "4294967296", "99999999999999999999", "１２", "\x1b[1m"]
)
def test_what_is_no_such_number_is_one_line_with_a_way_out(text: str) -> None:
    with pytest.raises(BuildDateError) as fault:
        epoch_date(text)
    assert "expected seconds since 1970" in str(fault.value)
    assert str(fault.value).isprintable()


@pytest.mark.parametrize(
    ("today", "printed"),
    [
        (datetime.date(2200, 1, 1), "2106-02-07"),  # the last day of a sitemap
        (datetime.date(1969, 12, 31), "1970-01-01"),
        (datetime.date(2026, 11, 28), "2026-11-28"),
        (None, "1980-01-01"),
    ],
)
def test_the_day_of_a_site_is_one_that_its_sitemap_can_hold(
    today: datetime.date | None, printed: str
) -> None:
    assert update_date(Portal(Library(), (), {}, {}, 0, today)) == printed
