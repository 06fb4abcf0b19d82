"""Writes each map as a Mermaid journey, and says what Mermaid has no place for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.diagnostics import Diagnostic
from journeybook.exchange.mermaid.writer import HELD, HELD_OF_MAP, emotion_count, write_mermaid
from journeybook.exporters.export_loss import export_note, lost_fields, several_emotions, timeline
from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.pages.portfolio import Portfolio


class MermaidExporter:
    """The `Exporter` of Mermaid's journey diagrams."""

    ending = ".mmd"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A diagram for each map."""
        library = portfolio.library
        for key in keys:
            journey = library.journeys[key]
            text = write_mermaid(
                journey,
                library.vocabulary.emotion_scale,
                lambda persona: library.title(Ref(Kind.PERSONA, persona)),
            )
            yield ExportedFile(f"{key}{self.ending}", text.encode(), tuple(_findings(portfolio, journey)))


def _findings(portfolio: Portfolio, journey: Journey) -> Iterator[Diagnostic]:
    yield from lost_fields(portfolio, journey, "Mermaid", HELD, HELD_OF_MAP)
    silent = sum(1 for moment in timeline(journey) if not emotion_count(moment))
    if silent:
        steps = (
            "a step without an emotion is a comment"
            if silent == 1
            else (f"{silent} steps without an emotion are comments")
        )
        yield export_note(portfolio, journey, f"{steps}, because Mermaid draws nothing without a score")
    yield from several_emotions(portfolio, journey, "the diagram shows")


EXPORTER = MermaidExporter()
