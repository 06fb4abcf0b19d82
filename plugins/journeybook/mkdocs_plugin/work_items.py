"""What several processes share out among themselves: pages and files that are made together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from journeybook.mkdocs_plugin.files import GeneratedAsset, GeneratedPage


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Generated pages and files that share what is computed for them; each has its `plan`.

    A map's page, drawings and exports are one item, every other page or file is one by itself.
    """

    files: tuple[GeneratedAsset, ...]
    pages: tuple[GeneratedPage, ...]


def work_items(pages: Iterable[GeneratedPage], files: Iterable[GeneratedAsset]) -> tuple[WorkItem, ...]:
    """All pages and files as items, those with a page first and in the order of pages.

    A file belongs to the page in whose folder it lies.
    """
    ordered = tuple(pages)
    folders = {_folder(page.file.dest_uri): page for page in ordered}
    folders.pop("", None)  # files of the whole portal lie there, and take as long as its pages
    beside: dict[str, list[GeneratedAsset]] = {}
    alone: list[WorkItem] = []
    for file in files:
        folder = _folder(file.dest_uri)
        if folder in folders:
            beside.setdefault(folder, []).append(file)
        else:
            alone.append(WorkItem((file,), ()))
    with_pages = (WorkItem(tuple(beside.get(_folder(page.file.dest_uri), ())), (page,)) for page in ordered)
    return (*alone, *with_pages)


def _folder(path: str) -> str:
    return posixpath.dirname(path)
