"""Rules about importing and converting maps."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB401", "not-a-journey", Severity.ERROR)
def not_a_journey() -> None:
    """A file to import holds no map in a form that is known."""


@rule("JB402", "invalid-mermaid", Severity.ERROR)
def invalid_mermaid() -> None:
    """A line is no Mermaid."""


@rule("JB403", "too-much-to-import", Severity.ERROR)
def too_much_to_import() -> None:
    """A file to import holds more than a map can, or than is read."""


@rule("JB404", "scale-mapped", Severity.INFO)
def scale_mapped() -> None:
    """Scores of another scale became emotions."""


@rule("JB405", "odd-score", Severity.WARNING)
def odd_score() -> None:
    """A task has no score, a word for one, or one outside the scale."""


@rule("JB406", "text-without-field", Severity.WARNING)
def text_without_field() -> None:
    """A text of another format has no field here and is kept in a lane."""


@rule("JB407", "shortened-title", Severity.WARNING)
def shortened_title() -> None:
    """A title was too long, and stands whole in the narrative."""


@rule("JB408", "odd-actor", Severity.WARNING)
def odd_actor() -> None:
    """An actor of a diagram looks like no person."""


@rule("JB409", "import-note", Severity.INFO)
def import_note() -> None:
    """What an import decided for its author."""


@rule("JB410", "id-taken", Severity.INFO)
def id_taken() -> None:
    """Something imported has got another id than its title suggests."""


@rule("JB411", "known-persona", Severity.INFO)
def known_persona() -> None:
    """An actor of a diagram is a persona of the portal."""


@rule("JB412", "lanes-to-declare", Severity.WARNING)
def lanes_to_declare() -> None:
    """Imported maps need lanes that the vocabulary does not declare."""


@rule("JB413", "not-imported", Severity.ERROR)
def not_imported() -> None:
    """Something cannot be imported."""


@rule("JB414", "not-written", Severity.ERROR)
def not_written() -> None:
    """A file cannot be written."""


@rule("JB415", "unknown-field-kept", Severity.WARNING)
def unknown_field_kept() -> None:
    """A field that the format lacks is kept in a lane."""


@rule("JB416", "comments-lost", Severity.WARNING)
def comments_lost() -> None:
    """Comments do not survive a conversion."""


@rule("JB417", "refused-by-mermaid", Severity.WARNING)
def refused_by_mermaid() -> None:
    """A diagram can be read here, and Mermaid itself would refuse it."""


@rule("JB418", "lossy-export", Severity.INFO)
def lossy_export() -> None:
    """Another format has no place for something that a map holds."""
