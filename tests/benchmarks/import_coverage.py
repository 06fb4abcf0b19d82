"""How much of the text of real files is found again in what `journeybook import` makes of them.

Reads the files of other people beside the checkout (`../shared/corpus/real`), never copies them,
and prints a table: for each file its shape, its texts (cells, list items, paragraphs, values), how
many are found whole, and the share of their words. `--lost` prints the texts that are not whole.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import yaml

from journeybook.exchange.import_plan import ImportPlan, plan_import
from journeybook.exchange.importer import SourceFile
from journeybook.library.objects import Library
from journeybook.prose.rendering import plain_text
from places import CORPUS

REAL = CORPUS / "real"
FOLDERS = ("maps", "personas", "kpi", "mermaid", "mermaid-upstream")
WHOLE = 0.95

_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_CELLS = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"^\s*(?:[-*+•>]\s+|[0-9]{1,3}[.)]\s+|#{1,6}\s+)+(?:\[[ xX]\]\s*)?")
_KEYWORD = re.compile(r"^\s*(?:journey\s*$|title\b|section\b|accTitle\b|accDescr\b)", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
_FENCE = re.compile(r"^\s*(?:`{3,}|~{3,})")


@dataclass(frozen=True)
class Coverage:
    """The texts of a file, those that are not found whole, and the share of words found."""

    file: str
    shape: str
    texts: int
    lost: tuple[str, ...]
    share: float
    made: str


def words(text: str) -> list[str]:
    """The words of a text that have a letter, without case."""
    return [word for word in _WORD.findall(text.casefold().replace("_", " ")) if _LETTER.search(word)]


def shape_of(path: Path) -> str:
    """What a file is, by its ending and its content."""
    text = path.read_text("utf-8", errors="replace")
    if path.suffix in (".md", ".markdown"):
        if re.search(r"^\s*```\s*mermaid\s*\n\s*journey\b", text, re.MULTILINE):
            return "markdown with mermaid"
        rows = len(re.findall(r"^\s*\|.*\|\s*$", text, re.MULTILINE))
        items = len(re.findall(r"^\s*(?:[-*+]|[0-9]+[.)])\s", text, re.MULTILINE))
        heads = len(re.findall(r"^#{1,6}\s", text, re.MULTILINE))
        drawn = len(re.findall(r"[│┌└├─▼]", text))
        if drawn > 40 and rows < 4:
            return "markdown, drawn"
        if rows >= 4:
            return "markdown, tables"
        return "markdown, lists" if items >= 4 and heads >= 2 else "markdown, prose"
    return {".ojf": "openjourney", ".mmd": "mermaid", ".ts": "program", ".yml": "yaml", ".yaml": "yaml"}.get(
        path.suffix, path.suffix[1:]
    )


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file, one for each cell, list item, line or value."""
    text = path.read_text("utf-8-sig", errors="replace")
    if path.suffix in (".json", ".ojf"):
        yield from _values(json.loads(text))
    elif path.suffix in (".yml", ".yaml"):
        yield from _values(yaml.load(text, Loader=yaml.BaseLoader))
    elif path.suffix == ".csv":
        separator = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield from row
    elif path.suffix == ".md":
        text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
        for line in text.splitlines():
            if _FENCE.match(line):
                continue
            parts = _CELLS.split(line) if line.count("|") > 1 else [line]
            for part in parts:
                yield from re.split(r"<br\s*/?>", plain_text(_MARK.sub("", part)))
    elif path.suffix == ".mmd":
        # Settings of the drawing are no text of the map.
        for line in re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL).splitlines():
            kept = _KEYWORD.sub("", line)
            if kept.lstrip().startswith(("%%", "```")) or "---" in kept:
                continue
            yield from (part for half in kept.split(":") for part in half.split(","))
    else:
        yield from text.splitlines()


