"""The JSON Schema of one kind of source, with the ids of the portal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from journeybook.editor.completions import Choice, Offer
from journeybook.editor.snippets import SNIPPETS
from journeybook.editor.value_schemas import ANYWHERE, ID, NOTHING, NUMBER, Schema, scalar, typed
from journeybook.format.descriptions import about, choices
from journeybook.format.field_types import Count, Field, Form, Value
from journeybook.format.fields import described
from journeybook.format.models import title_of
from journeybook.format.synonyms import OTHER_WORDS
from journeybook.kinds import KINDS
from journeybook.library.objects import Kind

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that all editors support."""

NEVER: Schema = {"type": "null", "not": {"type": "null"}}
"""A schema that no value matches, in a form for which editors show `errorMessage`."""

MOST_CHOICES = 1_000
"""The most choices that are listed, because editors show all of them at once."""

WRITE_AGAIN = "`journeybook schema --write` tells your editor of new ones"


def source_schema(model: type[BaseModel], offer: Offer) -> Schema:
    """The schema of files that describe a `model`, in a portal with the choices `offer`.

    It accepts all that `journeybook check` accepts, and refuses errors as far as a schema can.
    Rules about several values, such as unique ids, and days beyond the end of a month are left to
    check.
    """
    writer = _Writer(offer)
    whole = writer.part(model)
    return {
        "$schema": DIALECT,
        "title": whole["title"],
        "description": about(model),
        **whole,
        "definitions": dict(sorted(writer.definitions.items())),
    }


