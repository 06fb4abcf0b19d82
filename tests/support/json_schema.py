"""A small validator of JSON Schema (2020-12): the keywords that our schemas use, and a failure for any other.

`closed` makes it stricter than the published schema: an object may hold nothing that its schema does not name, so that
a field that is written but not described is found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}
_CAPITAL = re.compile("[A-Z]")
SILENT = {"$defs", "$schema", "title", "description", "default", "format"}


class Validator:
    """Checks values against one schema; `used` are the names of the parts that some value was checked against."""

    def __init__(self, schema: dict[str, Any], *, closed: bool = False) -> None:
        self.schema = schema
        self.closed = closed
        self.used: set[str] = set()

    def faults(self, value: Any) -> list[str]:
        """What is wrong with `value`, a line each with its place."""
        return list(self._check(value, self.schema, "$"))

    def _check(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        for keyword, rule in schema.items():
            if keyword in SILENT:
                continue
            yield from getattr(self, _CAPITAL.sub(r"_\g<0>", f"_{keyword.lstrip('$')}").lower())(
                value, rule, schema, at
            )

    def _ref(self, value: Any, rule: str, schema: dict[str, Any], at: str) -> Iterator[str]:
        name = rule.removeprefix("#/$defs/")
        self.used.add(name)
        yield from self._check(value, self.schema["$defs"][name], at)

    def _type(self, value: Any, rule: str, schema: dict[str, Any], at: str) -> Iterator[str]:
        if not TYPES[rule](value):
            yield f"{at}: {value!r:.60} is no {rule}"

    def _const(self, value: Any, rule: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        if value != rule:
            yield f"{at}: {value!r:.60} is not {rule!r}"

    def _enum(self, value: Any, rule: list[Any], schema: dict[str, Any], at: str) -> Iterator[str]:
        if value not in rule:
            yield f"{at}: {value!r:.60} is none of {rule}"

    def _any_of(self, value: Any, rule: list[Any], schema: dict[str, Any], at: str) -> Iterator[str]:
        found = [list(self._check(value, each, at)) for each in rule]
        if all(found):
            yield min(found, key=len)[0]

    def _properties(self, value: Any, rule: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
        if not isinstance(value, dict):
            return
        for key, part in value.items():
            if key in rule:
                yield from self._check(part, rule[key], f"{at}.{key}")
            elif self.closed:
                yield f"{at}: nothing is said of {key}"

    def _additional_properties(
        self, value: Any, rule: dict[str, Any], schema: dict[str, Any], at: str
    ) -> Iterator[str]:
        if isinstance(value, dict):
            for key, part in value.items():
                if key not in schema.get("properties", {}):
                    yield from self._check(part, rule, f"{at}.{key}")

    def _property_names(
        self, value: Any, rule: dict[str, Any], schema: dict[str, Any], at: str
    ) -> Iterator[str]:
        if isinstance(value, dict):
            for key in value:
                yield from self._check(key, rule, f"{at}.{key}")

    def _required(self, value: Any, rule: list[str], schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, dict):
            yield from (f"{at}: {key} is missing" for key in rule if key not in value)

    def _items(self, value: Any, rule: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, list):
            for number, part in enumerate(value):
                yield from self._check(part, rule, f"{at}[{number}]")

    def _pattern(self, value: Any, rule: str, schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, str) and not re.search(rule, value):
            yield f"{at}: {value!r:.60} does not match {rule}"

    def _max_length(self, value: Any, rule: int, schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, str) and len(value) > rule:
            yield f"{at}: longer than {rule}"

    def _max_items(self, value: Any, rule: int, schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, list) and len(value) > rule:
            yield f"{at}: more than {rule}"

    def _max_properties(self, value: Any, rule: int, schema: dict[str, Any], at: str) -> Iterator[str]:
        if isinstance(value, dict) and len(value) > rule:
            yield f"{at}: more than {rule}"

    def _minimum(self, value: Any, rule: float, schema: dict[str, Any], at: str) -> Iterator[str]:
        if TYPES["number"](value) and value < rule:
            yield f"{at}: {value} is below {rule}"

    def _maximum(self, value: Any, rule: float, schema: dict[str, Any], at: str) -> Iterator[str]:
        if TYPES["number"](value) and value > rule:
            yield f"{at}: {value} is above {rule}"
