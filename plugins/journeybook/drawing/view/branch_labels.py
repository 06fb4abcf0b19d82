"""The words at a title that say which way begins there and where people come from."""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.drawing.escape import escape
from journeybook.drawing.view.model import Column, Parting
from journeybook.prose.rendering import plain_text


def parting_text(parting: Parting) -> str:
    """`or`, or `when` with the case: `when the card fails`; plain text."""
    return f"{parting.word} {plain_text(parting.case)}" if parting.case else parting.word


def parting_words(parting: Parting) -> str:
    """The same as safe HTML."""
    case = f" <bdi>{escape(plain_text(parting.case))}</bdi>" if parting.case else ""
    return parting.word + case


def origin_words(column: Column) -> str:
    """Safe HTML: from which steps people come where that is not simply the one before: `after Pays or Asks`; "" elsewhere."""
    return f"after {_or([f'<bdi>{escape(each)}</bdi>' for each in column.after])}" if column.after else ""


def branch_words(column: Column) -> str:
    """Both in one, as safe HTML: `when the card fails, after Pays`; "" where a step simply follows the one before."""
    parting = parting_words(column.parting) if column.parting else ""
    return ", ".join(filter(None, (parting, origin_words(column))))


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else names[0]
