from __future__ import annotations

import json

from journeybook.checks.reports.integrations import fingerprints, gitlab_report, rdjson_report, sarif_report
from journeybook.checks.reports.text_report import fixes_hint, statistics
from journeybook.diagnostics import Edit, Fix, Place
from made_findings import error, info, warning

PLACE = Place("maps/é b.yml", 2, 6, 5)
TEXT = "title: A\nfür: amria\n"
FIX = Fix("write `amira`", (Edit(PLACE, "amria", "amira"),))
FOUND = error("JB201", "unknown persona `amria`", PLACE, "did you mean `amira`?", FIX)
IDS = Fix(
    "write their ids",
    (Edit(Place("m.yml", 3, 5, 0), "", "id: a\n    "), Edit(Place("m.yml", 5, 5, 0), "", "id: b\n    ")),
)
NAMELESS = warning("JB531", "2 stages and steps have no id", Place("m.yml", 3, 12, 1), None, IDS)


def test_gitlab_gets_a_list_with_places_and_names_that_last():
    (entry,) = json.loads(gitlab_report([FOUND]))
    assert entry["check_name"] == "JB201"
    assert entry["severity"] == "critical"
    assert entry["description"] == "unknown persona `amria`; did you mean `amira`?"
    assert entry["location"] == {
        "path": "maps/é b.yml",
        "positions": {"begin": {"line": 2, "column": 6}, "end": {"line": 2, "column": 11}},
    }
    assert gitlab_report([]) == "[]\n"


def test_a_fingerprint_stays_when_lines_come_above_and_tells_equals_apart():
    lower = error("JB201", "unknown persona `amria`", Place("maps/é b.yml", 9, 6, 5))
    other = error("JB202", "unknown persona `amria`", PLACE)
    assert fingerprints([FOUND]) == fingerprints([lower])
    assert len(set(fingerprints([FOUND, lower, other]))) == 3


def test_sarif_names_the_rule_the_region_and_the_replacement():
    (run,) = json.loads(sarif_report([FOUND, NAMELESS]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["JB201", "JB531"]
    first, second = run["results"]
    assert run["tool"]["driver"]["rules"][second["ruleIndex"]]["id"] == second["ruleId"] == "JB531"
    assert first["level"] == "error"
    where = first["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "maps/%C3%A9%20b.yml"
    assert where["region"] == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 11}
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {"deletedRegion": where["region"], "insertedContent": {"text": "amira"}}
    ]
    inserted = second["fixes"][0]["artifactChanges"][0]["replacements"][1]
    assert inserted["deletedRegion"] == {"startLine": 5, "startColumn": 5, "endLine": 5, "endColumn": 5}


def test_reviewdog_counts_bytes_and_offers_what_one_edit_mends():
    first, second = json.loads(rdjson_report([FOUND, NAMELESS], {"maps/é b.yml": TEXT}))["diagnostics"]
    assert first["location"]["range"] == {"start": {"line": 2, "column": 7}, "end": {"line": 2, "column": 12}}
    assert first["suggestions"] == [{"range": first["location"]["range"], "text": "amira"}]
    assert "suggestions" not in second


def test_statistics_count_by_rule_the_worst_first():
    found = [
        info("JB307", "x", PLACE),
        NAMELESS,
        info("JB307", "and 7 more of the same kind (JB307)", PLACE),
        FOUND,
    ]
    assert statistics(found).splitlines() == [
        "     1  error   JB201  unknown-reference",
        "     1  warning JB531  missing-stable-id",
        "     8  info    JB307  unscored-moment-of-truth",
    ]


def test_what_can_be_fixed_is_said_with_how_sure_it_is():
    unsure = error("JB140", "x", PLACE, None, Fix("write `kind`", FIX.edits, safe=False))
    assert fixes_hint([info("JB307", "x", PLACE)]) == ""
    assert fixes_hint([FOUND, NAMELESS]) == "2 can be fixed with `journeybook check --fix`."
    assert "1 more with `--unsafe-fixes`" in fixes_hint([FOUND, unsure])
    assert fixes_hint([unsure]).startswith("1 can be fixed with `--fix --unsafe-fixes`")
