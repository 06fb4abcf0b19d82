"""Writing the first files of a portal without overwriting any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from journeybook.scaffold.portal_files import Piece


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The files written, those that existed with the same text, and those with another text."""

    made: tuple[Piece, ...]
    same: tuple[Piece, ...]
    kept: tuple[Piece, ...]


def write_new(root: Path, pieces: Iterable[Piece]) -> WriteResult:
    """Write the files below `root` that do not exist yet; raises OSError."""
    made: list[Piece] = []
    same: list[Piece] = []
    kept: list[Piece] = []
    for piece in pieces:
        target = root / piece.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            # Mode `x` refuses existing files and links.
            with target.open("xb") as stream:
                stream.write(piece.text.encode() if piece.data is None else piece.data)
        except FileExistsError:
            (same if _is_present(root, piece) else kept).append(piece)
        else:
            made.append(piece)
    return WriteResult(tuple(made), tuple(same), tuple(kept))


def present(root: Path, piece: Piece) -> str | None:
    """The text of the file at the path of `piece` with LF line ends; None if there is none."""
    try:
        return (root / piece.path).read_text("utf-8", errors="replace").replace("\r\n", "\n")
    except OSError:
        return None


def _is_present(root: Path, piece: Piece) -> bool:
    if piece.data is None:
        return present(root, piece) == piece.text
    try:
        return (root / piece.path).read_bytes() == piece.data
    except OSError:
        return False
