"""The text of a rule. Pages do not import checks: the caller of the plan passes the texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from journeybook.i18n.catalog import Labels
from journeybook.i18n.markers import N_

ROOT = "rules/"


@dataclass(frozen=True, slots=True)
class RuleText:
    """The texts of a rule.

    `softer` says that `level` applies to published maps only, `firm` that it can be neither
    silenced nor lowered, `mends` that `journeybook check --fix` corrects unambiguous cases. `what`,
    `why` and `fix` are inline Markdown; `bad` and `good` are sources by their names within the
    folder of maps, empty if there is no example; `before` are earlier versions of sources, empty if
    the rule compares nothing.
    """

    code: str
    name: str
    level: Literal["error", "warning", "info"]
    what: str
    why: str = ""
    bad: Mapping[str, str] = field(default_factory=dict)
    good: Mapping[str, str] = field(default_factory=dict)
    fix: str = ""
    before: Mapping[str, str] = field(default_factory=dict)
    softer: bool = False
    firm: bool = False
    mends: bool = False

    @property
    def address(self) -> str:
        """The address of its page, or of its line in the list if it has no page."""
        return f"{ROOT}{self.code}/" if self.why else f"{ROOT}#{self.code}"


FAMILIES: tuple[tuple[str, str, str], ...] = (
    ("JB0", N_("Remarks"), N_("What is written in comments to silence other rules.")),
    ("JB1", N_("Files and fields"), N_("Whether a source can be read, field by field.")),
    ("JB2", N_("References"), N_("Whether what is named is there.")),
    ("JB3", N_("Sense"), N_("Whether a map agrees with itself and with the vocabulary.")),
    (
        "JB4",
        N_("Import and conversion"),
        N_("What happens when maps come from elsewhere or change their form."),
    ),
    ("JB5", N_("What a map says"), N_("Whether it says enough, and what backs it.")),
    ("JB6", N_("Maintenance"), N_("Whether somebody maintains it, and keeps it up to date.")),
    ("JB7", N_("For everyone"), N_("Whether readers who cannot see get the same.")),
    ("JB8", N_("What should not stand there"), N_("Personal data, markup and secrets.")),
    ("JB9", N_("Pages written by hand"), N_("Links and small maps in the pages of `docs/`.")),
)
"""Families of rules: the beginning of their codes, their title, and what they check."""

LEVEL_WORDS = Labels({"error": N_("Error"), "warning": N_("Warning"), "info": N_("Note")})

LEVEL_TITLES = Labels({"error": N_("Errors"), "warning": N_("Warnings"), "info": N_("Notes")})
"""The titles of lists of rules of a level."""

LEVEL_MEANS = Labels(
    {
        "error": N_("cannot be built or found"),
        "warning": N_("would mislead readers"),
        "info": N_("could be better"),
    }
)
