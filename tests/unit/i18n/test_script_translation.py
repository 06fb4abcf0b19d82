"""The script of the site asks for messages as Python does: each is found for the catalogue, and each form of a count."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from journeybook.i18n.catalog import plural_forms, use_language
from journeybook.i18n.pseudo import PSEUDO_LANGUAGE, pseudo
from journeybook.site.scripts import FETCHED, script
from journeybook.site.theme import theme_folder
from journeybook.site.translation import script_messages, translation_script

ASKED = re.compile(r"(?<![\w$.])(?:_|ngettext)\(\s*(\"(?:[^\"\\]|\\.)*\"|.)", re.DOTALL)
"""A call that looks a message up, with the text that it asks for or whatever else stands there."""


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    use_language("en")


def parts() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((theme_folder() / "scripts").glob("*.js"))]


def translation(text: str) -> dict[str, object]:
    found = re.fullmatch(r"const translation = (.*);\n", translation_script(text))
    assert found
    made: dict[str, object] = json.loads(found[1])
    return made


def test_every_message_of_the_script_is_found() -> None:
    text = "\n".join(parts())
    asked = [found[1] for found in ASKED.finditer(text)]
    assert len(asked) > 60
    assert [each for each in asked if not each.startswith('"')] == []
    singular = {each if isinstance(each, str) else each[0] for each in script_messages(text)}
    assert {json.loads(each) for each in asked} == singular


def test_english_needs_no_messages() -> None:
    assert translation('_("Close");') == {
        "language": "en",
        "locale": "en-GB",
        "decimal": ".",
        "comma": ", ",
        "messages": {},
        "plurals": {},
    }


def test_another_language_brings_the_messages_that_the_script_asks_for() -> None:
    use_language(PSEUDO_LANGUAGE)
    found = translation('_("Close"); ngettext("%(num)s page", "%(num)s pages", found);')
    assert found["language"] == PSEUDO_LANGUAGE
    assert found["messages"] == {"Close": pseudo("Close")}
    assert found["plurals"] == {
        "%(num)s page": {"one": pseudo("%(num)s page"), "other": pseudo("%(num)s pages")}
    }


def test_the_forms_of_a_count_are_those_that_browsers_name() -> None:
    assert plural_forms("%(num)s page", "%(num)s pages") == {"one": "%(num)s page", "other": "%(num)s pages"}


@pytest.mark.skipif(
    shutil.which("node") is None, reason="node is not installed, which runs the script's functions"
)
def test_the_script_looks_messages_up_and_fills_them() -> None:
    use_language(PSEUDO_LANGUAGE)
    asked = """
        print(_("Close"));
        print(_("All %(all)s of 50 %%", {all: 7}));
        print(ngettext("%(num)s page", "%(num)s pages", 1));
        print(ngettext("%(num)s page", "%(num)s pages", 12000));
        print(_("not held"[0] + "x"));
        print(JSON.stringify(nodesOf("a %(b)s c", {b: "B"})));
    """
    program = f"{translation_script(asked)}\nconst print = console.log;\n{parts()[0]}\n{asked}"
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == [
        pseudo("Close"),
        f"{pseudo('All')} 7 {pseudo('of')} 50 %",
        f"1 {pseudo('page')}",
        f"12\u202f000 {pseudo('pages')}",
        "nx",
        '["a ","B"," c"]',
    ]


@pytest.mark.skipif(
    shutil.which("node") is None, reason="node is not installed, which runs the script's functions"
)
def test_a_count_has_the_form_of_the_language() -> None:
    forms = {"one": "%(num)s mapa", "few": "%(num)s mapy", "many": "%(num)s map", "other": "%(num)s mapy"}
    program = f"""
        const translation = {{ locale: "pl", messages: {{}}, plurals: {{}} }};
        {parts()[0]}
        for (const num of [1, 2, 5, 12, 22, 1000]) console.log(countText({json.dumps(forms)}, num));
    """
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["1 mapa", "2 mapy", "5 map", "12 map", "22 mapy", "1\u202f000 map"]


def test_the_script_is_one_strict_function_that_leaves_nothing_in_the_page() -> None:
    text = script()
    assert text.startswith('(() => {\n"use strict";\n')
    assert text.endswith("})();\n")
    assert "window.journeybook" not in text


@pytest.mark.parametrize("name", FETCHED)
def test_a_fetched_script_is_one_strict_function_that_brings_its_messages(name: str) -> None:
    english = script(name)
    assert english.startswith('document.currentScript.runPart((shared) => {\n"use strict";\n')
    assert english.endswith("});\n")
    assert "Object.assign(translation" not in english
    use_language(PSEUDO_LANGUAGE)
    has_messages = re.search(r"\b(?:_|ngettext)\(\"", english) is not None
    assert ("Object.assign(translation." in script(name)) is has_messages
