"""Parses Mermaid's `journey` text into a small tree with places.

Tokens are as in Mermaid's own grammar (mermaid-js/mermaid, user-journey/parser/journey.jison, and
its preprocessing of front matter, directives, comments and `#code;` entities). There are three
differences, so that nothing is lost: text that Mermaid ignores (comments, text after `#`, parts
after the actors) is kept in the tree, a description without its closing brace is an error, and
characters at which Mermaid stops are text.
"""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_right
from dataclasses import dataclass, field

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.mermaid.size_limits import size_problems
from journeybook.exchange.mermaid.syntax_warnings import tolerated
from journeybook.exchange.mermaid.tokens import (
    COMMENT_LINE,
    TOKENS,
    blanked,
    decoded,
    end_of_line,
    front_matter,
    names_in,
    seen,
    short,
)
from journeybook.exchange.mermaid.tree import MermaidJourney, MermaidSection, MermaidTask, Remark
from journeybook.model.scalars import is_visible
from journeybook.rules import import_rules
from journeybook.rules.rule import Rule
from journeybook.sources.yaml.nodes import Mapping, Scalar
from journeybook.sources.yaml.reader import read_yaml

_BEGINNING = re.compile(r"journey\b")

_SCORE = re.compile(r"\s*[-+]?[0-9]+(?:\.[0-9]+)?\s*")
UNNAMED = "Untitled"
"""The name of a task without one."""


def parse_mermaid(
    text: str, file: str, *, row: int = 1, column: int = 1, lenient: bool = False
) -> tuple[MermaidJourney | None, tuple[Diagnostic, ...]]:
    """The diagram in `text`, or None with at least one error.

    Texts that only Mermaid itself refuses give warnings. `row` and `column` are the position of the
    text in the file; all of its lines begin in that column. With `lenient`, as for an import, tasks
    without a score or a name and names with colons give warnings too, and are read as a person
    would read them.
    """
    reading = _Reading(text.replace("\r\n", "\n").replace("\r", "\n"), file, row, column)
    reading.lenient = lenient
    return reading.diagram()


@dataclass(slots=True)
class _Task:
    name: str
    score: str | None
    actors: tuple[str, ...]
    place: Place
    remarks: list[Remark] = field(default_factory=list)

    def finished(self) -> MermaidTask:
        return MermaidTask(self.name, self.score, self.actors, self.place, tuple(self.remarks))


@dataclass(slots=True)
class _Section:
    title: str | None
    place: Place
    tasks: list[_Task] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def finished(self) -> MermaidSection:
        tasks = tuple(task.finished() for task in self.tasks)
        return MermaidSection(self.title, tasks, self.place, tuple(self.remarks))


