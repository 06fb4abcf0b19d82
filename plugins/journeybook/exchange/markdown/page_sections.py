"""Labelled texts in the sections of a page: lists, bold lines and tables of two columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from journeybook.diagnostics import Place
from journeybook.exchange.markdown.sections import Block, Section
from journeybook.exchange.outline import Entry
from journeybook.exchange.tables.header_words import Meaning, is_known_label, meaning_of
from journeybook.exchange.tables.table import Table
from journeybook.model.vocabulary import Vocabulary
from journeybook.prose.rendering import plain_text

_BOLD = re.compile(r"\*\*(?P<label>[^*\n]{1,80}?)\s*:?\s*\*\*\s*[:：—–-]?\s*(?P<rest>.*)", re.DOTALL)
_PLAIN = re.compile(r"(?P<label>[^:：\n*`\[\]]{2,60})[:：]\s+(?P<rest>.*)", re.DOTALL)


@dataclass(slots=True)
class PageSections:
    """Reads labelled texts of sections; `meaning` says what labels are known, by default those of
    maps.
    """

    file: str
    vocabulary: Vocabulary
    meaning: Callable[[str], Meaning | None] | None = None

    def _meaning(self, label: str) -> Meaning | None:
        return self.meaning(label) if self.meaning else meaning_of(label, self.vocabulary)

    def _place(self, section: Section) -> Place:
        return Place(self.file, section.line)

    def _known(self, label: str) -> str | None:
        meaning = self._meaning(plain_text(label))
        return meaning.field if meaning else None

    def _surely_known(self, label: str) -> bool:
        meaning = self._meaning(plain_text(label))
        return meaning is not None and meaning.sure

    def _is_pairs(self, table: Table) -> bool:
        """Whether it is a table of labels and texts."""
        if not table.rows or len(table.rows[0].cells) != 2:
            return False
        labels = (self._meaning(plain_text(row.cells[0])) for row in table.rows)
        return len({label.field for label in labels if label and label.sure}) > 1

    def whole(self, section: Section) -> Iterator[Entry]:
        """A section below a stage: its heading is the label of what has none that is known."""
        title = plain_text(section.title)
        known = self._surely_known(title)
        found = list(self.entries(section))
        if not known and all(entry.label for entry in found):
            yield Entry("", [title], self._place(section))
        for entry in found:
            if known and entry.label and not self._known(entry.label):
                yield Entry(title, [f"{entry.label}: {text}" for text in entry.texts], entry.place)
            else:
                yield Entry(entry.label or title, entry.texts, entry.place)
        for child in section.children:
            yield from self.whole(child)

    def entries(self, section: Section, skip: set[int] | None = None) -> Iterator[Entry]:
        label, depth, answered = "", -1, False
        waiting: Entry | None = None  # a label that no text has followed yet
        for block in section.blocks:
            if isinstance(block, Table):
                if waiting:
                    yield waiting
                    waiting = None
                if not skip or id(block) not in skip:
                    yield from self._rows(block)
                label = ""
                continue
            named = self._labelled(block)
            place = Place(self.file, block.line)
            beside = answered and depth < 0  # the text of the label stood beside it
            if named and (block.depth <= depth or not label or beside or self._known(named[0])):
                if waiting:
                    yield waiting
                label, depth = named[0], block.depth
                empty = not named[1] and not is_known_label(label)
                waiting = Entry("", [label], place) if empty else None
                if named[1]:
                    yield Entry(label, [named[1]], place)
                answered = bool(named[1])
                continue
            if answered and block.depth < 0:
                label = ""  # the label had its text beside it
            if label and block.depth < 0 and depth >= 0:
                label = ""  # a paragraph ends a list
            elif label and 0 <= block.depth <= depth and depth >= 0:
                label = ""
            if waiting and not label:
                yield waiting
            waiting = None
            yield Entry(label, [block.text], place)
        if waiting:
            yield waiting

    def _labelled(self, block: Block) -> tuple[str, str] | None:
        """The label at the beginning of a block and what follows it."""
        bold = _BOLD.fullmatch(block.text)
        if bold:
            return plain_text(bold["label"]).rstrip(":： "), bold["rest"].strip()
        plain = _PLAIN.fullmatch(block.text)
        if plain and (meaning := self._meaning(plain["label"])) and meaning.sure:
            return plain["label"].strip(), plain["rest"].strip()
        return None

    def _rows(self, table: Table) -> Iterator[Entry]:
        pairs = self._is_pairs(table)
        for number, row in enumerate(table.rows):
            cells = [cell for cell in row.cells if cell]
            if not cells:
                continue
            if pairs and number == 0 and not self._known(row.cells[0]):
                yield Entry("", [" / ".join(cells)], table.place(row))  # the heads of the two columns
                continue
            if pairs and row.cells[1]:
                yield Entry(plain_text(row.cells[0]), [row.cells[1]], table.place(row))
            else:
                yield Entry("", [" / ".join(cells)], table.place(row))
