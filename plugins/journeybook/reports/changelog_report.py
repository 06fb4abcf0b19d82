"""The history of a portal for a terminal, as Markdown, as JSON and as an Atom feed.

The JSON is one object. `format` is `journeybook-changelog` and `version` 1; within a version keys
are only added. `edits`, newest first, have `commit`, `when` (ISO 8601, UTC), `people`, `subject`,
`kind` and current `id` (null for the vocabulary), `title`, `sort` and `changes` as in a difference.
`care` has for each object `kind`, `id`, `title`, `first_edited`, `last_edited`, `last_reviewed`
(null if unknown) and `people`.
"""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from journeybook.history.change import Act, Change, Sort
from journeybook.history.edits import Edit, Ownership
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import ngettext
from journeybook.i18n.formats import date_words
from journeybook.labels.field_labels import label_of
from journeybook.labels.value_labels import KIND_NOUNS
from journeybook.library.objects import Kind, Library, Ref
from journeybook.library.page_addresses import page_address
from journeybook.reports.change_json import change_values
from journeybook.reports.change_phrases import Names, phrase, where_of
from journeybook.reports.comment_lines import harmless
from journeybook.reports.comparison import ACT_WORDS, PART_WORDS, SIGNS, SORT_WORDS, named
from journeybook.text.characters import printable
from journeybook.text.escape import escape_xml, quoted_attribute
from journeybook.text.numbers import figure
from journeybook.text.quotation import quoted

VERSION = 1

LINES = 6
"""The most changes listed for a commit; `journeybook diff` shows all of them."""

FEED_EDITS = 100
"""The most edits in the feed; readers fetch it about every hour."""

_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "journeybook:changes")

Cared = Mapping[Ref, Ownership]


def title_of(edit: Edit, library: Library) -> str:
    """The current title of the object, else its former one."""
    if edit.ref is None:
        return edit.title
    return library.title(edit.ref) if library.has(edit.ref) else edit.title or edit.ref.id


def kind_of(edit: Edit) -> str:
    """The word for the kind of the object: `map`, `persona`."""
    if edit.ref is None:
        return _("vocabulary")
    return _("map") if edit.ref.kind is Kind.JOURNEY else KIND_NOUNS[edit.ref.kind]


def summary_of(edit: Edit) -> str:
    """What was done to it, in a word or two."""
    acts = {change.act for change in edit.changes if not change.field and not change.ref.step}
    for act in (Act.ADDED, Act.REMOVED):
        if act in acts:
            return ACT_WORDS[act]
    return PART_WORDS.get(edit.sort) or SORT_WORDS[edit.sort]


def sentences(edit: Edit, names: Names) -> tuple[str, ...]:
    """The first changes of an edit in sentences; changes of wording alone form one of them."""
    said = []
    for each in edit.told:
        if not each.field and not each.ref.step:
            continue
        where = where_of(each)
        line = phrase(each, names).line
        said.append(_("%(place)s: %(change)s", place=where, change=line) if where else line)
    more = len(said) - LINES
    if more > 0:
        said[LINES:] = [
            ngettext("and %(num)s more change", "and %(num)s more changes", more, num=figure(more))
        ]
    worded = [change for change in edit.changes if change.is_text]
    if worded:
        places = list(dict.fromkeys(_worded(each) for each in worded))
        shown = ", ".join(places[:3])
        left = len(places) - 3
        said.append(
            _("new wording: %(places)s and %(count)s more", places=shown, count=left)
            if left > 0
            else _("new wording: %(places)s", places=shown)
        )
    return tuple(said)


def _worded(change: Change) -> str:
    label = label_of(change.field.removesuffix(".text"))
    return _("%(field)s at %(step)s", field=label, step=quoted(change.trail[-1])) if change.trail else label


@dataclass(frozen=True, slots=True)
class ReportedEdit:
    """An edit for a report: its title, its kind, what was done, and sentences.

    Many objects that one commit added are one entry: `ref` is then None, and `edit` is that of the
    first.
    """

    edit: Edit
    ref: Ref | None
    title: str
    about: str
    sort: Sort
    sentences: tuple[str, ...]


