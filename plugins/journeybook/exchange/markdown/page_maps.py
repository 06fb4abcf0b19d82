"""Finds the maps of a page, in the four forms that teams write, and says what else it holds.

The forms are lanes as rows, a row for each step, a heading for each stage with labelled lists, and
a table of two columns for each stage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from journeybook.exchange.markdown.page_sections import PageSections
from journeybook.exchange.markdown.sections import Block, Section
from journeybook.exchange.outline import Entry, Outline, OutlineMoment
from journeybook.exchange.tables.header_words import meaning_of
from journeybook.exchange.tables.map_table import outline_of_table
from journeybook.exchange.tables.table import Table
from journeybook.model.vocabulary import Vocabulary
from journeybook.prose.rendering import plain_text

FORM = "a Markdown page"

_STRUCTURE = ("stages", "steps")


def maps_of_page(page: Section, file: str, vocabulary: Vocabulary) -> list[Outline]:
    """The maps of a page; everything else of it is kept with the first. Empty for no map."""
    finding = _Finding(file, vocabulary)
    finding.search(page)
    if not finding.maps:
        finding.guess(page)
    if not finding.maps:
        return []
    if len(finding.maps) == 1:
        heading = next((each for each in page.all() if each.level == 1), None)
        only = finding.maps[0]
        if heading is not None and heading.title and plain_text(heading.title) != only.title:
            if only.title:
                only.entries.append(Entry("", [only.title], only.place))
            only.title = plain_text(heading.title)
    first = finding.maps[0]
    titles = {each.title for each in finding.maps}
    first.entries.extend(finding.rest(page, titles))
    return finding.maps


@dataclass(slots=True)
class _Finding(PageSections):
    maps: list[Outline] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """The `id()` of sections and tables that are part of a map; all live as long as the page."""

    def search(self, section: Section) -> None:
        """Take the maps in a section: its tables, and its children where they are stages."""
        for block in section.blocks:
            if isinstance(block, Table) and not self._is_pairs(block):
                outline = outline_of_table(block, self.vocabulary, FORM) if self._has_labels(block) else None
                if outline is not None:
                    outline.title = plain_text(section.title) or None
                    self.maps.append(outline)
                    self.taken.add(id(block))
        stages = [child for child in section.children if self._is_stage(child)]
        if len(stages) > 1:
            outline = Outline(plain_text(section.title) or None, self._place(section), FORM, markdown=True)
            outline.stages = [self._moment(stage) for stage in stages]
            outline.shape.append(("(headings)", "stages", len(stages), True))
            if steps := sum(len(stage.steps) for stage in outline.stages):
                outline.shape.append(("(headings below)", "steps", steps, True))
            self.taken.update(id(stage) for stage in stages)
            self.maps.append(outline)
        for child in section.children:
            if id(child) not in self.taken:
                self.search(child)

    def guess(self, page: Section) -> None:
        """Take tables and headings with lists for maps where few labels are known: guesses."""
        for section in page.all():
            for block in section.blocks:
                outline = outline_of_table(block, self.vocabulary, FORM) if isinstance(block, Table) else None
                if outline is None or self._is_pairs_of(block):
                    continue
                outline.title = plain_text(section.title) or None
                outline.shape.append(("(table)", "a map", len(outline.stages), False))
                outline.guesses.append("the table is a map, though few of its labels are known")
                self.maps.append(outline)
                self.taken.add(id(block))
            lists = [child for child in section.children if len(_items(child)) > 1]
            if len(lists) < 2 or id(section) in self.taken:
                continue
            outline = Outline(plain_text(section.title) or None, self._place(section), FORM, markdown=True)
            for child in lists:
                stage = OutlineMoment(plain_text(child.title), self._place(child))
                stage.entries.extend(self.entries(child))
                for entry in stage.entries:
                    if not entry.label:
                        entry.label, entry.field = "(lists)", "action"
                for below in child.children:
                    stage.entries.extend(self.whole(below))
                outline.stages.append(stage)
            outline.shape.append(("(headings)", "stages", len(lists), False))
            outline.guesses.append("headings with lists are stages, and their items what people do")
            self.taken.update(id(each) for child in lists for each in child.all())
            self.maps.append(outline)

    def rest(self, section: Section, titles: set[str | None]) -> Iterator[Entry]:
        """Everything outside of maps, section by section."""
        if id(section) in self.taken:
            return
        if section.title and plain_text(section.title) not in titles:
            yield Entry("", [section.title], self._place(section))
        for entry in self.entries(section, skip=self.taken):
            known = meaning_of(entry.label, self.vocabulary) if entry.label else None
            label = entry.label if known and known.field == "personas" else ""
            texts = entry.texts if label or not entry.label else [f"{entry.label}: {t}" for t in entry.texts]
            yield Entry(label, texts, entry.place)
        for child in section.children:
            yield from self.rest(child, titles)

    def _has_labels(self, table: Table) -> bool:
        """Whether it is surely a map: it names stages or steps, or two fields of them."""
        if not table.rows or len(table.rows[0].cells) < 3:
            return False
        header, down = table.rows[0].cells, [row.cells[0] for row in table.rows[1:]]
        for labels in (header, down):
            known = [
                meaning for label in labels if (meaning := meaning_of(plain_text(label), self.vocabulary))
            ]
            sure = {meaning.field for meaning in known if meaning.sure}
            if len(sure) > 1 or (len({each.field for each in known}) > 1 and sure & set(_STRUCTURE)):
                return True
        corner = meaning_of(plain_text(header[0]), self.vocabulary)
        return bool(corner and corner.sure and corner.field in _STRUCTURE) and any(
            meaning_of(plain_text(label), self.vocabulary) for label in down
        )

    def _is_pairs_of(self, block: Block | Table) -> bool:
        return isinstance(block, Table) and len(block.rows[0].cells) < 3

    def _is_stage(self, section: Section) -> bool:
        named = {field for entry in self.entries(section) if (field := self._known(entry.label))}
        named |= {field for child in section.children if (field := self._known(child.title))}
        return len(named - set(_STRUCTURE)) > 1

    def _moment(self, section: Section) -> OutlineMoment:
        moment = OutlineMoment(plain_text(section.title) or "Untitled", self._place(section))
        moment.entries.extend(self.entries(section))
        for child in section.children:
            if not self._surely_known(child.title) and self._is_stage(child):
                moment.steps.append(self._moment(child))
            else:
                moment.entries.extend(self.whole(child))
        return moment


def _items(section: Section) -> list[Block]:
    return [block for block in section.blocks if isinstance(block, Block) and block.depth >= 0]
