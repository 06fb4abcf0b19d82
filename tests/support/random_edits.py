"""Random edits of the sources of a portal, as authors make them, mistakes included."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

_NUMBER = re.compile(r"(?<=: )-?\d+(?=\s*$)", re.MULTILINE)
_WORD = re.compile(r"(?<=\s)[a-z]{4,}(?=\s)")
_TITLE = re.compile(r"^(\s*(?:- )?title: ).*$", re.MULTILINE)
_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")


class RandomEdits:
    """Edits of the folder `maps`, the same for the same seed. What breaks may be mended later."""

    def __init__(self, maps: Path, seed: int) -> None:
        self._maps = maps
        self._random = random.Random(seed)
        self._before: dict[Path, str] = {}
        self._made = 0

    def next(self) -> str:
        """Make one edit; returns it in words."""
        self._made += 1
        edits: tuple[Callable[[], str], ...] = (
            *(self._change_word, self._change_number, self._change_title, self._change_day) * 2,
            *(self._swap_id, self._swap_id, self._remove_line, self._move_file, self._remove_file),
            *(self._break_file, self._restore, self._restore, self._change_vocabulary, self._retire),
        )
        return self._random.choice(edits)()

    def _file(self) -> Path:
        return self._random.choice(sorted(each for each in self._maps.rglob("*") if each.suffix in _TEXTS))

    def _write(self, path: Path, text: str) -> None:
        self._before.setdefault(path, path.read_text("utf-8") if path.exists() else "")
        path.write_text(text, "utf-8")

    def _replace(
        self, pattern: re.Pattern[str], new: Callable[[re.Match[str]], str], path: Path | None = None
    ) -> str:
        path = path or self._file()
        text = path.read_text("utf-8")
        found = list(pattern.finditer(text))
        if not found:
            return f"nothing in {path.name}"
        one = self._random.choice(found)
        self._write(path, text[: one.start()] + new(one) + text[one.end() :])
        return f"{path.name}: {one[0]!r} becomes {new(one)!r}"

    def _change_word(self) -> str:
        return self._replace(_WORD, lambda _: f"word{self._made}")

    def _change_number(self) -> str:
        return self._replace(_NUMBER, lambda one: str(-int(one[0]) if one[0] != "0" else 1))

    def _change_title(self) -> str:
        return self._replace(_TITLE, lambda one: f"{one[1]}Title {self._made}")

    def _change_day(self) -> str:
        return self._replace(
            _DAY, lambda one: f"2026-{one[0][8:]}-{one[0][5:7]}" if one[0][8:] < "13" else "2026-01-31"
        )

    def _swap_id(self) -> str:
        ids = sorted(each.stem for each in self._maps.rglob("*.yml"))
        other = self._random.choice(ids)
        return self._replace(re.compile(r"\b(?:" + "|".join(map(re.escape, ids)) + r")\b"), lambda _: other)

    def _remove_line(self) -> str:
        return self._replace(re.compile(r"^.+\n", re.MULTILINE), lambda _: "")

    def _change_vocabulary(self) -> str:
        path = self._maps / "vocabulary.yml"
        if not path.exists():
            return "there is no vocabulary"
        return self._replace(_TITLE, lambda one: f"{one[1]}Word {self._made}", path)

    def _retire(self) -> str:
        path = self._random.choice(sorted((self._maps / "journeys").rglob("*.yml")))
        text = re.sub(r"^status: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        self._write(path, f"status: retired\n{text}")
        return f"{path.name} is retired"

    def _break_file(self) -> str:
        path = self._file()
        self._write(path, path.read_text("utf-8") + "\n  : [\n")
        return f"{path.name} is broken"

    def _move_file(self) -> str:
        path = self._file()
        if path.name == "vocabulary.yml":
            return "nothing is moved"
        text = path.read_text("utf-8")
        self._before.setdefault(path, text)
        path.rename(path.with_name(f"moved-{self._made}{path.suffix}"))
        return f"{path.name} is moved-{self._made}"

    def _remove_file(self) -> str:
        path = self._file()
        self._before.setdefault(path, path.read_text("utf-8"))
        path.unlink()
        return f"{path.name} is removed"

    def _restore(self) -> str:
        if not self._before:
            return "nothing to restore"
        path = self._random.choice(sorted(self._before))
        path.write_text(self._before.pop(path), "utf-8")
        return f"{path.name} is as it was"


_TEXTS = {".yml", ".md", ".csv"}
