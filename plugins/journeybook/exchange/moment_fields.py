"""Fields of stages and steps, filled from labelled texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from journeybook.exchange.outline import Entry, OutlineMoment
from journeybook.exchange.scores import Score, is_only_scores, number_in, scores_in
from journeybook.exchange.source_texts import SourceTexts
from journeybook.exchange.tables.header_words import Meaning, meaning_of, plain_label
from journeybook.exchange.text_pieces import as_written, items_of
from journeybook.model.scalars import TEXT_LENGTH, TITLE_LENGTH
from journeybook.step_fields import STEP_FIELDS, Shape

_ONLY_ON_STAGE = frozenset(name for name, each in STEP_FIELDS.items() if each.only_on_stage)
_LISTS = frozenset(
    name
    for name, each in STEP_FIELDS.items()
    if each.shape in (Shape.PHRASES, Shape.CLAIMS, Shape.TEXTS) and name != "feeling"
)
_WORDS_OF_TERMS = {"channel": "channels", "team": "teams", "systems": "systems"}
_YES = frozenset(
    {
        "yes",
        "y",
        "x",
        "true",
        "1",
        "ja",
        "oui",
        "si",
        "sim",
        "نعم",
        "是",
        "はい",
        "예",
        "✓",
        "✔",
        "✅",
        "★",
        "⭐",
    }
)
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::00)?")
_QUOTED = re.compile(r"""["“”„«»「『](.+)["“”«»」』]""", re.DOTALL)


@dataclass(slots=True)
class MomentFields(SourceTexts):
    """Makes the fields of stages and steps."""

    def _moment(self, moment: OutlineMoment, word: str) -> dict[str, Any]:
        title = self._plain(moment.title)
        data: dict[str, Any] = {"id": self.ids.make(title, word), "lanes": {}}
        self._titled(data, title, moment.place)
        for entry in moment.entries:
            self._entry(data, entry, is_step=word == "step")
        if word == "stage":
            data["steps"] = [self._moment(step, "step") for step in moment.steps]
        return data

    def _entry(self, data: dict[str, Any], entry: Entry, *, is_step: bool) -> None:
        meaning = Meaning(entry.field) if entry.field else meaning_of(entry.label, self.context.vocabulary)
        if meaning is None or meaning.field in ("stages", "steps") or not entry.texts:
            self._keep(data, entry)
            return
        name = meaning.field
        if name in _ONLY_ON_STAGE and is_step:
            name = {"goal": "need", "mindset": "thought"}.get(name, "")
        if name.startswith("lane:"):
            lane = name.removeprefix("lane:")
            self._put(data, lane, self.context.vocabulary.lanes[lane].title, entry.texts, own=False)
        elif not self._set(data, name, entry):
            self._keep(data, entry)
            return
        self._count(entry, name.replace("lane:", "lanes: "), sure=meaning.sure)

    def _set(self, data: dict[str, Any], name: str, entry: Entry) -> bool:
        """Set a field of a stage or step from texts; False where it cannot hold them."""
        match name:
            case _ if name in _LISTS:
                return self._extend(data, name, entry)
            case "feeling":
                return self._feeling(data, entry)
            case "emotion":
                return self._emotion(data, entry)
            case "emotion_end":
                scores = [score for text in entry.texts for score in scores_in(text)]
                if len(scores) == 1 and self.scale and "emotion_end" not in data:
                    data["emotion_end"] = self.scale.emotion(scores[0])
                    return True
                return False
            case "touchpoint" | "goal" | "mindset" | "duration" | "phase":
                return self._one_text(data, name, entry)
            case "channel" | "team" | "systems":
                return self._term(data, name, entry)
            case "personas" if self._are_names(entry):
                found = [self._persona(each, entry.place) for each in self._names(entry)]
                self._add(data, "personas", found, once=True)
                return True
            case "moment_of_truth":
                if all(plain_label(text) in _YES or text.strip() in _YES for text in entry.texts):
                    data["moment_of_truth"] = True
                    return True
                return False
            case "at":
                text = entry.texts[0].strip()
                if len(entry.texts) == 1 and _CLOCK.fullmatch(text):
                    data["at"] = text[:5].rstrip(":")
                    return True
                return self._one_text(data, "duration", entry)
            case "narrative":
                for text in entry.texts:
                    self._narrative(data, text if self.outline.markdown else as_written(text))
                return True
            case "entered":
                value = number_in(entry.texts[0])
                if len(entry.texts) == 1 and value is not None and value >= 0 and value == int(value):
                    data["entered"] = int(value)
                    return True
                return False
            case "lifecycle":
                key = self._known("lifecycle", entry.texts[0]) if len(entry.texts) == 1 else None
                if key and "lifecycle" not in data:
                    data["lifecycle"] = key
                return bool(key)
        return False

    def _extend(self, data: dict[str, Any], name: str, entry: Entry) -> bool:
        items: list[str] = []
        for text in entry.texts:
            for item in items_of(text):
                quoted = _QUOTED.fullmatch(item) if name == "quotes" else None
                items.extend(self._pieces(quoted[1] if quoted and '"' not in quoted[1] else item))
        self._add(data, name, items)
        return True

    def _feeling(self, data: dict[str, Any], entry: Entry) -> bool:
        scores = [score for text in entry.texts for score in scores_in(text)]
        if scores and "emotion" not in data and all(is_only_scores(text) for text in entry.texts):
            return self._emotion(data, entry)
        faces = [score for score in scores if score.share is not None]
        if faces and "emotion" not in data and self.scale:
            self._feel(data, faces)
        self._add(
            data,
            "feeling",
            [piece for text in entry.texts for item in items_of(text) for piece in self._plain_pieces(item)],
        )
        return True

    def _emotion(self, data: dict[str, Any], entry: Entry) -> bool:
        words: list[str] = []
        scores: list[Score] = []
        for text in entry.texts:
            found = scores_in(text)
            usable = found and self.scale is not None and "emotion" not in data
            scores.extend(found if usable else ())
            if not usable or not is_only_scores(text):
                words.extend(piece for item in items_of(text) for piece in self._plain_pieces(item))
        if scores:
            self._feel(data, scores)
        if words:
            self._add(data, "feeling", words)
        return True

    def _feel(self, data: dict[str, Any], scores: Sequence[Score]) -> None:
        assert self.scale is not None
        data["emotion"] = self.scale.emotion(scores[0])
        if len(scores) > 1 and scores[-1] != scores[0]:
            data["emotion_end"] = self.scale.emotion(scores[-1])

    def _one_text(self, data: dict[str, Any], name: str, entry: Entry) -> bool:
        parts = [item for text in entry.texts for item in items_of(text)]
        joined = "; ".join([*filter(None, [data.get(name)]), *(self._plain(part) for part in parts)])
        if len(joined) > (TITLE_LENGTH if name == "phase" else TEXT_LENGTH):
            return False
        data[name] = joined
        return True

    def _term(self, data: dict[str, Any], name: str, entry: Entry) -> bool:
        """Ids of the vocabulary where it knows the words, else texts where the field has a twin."""
        names = self._names(entry)
        keys = [self._known(_WORDS_OF_TERMS[name], each) for each in names]
        known = [key for key in keys if key]
        if known and len(known) == len(keys):
            if name == "systems":
                self._add(data, "systems", known, once=True)
                return True
            if len(set(known)) == 1 and name not in data:
                data[name] = known[0]
                return True
        if name == "channel":
            return self._one_text(data, "touchpoint", entry)
        return False
