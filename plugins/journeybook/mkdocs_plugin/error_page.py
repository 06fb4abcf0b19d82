"""What a preview shows in the place of a broken page: what is wrong, where, and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from journeybook.checks.reports.text_report import hidden_count
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.text.characters import printable

CONTEXT = 2
"""Lines shown above and below the one at fault: enough to see the step that it belongs to."""

LONGEST_LINE = 400
"""Characters of a source line that are shown; the rest of a longer one says nothing more."""

LISTED = 50
"""Findings shown on one page; the terminal shows all of them."""


def error_body(
    title: str, found: Sequence[Diagnostic], texts: Mapping[str, str], crumbs: Sequence[tuple[str, str]] = ()
) -> str:
    """The body of a page that cannot be made, in HTML: `texts` are the sources by file, as far as they can be read.

    `crumbs` are titles with links, the way from home to the page.
    """
    files = sorted({each.place.file for each in found})
    named = ", ".join(f"<code>{escape(printable(file))}</code>" for file in files)
    lead = (
        f"Mend {named} and this page comes back by itself." if files else "Mend it and this page comes back."
    )
    return (
        f'<div class="jb-errors" lang="en">\n{_way(crumbs, title)}'
        '<p class="jb-errors__eyebrow">This page cannot be drawn yet</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n'
        f'<p class="jb-errors__lead">{_count(found)}. {lead}</p>\n'
        f"{findings(found, texts)}\n</div>\n"
    )


def _way(crumbs: Sequence[tuple[str, str]], title: str) -> str:
    if not crumbs:
        return ""
    links = "".join(f'<li><a href="{escape(href)}">{escape(words)}</a></li>' for words, href in crumbs)
    here = f'<li><span aria-current="page" dir="auto">{escape(title)}</span></li>'
    return f'<nav class="jb-crumbs" aria-label="Breadcrumb"><ol>{links}{here}</ol></nav>\n'


def notice(found: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """A note above a page that could be made although something is wrong with its source; open for an error."""
    if not found:
        return ""
    worst = min(found, key=lambda each: each.severity.rank).severity
    return _note(
        worst, f"{_count(found)} in this page's source", findings(found, texts), worst is Severity.ERROR
    )


def overview(found: Sequence[Diagnostic], texts: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """A note above the home page about all sources; `pages` maps a source to the link of its page."""
    if not found:
        return ""
    worst = min(found, key=lambda each: each.severity.rank).severity
    return _note(
        worst, f"{_count(found)} in this portal's sources", findings(found, texts, pages), opened=False
    )


def _note(worst: Severity, summary: str, content: str, opened: bool) -> str:
    return (
        f'<details class="jb-notice jb-notice--{worst}" lang="en"{" open" if opened else ""}><summary>{summary}</summary>\n'
        f"{content}\n</details>\n"
    )


def findings(
    found: Sequence[Diagnostic], texts: Mapping[str, str], pages: Mapping[str, str] | None = None
) -> str:
    """A list of findings with their excerpts, each with a link to the page of its source where `pages` has one."""
    linked = pages or {}
    items = "\n".join(
        _finding(each, texts.get(each.place.file), linked.get(each.place.file)) for each in found[:LISTED]
    )
    more = len(found) - LISTED
    rest = f'\n<p class="jb-errors__lead">{more} more in the terminal.</p>' if more > 0 else ""
    return f'<ol class="jb-findings">\n{items}\n</ol>{rest}'


def _finding(found: Diagnostic, text: str | None, page: str | None) -> str:
    place = found.place
    help_line = f'<p class="jb-finding__help"><b>help</b> {_marked(found.help)}</p>' if found.help else ""
    return (
        f'<li class="jb-finding jb-finding--{found.severity}">'
        f'<p class="jb-finding__what"><span class="jb-finding__level">{found.severity}</span> '
        f"{_marked(found.message)} <code>{escape(found.code)}</code></p>"
        f'<p class="jb-finding__where">{_where(str(place), page)}</p>'
        f"{_excerpt(found, text)}{help_line}</li>"
    )


def _where(place: str, page: str | None) -> str:
    code = f"<code>{escape(printable(place))}</code>"
    return code if page is None else f'<a href="{escape(page)}">{code}</a>'


def _excerpt(found: Diagnostic, text: str | None) -> str:
    if text is None:
        return ""
    place = found.place
    lines = text.splitlines()
    if not 0 < place.line <= len(lines):
        return ""
    rows = []
    for number in range(max(1, place.line - CONTEXT), min(len(lines), place.line + CONTEXT) + 1):
        shown = lines[number - 1][:LONGEST_LINE]
        here = number == place.line
        rows.append(
            f'<span class="jb-line{" jb-line--at" if here else ""}"><span class="jb-line__no">{number}</span>'
            f"<span>{_pointed(shown, place.column, place.length) if here else escape(printable(shown))}</span></span>"
        )
        if here:
            rows.append(_caret(shown, place.column, place.length))
    return f'<pre class="jb-excerpt" tabindex="0"><samp>{"".join(rows)}</samp></pre>'


def _pointed(line: str, column: int, length: int) -> str:
    start = min(column - 1, len(line))
    end = max(start, min(len(line), start + length))
    before, at, after = (escape(printable(each)) for each in (line[:start], line[start:end], line[end:]))
    return f"{before}<mark>{at}</mark>{after}"


def _caret(line: str, column: int, length: int) -> str:
    """The line's beginning once more, invisible: carets then stand right below the text in any script and font."""
    start = min(column - 1, len(line))
    wide = max(1, min(length, len(line) - start))
    before = escape(printable(line[:start]))
    return (
        '<span class="jb-line jb-line--caret" aria-hidden="true"><span class="jb-line__no"></span>'
        f"<span><i>{before}</i>{'^' * wide}</span></span>"
    )


def _marked(text: str | None) -> str:
    """A message, with what stands between backticks as code."""
    parts = escape(printable(text or "")).split("`")
    return "".join(f"<code>{part}</code>" if at % 2 else part for at, part in enumerate(parts))


def _count(found: Iterable[Diagnostic]) -> str:
    counts = dict.fromkeys(Severity, 0)
    for each in found:
        counts[each.severity] += hidden_count(each)
    named = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}
    words = [f"{count} {named[level]}{'' if count == 1 else 's'}" for level, count in counts.items() if count]
    return ", ".join(words) or "nothing found"
