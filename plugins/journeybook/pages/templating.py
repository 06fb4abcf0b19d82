"""The environment of the page templates: every template knows the same words, filters and pieces written in Python."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from journeybook.compiled import keep_compiled
from journeybook.drawing.compose import initials
from journeybook.drawing.faces import face
from journeybook.drawing.figures import (
    change_figure,
    emotion_figure,
    figure,
    metric_figure,
    reading_figure,
    share_figure,
)
from journeybook.drawing.icons import icon
from journeybook.library import Kind
from journeybook.pages import short_parts, wording
from journeybook.pages.due_dates import day_counts
from journeybook.pages.rule_text import LEVEL_WORDS
from journeybook.pages.severity import severity_mark
from journeybook.pages.step_rows import step_rows
from journeybook.quotation import quotation_marks


class _Context(Context):
    """A page's values. Jinja asks of all that a template calls whether it wants the context; of ours only macros do."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """What the callable gives."""
        if isinstance(obj, Macro):
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class _Templates(Environment):
    """Templates that all know the same: none gets globals of its own, for which Jinja would look in two places each time."""

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of the environment."""
        return super().make_globals(d) if d else self.globals


@cache
def templates() -> Environment:
    """The page templates. Undefined names are faults; everything that is not markup already is escaped."""
    environment = _Templates(
        loader=PackageLoader("journeybook.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # they change with the package alone
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        icon=lambda name: Markup(icon(name)),  # noqa: S704 - drawn by us
        face=lambda level: Markup(face(level)),  # noqa: S704 - drawn by us
        severity=severity_mark,
        quotation_marks=quotation_marks,
        step_rows=step_rows,
        written=short_parts,
        Kind=Kind,
        BAND_WORDS=wording.BAND_WORDS,
        TYPE_WORDS=wording.TYPE_WORDS,
        STATUS_WORDS=wording.STATUS_WORDS,
        EVIDENCE_WORDS=wording.EVIDENCE_WORDS,
        KIND_WORDS=wording.KIND_WORDS,
        SEVERITY_WORDS=wording.SEVERITY_WORDS,
        USE_WORDS=wording.USE_WORDS,
        CLAIM_WORDS=wording.CLAIM_WORDS,
        COUNT_WORDS=wording.COUNT_WORDS,
        DUE_WORDS=wording.DUE_WORDS,
        LIST_SHOWN=wording.LIST_SHOWN,
        METRIC_WORDS=wording.METRIC_WORDS,
        STRENGTH_WORDS=wording.STRENGTH_WORDS,
        entry_state=wording.entry_state,
        RULE_LEVEL_WORDS=LEVEL_WORDS,
    )
    environment.filters.update(
        date=wording.date_words,
        day_counts=day_counts,
        figure=figure,
        emotion_change=emotion_figure,
        reading_figure=reading_figure,
        metric_figure=metric_figure,
        change_figure=change_figure,
        share=share_figure,
        percent=wording.percent,
        iso_date=wording.iso_date_words,
        counted=wording.counted,
        initials=initials,
        sentence=wording.sentence,
        safe_html=Markup,
    )
    keep_compiled(environment)
    return environment
