"""Converts Mermaid journeys to maps: scores to emotions, actors to personas, other to lanes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from journeybook.diagnostics import Diagnostic, Place
from journeybook.exchange.import_ids import IdMaker
from journeybook.exchange.importer import Cast, ImportedMap
from journeybook.exchange.mermaid.tokens import short
from journeybook.exchange.mermaid.tree import MermaidJourney, MermaidSection, MermaidTask, Remark
from journeybook.exchange.text_pieces import as_written, in_pieces, short_title
from journeybook.model.journey import Journey
from journeybook.model.persona import Persona
from journeybook.model.scalars import TITLE_LENGTH
from journeybook.model.vocabulary import EmotionScale
from journeybook.rules import import_rules
from journeybook.sources.language import language_of

LOWEST, HIGHEST = 1.0, 5.0
"""Mermaid's scale, by its faces: 1 is sad, 3 neutral, 5 happy."""

# The lanes for texts without a field, with their titles.
SCORE_LANE = "source-score"
TEXT_LANE = "source-text"
TITLE_LANE = "source-title"
LANES = {
    SCORE_LANE: "Score in the source",
    TEXT_LANE: "Other text of the source",
    TITLE_LANE: "Other titles in the source",
}

# The title of the stage for tasks before the first section.
FIRST_STAGE = "Start"
UNNAMED_STAGE = "Untitled"

# With fewer single actors, no warning is given.
_FEW_ACTORS = 3

_NUMBER = re.compile(r"[-+]?[0-9]{1,6}(?:\.[0-9]{1,6})?")
_VERSION = re.compile(r"[vV]?[0-9]+(?:\.[0-9]+)*")


def map_of_mermaid(
    diagram: MermaidJourney, *, fallback_title: str, journeys: IdMaker, cast: Cast, scale: EmotionScale
) -> tuple[ImportedMap, tuple[Diagnostic, ...]]:
    """The map of `diagram`, and its findings, none of which is an error.

    `fallback_title` is used if the diagram has no title. New ids come from `journeys` and `cast`.
    """
    writing = _Writing(diagram, cast, scale)
    return writing.imported(fallback_title, journeys), tuple(writing.findings)


