"""Rules about YAML and Markdown as a form of sources, found while a text is parsed."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB120", "invalid-yaml", Severity.ERROR)
def invalid_yaml() -> None:
    """A line is no YAML, the form in which sources are written.

    Why: Nothing of the file can be read, so the whole map is missing from the portal.

    Bad:
        title: Ordering
        outcome: I paid: nothing happened

    Good:
        title: Ordering
        outcome: "I paid: nothing happened"

    Fix: Put texts in quotes that contain a colon and a space, or that begin with a bracket, a star,
    an at sign or a quotation mark. The finding says which of these it is.
    """


@rule("JB121", "tab", Severity.ERROR)
def tab() -> None:
    """A tab stands where only spaces belong.

    Why: Nobody sees how wide a tab is, and what belongs to what depends on it.

    Bad:
        title: Ordering
        scope:
        \tfrom: here

    Good:
        title: Ordering
        scope:
          from: here

    Fix: Write two spaces for each tab. Most editors do so when they are told to.
    """  # noqa: D301 (the example needs a tab, which no source may hold)


@rule("JB122", "duplicate-field", Severity.ERROR)
def duplicate_field() -> None:
    """A field stands twice in the same object.

    Why: Only one of the two can be shown, and readers would see one that its author has forgotten.

    Bad:
        title: Ordering
        title: Buying

    Good:
        title: Ordering

    Fix: Keep one of the two, or join them.
    """


@rule("JB123", "alias", Severity.ERROR)
def alias() -> None:
    """The file uses `&name`, `*name` or `<<`, by which YAML repeats things.

    Why: Those who read the file in a proposal do not see what stands there, and large files can be
    made of small ones in this way.

    Bad:
        title: Ordering
        outcome: *happy

    Good:
        title: Ordering
        outcome: "*happy*"

    Fix: Write the value out. A step that two maps share says `same_as: other-map#step`. A text that
    begins with a star goes in quotes.
    """


@rule("JB124", "tag", Severity.ERROR)
def tag() -> None:
    """YAML tags are not read."""


@rule("JB125", "several-documents", Severity.ERROR)
def several_documents() -> None:
    """A file holds more than one YAML document."""


@rule("JB126", "invalid-key", Severity.ERROR)
def invalid_key() -> None:
    """The name of a field is missing, a list or a group."""


@rule("JB127", "nested-too-deep", Severity.ERROR)
def nested_too_deep() -> None:
    """Values are nested deeper than what is read."""


@rule("JB128", "too-many-values", Severity.ERROR)
def too_many_values() -> None:
    """A file holds more values than what is read."""


@rule("JB129", "empty-file", Severity.ERROR)
def empty_file() -> None:
    """The file holds nothing.

    Why: It has a name and a place among the others, and readers look for what it promises.

    Bad:
        # an empty map

    Good:
        title: Ordering

    Fix: Begin with a line `title:`, or remove the file.
    """


@rule("JB130", "open-front-matter", Severity.ERROR)
def open_front_matter() -> None:
    """The front matter of a Markdown file never ends."""


@rule("JB131", "misplaced-item", Severity.ERROR)
def misplaced_item() -> None:
    """A step or a field of a Markdown map stands where it belongs to nothing."""


@rule("JB132", "lost-in-comment", Severity.WARNING)
def lost_in_comment() -> None:
    """`#` after a space begins a comment, and cuts off the rest of the text.

    Why: Readers see `Order` where `Order #5` was written, and nobody notices.

    Bad:
        title: Ordering
        outcome: Order #5 arrives

    Good:
        title: Ordering
        outcome: "Order #5 arrives"

    Fix: Put the text in quotes. Where a comment is meant, put a space after `#`.
    """
