"""The environment of the page templates, with the filters and functions that they share."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from journeybook.cache.templates import cache_compiled_templates
from journeybook.drawing.faces import face
from journeybook.drawing.icons import icon
from journeybook.drawing.view.compose import initials
from journeybook.i18n.catalog import cached_in_language, language_in_use, plural_forms
from journeybook.i18n.formats import (
    colon,
    comma,
    date_words,
    duration_words,
    in_sentence,
    iso_date_words,
    month_name,
)
from journeybook.i18n.markup import gettext, ngettext, pgettext
from journeybook.labels import value_labels
from journeybook.library.objects import Kind
from journeybook.pages import fragments
from journeybook.pages.reviews.due_dates import day_counts
from journeybook.pages.rules.rule_text import LEVEL_WORDS
from journeybook.pages.severity_mark import severity_mark
from journeybook.pages.step_rows import step_rows
from journeybook.text.numbers import (
    change_figure,
    emotion_figure,
    figure,
    metric_figure,
    reading_figure,
    share_figure,
)
from journeybook.text.quotation import quotation_marks


class _Context(Context):
    """A page's values. Jinja asks every callable if it wants the context; here only macros do."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call `obj`, with the context only for macros."""
        if type(obj) is Macro:
            return super().call(obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class _CodeGenerator(CodeGenerator):
    """Prints markup as it is: `escape` would copy it, and most of what pages print is markup."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        assert finalize.src is None, "no environment of ours has a function for all output"
        assert frame.eval_ctx.autoescape, "every template of ours escapes"
        self.write("(printed if (printed := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write(").__class__ is Markup else escape(printed))")


class _Templates(Environment):
    """Templates that share one set of globals, so that Jinja looks up names in one place."""

    context_class = _Context
    code_generator_class = _CodeGenerator

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of the environment."""
        return super().make_globals(d) if d else self.globals


def _ngettext(one: str, many: str, num: float, /, **values: object) -> Markup:
    """The message for a count; the count is shown as a figure unless `values` overrides it."""
    return ngettext(one, many, num, **{"num": figure(num), **values}) if values else _count(one, many, num)


@cached_in_language(256)
def _count_forms(one: str, many: str) -> str:
    """The text of a count in each form that the language has, as JSON for the script.

    The catalogue finds the message by the `ngettext` that prints it beside.
    """
    return json.dumps(plural_forms(one, many), ensure_ascii=False)


def _dated(message: str, day: datetime.date) -> Markup:
    """A message with `{}` for a day, its words in spans so that the script can replace them."""
    before, _, after = message.partition("{}")
    time = Markup('<time datetime="{}">{}</time>').format(day.isoformat(), date_words(day))
    words = [Markup("<span>{}</span>").format(text.strip()) for text in (before, after)]
    return Markup(" ").join([words[0], time, *(words[1:] if after.strip() else ())])


@cached_in_language(4_096)
def _count(one: str, many: str, num: float) -> Markup:
    return ngettext(one, many, num, num=figure(num))


@cache
def templates() -> Environment:
    """The page templates. Undefined names are errors; everything but markup is escaped."""
    environment = _Templates(
        loader=PackageLoader("journeybook", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # they change with the package only
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.add_extension("jinja2.ext.i18n")
    # Our functions fill and escape placeholders themselves, as newstyle gettext expects, and need
    # no context.
    environment.newstyle_gettext = True  # type: ignore[attr-defined] # of the extension
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(
        _=gettext,
        gettext=gettext,
        ngettext=_ngettext,
        count_forms=_count_forms,
        pgettext=pgettext,
        language_in_use=language_in_use,
        icon=lambda name: Markup(icon(name)),  # noqa: S704 - drawn by us
        face=lambda level: Markup(face(level)),  # noqa: S704 - drawn by us
        severity=severity_mark,
        quotation_marks=quotation_marks,
        colon=colon,
        comma=comma,
        step_rows=step_rows,
        written=fragments,
        Kind=Kind,
        BAND_WORDS=value_labels.BAND_WORDS,
        TYPE_WORDS=value_labels.TYPE_WORDS,
        STATUS_WORDS=value_labels.STATUS_WORDS,
        EVIDENCE_WORDS=value_labels.EVIDENCE_WORDS,
        KIND_TITLES=value_labels.KIND_TITLES,
        KIND_NOUNS=value_labels.KIND_NOUNS,
        LIST_TITLES=value_labels.LIST_TITLES,
        SEVERITY_WORDS=value_labels.SEVERITY_WORDS,
        USE_WORDS=value_labels.USE_WORDS,
        CLAIM_WORDS=value_labels.CLAIM_WORDS,
        COUNT_MESSAGES=value_labels.COUNT_MESSAGES,
        DUE_WORDS=value_labels.DUE_WORDS,
        LIST_SHOWN=value_labels.LIST_SHOWN,
        METRIC_WORDS=value_labels.METRIC_WORDS,
        STRENGTH_WORDS=value_labels.STRENGTH_WORDS,
        entry_state=value_labels.entry_state,
        RULE_LEVEL_WORDS=LEVEL_WORDS,
    )
    environment.filters.update(
        date=date_words,
        dated=_dated,
        duration=lambda span: duration_words(span.count, span.unit),
        month_name=month_name,
        day_counts=day_counts,
        figure=figure,
        emotion_change=emotion_figure,
        reading_figure=reading_figure,
        metric_figure=metric_figure,
        change_figure=change_figure,
        share=share_figure,
        percent=value_labels.percent,
        in_sentence=in_sentence,
        iso_date=iso_date_words,
        initials=initials,
        sentence=value_labels.sentence,
        safe_html=Markup,
    )
    cache_compiled_templates(environment)
    return environment
