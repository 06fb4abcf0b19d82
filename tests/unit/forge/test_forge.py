"""Addresses at the host of the sources: editors in the browser, and forms filled in."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeybook.forge.edit_links import (
    SUGGEST_NAMES,
    Subject,
    editor_address,
    step_suggestion,
    suggest_template,
    suggestion,
    unknown_names,
)

MAP = Subject("journey", "m-one", "One & only", "https://p.example/journeys/m-one/")
EVERY = "https://h.example/new?" + "&".join(f"{name}={{{name}}}" for name in SUGGEST_NAMES)
SOURCE = "maps/journeys/a b/m-one.yml"


def query(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ("https://github.com/o/r/edit/main/maps/x.yml", "https://github.dev/o/r/blob/main/maps/x.yml"),
        ("https://github.com/o/r/blob/main/docs/x.md", "https://github.dev/o/r/blob/main/docs/x.md"),
        ("https://github.company.example/o/r/edit/main/x.yml", None),
        (
            "https://gitlab.com/g/sub/r/-/edit/main/maps/x.yml",
            "https://gitlab.com/-/ide/project/g/sub/r/edit/main/-/maps/x.yml",
        ),
        (
            "https://gitlab.company.example/g/r/edit/main/x.yml",
            "https://gitlab.company.example/-/ide/project/g/r/edit/main/-/x.yml",
        ),
        (
            "https://code.company.example/g/r/-/edit/main/x.yml",
            "https://code.company.example/-/ide/project/g/r/edit/main/-/x.yml",
        ),
        ("https://git.example/edit/docs/x.md", None),
        ("https://bitbucket.org/o/r/src/main/x.yml?mode=edit", None),
        ("javascript:alert(1)/edit/main/x", None),
        (None, None),
    ],
)
def test_the_editor_of_a_known_host_follows_from_the_edit_link(
    edit: str | None, expected: str | None
) -> None:
    assert editor_address(edit, "x", None) == expected


def test_a_template_names_the_editor_of_any_other_host() -> None:
    template = "https://h.example/ide?file={path}"
    assert (
        editor_address(None, SOURCE, template) == "https://h.example/ide?file=maps/journeys/a%20b/m-one.yml"
    )
    assert editor_address("https://github.com/o/r/edit/main/x", None, template) is None


@pytest.mark.parametrize(
    "repository", ["https://github.com/o/r", "https://github.com/o/r/", "https://github.com/o/r.git"]
)
def test_a_suggestion_opens_the_form_at_github(repository: str) -> None:
    template = suggest_template(repository)
    assert template
    address = suggestion(template, MAP)
    assert address.startswith("https://github.com/o/r/issues/new?")
    assert query(address) == {
        "template": "suggest-a-change.yml",
        "title": "Suggestion: One & only",
        "map": "m-one",
    }


def test_a_suggestion_opens_a_described_issue_at_gitlab() -> None:
    template = suggest_template("https://gitlab.company.example/g/r")
    assert template
    address = suggestion(template, MAP)
    assert address.startswith("https://gitlab.company.example/g/r/-/issues/new?")
    said = query(address)
    assert said["issue[title]"] == "Suggestion: One & only"
    assert said["issue[description]"].startswith(
        "Page: https://p.example/journeys/m-one/\nMap: m-one\nStep: \n\n**What should change**"
    )


@pytest.mark.parametrize(
    "repository", [None, "", "https://git.example/o/r", "git@github.com:o/r", "javascript:x"]
)
def test_an_unknown_host_has_no_form(repository: str | None) -> None:
    assert suggest_template(repository) is None


def test_what_is_no_map_says_its_kind() -> None:
    assert query(suggestion(EVERY, Subject("persona", "amira", "Amira", "/personas/amira/"))) == {
        "kind": "persona",
        "id": "amira",
        "map": "persona:amira",
        "title": "Amira",
        "page": "/personas/amira/",
    }
    assert query(suggestion(EVERY, Subject("page", "docs/a.md", "A", "/a/")))["map"] == "docs/a.md"


def test_an_unknown_name_in_braces_is_found() -> None:
    assert unknown_names("https://h/{id}/{titel}{x.y}", SUGGEST_NAMES) == ("titel", "x.y")


# The browser puts the step in, as here.
def put(template: str, **values: str) -> str:
    return re.sub(r"\{(step|title|anchor)\}", lambda found: quote(values[found[1]], safe=""), template)


@given(st.text(max_size=300), st.text(max_size=80))
def test_no_title_breaks_out_of_its_place(title: str, step: str) -> None:
    template = suggest_template("https://gitlab.com/g/r") or ""
    for subject_template in (EVERY, template):
        subject = Subject("journey", "m-one", title, MAP.page)
        address = suggestion(subject_template, subject)
        of_step = put(
            step_suggestion(subject_template, subject), step="pays", title=step, anchor="#m-one--t-pays"
        )
        for each in (address, of_step):
            assert re.fullmatch(r"[!-~]+", each)
            assert not set(each) & set("\"'<>{}` ")
            assert len(each) < 2_000
    assert query(put(step_suggestion(EVERY, MAP), step="pays", title="Pays", anchor="#m-one--t-pays")) == {
        "kind": "journey",
        "id": "m-one",
        "map": "m-one",
        "step": "pays",
        "title": "One & only: Pays",
        "page": "https://p.example/journeys/m-one/#m-one--t-pays",
    }
