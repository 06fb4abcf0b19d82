"""Writes each map in the OpenJourney format, and says what it has no place for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from journeybook.diagnostics import Diagnostic
from journeybook.exchange.openjourney_writer import HELD, HELD_OF_MAP, write_openjourney
from journeybook.exporters.export_loss import lost_fields, several_emotions
from journeybook.exporters.exporter import ExportedFile, ExportOptions
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Journey
from journeybook.pages.portfolio import Portfolio


class OpenJourneyExporter:
    """The `Exporter` of OpenJourney files."""

    ending = ".ojf"
    together = False

    def write(
        self, portfolio: Portfolio, keys: Sequence[str], _options: ExportOptions
    ) -> Iterator[ExportedFile]:
        """A file for each map."""
        library = portfolio.library
        for key in keys:
            journey = library.journeys[key]
            text = write_openjourney(
                journey,
                library.vocabulary.emotion_scale,
                lambda persona: library.title(Ref(Kind.PERSONA, persona)),
            )
            yield ExportedFile(f"{key}{self.ending}", text.encode(), tuple(_findings(portfolio, journey)))


def _findings(portfolio: Portfolio, journey: Journey) -> Iterator[Diagnostic]:
    yield from lost_fields(portfolio, journey, "OpenJourney", HELD, HELD_OF_MAP)
    yield from several_emotions(portfolio, journey, "the file holds")


EXPORTER = OpenJourneyExporter()
