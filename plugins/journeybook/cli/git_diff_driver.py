"""What `journeybook git-diff-driver` does."""

from __future__ import annotations

from pathlib import Path

import click

from journeybook.cli.color import coloured
from journeybook.cli.terminal import deliver
from journeybook.history.difference import compare
from journeybook.history.snapshot import Snapshot
from journeybook.kinds import FILE_KINDS, KIND_FOLDERS
from journeybook.library.objects import Library, Ref
from journeybook.model.vocabulary import Vocabulary
from journeybook.reports.comparison import Comparison
from journeybook.reports.text import things_report
from journeybook.sources.objects import read_object, read_vocabulary
from journeybook.sources.step_ids import is_id
from journeybook.sources.text_file import read_text
from journeybook.text.characters import printable, visible

GIVEN = 7
"""Path, then file, hash and mode of the old and the new version; a renamed file has two more."""


def tell_file(arguments: tuple[str, ...]) -> None:
    """Print the changes of the file that git passes in `arguments`.

    Raises click.UsageError if there are too few.
    """
    if len(arguments) == 1:
        deliver(f"{printable(arguments[0])}: not merged yet\n", None)
        return
    if len(arguments) < GIVEN:
        raise click.UsageError("git calls this with seven arguments; set it up as `--help` says")
    old_path = new_path = arguments[0]
    if len(arguments) > GIVEN:
        new_path = arguments[GIVEN]
    before = _library(old_path, Path(arguments[1]))
    after = _library(new_path, Path(arguments[4]))
    shown = printable(new_path if new_path == old_path else f"{old_path} → {new_path}")
    if before is None or after is None:
        deliver(f"{shown}: changed, and cannot be said in words\n", None)
        return
    comparison = Comparison(compare(before, after), Snapshot("before", before), Snapshot("after", after))
    said = things_report(comparison, colour=coloured())
    deliver(f"{shown}\n{said or 'no change that a reader would see'}\n", None)


def _library(path: str, content: Path) -> Library | None:
    """A library with the object that a file describes; empty for no file, None if unreadable."""
    if content == Path("/dev/null") or content.name == "nul":
        return Library()
    file = visible(path)
    text, _ = read_text(content, file)
    if text is None:
        return None
    folders = Path(path).parts[:-1]
    stem = Path(path).stem
    if stem == "vocabulary":
        return Library(vocabulary=read_vocabulary(text, file)[0])
    at = next((at for at in range(len(folders) - 1, -1, -1) if folders[at] in KIND_FOLDERS), None)
    if at is None or not is_id(stem):
        return None
    ref = Ref(KIND_FOLDERS[folders[at]], stem)
    section = "/".join(folders[at + 1 :])
    read = read_object(text, file, ref, markdown=Path(path).suffix == ".md", given={"section": section})
    if read.item is None:
        return None
    shelves: dict[str, dict[str, object]] = {FILE_KINDS[ref.kind]: {ref.id: read.item}}
    words = _vocabulary(Path(*folders[:at]))
    return Library(vocabulary=words, sources={ref: read.source}, **shelves)  # type: ignore[arg-type]


def _vocabulary(maps: Path) -> Vocabulary:
    """The vocabulary in the working folder; git runs the driver at the top of the repository."""
    for name in ("vocabulary.yml", "vocabulary.yaml"):
        text, _ = read_text(maps / name, name)
        if text is not None:
            return read_vocabulary(text, name)[0]
    return Vocabulary()