def report_edits(edits: Sequence[Edit], library: Library) -> tuple[ReportedEdit, ...]:
    """The edits with current titles, in their order."""
    return report_groups(edit_groups(edits), library)


def edit_groups(edits: Sequence[Edit]) -> tuple[tuple[Edit, ...], ...]:
    """The edits as they are reported: each by itself, but many additions of a commit together."""
    groups: list[tuple[Edit, ...]] = []
    for (_commit, added), run in groupby(edits, key=lambda edit: (edit.commit, _is_new(edit))):
        together = tuple(run)
        if added and len(together) > LINES:
            groups.append(together)
        else:
            groups += ((each,) for each in together)
    return tuple(groups)


def report_groups(groups: Iterable[tuple[Edit, ...]], library: Library) -> tuple[ReportedEdit, ...]:
    """These groups of edits with current titles, in their order."""
    names = Names(library, library)
    reported_edits: list[ReportedEdit] = []
    for together in groups:
        if len(together) > 1:
            titles = named([title_of(each, library) for each in together])
            title = ngettext(
                "%(num)s thing added", "%(num)s things added", len(together), num=figure(len(together))
            )
            reported_edits.append(ReportedEdit(together[0], None, title, "", Sort.ADDITION, (titles,)))
        else:
            reported_edits.append(_told(together[0], library, names))
    return tuple(reported_edits)


def _is_new(edit: Edit) -> bool:
    return edit.ref is not None and all(
        change.act is Act.ADDED and not change.field for change in edit.changes
    )


def _told(edit: Edit, library: Library, names: Names) -> ReportedEdit:
    there = edit.ref if edit.ref and library.has(edit.ref) else None
    about = f"{kind_of(edit)}, {summary_of(edit)}"
    return ReportedEdit(edit, there, title_of(edit, library), about, edit.sort, sentences(edit, names))


def by_day(edits: Sequence[ReportedEdit]) -> Iterator[tuple[datetime.date, tuple[ReportedEdit, ...]]]:
    """The reported edits by day, newest first."""
    for day, run in groupby(edits, key=lambda reported_edit: reported_edit.edit.day):
        yield day, tuple(run)


def text_history(edits: Sequence[Edit], care: Cared, library: Library, *, colour: bool = False) -> str:
    """The history for a terminal."""

    def paint(words: str, code: str) -> str:
        plain = printable(words)
        return f"\x1b[{code}m{plain}\x1b[0m" if colour else plain

    lines = []
    for day, found in by_day(report_edits(edits, library)):
        lines += [paint(date_words(day), "1")]
        for each in found:
            what = f" {paint(f'({each.about})', '2')}" if each.about else ""
            lines.append(f"  {SIGNS[each.sort]} {paint(each.title, '1')}{what}")
            lines += [f"      {printable(said)}" for said in each.sentences]
            lines.append(f"      {paint(_by(each.edit), '2')}")
        lines.append("")
    lines += [printable(each) for each in _cared(care, library)] or ["Nothing changed yet."]
    return "\n".join(lines) + "\n"


def _by(edit: Edit) -> str:
    people = ", ".join(edit.people)
    return f"{people + ', ' if people else ''}{edit.commit[:7]} {quoted(edit.subject)}"


def _cared(care: Cared, library: Library) -> Iterator[str]:
    """The last edit and the last review of each object, which are different dates."""
    for ref, each in care.items():
        item = library.item(ref)
        if item is None:
            continue
        reviewed = getattr(item, "reviewed", None)
        looked = f", last reviewed {date_words(reviewed)}" if reviewed else ""
        people = f", by {', '.join(each.people)}" if each.people else ""
        yield f"{item.title}: last edited {date_words(each.last)}{looked}{people}"


def markdown_history(edits: Sequence[Edit], care: Cared, library: Library) -> str:
    """The history as Markdown."""
    lines = ["# Changes", ""]
    for day, found in by_day(report_edits(edits, library)):
        lines += [f"## {date_words(day)}", ""]
        for each in found:
            what = f" ({harmless(each.about)})" if each.about else ""
            lines.append(f"- {SIGNS[each.sort]} **{harmless(each.title)}**{what}")
            lines += [f"    - {harmless(said)}" for said in each.sentences]
            lines.append(f"    - _{harmless(_by(each.edit))}_")
        lines.append("")
    cared = [f"- {harmless(each)}" for each in _cared(care, library)]
    if cared:
        lines += ["## Looked after", "", *cared, ""]
    return "\n".join(lines)


