"""All limits of sources, as a table for the guide made from the values that are checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from journeybook.exchange import import_plan, importer
from journeybook.exchange.mermaid.size_limits import LONGEST_NAME
from journeybook.exchange.tables import csv_text, table, workbook
from journeybook.format.fields import MOST_STAGES, MOST_STEPS
from journeybook.history import checkout_data, snapshot
from journeybook.model.scalars import (
    ADDRESS_LENGTH,
    ID_LENGTH,
    LARGEST_NUMBER,
    LIST_LENGTH,
    NOTE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
)
from journeybook.prose.rendering import MOST_MARKS
from journeybook.sources import docs_folder, folder, images, metric_values, same_as, suppressions
from journeybook.sources.limits import PAGE_LIMITS, SOURCE_FENCES
from journeybook.sources.markdown import page_fields
from journeybook.sources.yaml import reader
from journeybook.text.characters import COMBINING_LIMIT


class Limit(NamedTuple):
    """A limit: what is counted, the largest allowed value, and the setting for it or None."""

    what: str
    value: int
    setting: str | None = None


LIMITS: Mapping[str, tuple[Limit, ...]] = {
    "Sources": (
        Limit("files of objects in a portal", folder.OBJECTS),
        Limit("sections, each within the other", folder.SECTION_DEPTH),
        Limit("bytes of a YAML or Markdown file", reader.FILE_BYTES),
        Limit("values in a YAML file, names of fields included", reader.NODES),
        Limit("lists and groups of YAML, each within the other", reader.DEPTH),
        Limit("rows in a file of values of a metric", metric_values.ROWS),
        Limit("bytes of a picture", images.PHOTO_BYTES),
        Limit("pixels of a picture, each side", images.PHOTO_SIDE),
        Limit("fences with maps in the texts of a file", SOURCE_FENCES),
        Limit("remarks such as `journeybook: ignore` in a file", suppressions.MOST),
    ),
    "Fields": (
        Limit("characters of an id", ID_LENGTH),
        Limit("characters of a title", TITLE_LENGTH),
        Limit("characters of a text", TEXT_LENGTH),
        Limit("characters of a narrative or a note", NOTE_LENGTH),
        Limit("characters of an address", ADDRESS_LENGTH),
        Limit("entries of a list", LIST_LENGTH),
        Limit("size of a number, above and below zero", int(LARGEST_NUMBER)),
        Limit("combining marks on a character", COMBINING_LIMIT),
        Limit("marks of Markdown in a narrative; with more it is shown as it stands", MOST_MARKS),
    ),
    "Maps": (
        Limit("stages of a map", MOST_STAGES),
        Limit("steps of a map", MOST_STEPS),
        Limit("maps through which a shared step leads", same_as.CHAIN),
        Limit("characters of a name in Mermaid", LONGEST_NAME),
    ),
    "Imports": (
        Limit("bytes of a file to import", importer.FILE_BYTES),
        Limit("rows of a table", table.ROWS),
        Limit("columns of a table", table.COLUMNS),
        Limit("characters of a cell of CSV", csv_text.CELL_LENGTH),
        Limit("sheets of a workbook that are read", workbook.SHEETS),
        Limit("files in a workbook", workbook.MEMBERS),
        Limit("bytes of a workbook, unpacked", workbook.UNPACKED),
        Limit("times that a part of a workbook may grow when it is unpacked", workbook.RATIO),
        Limit("seconds of computing for a file", import_plan.SECONDS),
    ),
    "Hand-written pages": (
        Limit("bytes of a page", PAGE_LIMITS["page_bytes"], "page_bytes"),
        Limit("fences on a page that draw something", PAGE_LIMITS["page_fences"], "page_fences"),
        Limit("headings on a page", PAGE_LIMITS["page_headings"], "page_headings"),
        Limit(
            "lists, quotations and admonitions, each within the other",
            PAGE_LIMITS["page_nesting"],
            "page_nesting",
        ),
        Limit("brackets that are open at once in a paragraph", PAGE_LIMITS["page_brackets"], "page_brackets"),
        Limit("seconds of computing until a page is HTML", PAGE_LIMITS["page_seconds"], "page_seconds"),
        Limit("lines of fields at the top of a page without `---`", page_fields.LINES),
        Limit("files and folders in `docs/`", docs_folder.ENTRIES),
        Limit("folders of `docs/`, each within the other", docs_folder.DEEPEST),
    ),
    "Proposals and history": (
        Limit("files that `journeybook ci take` takes at once", checkout_data.FILES),
        Limit("bytes of all files together that `journeybook ci take` takes", checkout_data.TOTAL_BYTES),
        Limit("files of an earlier state that is compared", snapshot.FILES),
        Limit("bytes of an earlier state that is compared", snapshot.TOTAL_BYTES),
    ),
}
"""The limits by subject, in the order of the guide."""


def limits_table(subject: str) -> str:
    """The limits of a subject as a Markdown table."""
    return "".join(f"{line}\n" for line in _lines(LIMITS[subject]))


def _lines(limits: tuple[Limit, ...]) -> Iterator[str]:
    adjustable = any(each.setting for each in limits)
    yield "| At most | of |" + (" Setting |" if adjustable else "")
    yield "|---:|---|" + ("---|" if adjustable else "")
    for each in limits:
        setting = f" {f'`{each.setting}`' if each.setting else ''} |" if adjustable else ""
        yield f"| {each.value:,} | {each.what} |{setting}"
