"""The messages of the code, and the catalogues of the languages kept in step with them.

`python tests/catalog.py` finds every message in Python, templates and scripts, and what the docstrings of the format's
models and of the rules say on pages, and writes each language's `.po` file
anew: what was translated stays, the comment at its head too, what is new is empty, what nothing prints any more goes. No file of the messages alone
is kept, since it would be a second copy of the code.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from pydantic import BaseModel

from journeybook.format.descriptions import about, choices
from journeybook.format.fields import described, parts_of
from journeybook.format.models import MODELS, title_of
from journeybook.kinds import Kind
from journeybook.model.vocabulary import Vocabulary
from journeybook.pages.reference.field_values import id_message, ids_message, with_article
from journeybook.site.rule_texts import rule_texts

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "plugins" / "journeybook"
LOCALE = PACKAGE / "i18n" / "locale"

KEYWORDS = {
    "_": None,
    "gettext": None,
    "N_": None,
    "ngettext": (1, 2),
    "ngettext_noop": (1, 2),
    "pgettext": ((1, "c"), 2),
}
SOURCES = (
    (PACKAGE, [("**.py", "python"), ("**.html", "jinja2")]),
    (ROOT / "site_theme", [("**.html", "jinja2"), ("scripts/**.js", "javascript")]),
)
_OF_A_DAY = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Last-Translator',
    '"Report-Msgid',
    '"Language-Team',
)


def messages() -> Catalog:
    """Every message of the code; a brace in a template's script or a `%` sign never makes it a format."""
    found = Catalog(project="journeybook", charset="utf-8")
    for folder, methods in SOURCES:
        extracted = extract_from_dir(
            folder, methods, {"**.html": {"silent": "false", "trimmed": "true"}}, KEYWORDS, ("Translators:",)
        )
        for file, _line, message, comments, context in extracted:
            place = (folder / file).relative_to(ROOT).as_posix()
            found.add(message, None, [(place, 1)], auto_comments=comments, context=context)
    for path in sorted(PACKAGE.rglob("*.py")):
        for message, context in called_with(path.read_text("utf-8")):
            found.add(message, None, [(path.relative_to(ROOT).as_posix(), 1)], context=context)
    for place, text in documented():
        if text:
            found.add(text, None, [(place, 1)])
    return found


def called_with(source: str) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """The messages that Python looks up, with contexts: Babel passes over those in f-strings and in other messages."""
    for call in ast.walk(ast.parse(source)):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in KEYWORDS):
            continue
        words = [
            each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)
        ]
        if call.func.id == "pgettext" and len(words) == 2:
            yield words[1], words[0]
        elif call.func.id in ("ngettext", "ngettext_noop") and len(words) == 2:
            yield (words[0], words[1]), None
        elif len(words) == 1:
            yield words[0], None


def documented() -> Iterator[tuple[str, str]]:
    """The messages that are docstrings, with the place where they are printed: of models and fields, and of rules."""
    reference = "plugins/journeybook/pages/reference/format_reference.py"
    seen: set[type[BaseModel]] = set()
    for model in (*MODELS.values(), Vocabulary):
        for part in parts_of(model):
            if part in seen:
                continue
            seen.add(part)
            title = title_of(part)
            yield from ((reference, text) for text in (title, with_article(title.lower()), about(part)))
            for field in described(part):
                yield reference, field.meaning
                if field.value.choices:
                    yield from ((reference, text) for text in choices(field.value.choices).values())
    for kind in Kind:
        yield from ((reference, text) for text in (id_message(kind), ids_message(kind)))
    for rule in rule_texts():
        rules = "plugins/journeybook/pages/rules/rule_pages.py"
        yield from ((rules, text) for text in (rule.what, rule.why, rule.fix) if text)


def catalog_of(language: str) -> Catalog:
    """The catalogue of a language as it is kept."""
    with (LOCALE / language / "LC_MESSAGES" / "journeybook.po").open("rb") as stream:
        return read_po(stream, locale=language.replace("-", "_"))


def updated(language: str) -> str:
    """The text of a language's file, brought up to date with the code."""
    catalog = catalog_of(language)
    catalog.update(messages(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version = "journeybook", ""
    out = io.BytesIO()
    write_po(out, catalog, width=100, no_location=True, sort_output=True, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_OF_A_DAY))


if __name__ == "__main__":
    for folder in sorted(LOCALE.iterdir()):
        path = folder / "LC_MESSAGES" / "journeybook.po"
        path.write_text(updated(folder.name), "utf-8")
