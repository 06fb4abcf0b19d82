"""The files that make editors use the schemas: their new content, given the present one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from journeybook.editor.completions import Offer
from journeybook.editor.jsonc import JsoncError, Part, read_jsonc, with_item, with_member
from journeybook.editor.schema import source_schema
from journeybook.editor.schema_kinds import VOCABULARY

FOLDER = ".journeybook"
"""The folder of the schemas, beside `mkdocs.yml`."""

SETTINGS, EXTENSIONS, ATTRIBUTES = ".vscode/settings.json", ".vscode/extensions.json", ".gitattributes"
EXTENSION = "redhat.vscode-yaml"
FOLDED = f"{FOLDER}/*.schema.json linguist-generated"


@dataclass(frozen=True, slots=True)
class UnreadableSettingsError(Exception):
    """An existing settings file has another structure, so nothing can be added to it."""

    file: str
    message: str


def schema_file(kind: str) -> str:
    """The path of a kind's schema from the portal's root."""
    return f"{FOLDER}/{kind}.schema.json"


def written(schema: Mapping[str, object]) -> str:
    """A schema as text."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def schema_files(models: Mapping[str, type[BaseModel]], offer: Offer) -> Iterator[tuple[str, str]]:
    """The path and text of each kind's schema."""
    for kind, model in models.items():
        yield schema_file(kind), written(source_schema(model, offer))


def globs(maps: str, folders: Mapping[str, str], prefix: str = "") -> Mapping[str, str | list[str]]:
    """The entries of `yaml.schemas`: file patterns by schema; `folders` are the kinds' folders.

    `maps` is the path of the maps from the workspace, `prefix` that of the portal's root. Markdown
    files are left out, because the YAML server does not read front matter.
    """
    found: dict[str, str | list[str]] = {
        prefix + schema_file(kind): [f"{maps}/{folder}/**/*.{ending}" for ending in ("yml", "yaml")]
        for kind, folder in folders.items()
    }
    return {
        **found,
        prefix + schema_file(VOCABULARY): [f"{maps}/vocabulary.{ending}" for ending in ("yml", "yaml")],
    }


def with_schemas(text: str | None, wanted: Mapping[str, str | list[str]]) -> str:
    """The workspace settings with all missing entries of `yaml.schemas`.

    Existing entries stay, even with other patterns for these schemas. Raises
    UnreadableSettingsError if the file is not JSON with comments, or if `yaml.schemas` is not an
    object.
    """
    text = text if text and text.strip() else "{}\n"
    whole = _group(SETTINGS, text)
    if "yaml.schemas" not in _members(whole):
        text = with_member(text, whole, "yaml.schemas", "{}")
    for file, patterns in wanted.items():
        there = _group(SETTINGS, text, "yaml.schemas")
        if not {file, f"./{file}"} & _members(there).keys():
            text = with_member(text, there, file, json.dumps(patterns))
    return text


def with_extension(text: str | None) -> str:
    """The workspace recommendations with the YAML extension, unless the user refuses it."""
    text = text if text and text.strip() else "{}\n"
    whole = _group(EXTENSIONS, text)
    lists = {}
    for name in ("recommendations", "unwantedRecommendations"):
        part = _members(whole).get(name)
        if part and part.items is None:
            raise UnreadableSettingsError(EXTENSIONS, f"`{name}` is no list")
        lists[name] = part
    for part in lists.values():
        if part and part.items and any(_said(each, text) == EXTENSION for each in part.items):
            return text
    if lists["recommendations"]:
        return with_item(text, lists["recommendations"], json.dumps(EXTENSION))
    return with_member(text, whole, "recommendations", json.dumps([EXTENSION]))


def with_attributes(text: str | None) -> str:
    """The Git attributes with the line that collapses the schemas in diffs."""
    there = text or ""
    if any(line.split()[:1] == FOLDED.split()[:1] for line in there.splitlines()):
        return there
    gap = "" if not there or there.endswith("\n") else "\n"
    return f"{there}{gap}{FOLDED}\n"


def _members(group: Part) -> Mapping[str, Part]:
    return group.members or {}


def _group(file: str, text: str, name: str | None = None) -> Part:
    """The object of the whole file, or its member with this name."""
    try:
        part = read_jsonc(text)
    except JsoncError as fault:
        raise UnreadableSettingsError(file, f"line {fault.line} is no JSON") from None
    if part.members is None:
        raise UnreadableSettingsError(file, "it holds no settings")
    if name is None:
        return part
    if part.members[name].members is None:
        raise UnreadableSettingsError(file, f"`{name}` is no group of settings")
    return part.members[name]


def _said(part: Part, text: str) -> object:
    return json.loads(part.text(text)) if part.members is None and part.items is None else None