class _Writer:
    """Writes each part once as a definition, and references to it."""

    def __init__(self, offer: Offer) -> None:
        self._offer = offer
        self.definitions: dict[str, Schema] = {}

    def part(self, model: type[BaseModel]) -> Schema:
        """The schema of a group of fields."""
        fields = described(model)
        names = {field.name for field in fields}
        schema: Schema = {
            # No description: editors would show it instead of the description of the field.
            "title": title_of(model),
            "type": "object",
            "properties": {field.name: self._field(field, names) for field in fields} | _strange(names),
            "required": [field.name for field in fields if field.required],
            "additionalProperties": False,
        }
        if not schema["required"]:
            del schema["required"]
        snippets = SNIPPETS.get(model.__name__)
        return {**schema, "defaultSnippets": snippets} if snippets else schema

    def _field(self, field: Field, names: Iterable[str]) -> Schema:
        said = field.meaning
        if field.default:
            said += f" Without it: `{field.default}`."
        example = f"\n\nFor example `{field.name}: {field.example}`" if field.example else ""
        return {
            "description": said.replace("`", ""),
            "markdownDescription": said + example,
            **self._content(field),
        }

    def _content(self, field: Field) -> Schema:
        one = self._alternatives(field.value)
        match field.count:
            case Count.ONE:
                found = one
            case Count.MANY:
                found = [*one, _list(one, field.most)]
            case Count.NAMED:
                several = [*one, _list(one, field.most)] if field.value.form is Form.PART else one
                return {
                    "if": {"type": "object"},
                    "then": self._named(field, several),
                    "else": {"type": "null", "errorMessage": f"write `{field.name}: {{name: value}}`"},
                }
            case Count.WORDS:
                ids = {"type": "array", "items": self._plain(Value(Form.OWN_ID))}
                found = [self._named(field, one), ids]
            case Count.EMOTION:
                each = {**self._named(field, one), "minProperties": 1}
                return {"if": {"type": "object"}, "then": each, "else": {"anyOf": [*one, self._nothing()]}}
        if not field.required:
            found = [*found, self._nothing()]
        # In draft 7, keywords beside `$ref` are ignored, so the reference goes into `anyOf`.
        return {"anyOf": [_apart(each) for each in found]}

    def _named(self, field: Field, values: list[Schema]) -> Schema:
        """An object whose keys are ids of the portal, or any keys of the right form."""
        value = {"anyOf": [_apart(each) for each in (*values, self._nothing())]}
        keys = field.keys
        assert keys, "what stands by name has names"
        schema: Schema = {"type": "object"}
        if field.most:
            schema["maxProperties"] = field.most
        known = self._offer.lanes if field.name == "lanes" and keys.form is Form.TITLE else ()
        if keys.form is Form.REFERENCE and keys.refers:
            known = self._offer.ids.get(keys.refers, ())
        if known and len(known) <= MOST_CHOICES:
            schema["properties"] = {
                each.word: {"markdownDescription": each.markdown, "description": each.title, **value}
                for each in known
            }
        if keys.form is Form.REFERENCE and keys.refers and "properties" in schema:
            return {**schema, "additionalProperties": False, "errorMessage": _unknown(keys.refers)}
        pattern = {Form.NUMBER: NUMBER, Form.REFERENCE: ID, Form.OWN_ID: ID}.get(keys.form)
        if pattern:
            schema["propertyNames"] = {"pattern": pattern}
        return {**schema, "additionalProperties": value}

    def _alternatives(self, value: Value) -> list[Schema]:
        """The schemas of one value, of which any may match."""
        offer = self._offer
        match value.form:
            case Form.PART:
                assert value.part, "a part has a model"
                whole = self._defined(value.part)
                if not value.short:
                    return [whole]
                short = next(each for each in described(value.part) if each.name == value.short)
                return [*self._alternatives(short.value), whole]
            case Form.CHOICE:
                assert value.choices, "a choice has words"
                known = tuple(Choice(word, note=said) for word, said in choices(value.choices).items())
                return [self._words(value.choices.__name__, known)]
            case Form.REFERENCE:
                assert value.refers, "a reference refers to something"
                known = offer.ids.get(value.refers, ())
                listed = self._listed(value.refers.value, known, value, _unknown(value.refers))
                other = [{"type": "string", "pattern": ANYWHERE}] if value.anywhere else []
                return [listed, *map(_apart, other)]
            case Form.STEP:
                return self._steps(value, offer.steps, f"there is no such step; {WRITE_AGAIN}")
            case Form.TARGET:
                known = (*offer.ids.get(Kind.JOURNEY, ()), *offer.steps)
                return self._steps(value, known, f"there is no such journey or step; {WRITE_AGAIN}")
            case Form.STOP:
                return self._suggested(value, offer.read)
            case Form.TAG:
                return self._suggested(value, offer.tags)
            case Form.FEELING:
                return self._suggested(value, offer.feelings)
            case Form.LANE:
                return self._suggested(value, offer.after)
            case Form.ICON:
                return self._suggested(value, offer.icons)
            case _:
                return [self._plain(value)]

    def _steps(self, value: Value, known: tuple[Choice, ...], message: str) -> list[Schema]:
        """A step by its present id, which is offered, or by a former one."""
        found = [self._listed(value.form.name.lower(), known, value, message)]
        if self._offer.former and len(known) <= MOST_CHOICES:
            found.append(_apart({"type": "string", "pattern": f"^(?:{'|'.join(self._offer.former)})$"}))
        return found

    def _listed(self, name: str, known: tuple[Choice, ...], value: Value, message: str) -> Schema:
        """One of the known words; any word of the right form if there are none or too many."""
        if not 0 < len(known) <= MOST_CHOICES:
            return self._plain(value)
        return self._words(name, known, message)

    def _suggested(self, value: Value, known: tuple[Choice, ...]) -> list[Schema]:
        """Suggested words, and all others of the right form."""
        plain = self._plain(value)
        if not known:
            return [plain]
        message = scalar(value, self._offer.scale)["else" if value.form is not Form.STOP else "errorMessage"]
        said = message if isinstance(message, str) else message["errorMessage"]
        return [self._words(value.form.name.lower(), known[:MOST_CHOICES], said), plain]

    def _plain(self, value: Value) -> Schema:
        """A value that is neither a reference nor a group of fields."""
        bounds = (value.longest, value.least, value.largest)
        name = "-".join([value.form.name.lower(), *(f"{each:g}" for each in bounds if each is not None)])
        self.definitions.setdefault(name, _apart(scalar(value, self._offer.scale)))
        return _pointer(name)

    def _nothing(self) -> Schema:
        self.definitions.setdefault("nothing", _apart(NOTHING))
        return _pointer("nothing")

    def _defined(self, model: type[BaseModel]) -> Schema:
        name = model.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.part(model)
        return _pointer(name)

    def _words(self, name: str, known: Iterable[Choice], message: str | None = None) -> Schema:
        if name not in self.definitions:
            words: list[Any] = []
            said: list[str] = []
            for each in known:
                # An id that YAML reads as a number is accepted as number and text.
                for word in dict.fromkeys((each.word, typed(each.word))):
                    words.append(word)
                    said.append(each.markdown)
            schema = _apart({"enum": words})
            if any(said):
                schema["markdownEnumDescriptions"] = said
            self.definitions[name] = {**schema, "errorMessage": message} if message else schema
        return _pointer(name)


def _unknown(kind: Kind) -> str:
    return f"no {KINDS[kind].noun} has this id; {WRITE_AGAIN}"


def _pointer(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _apart(schema: Schema) -> Schema:
    """The schema with an empty `properties`, by which the YAML server tells alternatives apart.

    If it considers them equal, it shows all of them instead of the field's description.
    """
    return schema if "$ref" in schema or "properties" in schema else {**schema, "properties": {}}


def _list(items: list[Schema], most: int | None) -> Schema:
    schema: Schema = {"type": "array", "items": items[0] if len(items) == 1 else {"anyOf": items}}
    return {**schema, "maxItems": most} if most else schema


def _strange(names: Iterable[str]) -> Schema:
    """Common synonyms of these fields: refused with the right name, and not suggested."""
    there = set(names)
    found = {}
    for word, ours in OTHER_WORDS.items():
        meant = next((each for each in ours if each in there), None)
        if meant and word not in there:
            found[word] = {**NEVER, "errorMessage": f"write `{meant}`", "doNotSuggest": True}
    return found
