"""Which files of the package name a kind of object outside of the modules that are about it.

`python tests/support/kind_mentions.py` prints the numbers of some kinds, `... account` the files of one.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from journeybook.kinds import KINDS, Kind
from places import PACKAGE

SHOWN = (Kind.ACCOUNT, Kind.PERSONA, Kind.METRIC, Kind.EVIDENCE, Kind.RECOMMENDATION, Kind.PATH)

PICTURES = frozenset({"icon"})
"""Arguments whose texts are names of pictures, such as `account`, the one of a head and shoulders."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One place at which a file names a kind: the line and what stands there.

    `sure` says that nothing else can be meant: the kind itself, its model, its pages, or its field of the library. A
    name alone may mean something else, such as the path of a file.
    """

    line: int
    text: str
    sure: bool


def is_own(file: str, kind: Kind) -> bool:
    """Whether a file, below the package, is about this kind alone: its model, pages, rules, draft or computations."""
    plural = KINDS[kind].plural
    return (
        file in (f"model/{kind.value}.py", f"checks/rules/{plural}.py")
        or file.startswith((f"pages/{plural}/", f"insight/{kind.value}", f"drafts/{kind.value}"))
    )  # fmt: skip


def mentions(text: str, kind: Kind) -> Iterator[Mention]:
    """Every mention of a kind in a module's text: names, attributes, arguments, imports, and texts that are its word.

    Docstrings, comments and longer texts do not count: they say something, and nothing has to agree with them.
    """
    word = re.compile(rf"(?<![a-z])(?:{kind.value}|{KINDS[kind].plural})s?(?![a-z-])", re.IGNORECASE)
    tree = ast.parse(text)
    pictures = {
        id(argument.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for argument in node.keywords
        if argument.arg in PICTURES
    }
    for node in ast.walk(tree):
        name, sure = _named(node, kind)
        if name and id(node) not in pictures and word.search(re.sub("[_.:]", " ", name)):
            yield Mention(getattr(node, "lineno", 0), name, sure)


def _named(node: ast.AST, kind: Kind) -> tuple[str | None, bool]:
    """The name that a node of the syntax tree holds, and whether it can mean nothing but the kind."""
    info = KINDS[kind]
    match node:
        case ast.Attribute(value, attr):
            return attr, ast.unparse(value) == "Kind" or (
                attr == info.plural and ast.unparse(value).endswith("library")
            )
        case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return name, False
        case ast.ImportFrom(module=str(module)):
            own = (f"journeybook.model.{kind.value}", f"journeybook.pages.{info.plural}.")
            return module, module.startswith(own)
        case ast.alias(name=name) | ast.keyword(arg=str(name)):
            return name, False
        case ast.Constant(str(value)) if value in (kind.value, info.plural):
            return value, False
    return None, False


def files_that_name(kind: Kind) -> dict[str, tuple[Mention, ...]]:
    """The mentions of a kind in each file of the package that is not its own, by the file's path in the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if not is_own(file, kind):
            named = tuple(mentions(path.read_text("utf-8"), kind))
            if named:
                found[file] = named
    return found


def table() -> str:
    """The number of files for each kind shown: those that name it, and those in which nothing else can be meant."""
    lines = [f"{'kind':16}{'files':>6}{'sure':>6}"]
    for kind in SHOWN:
        files = files_that_name(kind)
        sure = sum(any(mention.sure for mention in named) for named in files.values())
        lines.append(f"{kind.value:16}{len(files):6}{sure:6}")
    return "\n".join(lines)


def listing(kind: Kind) -> str:
    """Each file that names a kind, with what it names."""
    return "\n".join(
        f"{file}: {', '.join(sorted({mention.text for mention in named}))}"
        for file, named in files_that_name(kind).items()
    )


if __name__ == "__main__":
    sys.stdout.write(("\n\n".join(listing(Kind(word)) for word in sys.argv[1:]) or table()) + "\n")
