"""Reuse of validated stages and steps: most are equal in two versions of a map."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from journeybook.library.objects import Ref
from journeybook.model.journey import Journey, Stage, Step

KEPT = 600
"""The most maps whose last version is stored; beyond it some are validated again."""

Known = dict[str, tuple[dict[str, Any], Stage | Step]]


@dataclass(slots=True)
class Reuse:
    """The last version of each map, as plain data and as models, by the ids of stages and steps."""

    _known: dict[Ref, Known] = field(default_factory=dict)

    def lend(self, ref: Ref, data: dict[str, Any]) -> dict[str, Any]:
        """A map's plain data, with the model in the place of each unchanged stage and step."""
        known = self._known.get(ref)
        stages = data.get("stages")
        if not known or not isinstance(stages, list):
            return data
        return data | {"stages": [_stage(stage, known) for stage in stages]}

    def keep(self, ref: Ref, data: dict[str, Any], journey: Journey) -> None:
        """Store the version of `journey` that was made from `data`."""
        stages = data.get("stages")
        known: Known = {}
        for stage, model in zip(stages if isinstance(stages, list) else (), journey.stages, strict=False):
            if isinstance(stage, dict) and model.id:
                known[model.id] = (stage, model)
                steps = stage.get("steps")
                for step, inner in zip(steps if isinstance(steps, list) else (), model.steps, strict=False):
                    if isinstance(step, dict) and inner.id:
                        known[inner.id] = (step, inner)
        self._known.pop(ref, None)
        if len(self._known) >= KEPT:
            del self._known[next(iter(self._known))]
        self._known[ref] = known


def _stage(stage: Any, known: Known) -> Any:
    if not isinstance(stage, dict):
        return stage
    before = known.get(str(stage.get("id")))
    if before and isinstance(before[1], Stage) and before[0] == stage:
        return before[1]
    steps = stage.get("steps")
    return stage | {"steps": [_step(step, known) for step in steps]} if isinstance(steps, list) else stage


def _step(step: Any, known: Known) -> Any:
    before = known.get(str(step.get("id"))) if isinstance(step, dict) else None
    return before[1] if before and type(before[1]) is Step and before[0] == step else step
