"""The labels at a title that say which alternative begins there and which steps lead to it."""

from __future__ import annotations

from journeybook.drawing.view.model import BranchStart, Column
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import pgettext
from journeybook.i18n.formats import alternative_words, comma
from journeybook.prose.rendering import plain_text
from journeybook.text.escape import escape


def branch_start_text(branch_start: BranchStart) -> str:
    """`or`, or `when` with the condition: `when the card fails`; plain text."""
    return _said(branch_start.word, plain_text(branch_start.case) if branch_start.case else "")


def branch_start_words(branch_start: BranchStart, language: str = "") -> str:
    """The same as safe HTML; `language` is the `lang` attribute of the author's words."""
    return _said(
        branch_start.word, _bdi(plain_text(branch_start.case), language) if branch_start.case else ""
    )


def _bdi(text: str, language: str) -> str:
    return f"<bdi{language}>{escape(text)}</bdi>"


def _said(word: str, case: str) -> str:
    if word == "when":
        return _("when %(case)s", case=case)
    if word == "otherwise":
        return _("otherwise")
    if word == "either":
        return pgettext("one of several ways on", "either")
    return pgettext("one of several ways on", "or")


def origin_words(column: Column, language: str = "") -> str:
    """The steps that lead here as safe HTML, such as `after Pays or Asks`.

    "" if only the column before leads here.
    """
    if not column.after:
        return ""
    return _("after %(steps)s", steps=alternative_words(_bdi(each, language) for each in column.after))


def branch_words(column: Column, language: str = "") -> str:
    """Both in one, as safe HTML: `when the card fails, after Pays`; "" without either."""
    branch_start = branch_start_words(column.branch_start, language) if column.branch_start else ""
    return comma().join(filter(None, (branch_start, origin_words(column, language))))