class _Reading:
    """One pass over a text. Ignored parts are replaced by spaces, so that offsets stay valid."""

    def __init__(self, text: str, file: str, row: int, column: int) -> None:
        self.text = text
        self.file = file
        self.row = row
        self.column = column
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.problems: list[Diagnostic] = []
        self.titles: list[Remark] = []
        self.comments: list[Remark] = []
        self.settings: list[Remark] = []
        self.remarks: list[Remark] = []
        self.sections: list[_Section] = []
        self.lenient = False
        self.tolerated: list[Diagnostic] = []
        self.accessible_title: str | None = None
        self.description: str | None = None

    def place(self, at: int, length: int = 1) -> Place:
        line = bisect_right(self.starts, at) - 1
        return Place(self.file, self.row + line, self.column + at - self.starts[line], max(1, length))

    def problem(self, rule: Rule, at: int, length: int, message: str, way_out: str | None = None) -> None:
        self.problems.append(rule.at(self.place(at, length), message, way_out))

    def diagram(self) -> tuple[MermaidJourney | None, tuple[Diagnostic, ...]]:
        body = self._without_settings()
        body = COMMENT_LINE.sub(self._comment, body)
        start = len(body) - len(body.lstrip())
        if not _BEGINNING.match(body, start):
            self._not_a_journey(body, start)
            return None, tuple(self.problems)
        body, refusals = tolerated(body, start)
        said = tuple(
            import_rules.refused_by_mermaid.at(self.place(each.at, each.length), each.message, each.help)
            for each in refusals
        )
        self._read(body, start)
        found = MermaidJourney(
            tuple(self.titles),
            self.accessible_title,
            self.description,
            tuple(section.finished() for section in self.sections),
            tuple(self.comments),
            tuple(self.settings),
            self.place(start, len("journey")),
            tuple(self.remarks),
        )
        if not self.problems:
            self.problems.extend(size_problems(found))
        if self.problems:
            return None, tuple(self.problems)
        return found, (*said, *self.tolerated)

    def _without_settings(self) -> str:
        """The text with front matter and directives, Mermaid's settings, replaced by spaces."""
        body = self.text
        front = front_matter(body)
        if front:
            begin, end, after = front
            self._front(body[begin:end], begin)
            body = blanked(body, 0, after)
        at = body.find("%%{")
        while at >= 0:
            end = body.find("}%%", at)
            if end < 0:
                self.problem(
                    import_rules.invalid_mermaid,
                    at,
                    3,
                    "the directive is never closed",
                    "close it with `}%%`",
                )
                return blanked(body, at, len(body))
            self.settings.append(Remark(body[at : end + 3], self.place(at)))
            body = blanked(body, at, end + 3)
            at = body.find("%%{", end)
        return body

    def _front(self, text: str, begin: int) -> None:
        """Take the title from the front matter; the rest configures Mermaid."""
        place = self.place(begin)
        tree, problems = read_yaml(textwrap.dedent(text), self.file, place.line)
        empty = not text.strip()
        self.problems.extend(problems if not empty else ())
        if not isinstance(tree, Mapping):
            return
        title = tree.get("title")
        if isinstance(title, Scalar) and not title.is_null and is_visible(title.text):
            self.titles.append(Remark(title.text.strip(), title.place))
        if set(tree.entries) - {"title"}:
            self.settings.append(Remark(text.rstrip("\n"), place))

    def _comment(self, match: re.Match[str]) -> str:
        self.comments.append(Remark(match[1].strip(), self.place(match.start(1))))
        return " " * len(match[0])

    def _not_a_journey(self, body: str, start: int) -> None:
        first = re.compile(r"[^\s:;]{1,40}").match(body, start)
        if self.problems:
            return
        if not first:
            self.problem(
                import_rules.not_a_journey, 0, 1, "there is no diagram in it", "begin with a line `journey`"
            )
        elif first[0] == "---":
            self.problem(
                import_rules.invalid_mermaid,
                start,
                3,
                "the front matter is never closed",
                "close it with a line `---`",
            )
        else:
            self.problem(
                import_rules.not_a_journey,
                start,
                len(first[0]),
                f"`{first[0]}` is no journey",
                "only Mermaid's `journey` diagrams become maps, and they begin with that word in small letters",
            )

    def _read(self, body: str, at: int) -> None:
        begun = False
        name: re.Match[str] | None = None
        last: list[Remark] = self.remarks
        last_line = -1
        while at < len(body):
            token = TOKENS.match(body, at)
            assert token, "the last alternative takes any character"
            kind = token.lastgroup if token.lastgroup != "closed" else "acc_block"
            assert kind
            here, at = at, token.end()
            line = bisect_right(self.starts, here)
            if kind == "space":
                continue
            if kind == "comment":
                text = token[0].lstrip().lstrip("%").strip()
                self.comments.append(Remark(text, self.place(here)))
                continue
            if kind == "hash":
                remark = Remark(token["hash"].strip(), self.place(here, len(token[0])))
                (last if line == last_line else self.comments).append(remark)
                continue
            if name and kind != "data":
                if token[0] != ":" or self.lenient:
                    self._nameless(name)
                name = None
                if token[0] == ":" and self.lenient:
                    continue
            if kind == "journey" and not begun:
                begun = True
                continue
            if kind == "name" and begun and is_visible(decoded(token[0])):
                name = token
                continue
            if kind == "data" and name:
                last, last_line = self._task(name, token), line
                name = None
                continue
            if kind == "data" and self.lenient and not body[body.rfind("\n", 0, here) + 1 : here].strip():
                last, last_line = self._unnamed_task(token), line
                continue
            if kind in ("title", "section", "acc_title", "acc_descr", "acc_block"):
                last, last_line = self._statement(kind, token), line
                continue
            self._stray(kind, body, here, token)
            at = end_of_line(body, here)
        if name:
            self._nameless(name)

    def _statement(self, kind: str, token: re.Match[str]) -> list[Remark]:
        text = seen(token[kind])
        at = token.start(kind) + len(token[kind]) - len(token[kind].lstrip())
        match kind:
            case "title":
                if text:
                    self.titles.append(Remark(text, self.place(at, len(text))))
            case "section":
                self.sections.append(_Section(text or None, self.place(at, len(text))))
                return self.sections[-1].remarks
            case "acc_title":
                self._replaced(self.accessible_title, at)
                self.accessible_title = text or None
            case _:
                if kind == "acc_block" and not token["closed"]:
                    self.problem(
                        import_rules.invalid_mermaid,
                        token.start(),
                        len("accDescr"),
                        "the description is never closed",
                        "close it with `}`",
                    )
                self._replaced(self.description, at)
                lines = (each.strip() for each in text.split("\n"))
                self.description = "\n".join(lines) or None
        return self.remarks

    def _replaced(self, former: str | None, at: int) -> None:
        # Of several titles, Mermaid shows the last.
        if former:
            self.remarks.append(Remark(former, self.place(at)))

    def _task(self, name: re.Match[str], data: re.Match[str]) -> list[Remark]:
        # The parts are split before decoding, because an entity such as `#58;` may be a colon.
        parts = data["data"].split(":")
        written_name = name["name"]
        if self.lenient and not _SCORE.fullmatch(parts[0]):
            number = next((at for at, part in enumerate(parts) if _SCORE.fullmatch(part)), 0)
            if number:
                written_name = ":".join([name["name"].rstrip(), *parts[:number]])
                parts = parts[number:]
                self._tolerate(
                    data.start(),
                    "a name ends at the colon for Mermaid",
                    "the text up to the score is read as the name; for Mermaid, write the colon as `#58;`",
                )
        score, *rest = (seen(part) for part in (parts[0], *parts[2:]))
        actors = names_in(parts[1]) if len(parts) > 1 else []
        written = name["name"]
        at = name.start() + len(written) - len(written.lstrip())
        task = _Task(
            decoded(written_name).strip(), score or None, tuple(actors), self.place(at, len(written.strip()))
        )
        if any(rest):
            task.remarks.append(Remark(": ".join(filter(None, rest)), self.place(data.start())))
        return self._add(task)

    def _add(self, task: _Task) -> list[Remark]:
        if not self.sections:
            self.sections.append(_Section(None, task.place))
        self.sections[-1].tasks.append(task)
        return task.remarks

    def _tolerate(self, at: int, message: str, way_out: str) -> None:
        self.tolerated.append(import_rules.refused_by_mermaid.at(self.place(at), message, way_out))

    def _unnamed_task(self, data: re.Match[str]) -> list[Remark]:
        parts = data["data"].split(":")
        self._tolerate(
            data.start(), "a task has no name", f"it is called `{UNNAMED}`; write its name before the colon"
        )
        actors = tuple(names_in(parts[1])) if len(parts) > 1 else ()
        task = _Task(UNNAMED, seen(parts[0]) or None, actors, self.place(data.start()))
        rest = ": ".join(filter(None, (seen(part) for part in parts[2:])))
        if rest:
            task.remarks.append(Remark(rest, self.place(data.start())))
        return self._add(task)

    def _scoreless(self, text: str, at: int) -> None:
        """Take a line without a plain colon for a task, parted at any full-width colons."""
        name, *rest = (part.strip() for part in text.split("\N{FULLWIDTH COLON}"))
        has_score = bool(rest) and bool(_SCORE.fullmatch(rest[0]))
        if not has_score:
            name, rest = text, []
        way_out = "it is a step without a feeling; for Mermaid, write `Name: score: actor`"
        if has_score:
            way_out = "it is parted at the full-width colons; for Mermaid, write plain ones"
        self._tolerate(at, f"Mermaid refuses `{short(text)}`, a task without a score", way_out)
        actors = tuple(names_in(rest[1].replace("，", ",").replace("、", ","))) if len(rest) > 1 else ()
        self._add(_Task(name or UNNAMED, rest[0] if rest else None, actors, self.place(at, len(text))))

    def _nameless(self, name: re.Match[str]) -> None:
        text = decoded(name["name"]).strip()
        way_out = "a task is written `Name: score: actor, actor`"
        if "\N{FULLWIDTH COLON}" in text:
            way_out = "Mermaid parts a task at the plain colon `:`; this line has the full-width one"
        at = name.start() + len(name["name"]) - len(name["name"].lstrip())
        if self.lenient:
            self._scoreless(text, at)
            return
        self.problem(import_rules.invalid_mermaid, at, len(text), f"`{short(text)}` has no score", way_out)

    def _stray(self, kind: str, body: str, at: int, token: re.Match[str]) -> None:
        if kind == "journey":
            self.problem(
                import_rules.invalid_mermaid,
                at,
                len(token[0]),
                "`journey` stands a second time in one diagram",
                "put each diagram into a file or a fence of its own",
            )
        elif kind == "name":
            self.problem(
                import_rules.invalid_mermaid,
                at,
                len(token[0]),
                "a task has no name",
                "write one before the colon",
            )
        elif kind == "data":
            before = body[body.rfind("\n", 0, at) + 1 : at].strip()
            self.problem(
                import_rules.invalid_mermaid,
                at,
                1,
                "a name ends at the colon, and what follows belongs to no task",
                f"leave the colon after `{short(before)}` out, or write it as `#58;`"
                if before
                else "write a name before the colon",
            )
        else:
            self.problem(
                import_rules.invalid_mermaid,
                at,
                1,
                "nothing follows the colon",
                "a task is written `Name: score: actor, actor`",
            )
