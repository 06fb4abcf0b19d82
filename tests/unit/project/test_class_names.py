"""Every class of ours has one prefix, is in some page, and is known to a style or a script.

Classes are found where they are written: in templates, in texts of Python, in scripts and in selectors of styles. One
that ends in a hyphen or an underscore, as in `jb-mark--{{ status }}`, is completed when a page is made: it stands for
all that begin so.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from journeybook.drawing.grid.positions import atlas_css, grid_css, long_grid_css, percent_css
from places import PACKAGE, ROOT

THEME = ROOT / "site_theme"
PREFIX = "jb-"

FOREIGN = {
    "md-": "Material's own, which we restyle, or write because its script and styles look for them",
    "headerlink": "the sign beside a heading that Python-Markdown sets on hand-written pages",
    "admonition": "Material's box, around a mistake in a fence of a hand-written page",
    "failure": "the kind of that box",
    "mermaid": "the block that Mermaid draws, which an import reads",
}
"""Classes of others, by how they begin, and what they are for."""

OTHER_NAMES = {
    "jb-content": "an id: where `Skip to content` leads",
    "jb-search-": "the beginning of ids of search boxes",
    "jb-walk": "a key of the browser's storage",
    "jb-path": "the beginning of keys of the browser's storage, and the class of the page of a path",
}
"""Names with the prefix that are not classes, or not classes alone."""

UNSTYLED = {
    "jb-ref": "a link that was written as a reference; authors' HTML may carry it, so it lasts",
    "jb-embed--": "which view a fence shows, for the style of a site",
    "jb-part--": "which part of a page a fence shows, for the style of a site",
}
"""Classes that neither a style nor a script of ours looks for, and whom they serve."""

OWN_DOCUMENTS = "reports"
"""The package whose documents stand alone, each with a style of its own."""

NAME = re.compile(rf"(?<![\w#-])(?<!--){PREFIX}[\w-]+")
IN_SELECTOR = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
ATTRIBUTE = re.compile(r'\sclass="((?:\{\{.*?\}\}|\{%.*?%\}|[^"])*)"')
JINJA = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}")
QUOTED = re.compile(r"(?:(?<===)|(?<=!=)|(?<=\bin)|(?<=\[))\s*(?:'[^']*'|\"[^\"]*\")|'([^']*)'|\"([^\"]*)\"")
GIVEN_BY_SCRIPT = re.compile(
    r"\bclass: (\"[^\"]*\"|`[^`]*`)|\bmake\(\"\w+\", (\"[^\"]*\"|`[^`]*`)"
    r"|classList\.\w+\(((?:\"[^\"]*\"[, ]*)+)|className = (\"[^\"]*\"|`[^`]*`)"
)


@cache
def templates() -> dict[str, str]:
    paths = [*PACKAGE.rglob("*.html"), *THEME.rglob("*.html")]
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted(paths)}


@cache
def scripts() -> dict[str, str]:
    return {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in sorted(THEME.rglob("*.js"))}


@cache
def python_texts() -> dict[str, list[str]]:
    """The texts in each module of the package, with `{}` for what an f-string fills in; docstrings are left out."""
    return {
        str(path.relative_to(ROOT)): list(_texts(ast.parse(path.read_text("utf-8"))))
        for path in sorted(PACKAGE.rglob("*.py"))
        if OWN_DOCUMENTS not in path.relative_to(PACKAGE).parts
    }


def _texts(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        if isinstance(node, ast.JoinedStr):
            yield "".join(each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)
        yield from _texts(node)


@cache
def styles() -> str:
    """The rules of the stylesheet without comments and texts."""
    parts = [path.read_text("utf-8") for path in sorted((THEME / "styles").glob("*.css"))]
    rules = re.sub(
        r"/\*.*?\*/",
        "",
        "\n".join([*parts, percent_css(), grid_css(), long_grid_css(), atlas_css(1)]),
        flags=re.DOTALL,
    )
    return re.sub(r"\"[^\"]*\"|'[^']*'|url\([^)]*\)", "", rules)


@cache
def styled() -> frozenset[str]:
    return frozenset(IN_SELECTOR.findall(styles()))


@cache
def emitted() -> dict[str, str]:
    """Names that pages get, with a file that writes each; in scripts those that stand in no selector."""
    found: dict[str, str] = {}
    for file, text in templates().items():
        found |= dict.fromkeys(NAME.findall(text), file)
    for file, texts in python_texts().items():
        if not file.endswith("positions.py"):
            found |= {name: file for text in texts for name in NAME.findall(text)}
    for file, text in scripts().items():
        found |= dict.fromkeys(re.findall(rf"(?<!\.){NAME.pattern}", text), file)
    return found


@cache
def scripted() -> frozenset[str]:
    """Names that scripts look for, or set where a style looks for them."""
    return frozenset(name for text in scripts().values() for name in NAME.findall(text))


def is_beginning(name: str) -> bool:
    return name.endswith(("-", "_"))


def written_classes() -> Iterator[tuple[str, str]]:
    """Each class that stands in an attribute or is given by a script, with its file."""
    for file, text in templates().items():
        for attribute in ATTRIBUTE.findall(text):
            for word in JINJA.sub("{}", attribute).split():
                yield file, word
            for expression in JINJA.finditer(attribute):
                if attribute[expression.start() - 1 : expression.start()] not in ("-", "_"):
                    for word in " ".join("".join(each) for each in QUOTED.findall(expression[0])).split():
                        yield file, word
    for file, texts in python_texts().items():
        for text in texts:
            for attribute in ATTRIBUTE.findall(text.replace("{", "{ ").replace("{ }", "{}")):
                yield from ((file, word) for word in attribute.split())
    for file, text in scripts().items():
        for given in GIVEN_BY_SCRIPT.findall(text):
            for word in re.sub(r"\$\{[^}]*\}", "{}", "".join(given)).replace('"', " ").split():
                yield file, word.strip("`,")


def test_every_class_has_the_prefix() -> None:
    written = list(written_classes())
    assert len(written) > 800
    own = (PREFIX, "{}", *FOREIGN)
    assert [f"{file}: {word}" for file, word in written if word and not word.startswith(own)] == []
    assert sorted(each for each in styled() if not each.startswith((PREFIX, *FOREIGN))) == []


def test_no_style_is_for_a_class_that_nothing_has() -> None:
    beginnings = tuple(each for each in emitted() if is_beginning(each))
    ours = {each for each in styled() if each.startswith(PREFIX)}
    assert len(ours) > 600
    assert sorted(each for each in ours if each not in emitted() and not each.startswith(beginnings)) == []


def test_every_class_is_known_to_a_style_or_a_script() -> None:
    known = styled() | scripted()

    def is_known(name: str) -> bool:
        return any(each.startswith(name) for each in known) if is_beginning(name) else name in known

    strange = {name: file for name, file in emitted().items() if not is_known(name)}
    assert {name: file for name, file in strange.items() if name not in UNSTYLED | OTHER_NAMES} == {}
    assert set(UNSTYLED) <= set(strange), "what a style knows by now needs no reason"


def test_a_class_that_a_script_looks_for_is_in_some_page() -> None:
    beginnings = tuple(each for each in emitted() if is_beginning(each))
    sought = {name for text in scripts().values() for name in re.findall(rf"(?<=\.){PREFIX}[\w-]+", text)}
    assert len(sought) > 30
    assert sorted(each for each in sought if each not in emitted() and not each.startswith(beginnings)) == []


def test_the_legend_names_classes_that_there_are() -> None:
    first = min((THEME / "styles").glob("*.css"))
    legend = first.read_text("utf-8").partition("*/")[0]
    patterns = {"jb-block", "jb-block__part", "jb-block--variant", "jb-is-state"}
    named = set(NAME.findall(legend)) - patterns
    there = " ".join(styled() | set(emitted()))
    assert len(named) > 20
    assert sorted(each for each in named if f" {each}" not in f" {there}") == []
