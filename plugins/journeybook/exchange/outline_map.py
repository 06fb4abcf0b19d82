"""Makes a map of an outline: labels become fields, scores emotions, names personas, other lanes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from journeybook.diagnostics import Diagnostic
from journeybook.exchange.dates import date_in
from journeybook.exchange.import_ids import id_from
from journeybook.exchange.importer import ImportContext, ImportedMap, Recognized
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.moment_fields import MomentFields
from journeybook.exchange.outline import Entry, Outline
from journeybook.exchange.scores import Score, scale_of, scores_in
from journeybook.exchange.tables.header_words import Meaning, is_known_label, map_meaning_of, meaning_of
from journeybook.exchange.text_pieces import as_written, items_of, short_title
from journeybook.format.fields import MOST_STAGES, MOST_STEPS
from journeybook.model.journey import Journey
from journeybook.model.scalars import LIST_LENGTH, NOTE_LENGTH, TEXT_LENGTH
from journeybook.rules import import_rules
from journeybook.sources.language import language_of


def map_of_outline(
    outline: Outline, context: ImportContext, fallback: str
) -> tuple[ImportedMap | None, tuple[Diagnostic, ...]]:
    """The map of `outline`, None with an error, and its findings. `fallback` is used if it has no
    title.
    """
    writing = _Writing(outline, context)
    made = writing.imported(fallback)
    return made, tuple(writing.findings)


@dataclass(slots=True)
class _Writing(MomentFields):
    def imported(self, fallback: str) -> ImportedMap | None:
        outline = self.outline
        if not self._fits():
            return None
        self._find_scale()
        data: dict[str, Any] = {"lanes": {}}
        title = outline.title
        for entry in outline.entries:
            meaning = Meaning(entry.field) if entry.field else map_meaning_of(entry.label)
            if meaning and meaning.field == "title" and title is None and len(entry.texts) == 1:
                title = entry.texts[0]
                self._count(entry, "title", sure=True)
            else:
                self._map_field(data, entry, meaning)
        whole = self._plain(title or fallback)
        if title is None:
            self.findings.append(
                import_rules.import_note.at(
                    outline.place,
                    f"it has no title and is called `{short(whole)}`",
                    "change it in the map; its id is the file's name",
                )
            )
        again = self.context.maps.get(id_from(whole, "journey")) == short_title(whole)
        key = id_from(whole, "journey") if again else self.context.journeys.make(whole, "journey")
        data["stages"] = [self._moment(stage, "stage") for stage in outline.stages]
        data["id"] = key
        self._titled(data, whole, outline.place)
        data["personas"] = list(dict.fromkeys([*data.get("personas", ()), *self.met]))[:LIST_LENGTH]
        data["language"] = self._language(whole)
        self._say_guesses()
        try:
            journey = Journey.model_validate(data)
        except ValidationError as fault:
            first = fault.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            self.findings.append(
                import_rules.not_imported.at(
                    outline.place, f"`{short(whole)}` cannot be a map: {where}: {first['msg']}"
                )
            )
            return None
        return ImportedMap(
            journey,
            tuple(self.new.values()),
            dict(self.lanes),
            tuple(self._label_comments()),
            place=outline.place,
            wanted=whole,
            form=outline.form,
            recognized=self._recognized(),
            again=again,
        )

    def _fits(self) -> bool:
        stages = len(self.outline.stages)
        steps = sum(len(stage.steps) for stage in self.outline.stages)
        for count, most, what in ((stages, MOST_STAGES, "stages"), (steps, MOST_STEPS, "steps")):
            if count > most:
                self.findings.append(
                    import_rules.too_much_to_import.at(
                        self.outline.place,
                        f"{count} {what} are more than a map can hold ({most})",
                        "part it into several maps",
                    )
                )
                return False
        return True

    def _recognized(self) -> tuple[Recognized, ...]:
        shape = (Recognized(*each) for each in self.outline.shape)
        labels = (Recognized(label, what, count, sure) for (label, what, sure), count in self.seen.items())
        return (*shape, *labels)

    def _label_comments(self) -> Iterator[str]:
        """Labels that say more than the field which their texts are in."""
        for label, what, _ in self.seen:
            if not what.startswith("lanes: ") and not is_known_label(label):
                yield f"Label there: {' '.join(label.split())}, which became `{what}`."

    # Fields of the map as a whole.

    def _map_field(self, data: dict[str, Any], entry: Entry, meaning: Meaning | None) -> None:
        name = meaning.field if meaning else None
        text = "\n\n".join(entry.texts)
        if name == "personas" and self._are_names(entry):
            found = [self._persona(each, entry.place) for each in self._names(entry)]
            data["personas"] = [*data.get("personas", ()), *found]
        elif name in ("summary", "scenario", "objective") and name not in data and len(text) <= NOTE_LENGTH:
            data[name] = text if self.outline.markdown else as_written(text)
        elif (
            name in ("trigger", "outcome") and name not in data and len(self._field_text(text)) <= TEXT_LENGTH
        ):
            data[name] = self._field_text(text)
        elif name == "expectations":
            pieces = [p for each in entry.texts for item in items_of(each) for p in self._pieces(item)]
            self._add(data, name, pieces)
        elif name == "reviewed" and (found_date := date_in(text)) and name not in data:
            data[name] = found_date[0].isoformat()
            self._count(entry, name, sure=found_date[1])
            return
        elif name == "owner" and (team := self._known("teams", text)) and name not in data:
            data[name] = team
        elif name == "narrative":
            self._narrative(data, text if self.outline.markdown else as_written(text))
        else:
            self._keep(data, entry)
            return
        assert name is not None
        self._count(entry, name, sure=meaning.sure if meaning else True)

    # What is said of the map as a whole.

    def _find_scale(self) -> None:
        scores: list[Score] = []
        for moment in self.outline.moments():
            for entry in moment.entries:
                meaning = (
                    Meaning(entry.field) if entry.field else meaning_of(entry.label, self.context.vocabulary)
                )
                if meaning and meaning.field in ("emotion", "emotion_end", "feeling"):
                    scores.extend(score for text in entry.texts for score in scores_in(text))
        self.scale = scale_of(scores, self.context.scale)
        if self.scale and scores and not self.scale.same:
            ours = self.context.scale
            guess = "" if self.scale.sure else ", a guess by the scores"
            self.findings.append(
                import_rules.scale_mapped.at(
                    self.outline.place,
                    f"scores from {self.scale.low:g} to {self.scale.high:g}{guess} became emotions from "
                    f"{ours.min:g} to {ours.max:g}",
                )
            )
            if not self.scale.sure:
                label = f"scores {self.scale.low:g} to {self.scale.high:g}"
                self.outline.shape.append(
                    (label, f"emotion {ours.min:g} to {ours.max:g}", len(scores), False)
                )
        if scores and self.scale is None:
            self.findings.append(
                import_rules.odd_score.at(
                    self.outline.place,
                    "its scores are on no scale that is known",
                    "they are kept as words of `feeling`; write `emotion:` where you know it",
                )
            )

    def _say_guesses(self) -> None:
        for guess in self.outline.guesses:
            self.findings.append(
                import_rules.import_note.at(
                    self.outline.place, f"{guess}, which is a guess", "change the map where that is wrong"
                )
            )

    def _language(self, title: str) -> str:
        named = [title, *(moment.title for moment in self.outline.moments())]
        texts = (
            text for moment in self.outline.moments() for entry in moment.entries for text in entry.texts
        )
        language = language_of(" ".join([*named, *texts])[:20_000])
        if language != "en":
            self.findings.append(
                import_rules.import_note.at(
                    self.outline.place,
                    f"the map's language is taken for `{language}`, by its script",
                    "change `language:` where that is wrong; the direction of the text follows it",
                )
            )
        return language
