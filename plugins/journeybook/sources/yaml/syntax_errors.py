"""Explanations of YAML syntax errors: what was probably meant, and the corrected line.

libyaml's message `mapping values are not allowed in this context` becomes "a colon followed by a
space starts a new field here: put the text in quotes".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import yaml_rules
from journeybook.rules.rule import Rule
from journeybook.text.characters import visible

_FIELD = re.compile(
    r"(?P<lead>\s*(?:- +)*)(?P<key>[^\s:#'\"\[{-][^:]*?|['\"][^'\"]*['\"]):(?:[ \t]+(?P<value>.*))?"
)
_NO_SPACE_AFTER_COLON = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?P<value>[^\s:/].*)")
_NO_SPACE_AFTER_DASH = re.compile(r"\s*-(?P<value>[^\s-].*)")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: .*)?$", re.MULTILINE)
_CURLY = "“”„‟‘’‚«»"
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class _Slip:
    """A syntax error: where the parser stopped, and where the construct began (`opened`).

    `line`, `column` and `opened` count from 0.
    """

    lines: list[str]
    file: str
    first_line: int
    problem: str
    context: str
    line: int
    column: int
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        return self.lines[self.line]

    def place(self, line: int | None = None, column: int | None = None, length: int = 1) -> Place:
        at = self.line if line is None else line
        start = self.column if column is None else column
        return Place(self.file, self.first_line + at, start + 1, length)

    def found(
        self, message: str, help_: str, place: Place | None = None, rule: Rule = yaml_rules.invalid_yaml
    ) -> Diagnostic:
        return rule.at(place or self.place(), message, help_)

    def above(self) -> int | None:
        """The last line above that is not empty."""
        return next((at for at in range(self.line - 1, -1, -1) if self.lines[at].strip()), None)


def explain_slip(slip: yaml.YAMLError, text: str, file: str, first_line: int) -> tuple[Diagnostic, ...]:
    """The diagnostics for a text that is no valid YAML, at the place to correct."""
    conflict = _CONFLICT.search(text)
    if conflict:
        place = Place(file, first_line + text.count("\n", 0, conflict.start()), 1, len(conflict[0]))
        return (
            yaml_rules.invalid_yaml.at(
                place,
                "a merge conflict was left in the file",
                "keep one of the two versions, and remove the lines of `<<<<<<<`, `=======` and `>>>>>>>`",
            ),
        )
    seen = _seen(slip, text, file, first_line)
    for explain in _EXPLANATIONS:
        found = explain(seen)
        if found:
            return (found,)
    return (
        seen.found(
            "this line is not valid YAML",
            "look here and in the line above for a missing quote, colon or bracket",
        ),
    )


def tab_found(place: Place) -> Diagnostic:
    """The diagnostic for a tab where none may stand."""
    return yaml_rules.tab.at(
        place,
        "a tab stands here, and YAML takes only spaces",
        "replace it with spaces; editors have a setting that does so for `.yml` files",
    )


def _seen(slip: yaml.YAMLError, text: str, file: str, first_line: int) -> _Slip:
    mark = getattr(slip, "problem_mark", None)
    opened = getattr(slip, "context_mark", None)
    lines = text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines) or not any(lines[line:]):
        # The parser stopped at the end of the file; the mistake is on the last line with content.
        line = next((at for at in range(len(lines) - 1, -1, -1) if lines[at].strip()), 0)
        column = len(lines[line].rstrip())
    return _Slip(
        lines,
        file,
        first_line,
        str(getattr(slip, "problem", "") or ""),
        str(getattr(slip, "context", "") or ""),
        line,
        column,
        (opened.line, opened.column) if opened and opened.line < len(lines) else None,
    )


def _quoted(value: str) -> str:
    value = value.strip()
    if value[:1] in _CURLY and value[-1:] in _CURLY:
        value = value[1:-1]
    return f"'{value}'" if '"' in value or "\\" in value else f'"{value}"'


def _in_quotes(line: str) -> str:
    """The help that shows the field of `line` with its value in quotes."""
    match = _FIELD.match(line)
    if not match or not match["value"] or len(match["value"]) > _SHOWN:
        return "put the text in quotes"
    return f"put the text in quotes: `{visible(match['key'])}: {visible(_quoted(match['value']))}`"


def _tab(slip: _Slip) -> Diagnostic | None:
    if slip.text[slip.column : slip.column + 1] == "\t" or "found a tab" in slip.problem:
        column = slip.text.find("\t")
        return tab_found(
            slip.place(column=max(column, 0) if slip.text[slip.column : slip.column + 1] != "\t" else None)
        )
    return None


def _colon(slip: _Slip) -> Diagnostic | None:
    if "mapping values are not allowed" not in slip.problem:
        return None
    match = _FIELD.match(slip.text)
    if match and match.end("key") < slip.column:
        if (match["value"] or "")[:1] in tuple(_CURLY):
            return slip.found(
                "curly quotes do not hold a text together, so this colon starts a new field",
                _in_quotes(slip.text),
            )
        return slip.found("a colon followed by a space starts a new field here", _in_quotes(slip.text))
    above = slip.above()
    start = len(slip.text) - len(slip.text.lstrip())
    if above is not None:
        over = slip.lines[above]
        dash = _NO_SPACE_AFTER_DASH.match(over)
        if dash and not over.lstrip().startswith("---"):
            return _dash_without_space(slip, above, dash)
        field = _FIELD.match(over)
        if field and field["value"]:
            return slip.found(
                "this line is indented further than the field above it, which has its value already",
                f"start it in column {len(field['lead']) + 1}, below `{visible(field['key'])}`",
                slip.place(column=start),
            )
        if not field:
            return slip.found(
                "this line has no colon, so it is no field",
                "write `name: value`",
                slip.place(above, len(over) - len(over.lstrip()), len(over.strip())),
            )
    return slip.found("a field cannot begin here", "begin it on a line of its own", slip.place(column=start))


def _dash_without_space(slip: _Slip, line: int, dash: re.Match[str]) -> Diagnostic:
    return slip.found(
        "a space is missing after `-`",
        f"write `- {visible(dash['value'][:_SHOWN])}`",
        slip.place(line, dash.start("value") - 1),
    )


def _list_on_line(slip: _Slip) -> Diagnostic | None:
    if "block sequence entries are not allowed" not in slip.problem:
        return None
    match = _FIELD.match(slip.text)
    value = (match["value"] or "").lstrip("- ") if match else ""
    example = (
        f", or write `{visible(match['key'])}: [{visible(value)}]`"
        if match and value and len(value) < _SHOWN
        else ""
    )
    return slip.found("a list cannot begin on the line of its field", f"begin it on the next line{example}")


def _first_character(slip: _Slip) -> Diagnostic | None:
    starts = (
        "that cannot start any token" in slip.problem
        or "did not find expected node content" in slip.problem
        or slip.context in ("while scanning an alias", "while scanning an anchor")
        or "mapping keys are not allowed" in slip.problem
    )
    if not starts:
        return None
    line, column = (
        slip.opened
        if slip.opened and "scanning a" in slip.context and "token" not in slip.context
        else (slip.line, slip.column)
    )
    character = slip.lines[line][column : column + 1]
    if not character:
        return None
    return slip.found(
        f"a text cannot begin with `{visible(character)}`",
        _in_quotes(slip.lines[line]),
        slip.place(line, column),
    )


def _directive(slip: _Slip) -> Diagnostic | None:
    if slip.text.startswith("%") or "directive" in slip.context or "incompatible YAML" in slip.problem:
        line = slip.opened[0] if slip.opened else slip.line
        return slip.found(
            "a line that begins with `%` is an instruction to YAML, which is not read",
            "remove the line, or put the text in quotes",
            slip.place(line, 0),
        )
    return None


def _open_quote(slip: _Slip) -> Diagnostic | None:
    if "quoted scalar" not in slip.context or "found unexpected" not in slip.problem or not slip.opened:
        return None
    line, column = slip.opened
    quote = slip.lines[line][column : column + 1]
    return slip.found(
        "this quote is never closed",
        f"put `{quote}` at the end of the text, or remove the one at its beginning",
        slip.place(line, column),
    )


def _escape(slip: _Slip) -> Diagnostic | None:
    if "quoted scalar" not in slip.context:
        return None
    column = slip.text.rfind("\\", 0, slip.column + 1)
    shown = slip.text[column : column + 2] if column >= 0 else "\\"
    return slip.found(
        f"`{visible(shown)}` means nothing in double quotes",
        "put the text in single quotes, or write `\\\\` for a backslash",
        slip.place(column=max(column, 0), length=2),
    )


def _bracket(slip: _Slip) -> Diagnostic | None:
    if "flow" not in slip.context or not slip.opened:
        return None
    line, column = slip.opened
    closing = "]" if "sequence" in slip.context else "}"
    here = slip.text[slip.column : slip.column + 1]
    if line == slip.line and here == ":":
        return slip.found(
            "a colon followed by a space starts a new field here",
            "put the text before and after it in quotes",
        )
    if line == slip.line and re.search(r"['\"]\s*$", slip.text[: slip.column]):
        return slip.found("the quoted text ends before here", "put the whole text in quotes")
    if line == slip.line and here in ("]", "}") and here != closing:
        return slip.found(
            f"expected `{closing}` and not `{here}`", f"what `{slip.text[column]}` opens, `{closing}` closes"
        )
    opening = slip.lines[line][column : column + 1]
    what = "list" if closing == "]" else "group of fields"
    return slip.found(
        f"`{opening}` opens a {what} that is never closed",
        f"put `{closing}` at its end",
        slip.place(line, column),
    )


def _block_text(slip: _Slip) -> Diagnostic | None:
    if "block scalar" not in slip.context or not slip.opened:
        return None
    line, column = slip.opened
    sign = slip.lines[line][column : column + 1]
    return slip.found(
        f"after `{sign}` the text begins on the next line",
        f"{_in_quotes(slip.lines[line])}, or begin it on the next line, indented",
        slip.place(line, column),
    )


def _tag(slip: _Slip) -> Diagnostic | None:
    if "tag" not in slip.context and "tag" not in slip.problem:
        return None
    return slip.found(
        "`!` gives a value a YAML tag, and tags are not read", _in_quotes(slip.text), rule=yaml_rules.tag
    )


def _no_colon(slip: _Slip) -> Diagnostic | None:
    if "could not find expected ':'" not in slip.problem or not slip.opened:
        return None
    line, column = slip.opened
    text = slip.lines[line]
    return _missing_space(slip, line) or slip.found(
        "this line is neither a field nor an item of a list",
        "write `name: value`, or `- text` for an item; a text over several lines is indented under its field",
        slip.place(line, column, len(text.rstrip()) - column),
    )


def _missing_space(slip: _Slip, line: int) -> Diagnostic | None:
    text = slip.lines[line]
    match = _NO_SPACE_AFTER_COLON.match(text)
    if match:
        return slip.found(
            "a space is missing after the colon",
            f"write `{match['key']}: {visible(match['value'][:_SHOWN])}`",
            slip.place(line, match.end("key")),
        )
    dash = _NO_SPACE_AFTER_DASH.match(text)
    return _dash_without_space(slip, line, dash) if dash and not text.startswith("---") else None


def _outside_quotes(slip: _Slip) -> Diagnostic | None:
    match = _FIELD.match(slip.text)
    value = (match["value"] or "") if match else ""
    if not match or value[:1] not in ("'", '"') or slip.column <= match.start("value"):
        return None
    whole = value.strip()
    if whole[0] == "'":
        inner = whole[1:-1] if whole.endswith("'") and len(whole) > 1 else whole[1:]
        way = "write an apostrophe twice, or use double quotes"
        example = f'"{inner}"' if '"' not in inner and "\\" not in inner else None
    else:
        way = "put the whole text in single quotes"
        example = f"'{whole}'" if "'" not in whole else None
    shown = f": `{visible(match['key'])}: {visible(example)}`" if example and len(example) < _SHOWN else ""
    return slip.found("the quoted text ends before here", way + shown)


def _misfit(slip: _Slip) -> Diagnostic | None:
    start = len(slip.text) - len(slip.text.lstrip())
    if "did not find expected '-' indicator" in slip.problem or (
        "block collection" in slip.context and "block end" in slip.problem
    ):
        return slip.found(
            "an item of the list above begins with `- `, and this line does not",
            "put `- ` before it, or indent it as far as the fields of the item that it belongs to",
            slip.place(column=start),
        )
    if "did not find expected key" not in slip.problem and "block mapping" not in slip.context:
        return None
    here = slip.text[slip.column : slip.column + 1]
    if here in ("]", "}"):
        return slip.found(f"`{here}` closes nothing that is open", "remove it, or put the text in quotes")
    if slip.text.lstrip().startswith("- "):
        return slip.found(
            "an item of a list stands among fields",
            "give the list a name in the line above, such as `pains:`",
            slip.place(column=start),
        )
    return slip.found(
        "the indent of this line fits none of the lines above",
        "start it in the same column as the field or item that it belongs with",
        slip.place(column=start),
    )


def _stray(slip: _Slip) -> Diagnostic | None:
    if "<document start>" not in slip.problem:
        return None
    return _missing_space(slip, slip.line) or slip.found(
        "this does not belong to what stands above it", "write `name: value` on a line of its own"
    )


_EXPLANATIONS: tuple[Callable[[_Slip], Diagnostic | None], ...] = (
    _tab,
    _directive,
    _colon,
    _list_on_line,
    _block_text,
    _open_quote,
    _escape,
    _tag,
    _no_colon,
    _first_character,
    _bracket,
    _outside_quotes,
    _misfit,
    _stray,
)
