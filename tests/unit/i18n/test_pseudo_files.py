"""The files beside the pages say nothing in plain English either: calendars and `llms.txt` in the pseudo-language.

What programs read stays as it is: the data of the portal and its schemas are the same in every language.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

import pytest

from calendar_reader import read_calendar
from factories import make_journey, make_library, make_persona
from journeybook.i18n.catalog import use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE
from journeybook.library.objects import Library
from journeybook.model.evidence import Evidence
from journeybook.pages.page_plan import plan_assets

TODAY = datetime.date(2026, 11, 22)
_LATIN = re.compile(r"[A-Za-z]{2,}")


def library() -> Library:
    """A map, a person and a source in Greek, all of them on the agenda."""
    return make_library(
        make_journey(
            "m",
            title="Χάρτης",
            status="published",
            owner="care",
            summary="Μικρός χάρτης.",
            reviewed="2026-03-01",
            review_every="6 months",
            stages=[{"id": "s", "title": "Φάση", "steps": [{"id": "t", "title": "Βήμα", "emotion": -1}]}],
        ),
        personas=[
            make_persona("a", title="Άννα", owner="care", reviewed="2026-05-01", review_every="1 year")
        ],
        vocabulary={
            "teams": {"care": "Ομάδα"},
            "lifecycle": {"use": "Χρήση"},
            "emotion_scale": {"min": -2, "max": 2, "words": {-2: "κακά", 0: "έτσι", 2: "καλά"}},
        },
        evidence={
            "e": Evidence.model_validate(
                {"id": "e", "title": "Έρευνα", "date": "2026-06-12", "valid_for": "1 year"}
            )
        },
    )


def files() -> dict[str, str]:
    plans = plan_assets(library(), site_name="Άτλας", today=TODAY)
    return {plan.address: plan.make() for plan in plans if not plan.address.endswith(".svg")}


@pytest.fixture
def pseudo_language() -> Iterator[None]:
    use_language(PSEUDO_LANGUAGE)
    yield
    use_language("en")


@pytest.mark.usefixtures("pseudo_language")
def test_calendars_print_messages_alone() -> None:
    for address, text in files().items():
        if not address.endswith(".ics"):
            continue
        calendar = read_calendar(text.encode())
        said = [calendar.properties["X-WR-CALNAME"]]
        for event in calendar.parts:
            said += [event.properties[name] for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES")]
        assert len(said) > 3
        assert [each for each in said if _LATIN.search(each)] == []


@pytest.mark.usefixtures("pseudo_language")
def test_the_overview_for_language_models_prints_messages_alone() -> None:
    text = re.sub(r"\]\([^)]*\)", "]", files()["llms.txt"])
    # "Optional" is a word of the form, and JSON Schema is called so everywhere.
    lines = text.replace("## Optional", "").replace(": JSON Schema", "").splitlines()
    assert [each for each in lines if _LATIN.search(each)] == []


def test_data_for_programs_is_the_same_in_every_language_but_for_the_advice(
    request: pytest.FixtureRequest,
) -> None:
    def data() -> dict[str, str]:
        found = {key: text for key, text in files().items() if key.endswith((".json", ".csv"))}
        found.pop("link-cards.json")  # what the site shows of its links, in its language
        found.pop("search/synonyms.json")  # words that readers type, in the language of the site
        whole = json.loads(found.pop("journeys/m/map.json"))
        sides = whole["figures"]["health"]["dimensions"]
        said = [each.pop("advice") for each in sides]
        assert any(said)
        return {**found, "map": json.dumps(whole)}

    english = data()
    request.getfixturevalue("pseudo_language")
    assert data() == english
