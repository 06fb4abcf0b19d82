"""The links by which readers change a page: an editor in the browser, and forms."""

from __future__ import annotations

from dataclasses import dataclass

from journeybook.forge.edit_links import Subject, editor_address, step_suggestion, suggestion
from journeybook.library.objects import Kind, Ref


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that may be changed: its title, source, subject and addresses.

    `address` is the whole one, `path` that from the site's root, `edit` that of its source.
    """

    title: str
    source: str | None
    ref: Ref | None
    address: str
    path: str
    edit: str | None


def change_links(page: ChangedPage, *, suggest: str | None, editor: str | None) -> dict[str, str | None]:
    """The source in an editor in the browser, and the form for suggestions; None if unknown.

    `suggest` and `editor` are templates of addresses. `suggest_step` is the form for a step of a
    map, which the script fills in when a step's card is opened.
    """
    found = {"editor": editor_address(page.edit, page.source, editor), "suggest": None, "suggest_step": None}
    if not suggest:
        return found
    if page.ref:
        subject = Subject(page.ref.kind.value, page.ref.id, page.title, page.address)
    else:
        subject = Subject("page", page.source or page.path, page.title, page.address)
    found["suggest"] = suggestion(suggest, subject)
    if page.ref and page.ref.kind is Kind.JOURNEY:
        found["suggest_step"] = step_suggestion(suggest, subject)
    return found
