from __future__ import annotations

import json
import re

import pytest

from journeybook.editor.editor_files import (
    UnreadableSettingsError,
    globs,
    with_attributes,
    with_extension,
    with_schemas,
)
from journeybook.editor.jsonc import JsoncError, read_jsonc

WANTED = {"a.schema.json": "maps/a/*.yml", "b.schema.json": ["maps/b/*.yml", "maps/b/*.yaml"]}


def plain(text: str):
    """A settings file without its comments and trailing commas."""
    kept = re.sub(
        r'("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/', lambda found: found[1] or "", text, flags=re.DOTALL
    )
    return json.loads(re.sub(r",(\s*[\]}])", r"\1", kept))


@pytest.mark.parametrize("there", [None, "", " \n", "{}", "{\n}\n", '{"a": 1}', '{\n    "a": 1,\n}\n'])
def test_settings_get_the_schemas_whatever_is_there(there):
    text = with_schemas(there, WANTED)
    found = plain(text)
    assert found["yaml.schemas"] == WANTED
    assert {**found, "yaml.schemas": 0} == {
        **(plain(there) if there and there.strip() else {}),
        "yaml.schemas": 0,
    }
    assert with_schemas(text, WANTED) == text, "a second time changes nothing"


PERSONAL = """\
// How we like it.
{
    "editor.rulers": [80, 110], // as the formatter
    /* "yaml.schemas": not this one */
    "yaml.schemas": {
        "https://json.schemastore.org/mkdocs-1.6.json": "mkdocs.yml", // of MkDocs
        "./a.schema.json": "elsewhere/*.yml",
    },

    "search.exclude": {"site": true},
    // "last": true
}
"""


def test_what_a_person_has_written_stays_to_the_letter():
    text = with_schemas(PERSONAL, WANTED)
    new = '        "b.schema.json": ["maps/b/*.yml", "maps/b/*.yaml"]\n'
    assert text == PERSONAL.replace("    },\n\n", f"{new}    }},\n\n", 1)


def test_a_file_on_one_line_and_with_other_line_ends_is_written_into():
    assert with_schemas('{"a": 1}', {"s": "m"}) == '{"a": 1,\n  "yaml.schemas": {\n    "s": "m"\n  }\n}'
    assert with_schemas('{\r\n\t"a": 1\r\n}\r\n', {"s": "m"}) == (
        '{\r\n\t"a": 1,\r\n\t"yaml.schemas": {\r\n\t\t"s": "m"\r\n\t}\r\n}\r\n'
    )


def test_an_extension_is_recommended_unless_it_is_there_or_not_wanted():
    assert plain(with_extension(None)) == {"recommendations": ["redhat.vscode-yaml"]}
    text = with_extension('{\n  "recommendations": [\n    "a.b" // ours\n  ]\n}\n')
    assert text == '{\n  "recommendations": [\n    "a.b",\n    "redhat.vscode-yaml" // ours\n  ]\n}\n'
    assert with_extension(text) == text
    unwanted = '{"unwantedRecommendations": ["redhat.vscode-yaml"]}'
    assert with_extension(unwanted) == unwanted


def test_git_folds_the_schemas_and_keeps_its_other_attributes():
    assert with_attributes(None) == ".journeybook/*.schema.json linguist-generated\n"
    text = with_attributes("*.png binary")
    assert text == "*.png binary\n.journeybook/*.schema.json linguist-generated\n"
    assert with_attributes(text) == text
    own = ".journeybook/*.schema.json -diff\n"
    assert with_attributes(own) == own, "somebody meant something else"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1 is no JSON"),
        ('{\n"a": 1\n"b": 2}', "line 3 is no JSON"),
        ('{"a": }', "line 1 is no JSON"),
        ('{"a": 1} x', "line 1 is no JSON"),
        ("{'a': 1}", "line 1 is no JSON"),
        ("[]", "it holds no settings"),
        ('{"yaml.schemas": "x"}', "`yaml.schemas` is no group of settings"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_written(text, message):
    with pytest.raises(UnreadableSettingsError) as caught:
        with_schemas(text, WANTED)
    assert (caught.value.file, caught.value.message) == (".vscode/settings.json", message)


def test_a_list_that_is_none_is_said():
    with pytest.raises(UnreadableSettingsError):
        with_extension('{"recommendations": "redhat.vscode-yaml"}')


def test_what_is_nested_too_deep_ends_without_a_crash():
    with pytest.raises(JsoncError):
        read_jsonc("[" * 100_000)


def test_each_folder_has_its_schema_and_markdown_has_none():
    found = globs("sources", {"journey": "journeys"})
    assert found == {
        ".journeybook/journey.schema.json": ["sources/journeys/**/*.yml", "sources/journeys/**/*.yaml"],
        ".journeybook/vocabulary.schema.json": ["sources/vocabulary.yml", "sources/vocabulary.yaml"],
    }
