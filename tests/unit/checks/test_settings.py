from __future__ import annotations

from pathlib import Path

import pytest

from journeybook.checks.report_options import Profile
from journeybook.checks.settings import Settings, SettingsError, read_settings, settings_of
from journeybook.checks.severity import judged
from journeybook.diagnostics import Diagnostic, Edit, Fix, Place, Severity
from journeybook.model.journey import Status
from journeybook.portal.portal import read_portal
from made_findings import error, info, warning

FILE = "maps/journeys/m.yml"
BARE = warning("JB602", "no team owns this map", Place(FILE))
HINT = info("JB603", "nobody has reviewed this map", Place(FILE))
LANE = warning("JB204", "the lane is not in the vocabulary", Place(FILE))
BROKEN = error("JB201", "unknown persona", Place(FILE))


def levels(status: Status | None, table: dict[str, object]) -> list[str | None]:
    """The level of advice that warns, of advice that informs, of a warning and of an error."""
    settings = settings_of(table, "here")
    statuses = {FILE: status} if status else {}
    found: list[str | None] = []
    for each in (BARE, HINT, LANE, BROKEN):
        kept = judged([each], settings, statuses)
        found.append(kept[0].severity.value if kept else None)
    return found


@pytest.mark.parametrize(
    ("profile", "status", "expected"),
    [
        ("default", Status.DRAFT, [None, None, "warning", "error"]),
        ("default", Status.IN_REVIEW, ["info", None, "warning", "error"]),
        ("default", Status.PUBLISHED, ["warning", "info", "warning", "error"]),
        ("default", Status.RETIRED, [None, None, "warning", "error"]),
        ("default", None, ["warning", "info", "warning", "error"]),
        ("draft", Status.PUBLISHED, [None, None, "info", "error"]),
        ("strict", Status.DRAFT, ["warning", None, "warning", "error"]),
        ("strict", Status.IN_REVIEW, ["warning", "warning", "warning", "error"]),
        ("strict", Status.PUBLISHED, ["warning", "warning", "warning", "error"]),
        ("strict", Status.RETIRED, [None, None, "warning", "error"]),
    ],
)
def test_advice_grows_with_the_map_and_errors_are_errors(profile, status, expected):
    assert levels(status, {"profile": profile}) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"select": ["JB6"]}, ["warning", "info", None, "error"]),
        ({"select": []}, [None, None, None, "error"]),
        ({"ignore": ["missing-owner"]}, [None, "info", "warning", "error"]),
        ({"ignore": ["ALL"]}, [None, None, None, "error"]),
        ({"severity": {"JB602": "error", "JB60": "info"}}, ["error", "info", "warning", "error"]),
        ({"severity": {"JB204": "info"}}, ["warning", "info", "info", "error"]),
        ({"severity": {"JB204": "info"}, "profile": "strict"}, ["warning", "warning", "info", "error"]),
        ({"per-file-ignores": {"maps/journeys/*": ["JB6"]}}, [None, None, "warning", "error"]),
        ({"per_file_ignores": {"maps/personas/*": ["JB6"]}}, ["warning", "info", "warning", "error"]),
    ],
)
def test_settings_say_which_rules_and_how_loud(table, expected):
    assert levels(Status.PUBLISHED, table) == expected


def test_what_a_draft_does_not_hear_is_kept_where_it_can_be_mended():
    fixable = Diagnostic(
        "JB531", Severity.WARNING, "x", Place(FILE), None, Fix("y", (Edit(Place(FILE), "", "z"),))
    )
    assert judged([fixable], Settings(), {FILE: Status.DRAFT}) == []
    assert len(judged([fixable, BARE], Settings(), {FILE: Status.DRAFT}, mending=True)) == 1
    assert judged([fixable], settings_of({"ignore": ["JB531"]}, ""), {FILE: Status.DRAFT}, mending=True) == []


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"slect": ["JB5"]}, "there is no setting `slect`; did you mean `select`?"),
        ({"select": "JB5"}, "`select` takes a list of rules"),
        ({"select": [5]}, "`select` takes a list of rules"),
        ({"ignore": ["mising-owner"]}, "there is no rule `mising-owner`; did you mean `missing-owner`?"),
        ({"ignore": ["JB201"]}, "`JB201` is about what cannot be built"),
        ({"severity": {"JB602": "loud"}}, "the severity of `JB602` is one of `error`, `warning`, `info`"),
        ({"severity": {"unknown-reference": "info"}}, "cannot be silenced or lowered"),
        ({"severity": ["JB602"]}, "`severity` takes names with values"),
        ({"per-file-ignores": ["JB602"]}, "`per-file-ignores` takes names with values"),
        ({"limits": {"page_fence": 5}}, "there is no limit `page_fence`; did you mean `page_fences`?"),
        ({"limits": {"page_bytes": 0}}, "`page_bytes` is a whole number from 1"),
        ({"limits": {"page_bytes": True}}, "`page_bytes` is a whole number from 1"),
        ({"limits": [5]}, "`limits` takes names with values"),
        ({"profile": "harsh"}, "`profile` is one of `draft`, `default`, `strict`"),
    ],
)
def test_settings_that_cannot_be_meant_are_one_line_with_the_way_out(table, words):
    with pytest.raises(SettingsError) as fault:
        settings_of(table, "journeybook.toml")
    assert str(fault.value).startswith("journeybook.toml: ")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_the_first_file_that_has_settings_counts(tmp_path: Path):
    assert read_settings(tmp_path) == Settings()
    (tmp_path / "pyproject.toml").write_text('[tool.other]\nx = 1\n[tool.journeybook]\nprofile = "draft"\n')
    assert read_settings(tmp_path).profile is Profile.DRAFT
    (tmp_path / "journeybook.toml").write_text('[tool.journeybook]\nprofile = "strict"\n')
    assert read_settings(tmp_path).profile is Profile.STRICT
    (tmp_path / "journeybook.toml").write_text('select = ["JB602"]\n')
    assert read_settings(tmp_path).select == frozenset({"JB602"})


@pytest.mark.parametrize("content", [b"select = [", b"\xff", b"[tool]\njourneybook = 3\n"])
def test_a_file_of_settings_that_cannot_be_read_is_one_line(tmp_path: Path, content: bytes):
    (tmp_path / "journeybook.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=r"^journeybook\.toml: [^\n]+$"):
        read_settings(tmp_path)


def test_age_is_judged_on_the_newest_date_in_the_sources_or_on_the_day_that_is_given(tmp_path, monkeypatch):
    (tmp_path / "maps" / "journeys").mkdir(parents=True)
    text = "title: A\nstatus: published\nreviewed: 2026-01-10\nreview_every: 6 months\n"
    (tmp_path / "maps" / "journeys" / "a.yml").write_text(text)

    def late() -> bool:
        return "JB601" in {each.code for each in read_portal(tmp_path).diagnostics}

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert not late()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert late()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH is `soon`"):
        read_portal(tmp_path)
