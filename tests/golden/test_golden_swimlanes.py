"""Whole drawings as files that a reviewer can read and open.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; open them in a browser before they are committed.
"""

from __future__ import annotations

import os

import pytest

from factories import make_journey, make_library, make_persona, make_stage, make_step
from journeybook.drawing.palette import Scheme
from journeybook.drawing.swimlane.swimlane import draw_swimlane
from journeybook.drawing.view.compose import compose
from journeybook.model.journey import Journey
from places import GOLDEN

FOLDER = GOLDEN / "svg"

LIBRARY = make_library(
    personas=[
        make_persona("amira", title="Amira Haddad", role="Remote designer"),
        make_persona("dana", title="דנה לוי"),
    ],
    vocabulary={"channels": {"e-mail": "E-mail", "shop": "Shop"}, "teams": {"field": "Field engineering"}},
)

WAITING = make_journey(
    "waiting-for-a-date",
    make_stage(
        "Order",
        make_step("Orders online", channel="shop", action="Picks 500 Mbit/s and a slot.", emotion=1.2),
        make_step(
            "Waits for a date",
            channel="e-mail",
            touchpoint="Order status mail",
            action="Checks the inbox **daily**, calls support twice.",
            thought="Nobody can tell me when they're coming.",
            emotion=-1.7,
            moment_of_truth=True,
            pains=[{"text": "No date for nine days", "severity": 3, "evidence": ["interviews"]}],
            opportunities=["Live order tracker"],
        ),
        goal="Have a date I can plan around.",
        metrics={"conversion": 21},
    ),
    make_stage(
        "Install", make_step("Technician visit", emotion=1.8, action="Shows the socket, makes coffee.")
    ),
    title="Waiting for a date",
    status="published",
    personas=["amira"],
    objective="A date within a day.",
)

TECHNICIAN = make_journey(
    "technician-at-the-door",
    make_stage(
        "התקנה",
        make_step(
            "הטכנאי מגיע",
            id="door",
            action="מראה את השקע ומכינה קפה (12:30).",
            frontstage="טכנאי בדלת",
            backstage={"text": "בדיקת קו Wi-Fi", "team": "field"},
            support="מתכנן המסלולים",
            emotion=0.8,
        ),
        id="install",
    ),
    title="הטכנאי בדלת",
    type="service-blueprint",
    language="he",
    personas=["dana"],
)


@pytest.mark.parametrize(
    ("journey", "scheme"),
    [(WAITING, "light"), (TECHNICIAN, "dark")],
    ids=lambda each: getattr(each, "id", each),
)
def test_drawing_looks_as_it_did(journey: Journey, scheme: Scheme) -> None:
    drawn = draw_swimlane(compose(journey, LIBRARY), LIBRARY.title, scheme)
    file = FOLDER / f"{journey.id}-{scheme}.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, "utf-8")
    assert drawn == file.read_text("utf-8")