def json_history(edits: Sequence[Edit], care: Cared, library: Library) -> str:
    """The history as JSON."""
    names = Names(library, library)
    content = {
        "format": "journeybook-changelog",
        "version": VERSION,
        "edits": [_edit(edit, library, names) for edit in edits],
        "care": [_care(ref, each, library) for ref, each in care.items() if library.has(ref)],
    }
    return json.dumps(content, indent=2, ensure_ascii=True) + "\n"


def _edit(edit: Edit, library: Library, names: Names) -> dict[str, Any]:
    return {
        "commit": edit.commit,
        "when": _instant(edit),
        "people": list(edit.people),
        "subject": printable(edit.subject),
        "kind": edit.ref.kind.value if edit.ref else "vocabulary",
        "id": edit.ref.id if edit.ref else None,
        "title": title_of(edit, library),
        "sort": edit.sort.value,
        "changes": [change_values(change, names) for change in edit.changes],
    }


def _care(ref: Ref, care: Ownership, library: Library) -> dict[str, Any]:
    reviewed = getattr(library.item(ref), "reviewed", None)
    return {
        "kind": ref.kind.value,
        "id": ref.id,
        "title": library.title(ref),
        "first_edited": care.first.isoformat(),
        "last_edited": care.last.isoformat(),
        "last_reviewed": reviewed.isoformat() if reviewed else None,
        "people": list(care.people),
    }


def _instant(edit: Edit) -> str:
    return edit.moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def atom_history(
    edits: Sequence[Edit],
    library: Library,
    *,
    title: str,
    site_url: str | None = None,
    address: str | None = None,
    at: Callable[[str], str] = str,
) -> str:
    """The newest edits as an Atom feed (RFC 4287): an entry for each object that a commit changed.

    `site_url` ends in `/`; without it entries have no links. `address` is the feed's own below it,
    `at` gives the address in the site of an address of the portal. Ids are built from the site's
    address, the commit and the object, so that no reader gets an entry twice; `updated` is the
    newest commit's time, the beginning of 1970 for a feed without entries.
    """
    shown = report_edits(edits, library)[:FEED_EDITS]
    updated = _instant(shown[0].edit) if shown else "1970-01-01T00:00:00Z"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{_text(title)}</title>",
        f"<id>{uuid.uuid5(_SPACE, site_url or title).urn}</id>",
        f"<updated>{updated}</updated>",
        "<generator>journeybook</generator>",
    ]
    if site_url:
        lines.append(f"<link href={quoted_attribute(site_url)}/>")
        if address:
            lines.append(
                f'<link rel="self" type="application/atom+xml" href={quoted_attribute(site_url + address)}/>'
            )
    for each in shown:
        lines += _feed_entry(each, library, site_url, at)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _feed_entry(
    reported: ReportedEdit, library: Library, site_url: str | None, at: Callable[[str], str]
) -> Iterator[str]:
    edit = reported.edit
    key = f"{site_url or ''} {edit.commit} {reported.ref or reported.title}"
    yield "<entry>"
    yield f"<title>{_text(f'{reported.title} ({reported.about})' if reported.about else reported.title)}</title>"
    yield f"<id>{uuid.uuid5(_SPACE, key).urn}</id>"
    yield f"<updated>{_instant(edit)}</updated>"
    for name in edit.people or (_("unknown"),):
        yield f"<author><name>{_text(name)}</name></author>"
    target = page_address(reported.ref, library) if reported.ref else None
    if site_url and target is not None:
        yield f"<link href={quoted_attribute(site_url + at(target))}/>"
    rows = "".join(f"<li>{escape_xml(printable(sentence))}</li>" for sentence in reported.sentences)
    body = f"<p>{escape_xml(printable(edit.subject))}</p>" + (f"<ul>{rows}</ul>" if rows else "")
    yield f'<content type="html">{escape_xml(body)}</content>'
    yield "</entry>"


def _text(text: str) -> str:
    return escape_xml(printable(text))
