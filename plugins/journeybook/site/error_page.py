"""The pages and notes of a preview that show errors in sources, with places and fixes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from journeybook.checks.reports.text_report import hidden_count
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.i18n.catalog import SOURCE_LANGUAGE, Labels, language_in_use, ngettext
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.formats import comma
from journeybook.i18n.markers import N_, ngettext_noop
from journeybook.text.characters import printable
from journeybook.text.escape import escape

CONTEXT = 2
"""Lines shown above and below the faulty one, so that its step is visible."""

LONGEST_LINE = 400
"""The most characters shown of a source line."""

LISTED = 50
"""Findings shown on one page; the terminal shows all of them."""

_LEVELS = Labels({Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.INFO: N_("info")})

_COUNTS = {
    Severity.ERROR: ngettext_noop("%(num)s error", "%(num)s errors"),
    Severity.WARNING: ngettext_noop("%(num)s warning", "%(num)s warnings"),
    Severity.INFO: ngettext_noop("%(num)s hint", "%(num)s hints"),
}


def error_body(
    title: str,
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    crumbs: Sequence[tuple[str, str]] = (),
) -> str:
    """The body of the page for a broken object, in HTML; `texts` are the readable sources by file.

    `crumbs` are titles with links, the breadcrumbs from home to the page.
    """
    files = sorted({diagnostic.place.file for diagnostic in diagnostics})
    named = ", ".join(f"<code>{escape(printable(file))}</code>" for file in files)
    lead = (
        _("Fix %(files)s and this page comes back by itself.", files=named)
        if files
        else _("Fix it and this page comes back.")
    )
    return (
        f'<div class="jb-errors" lang="{language_in_use()}">\n{_way(crumbs, title)}'
        f'<p class="jb-errors__eyebrow">{_("This page cannot be drawn yet")}</p>\n'
        f'<h1 dir="auto">{escape(title)}</h1>\n'
        f'<p class="jb-errors__lead">{_count(diagnostics)}. {lead}</p>\n'
        f"{findings(diagnostics, texts)}\n</div>\n"
    )


def _way(crumbs: Sequence[tuple[str, str]], title: str) -> str:
    if not crumbs:
        return ""
    links = "".join(f'<li><a href="{escape(href)}">{escape(words)}</a></li>' for words, href in crumbs)
    here = f'<li><span aria-current="page" dir="auto">{escape(title)}</span></li>'
    return f'<nav class="jb-shell-crumbs" aria-label="{_("Breadcrumb")}"><ol>{links}{here}</ol></nav>\n'


def notice(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str]) -> str:
    """A note above a page whose source has findings; open if there is an error."""
    if not diagnostics:
        return ""
    worst = min(diagnostics, key=lambda diagnostic: diagnostic.severity.rank).severity
    summary = _("%(findings)s in this page's source", findings=_count(diagnostics))
    return _note(worst, summary, findings(diagnostics, texts), worst is Severity.ERROR)


def overview(diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], pages: Mapping[str, str]) -> str:
    """A note above the home page about all sources; `pages` maps a source to its page."""
    if not diagnostics:
        return ""
    worst = min(diagnostics, key=lambda diagnostic: diagnostic.severity.rank).severity
    summary = _("%(findings)s in this portal's sources", findings=_count(diagnostics))
    return _note(worst, summary, findings(diagnostics, texts, pages), opened=False)


def _note(worst: Severity, summary: str, content: str, opened: bool) -> str:
    return (
        f'<details class="jb-notice jb-notice--{worst}" lang="{language_in_use()}"{" open" if opened else ""}>'
        f"<summary>{summary}</summary>\n"
        f"{content}\n</details>\n"
    )


def findings(
    diagnostics: Sequence[Diagnostic], texts: Mapping[str, str], pages: Mapping[str, str] | None = None
) -> str:
    """A list of findings with excerpts, each with a link to its page in `pages`, if it has one."""
    linked = pages or {}
    items = "\n".join(
        _finding(diagnostic, texts.get(diagnostic.place.file), linked.get(diagnostic.place.file))
        for diagnostic in diagnostics[:LISTED]
    )
    more = len(diagnostics) - LISTED
    more_words = ngettext("%(num)s more in the terminal.", "%(num)s more in the terminal.", more)
    rest = f'\n<p class="jb-errors__lead">{more_words}</p>' if more > 0 else ""
    return f'<ol class="jb-findings">\n{items}\n</ol>{rest}'


def _finding(diagnostic: Diagnostic, text: str | None, page: str | None) -> str:
    place = diagnostic.place
    help_line = (
        f'<p class="jb-finding__help"><b>{_("help")}</b> {_english(diagnostic.help)}</p>'
        if diagnostic.help
        else ""
    )
    return (
        f'<li class="jb-finding jb-finding--{diagnostic.severity}">'
        f'<p class="jb-finding__what"><span class="jb-finding__level">{_LEVELS[diagnostic.severity]}</span> '
        f"{_english(diagnostic.message)} <code>{escape(diagnostic.code)}</code></p>"
        f'<p class="jb-finding__where">{_where(str(place), page)}</p>'
        f"{_excerpt(diagnostic, text)}{help_line}</li>"
    )


def _where(place: str, page: str | None) -> str:
    code = f"<code>{escape(printable(place))}</code>"
    return code if page is None else f'<a href="{escape(page)}">{code}</a>'


def _excerpt(diagnostic: Diagnostic, text: str | None) -> str:
    if text is None:
        return ""
    place = diagnostic.place
    lines = text.splitlines()
    if not 0 < place.line <= len(lines):
        return ""
    rows = []
    for number in range(max(1, place.line - CONTEXT), min(len(lines), place.line + CONTEXT) + 1):
        shown = lines[number - 1][:LONGEST_LINE]
        here = number == place.line
        rows.append(
            f'<span class="jb-source-line{" jb-source-line--at" if here else ""}"><span class="jb-source-line__number">{number}</span>'
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
    """The invisible beginning of the line, so that carets align in any script and font."""
    start = min(column - 1, len(line))
    wide = max(1, min(length, len(line) - start))
    before = escape(printable(line[:start]))
    return (
        '<span class="jb-source-line jb-source-line--caret" aria-hidden="true"><span class="jb-source-line__number"></span>'
        f"<span><i>{before}</i>{'^' * wide}</span></span>"
    )


def _english(text: str) -> str:
    """A message or help of a diagnostic, which is always English."""
    words = _marked(text)
    return words if language_in_use() == SOURCE_LANGUAGE else f'<span lang="en">{words}</span>'


def _marked(text: str | None) -> str:
    """A message with the text between backticks as code."""
    parts = escape(printable(text or "")).split("`")
    return "".join(f"<code>{part}</code>" if index % 2 else part for index, part in enumerate(parts))


def _count(diagnostics: Iterable[Diagnostic]) -> str:
    counts = dict.fromkeys(Severity, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += hidden_count(diagnostic)
    words = [ngettext(*_COUNTS[level], count) for level, count in counts.items() if count]
    return comma().join(words) or _("nothing found")
