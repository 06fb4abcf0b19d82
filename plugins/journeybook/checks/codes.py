"""Every rule by its code: its name, its level, and what it means in a line. Codes never change their meaning.

JB1xx is about reading, JB2xx about references, JB3xx about a map's own sense, JB4xx about importing and
converting, JB9xx about pages of prose. The other families stand where they are found, in `checks.rules`: JB0xx about
remarks, JB5xx about what a map tells, JB6xx about its upkeep, JB7xx about readers who cannot see, JB8xx about what
should not stand there.
"""

from __future__ import annotations

from typing import NamedTuple

from journeybook.diagnostics import Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 (the table reads better in one letter)


class Code(NamedTuple):
    """One rule: its code, a name that states the bad thing, its level and its meaning."""

    code: str
    name: str
    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    code: Code(code, name, severity, meaning)
    for code, name, severity, meaning in (
        ("JB100", "missing-folder", E, "there is no folder of sources"),
        ("JB101", "unreadable-file", E, "a file or folder cannot be opened"),
        ("JB102", "symbolic-link", E, "a symbolic link stands in the place of a file or folder"),
        ("JB103", "no-ordinary-file", E, "a pipe, a device or the like stands in the place of a file"),
        ("JB104", "unexpected-ending", E, "a file of this kind does not belong among sources"),
        (
            "JB105",
            "misplaced-file",
            E,
            "a file or folder lies where nothing of its kind is read; a hidden one is a warning",
        ),
        ("JB106", "invalid-name", E, "the name of a file or folder is no id"),
        ("JB107", "reserved-name", E, "the name of a file means something else to the site or the system"),
        ("JB108", "duplicate-id", E, "two files of a kind have the same id"),
        ("JB109", "file-too-large", E, "a file is larger than what is read"),
        ("JB110", "too-many-files", E, "the portal has more files than what is read"),
        ("JB111", "not-utf-8", E, "a file is not written in UTF-8"),
        (
            "JB112",
            "refused-character",
            E,
            "a text holds a control character, a noncharacter or a pile of marks",
        ),
        ("JB113", "hidden-direction", E, "a hidden control lets a line read differently from what it says"),
        ("JB114", "invalid-picture", E, "a picture is not of the kind that its name says, or too large"),
        ("JB120", "invalid-yaml", E, "a line is no YAML"),
        ("JB121", "tab", E, "a tab stands where YAML takes only spaces"),
        ("JB122", "duplicate-field", E, "a field stands twice"),
        ("JB123", "alias", E, "YAML anchors, aliases and merge keys are not read"),
        ("JB124", "tag", E, "YAML tags are not read"),
        ("JB125", "several-documents", E, "a file holds more than one YAML document"),
        ("JB126", "invalid-key", E, "the name of a field is missing, a list or a group"),
        ("JB127", "nested-too-deep", E, "values are nested deeper than what is read"),
        ("JB128", "too-many-values", E, "a file holds more values than what is read"),
        ("JB129", "empty-file", E, "a file holds nothing"),
        ("JB130", "open-front-matter", E, "the front matter of a Markdown file never ends"),
        (
            "JB131",
            "misplaced-item",
            E,
            "a step or a field of a Markdown map stands where it belongs to nothing",
        ),
        ("JB132", "lost-in-comment", W, "`#` after a space begins a comment, and cuts a text off"),
        ("JB140", "unknown-field", E, "an object has no field of this name"),
        ("JB141", "missing-field", E, "an object lacks a field that it needs"),
        (
            "JB142",
            "wrong-shape",
            E,
            "a text, a list or a group of fields stands where another of them belongs",
        ),
        ("JB143", "invalid-id", E, "an id is not lower-case words joined by hyphens"),
        ("JB144", "not-a-number", E, "a number belongs here"),
        ("JB145", "out-of-range", E, "a number is too small or too large for its field"),
        ("JB146", "invalid-date", E, "a date, a time of day or a span of time belongs here"),
        ("JB147", "unknown-choice", E, "a field takes one of a few words, and this is none of them"),
        ("JB148", "too-long", E, "a text is longer than what can be shown"),
        ("JB149", "empty-text", E, "a text holds nothing that can be seen"),
        ("JB150", "too-many-items", E, "a list is longer than what can be shown"),
        ("JB151", "duplicate-step-id", E, "two stages or steps of a map have the same id"),
        ("JB152", "invalid-address", E, "an address, a picture's name or a language code cannot be used"),
        ("JB153", "missing-picture", E, "the picture that a persona names is not there"),
        ("JB160", "no-values", W, "a metric has no values"),
        ("JB161", "invalid-header", E, "the first line of a CSV does not name its columns"),
        ("JB162", "invalid-row", E, "a row of a CSV has too few or too many columns, or is no CSV"),
        ("JB163", "second-value", E, "a metric has two values for a date and segment"),
        ("JB164", "too-many-rows", E, "a CSV has more rows than what is read"),
        ("JB165", "unordered-dates", W, "the dates of a CSV are out of order"),
        ("JB166", "invalid-cell", E, "a cell of a CSV does not hold what its column takes"),
        ("JB167", "values-without-metric", E, "a CSV has no metric beside it"),
        ("JB201", "unknown-reference", E, "an id names nothing in the portal"),
        ("JB202", "unknown-step", E, "a journey has no step or stage of this id"),
        ("JB203", "unknown-link", E, "a `[[link]]` names nothing in the portal"),
        ("JB204", "undeclared-lane", W, "the vocabulary does not declare a custom lane"),
        ("JB205", "unknown-stop", E, "a stop of a reading path is nothing to read"),
        ("JB206", "undeclared-tag", W, "the vocabulary declares tags, and not this one"),
        ("JB301", "emotion-outside-scale", E, "an emotion is outside the portal's scale"),
        ("JB302", "future-of-a-present", W, "`future_of` stands on a map that shows no future"),
        ("JB303", "circle-of-maps", E, "a map is its own parent or its own future"),
        (
            "JB304",
            "circle-of-shared-steps",
            E,
            "`same_as` leads back to where it was, or through too many maps",
        ),
        ("JB305", "circle-of-lanes", E, "a custom lane stands after itself"),
        ("JB306", "lane-named-like-field", E, "a custom lane has the name of a lane that every map has"),
        ("JB307", "unscored-moment-of-truth", I, "a moment of truth has no emotion"),
        ("JB308", "persona-beside-map", W, "a persona takes part in a step and not in its map"),
        ("JB309", "repeated-id", E, "two contacts or variants of a list have the same id"),
        ("JB310", "two-winners", W, "a test of variants has more than one winner"),
        ("JB311", "shares-above-all", W, "the shares of variants add up to more than a hundred percent"),
        ("JB312", "former-id-in-use", W, "a former id is the present or a former id of something else"),
        ("JB313", "growing-stage", I, "more people got to a stage than to the one before"),
        ("JB314", "step-of-itself", W, "a step is the journey that it is part of"),
        ("JB315", "idle-recommendation", W, "a recommendation answers no step and no journey"),
        ("JB316", "unborne-winner", I, "the figures of a test do not bear the winner that is written down"),
        ("JB401", "not-a-journey", E, "a file to import holds no Mermaid journey"),
        ("JB402", "invalid-mermaid", E, "a line is no Mermaid"),
        ("JB403", "too-much-to-import", E, "a diagram holds more than a map can"),
        ("JB404", "scale-mapped", I, "scores of another scale became emotions"),
        ("JB405", "odd-score", W, "a task has no score, a word for one, or one outside the scale"),
        (
            "JB406",
            "text-without-field",
            W,
            "a text of another format has no field here and is kept in a lane",
        ),
        ("JB407", "shortened-title", W, "a title was too long, and stands whole in the narrative"),
        ("JB408", "odd-actor", W, "an actor of a diagram looks like no person"),
        ("JB409", "import-note", I, "what an import decided for its author"),
        ("JB410", "id-taken", I, "something imported has got another id than its title suggests"),
        ("JB411", "known-persona", I, "an actor of a diagram is a persona of the portal"),
        ("JB412", "lanes-to-declare", W, "imported maps need lanes that the vocabulary does not declare"),
        ("JB413", "not-imported", E, "something cannot be imported"),
        ("JB414", "not-written", E, "a file cannot be written"),
        ("JB415", "unknown-field-kept", W, "a field that the format lacks is kept in a lane"),
        ("JB416", "comments-lost", W, "comments do not survive a conversion"),
        ("JB417", "refused-by-mermaid", W, "a diagram can be read here, and Mermaid itself would refuse it"),
        (
            "JB901",
            "page-in-the-way",
            E,
            "a page or file stands where the portal puts one of its own, which finds no other place",
        ),
        ("JB902", "unreadable-page", E, "a hand-written page cannot be read"),
        ("JB903", "invalid-fence", E, "a fence holds nothing that can be drawn"),
        ("JB904", "unknown-in-fence", E, "a fence names something that is not in the portal"),
        (
            "JB911",
            "name-not-shown",
            E,
            "a hand-written page or a file beside it has a name that cannot be used",
        ),
        ("JB912", "link-out-of-docs", E, "a link in the folder of hand-written pages leads out of it"),
        ("JB913", "unread-front-matter", E, "the front matter of a hand-written page cannot be used"),
        (
            "JB914",
            "unused-front-matter",
            W,
            "something in the front matter of a hand-written page is not used",
        ),
        ("JB915", "held-by-policy", W, "a hand-written page holds what its policy keeps from working"),
        ("JB921", "plugin-passed-over", W, "the program that builds the site passes over the plugin"),
    )
}