@dataclass(slots=True)
class _Writing:
    diagram: MermaidJourney
    cast: Cast
    scale: EmotionScale
    findings: list[Diagnostic] = field(default_factory=list)
    lanes: dict[str, str] = field(default_factory=dict)
    new: dict[str, Persona] = field(default_factory=dict)
    moments: IdMaker = field(default_factory=IdMaker)

    def imported(self, fallback_title: str, journeys: IdMaker) -> ImportedMap:
        diagram = self.diagram
        whole, others = self._titles(fallback_title)
        key = journeys.make(whole, "journey")
        data: dict[str, Any] = {"id": key, **self._titled(whole, diagram.place)}
        if diagram.description:
            data["summary"] = as_written(diagram.description)
        kept: dict[str, list[str]] = {}
        for other in others:
            self._keep(kept, TITLE_LANE, other)
            self.findings.append(
                import_rules.text_without_field.at(
                    other.place,
                    f"a map has one title, and the diagram's is `{short(whole)}`",
                    f"`{short(other.text)}` is kept under `lanes:` as `{TITLE_LANE}`",
                )
            )
        self._remarks(kept, diagram.remarks)
        data["stages"] = [self._stage(at, section) for at, section in enumerate(diagram.sections)]
        data["personas"] = list(self._personas())
        data["language"] = self._language(whole)
        data["lanes"] = kept
        self._say_once()
        journey = Journey.model_validate(data)
        comments = tuple(remark.text for remark in diagram.comments if remark.text)
        return ImportedMap(journey, tuple(self.new.values()), dict(self.lanes), comments)

    def _titles(self, fallback: str) -> tuple[str, list[Remark]]:
        """The map's title, and the further titles in the order of the source."""
        diagram = self.diagram
        shown = diagram.titles[-1].text if diagram.titles else diagram.accessible_title or fallback
        others = [title for title in diagram.titles if title.text != shown]
        spoken = diagram.accessible_title
        if spoken and spoken != shown:
            others.append(Remark(spoken, diagram.place))
        if not diagram.titles and not diagram.accessible_title:
            self.findings.append(
                import_rules.import_note.at(
                    diagram.place,
                    f"the diagram has no title and is called `{short(shown)}`",
                    "change it in the map; its id is the file's name",
                )
            )
        return shown, others

    def _titled(self, text: str, place: Place) -> dict[str, str]:
        """The field `title`, and `narrative` with the whole text if it is too long for a title."""
        if len(text) <= TITLE_LENGTH:
            return {"title": text}
        title = short_title(text)
        self.findings.append(
            import_rules.shortened_title.at(
                place,
                f"`{short(text)}` has {len(text)} characters, and a title holds {TITLE_LENGTH}",
                "the whole text is kept as its narrative; give it a shorter title",
            )
        )
        return {"title": title, "narrative": as_written(text)}

    def _stage(self, at: int, section: MermaidSection) -> dict[str, Any]:
        if section.title is None:
            name = FIRST_STAGE if at == 0 else UNNAMED_STAGE
            self.findings.append(
                import_rules.import_note.at(
                    section.place,
                    f"these tasks belong to no section and stand in a stage called `{name}`",
                    "give the stage a name of its own",
                )
            )
        else:
            name = section.title
        kept: dict[str, list[str]] = {}
        self._remarks(kept, section.remarks)
        return {
            "id": self.moments.make(name, "stage"),
            **self._titled(name, section.place),
            "lanes": kept,
            "steps": [self._step(task) for task in section.tasks],
        }

    def _step(self, task: MermaidTask) -> dict[str, Any]:
        kept: dict[str, list[str]] = {}
        step: dict[str, Any] = {
            "id": self.moments.make(task.name, "step"),
            **self._titled(task.name, task.place),
            "personas": [self._persona(actor, task.place) for actor in task.actors],
            "emotion": self._emotion(task, kept),
            "lanes": kept,
        }
        self._remarks(kept, task.remarks)
        return step

    def _emotion(self, task: MermaidTask, kept: dict[str, list[str]]) -> float | None:
        if task.score is None:
            self.findings.append(
                import_rules.odd_score.at(
                    task.place, f"`{short(task.name)}` has no score", "its place in the curve is a gap"
                )
            )
            return None
        if not _NUMBER.fullmatch(task.score):
            self._keep(kept, SCORE_LANE, Remark(task.score, task.place))
            self.findings.append(
                import_rules.odd_score.at(
                    task.place,
                    f"`{short(task.score)}` is no score",
                    f"its place in the curve is a gap; the word is kept under `lanes:` as `{SCORE_LANE}`",
                )
            )
            return None
        score = float(task.score)
        if not LOWEST <= score <= HIGHEST:
            self._keep(kept, SCORE_LANE, Remark(task.score, task.place))
            self.findings.append(
                import_rules.odd_score.at(
                    task.place,
                    f"the score {task.score} is outside 1 to 5",
                    f"the emotion is held at the end of the scale; the score is kept under `lanes:` as `{SCORE_LANE}`",
                )
            )
        share = (min(HIGHEST, max(LOWEST, score)) - LOWEST) / (HIGHEST - LOWEST)
        return round(self.scale.min + share * (self.scale.max - self.scale.min), 4)

    def _persona(self, name: str, place: Place) -> str:
        known = self.cast.knows(name)
        key = self.cast.id_of(name)
        if known or key in self.new:
            return key
        fields = self._titled(name, place)
        if "narrative" in fields:
            fields["summary"] = fields.pop("narrative")
        self.new[key] = Persona.model_validate({"id": key, **fields})
        if _VERSION.fullmatch(name):
            self.findings.append(
                import_rules.odd_actor.at(
                    place,
                    f"the actor `{short(name)}` looks like a version",
                    f"it became the persona `{key}`; if it is none, move it to a lane of its own",
                )
            )
        return key

    def _personas(self) -> dict[str, None]:
        return {self.cast.id_of(actor): None for task in self.diagram.tasks for actor in task.actors}

    def _remarks(self, kept: dict[str, list[str]], remarks: Iterable[Remark]) -> None:
        for remark in remarks:
            if not remark.text:
                continue
            self._keep(kept, TEXT_LANE, remark)
            self.findings.append(
                import_rules.text_without_field.at(
                    remark.place,
                    f"Mermaid passes over `{short(remark.text)}` here",
                    f"it is kept under `lanes:` as `{TEXT_LANE}`; move it to where it belongs",
                )
            )

    def _keep(self, kept: dict[str, list[str]], lane: str, remark: Remark) -> None:
        self.lanes.setdefault(lane, LANES[lane])
        kept.setdefault(lane, []).extend(in_pieces(remark.text))

    def _say_once(self) -> None:
        diagram = self.diagram
        tasks = list(diagram.tasks)
        ends = [f"{value:g}" for value in (self.scale.min, self.scale.max)]
        if any(task.score and _NUMBER.fullmatch(task.score) for task in tasks):
            self.findings.append(
                import_rules.scale_mapped.at(
                    diagram.place, f"Mermaid's scores 1 to 5 became emotions from {ends[0]} to {ends[1]}"
                )
            )
        silent = [task for task in tasks if not task.actors]
        if silent and len(silent) < len(tasks):
            count = f"{len(silent)} of its tasks name" if len(silent) > 1 else "one of its tasks names"
            self.findings.append(
                import_rules.import_note.at(
                    silent[0].place,
                    f"{count} no actor, and count for all of the map's personas",
                    "name the step's `personas:` where that is not so",
                )
            )
        self._say_odd_actors(tasks)
        for setting in diagram.settings:
            self.findings.append(
                import_rules.import_note.at(setting.place, "settings for Mermaid's drawing are left out")
            )
        if any(remark.text for remark in diagram.comments):
            self.findings.append(
                import_rules.import_note.at(
                    diagram.comments[0].place, "comments are kept at the top of the map's file"
                )
            )

    def _say_odd_actors(self, tasks: Sequence[MermaidTask]) -> None:
        """Report if most actors occur only once: they are probably feelings or actions."""
        counts = Counter(actor for task in tasks for actor in task.actors)
        once = [actor for actor, count in counts.items() if count == 1]
        if len(once) < _FEW_ACTORS or 2 * len(once) <= max(len(counts), len(tasks)):
            return
        place = next(task.place for task in tasks if set(task.actors) & set(once))
        names = len({task.name for task in tasks})
        if 2 * names <= len(tasks):
            found = import_rules.odd_actor.at(
                place,
                f"{len(tasks)} tasks share {names} names and {len(once)} actors occur once, as if the two were swapped",
                "a task is written `What happens: score: who`; swap them, take back what was written, and import again",
            )
        else:
            every = "every task has an actor of its own" if len(once) == len(counts) == len(tasks) else None
            found = import_rules.odd_actor.at(
                place,
                f"{every or f'{len(once)} of {len(counts)} actors occur once'}, as if the actors were feelings or states",
                "they became personas; move them to `feeling:` or `action:` where they are none",
            )
        self.findings.append(found)

    def _language(self, title: str) -> str:
        named = [title, *(section.title or "" for section in self.diagram.sections)]
        language = language_of(" ".join([*named, *(task.name for task in self.diagram.tasks)]))
        if language != "en":
            self.findings.append(
                import_rules.import_note.at(
                    self.diagram.place,
                    f"the map's language is taken for `{language}`, by its script",
                    "change `language:` where that is wrong; the direction of the text follows it",
                )
            )
        return language
