"""OpenJourney files, and boards as Miro and FigJam export them."""

from __future__ import annotations

import json

from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.exchange.importers import importer_of
from journeybook.library.objects import Library

OPEN = {
    "metadata": {"title": "Buying a bike", "persona": "Ana", "pov": "She moves house", "version": "1.0"},
    "stages": [{"id": "s1", "name": "Look"}, {"id": "s2", "name": "Buy"}],
    "swimlanes": [{"id": "l", "name": "Rider"}, {"id": "m", "name": "Shop"}],
    "nodes": [
        {
            "id": "n1",
            "stageId": "s2",
            "swimlaneId": "m",
            "title": "Pay",
            "description": "Pays by card.",
            "score": -3,
            "sentiment": "negative",
            "severity": "high",
            "isMomentOfTruth": True,
            "iconColor": "#f00",
            "blueprint": {
                "evidence": [{"item": "Receipt", "type": "Paper"}],
                "onstage": [{"actor": "Clerk", "action": "Takes the card"}],
                "support": [{"system": "Till", "description": "Books it"}],
            },
        },
        {"id": "n2", "stageId": "s1", "swimlaneId": "l", "title": "Search", "score": 5},
    ],
}


def imported(name, text):
    plan = plan_import([SourceFile(name, text.encode())], Library(), has_vocabulary=False)
    assert [each.message for each in plan.findings if each.severity == "error"] == []
    return plan.maps[0][1].journey, plan


def test_an_openjourney_file_is_a_map_with_nothing_lost():
    journey, plan = imported("bike.ojf", json.dumps(OPEN))
    assert (journey.title, journey.scenario, journey.personas) == (
        "Buying a bike",
        "She moves house",
        ("ana",),
    )
    (search,), (pay,) = (stage.steps for stage in journey.stages)
    assert (search.emotion, pay.emotion) == (2, -1.2)
    assert pay.moment_of_truth
    assert pay.feeling == ("negative",)
    assert pay.narrative == "Pays by card."
    assert [pay.frontstage[0].text, pay.support[0].text, pay.physical_evidence[0].text] == [
        "Clerk: Takes the card",
        "Till: Books it",
        "Receipt: Paper",
    ]
    assert (pay.lanes["severity"][0].text, pay.lanes["swimlane"][0].text) == ("high", "Shop")
    assert "colours and icons are left out" in [each.message for each in plan.findings]


def test_odd_openjourney_files_raise_nothing():
    for text in ('{"stages": [1], "nodes": [2, {}]}', '{"stages": [], "nodes": []}', "[]", '{"stages": {}}'):
        source = SourceFile("a.ojf", text.encode())
        assert plan_import([source], Library(), has_vocabulary=False, kind=ImportKind.OPENJOURNEY)


def test_notes_of_a_board_stand_in_the_stage_of_their_frame_and_below_their_row():
    journey, plan = imported(
        "board.csv",
        "Text,Frame,Row,Author,X\ntypes,Look,Actions,Jo,1\nslow,Look,Pain points,Al,2\npays,Buy,,Jo,3\n",
    )
    look, buy = journey.stages
    assert (look.action[0].text, look.pains[0].text, buy.action[0].text) == ("types", "slow", "pays")
    assert not plan.sure
    assert all("Jo" not in each.text for each in plan.files)


def test_a_board_is_told_apart_from_a_table():
    board = SourceFile("a.csv", b"Sticky note,Section\nslow,Look\n")
    assert importer_of(board).kind is ImportKind.BOARD
    assert importer_of(SourceFile("a.csv", b"Stage,Step,Actions\nA,b,c\n")).kind is ImportKind.LONG


def test_a_lane_of_an_openjourney_file_without_a_node_is_kept():
    data = {**OPEN, "swimlanes": [*OPEN["swimlanes"], {"id": "x", "name": "What the courier does"}]}
    _, plan = imported("bike.ojf", json.dumps(data))
    assert "What the courier does" in " ".join(file.text for file in plan.files)
