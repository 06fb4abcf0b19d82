"""Finds personas in a Markdown page and in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from journeybook.diagnostics import Place
from journeybook.exchange.markdown.page_sections import PageSections
from journeybook.exchange.markdown.sections import Block, Section
from journeybook.exchange.outline import Entry
from journeybook.exchange.personas.persona_fields import Sketch
from journeybook.exchange.personas.persona_words import PERSONA, persona_meaning_of
from journeybook.exchange.tables.table import Table
from journeybook.model.vocabulary import Vocabulary
from journeybook.prose.rendering import plain_text

_FEWEST = 2
_TITLE = re.compile(r"^title:\s*(.+)$", re.MULTILINE)
"""How many known labels make a section a persona."""


def personas_of_page(page: Section, file: str, title: str) -> list[Sketch]:
    """The personas of a page: sections with labels of personas, else guesses by headings.

    `title` is for a page without a heading. What stands outside of them is kept with the first.
    """
    reading = PageSections(file, Vocabulary(), persona_meaning_of)
    found = list(_labelled(page, reading))
    guess = not found
    if guess:
        found = _guessed(page)
    sketches = [_sketch(section, reading, title, guess=guess) for section in found]
    if sketches:
        taken = {id(each) for section in found for each in section.all()}
        sketches[0].rest.extend(_rest(page, reading, taken))
    return sketches


def personas_of_table(table: Table) -> list[Sketch]:
    """The personas of a table with a row, or with a column, for each; empty for another table."""
    rows = [row for row in table.rows if row.filled]
    if len(rows) < _FEWEST:
        return []
    header, body = rows[0], rows[1:]
    across, down = _known(header.cells), _known([row.cells[0] for row in body])
    if max(across, down) < _FEWEST:
        return []
    sketches: list[Sketch] = []
    if down > across:
        for at in range(1, len(header.cells)):
            entries = [
                Entry(row.cells[0], [row.cells[at]], table.place(row)) for row in body if row.cells[at]
            ]
            if entries:
                sketches.append(Sketch(header.cells[at] or f"Persona {at}", table.place(header), entries))
        return sketches
    named = next((at for at, cell in enumerate(header.cells) if _is_name(cell)), 0)
    for row in body:
        entries = [
            Entry(header.cells[at], [cell], table.place(row))
            for at, cell in enumerate(row.cells)
            if cell and at != named
        ]
        sketches.append(Sketch(row.cells[named] or f"Persona {row.line}", table.place(row), entries))
    return sketches


def _is_name(label: str) -> bool:
    meaning = persona_meaning_of(label)
    return bool(PERSONA.fullmatch(label.strip()) or (meaning and meaning.field == "title"))


def _known(labels: Iterator[str] | tuple[str, ...] | list[str]) -> int:
    return len(
        {plain_text(label).casefold() for label in labels if label and persona_meaning_of(plain_text(label))}
    )


def _labelled(section: Section, reading: PageSections) -> Iterator[Section]:
    labels = [entry.label for entry in reading.entries(section)] + [each.title for each in section.children]
    if _known(labels) >= _FEWEST:
        yield section
        return
    for child in section.children:
        yield from _labelled(child, reading)


def _guessed(page: Section) -> list[Section]:
    """The sections below the first heading; where one of them is about the persona, the page."""
    top = page
    while len(top.children) == 1 and top.children[0].children:
        top = top.children[0]
    below = [each for each in top.children if each.blocks or each.children]
    if not below or any(re.search(r"\babout\b", each.title, re.IGNORECASE) for each in below):
        return [top if top.title or not top.children else top.children[0]]
    return below


def _sketch(section: Section, reading: PageSections, title: str, *, guess: bool) -> Sketch:
    place = Place(reading.file, section.line)
    heading = next((plain_text(each.title) for each in section.all() if each.title), "") or title
    front = next((each for each in section.blocks if isinstance(each, Block)), None)
    match = _TITLE.search(front.text) if front and section.level == 0 else None
    entries = list(reading.entries(section))
    entries.extend(entry for child in section.children for entry in reading.whole(child))
    return Sketch(match[1].strip() if match else heading, place, entries, markdown=True, guess=guess)


def _rest(section: Section, reading: PageSections, taken: set[int]) -> Iterator[str]:
    if id(section) in taken:
        return
    if section.title:
        yield plain_text(section.title)
    for entry in reading.entries(section):
        yield from (f"{entry.label}: {text}" if entry.label else text for text in entry.texts)
    for child in section.children:
        yield from _rest(child, reading, taken)
