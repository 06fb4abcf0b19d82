"""Table rows for steps, written without templates, as pages of channels have thousands of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeybook.drawing.icons import icon
from journeybook.i18n.formats import comma
from journeybook.i18n.markup import gettext as _
from journeybook.library.objects import Kind
from journeybook.pages.fragments import no_feeling
from journeybook.pages.severity_mark import severity_mark
from journeybook.pages.vocabulary.usage import Part
from journeybook.text.escape import Markup, escaped

if TYPE_CHECKING:
    from journeybook.pages.page_context import PageContext


def step_rows(context: PageContext, parts: Iterable[Part], kind: Kind) -> Markup:
    """A row for each step: its name, its emotion, its touchpoint or use, its pains."""
    rows = []
    nothing_felt = no_feeling()
    whole_stage = _("whole stage")
    truth_mark = f' <span class="jb-truth" role="img" aria-label="{_("moment of truth")}">{icon("diamond-stone")}</span>'
    for part in parts:
        spot = part.spot
        moment = spot.moment
        truth = truth_mark if moment.moment_of_truth else ""
        where = whole_stage if spot.is_stage else f"<bdi>{escaped(spot.stage.title)}</bdi>"
        felt = context.feeling(spot.lowest) if spot.lowest else nothing_felt
        used = (
            f"<bdi>{escaped(moment.touchpoint or '')}</bdi>"
            if kind is Kind.CHANNEL
            else escaped(comma().join(part.how))
        )
        pains = "".join(
            [
                f'<p class="jb-cell-pain"><bdi>{context.inline(pain.text)}</bdi> {severity_mark(pain.severity)}</p>'
                for pain in moment.pains
            ]
        )
        rows.append(
            f'<tr>\n<th scope="row">{context.name(spot.ref)}{truth} <small>{where}</small></th>\n'
            f"<td>{felt}</td>\n<td>{used}</td>\n<td>{pains}</td>\n</tr>\n"
        )
    return Markup("".join(rows))
