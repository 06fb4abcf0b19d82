"""Personas in pages, CSV files and workbooks."""

from __future__ import annotations

import io

import openpyxl
import pytest

from journeybook.exchange.import_kinds import ImportKind
from journeybook.exchange.import_plan import plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.library.objects import Library
from journeybook.model.persona import Persona

PAGE = """\
# Our riders

We met them in spring.

## Persona 1: Rosa Lind

**Age:** 41
**Occupation:** Nurse on night shifts
**Tech proficiency:** low

> "I just want it to roll."

### Background

Rides to work in the dark.

### Goals

- Arrive dry
- Spend less on the bus

### Frustrations

- Flat tyres

### Favourite songs

- Anything from 1985

## Persona 2: Sam Oduya

- Age: 19
- Goals: Be *fast*
- Pain points: Theft; rust
"""


def imported(name, content, *, library=None, kind=None):
    content = content.encode() if isinstance(content, str) else content
    plan = plan_import([SourceFile(name, content)], library or Library(), has_vocabulary=False, kind=kind)
    return plan, [item.item for _, item in plan.items]


def test_headings_of_a_page_are_personas_with_all_their_text():
    plan, (rosa, sam) = imported("personas.md", PAGE)
    assert (rosa.title, rosa.role, rosa.summary) == (
        "Rosa Lind",
        "Nurse on night shifts",
        "Rides to work in the dark.",
    )
    assert rosa.demographics == {"Age": "41"}
    assert rosa.psychographics == {"Tech proficiency": "low"}
    assert rosa.goals == ("Arrive dry", "Spend less on the bus")
    assert rosa.struggles == ("Flat tyres",)
    assert "Anything from 1985" in (rosa.narrative or "")
    assert "I just want it to roll." in (rosa.narrative or "")
    assert (sam.goals, sam.struggles) == (("Be *fast*",), ("Theft", "rust"))
    assert [file.path for file in plan.files] == ["personas/rosa-lind.yml", "personas/sam-oduya.yml"]
    assert "# We met them in spring." in plan.files[0].text
    warnings = [each.message for each in plan.findings if each.severity == "warning"]
    assert warnings == ["`Favourite songs`: no field of a persona holds it"]


@pytest.mark.parametrize(
    "table",
    [
        "Name,Age,Goals,Frustrations\nRosa,41,Arrive dry; Save,Flat tyres\nSam,19,Be fast,Rust\n",
        "Persona;Rosa;Sam\nAge;41;19\nGoals;Arrive dry\\; Save;Be fast\nFrustrations;Flat tyres;Rust\n",
    ],
)
def test_tables_run_either_way(table):
    if ";" in table.partition("\n")[0]:
        table = table.replace("Arrive dry\\; Save", '"Arrive dry; Save"')
    _, (rosa, sam) = imported("our-personas.csv", table)
    assert (rosa.title, rosa.goals, rosa.struggles) == ("Rosa", ("Arrive dry", "Save"), ("Flat tyres",))
    assert (sam.title, sam.demographics) == ("Sam", {"Age": "19"})


def test_a_workbook_of_another_name_is_one_of_personas_where_its_author_says_so():
    book = openpyxl.Workbook()
    for row in (["الاسم", "العمر", "الأهداف"], ["ليلى", 30, "الوصول"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    _, (leila,) = imported("people.xlsx", stream.getvalue(), kind=ImportKind.PERSONAS)
    assert (leila.title, leila.demographics, leila.goals) == ("ليلى", {"العمر": "30"}, ("الوصول",))


def test_a_persona_who_is_there_is_never_overwritten():
    library = Library(personas={"rosa-lind": Persona(id="rosa-lind", title="Rosa Lind")})
    plan, items = imported("personas.md", PAGE, library=library)
    assert [item.title for item in items] == ["Sam Oduya"]
    assert [each.message for each in plan.findings if each.severity == "error"] == [
        "`Rosa Lind` is a persona of the portal already, and is not changed"
    ]


def test_headings_without_labels_are_guesses():
    plan, items = imported(
        "personas.md", "# Personas\n\n## Owners\n\nThey own.\n\n## Renters\n\nThey rent.\n"
    )
    assert [item.title for item in items] == ["Owners", "Renters"]
    assert not plan.sure


def test_what_the_narrative_has_no_room_for_is_kept_as_comments():
    long = "\n\n".join(f"Paragraph {number} " + "of many words " * 30 for number in range(30))
    plan, _ = imported("persona.md", f"# Rosa\n\n**Age:** 41\n\n**Goals:** Arrive\n\n{long}\n")
    text = plan.files[0].text
    assert [number for number in range(30) if f"Paragraph {number} " not in text] == []
    assert any("comments at the head" in (each.help or "") for each in plan.findings)