def _values(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, each in value.items():
            if key not in ("id", "stageId", "swimlaneId", "color", "icon"):
                yield from _values(each)
    elif isinstance(value, list):
        for each in value:
            yield from _values(each)
    elif isinstance(value, str) and not _COLOUR.fullmatch(value):
        yield value


def text_of_plan(plan: ImportPlan) -> str:
    """All words of the planned files, and the labels that were recognised."""
    parts: list[str] = []
    for file in plan.files:
        read = yaml.load(file.text, Loader=yaml.BaseLoader) if file.path.endswith(".yml") else file.text
        parts.extend(plain_text(each) if "\n\n" not in each else _plain_lines(each) for each in _all(read))
        parts.extend(line.removeprefix("# ") for line in file.text.splitlines() if line.startswith("# "))
    read = (*(made.recognized for _, made in plan.maps), *(made.recognized for _, made in plan.items))
    labels = (each.label for recognized in read for each in recognized)
    return f" {' '.join(words(' . '.join([*parts, *labels])))} "


def _plain_lines(text: str) -> str:
    return " ".join(plain_text(line) for line in text.splitlines())


def _all(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield str(key)
            yield from _all(each)
    elif isinstance(value, list):
        for each in value:
            yield from _all(each)
    elif value is not None:
        yield str(value)


def found_words(text: list[str], output: str) -> int:
    """How many words of a text stand in the output, in runs of two or more.

    A single word counts at the ends of a text, and where a long text was cut into pieces.
    """
    found, at, before = 0, 0, 0
    while at < len(text):
        end = len(text)
        while end > at and f" {' '.join(text[at:end])} " not in output:
            end -= 1
        run = end - at
        if run > 1 or run == len(text) or (run == 1 and (before > 5 or at in (0, len(text) - 1))):
            found += run
        before = run
        at = end if run else at + 1
    return found


def coverage_of(path: Path) -> Coverage:
    """What is found again of a file."""
    source = SourceFile(path.name, path.read_bytes())
    plan = plan_import([source], Library(), has_vocabulary=False)
    output = text_of_plan(plan)
    texts = [(text.strip(), split) for text in texts_of(path) if (split := words(text))]
    lost, found, total = [], 0, 0
    for text, split in texts:
        count = found_words(split, output)
        found, total = found + count, total + len(split)
        if count < len(split):
            lost.append(text)
    kinds: dict[str, int] = {}
    for file in plan.files:
        kind = file.path.partition("/")[0] if "/" in file.path else ""
        kinds[kind] = kinds.get(kind, 0) + bool(kind)
    made = ", ".join(f"{count} {kind}" for kind, count in kinds.items() if kind) or "nothing"
    return Coverage(
        f"{path.parent.name}/{path.name[:34]}",
        shape_of(path),
        len(texts),
        tuple(lost),
        found / (total or 1),
        made,
    )


def table(rows: Iterable[Coverage]) -> Iterator[str]:
    """The rows as lines, and a summary by shape."""
    shapes: dict[str, list[Coverage]] = {}
    for each in rows:
        shapes.setdefault(each.shape, []).append(each)
        whole = each.texts - len(each.lost)
        yield f"{each.file:44} {each.shape:22} {whole:5}/{each.texts:<5} {each.share:7.1%}  {each.made}"
    yield ""
    for shape, files in sorted(shapes.items()):
        good = sum(1 for each in files if each.share >= WHOLE)
        entire = sum(1 for each in files if not each.lost)
        share = sum(each.share for each in files) / len(files)
        yield f"{shape:24} {len(files):3} files, {entire:3} without a loss, {good:3} with {WHOLE:.0%}; mean {share:.1%}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of the names of files to look at")
    parser.add_argument("--lost", action="store_true", help="print the texts that are not found whole")
    options = parser.parse_args()
    if not REAL.is_dir():
        sys.exit("there is no ../shared/corpus/real beside the checkout")
    rows = []
    for folder in FOLDERS:
        for path in sorted((REAL / folder).iterdir()):
            if options.names and not any(name in f"{folder}/{path.name}" for name in options.names):
                continue
            rows.append(coverage_of(path))
            if options.lost:
                print(rows[-1].file)
                for text in rows[-1].lost:
                    print(f"    {text[:160]}")
    for line in table(rows):
        print(line)


if __name__ == "__main__":
    main()
