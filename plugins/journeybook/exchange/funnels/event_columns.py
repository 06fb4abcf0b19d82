"""The mapping file that names the columns of an export of events."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import import_rules
from journeybook.sources.yaml.nodes import NodePlaces, data_of
from journeybook.sources.yaml.reader import read_yaml

_Name = Annotated[str, Field(min_length=1, max_length=120)]


class FunnelMapping(BaseModel):
    """Which column of an export says what. A row is an event: somebody reached a step on a day.

    `who` tells people or deals apart and is never written, `step` and `time` say what was reached
    when, `value` is what was paid. `order` are the steps from first to last, by default in the
    order in which they first occur. `drop` are columns that may hold something about people and
    are not read. Figures of fewer than `fewest` people are left out. `title` begins the titles of
    the metrics, and `source` says where the export comes from.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: _Name
    step: _Name
    time: _Name
    source: _Name
    title: Annotated[str, Field(min_length=1, max_length=60)] | None = None
    value: _Name | None = None
    order: Annotated[tuple[_Name, ...], Field(max_length=20)] = ()
    drop: Annotated[tuple[_Name, ...], Field(max_length=50)] = ()
    fewest: Annotated[int, Field(ge=1, le=1_000)] = 5


def read_mapping(text: str, file: str) -> tuple[FunnelMapping | None, tuple[Diagnostic, ...]]:
    """The mapping in a YAML file, None with an error, and the findings."""
    node, findings = read_yaml(text, file)
    if node is None:
        return None, findings
    try:
        return FunnelMapping.model_validate(data_of(node)), findings
    except ValidationError as fault:
        found = []
        for each in fault.errors():
            name = ".".join(str(part) for part in each["loc"]) or "the file"
            place = NodePlaces(node).get(tuple(each["loc"]), Place(file))
            found.append(
                import_rules.not_imported.at(
                    place,
                    f"`{name}` of the mapping: {each['msg'][:1].lower()}{each['msg'][1:]}",
                    "a mapping has `who`, `step`, `time` and `source`, and may have `title`, `value`, `order`, `drop` "
                    "and `fewest`",
                )
            )
        return None, (*findings, *found)
