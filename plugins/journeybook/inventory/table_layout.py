"""Rows in columns for a terminal; the widest columns are cut if a line is too long."""

from __future__ import annotations

from collections.abc import Sequence

from journeybook.text.characters import printable

GAP = "  "
NARROWEST = 12
"""The least width to which a column is cut."""


def columns(heading: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None, colour: bool) -> str:
    """The rows below their heading, without columns that have no value.

    A `width` of None cuts nothing. Wide letters count as two columns.
    """
    # Imported where there is something to lay out.
    from rich.cells import cell_len  # noqa: PLC0415

    shown = [[printable(cell) for cell in row] for row in rows]
    kept = [at for at in range(len(heading)) if at == 0 or any(row[at] for row in shown)]
    table = [[heading[at].upper() for at in kept], *([row[at] for at in kept] for row in shown)]
    widths = [max(cell_len(row[at]) for row in table) for at in range(len(kept))]
    if width is not None:
        _narrow(widths, width)
    lines = []
    for number, row in enumerate(table):
        cells = [_fitted(cell, widths[at]) for at, cell in enumerate(row)]
        line = GAP.join(cells).rstrip()
        lines.append(f"\x1b[2m{line}\x1b[0m" if colour and number == 0 else line)
    return "".join(f"{line}\n" for line in lines)


def _narrow(widths: list[int], width: int) -> None:
    """Narrow the widest columns after the first until all fit."""
    room = width - len(GAP) * (len(widths) - 1)
    while sum(widths) > room and len(widths) > 1:
        at = max(range(1, len(widths)), key=widths.__getitem__)
        if widths[at] <= NARROWEST:
            return
        widths[at] -= 1


def _fitted(cell: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size  # noqa: PLC0415

    if cell_len(cell) > width:
        cell = f"{set_cell_size(cell, width - 1).rstrip()}…"
    return cell + " " * (width - cell_len(cell))
