"""Rules about the fields of objects and their values, found while a source is validated."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB140", "unknown-field", Severity.ERROR, mends=True)
def unknown_field() -> None:
    """An object has a field that the format does not know.

    Why: What stands there would be shown to nobody. Most often it is a slip of the keyboard, or
    another word for a field that exists.

    Bad:
        title: Ordering
        phases: [{title: Order}]

    Good:
        title: Ordering
        stages: [{title: Order}]

    Fix: Write the name that the finding offers; `journeybook check --fix` does so where it can mean
    only one thing. What has no field of its own goes under `lanes:`.
    """


@rule("JB141", "missing-field", Severity.ERROR)
def missing_field() -> None:
    """An object lacks a field without which it cannot be shown.

    Why: A step without a title is a box that nobody can name.

    Bad:
        title: Ordering
        stages: [{emotion: 1}]

    Good:
        title: Ordering
        stages: [{title: Order, emotion: 1}]

    Fix: Add the field that the finding names.
    """


@rule("JB142", "wrong-shape", Severity.ERROR)
def wrong_shape() -> None:
    """A text, a list or a group of fields stands where another of them belongs.

    Why: What cannot be understood cannot be shown, and is left out of the map.

    Bad:
        title: Ordering
        stages: [Order, Wait]

    Good:
        title: Ordering
        stages: [{title: Order}, {title: Wait}]

    Fix: Write what the finding shows.
    """


@rule("JB143", "invalid-id", Severity.ERROR, mends=True)
def invalid_id() -> None:
    """An id is not lower-case words joined by hyphens.

    Why: Ids stand in addresses, in which capitals and spaces are written in several ways and links
    then fail.

    Bad:
        title: Ordering
        stages: [{id: The Order, title: Order}]

    Good:
        title: Ordering
        stages: [{id: the-order, title: Order}]

    Fix: Write it as the finding spells it; `journeybook check --fix` does so.
    """


@rule("JB144", "not-a-number", Severity.ERROR, mends=True)
def not_a_number() -> None:
    """A field that takes a number holds something else.

    Why: A curve is drawn from numbers. `1,5` is not a number, and neither is a word for a feeling.

    Bad:
        title: Ordering
        stages: [{title: Order, emotion: "1,5"}]

    Good:
        title: Ordering
        stages: [{title: Order, emotion: 1.5}]

    Fix: Write digits, with a point. A word for a feeling goes under `feeling:`.
    """


@rule("JB145", "out-of-range", Severity.ERROR)
def out_of_range() -> None:
    """A number is too small or too large for its field.

    Why: A severity of 7 on a scale of 3 tells readers nothing.

    Bad:
        title: Ordering
        stages: [{title: Order, pains: {text: No date, severity: 7}}]

    Good:
        title: Ordering
        stages: [{title: Order, pains: {text: No date, severity: 3}}]

    Fix: Keep to the range that the finding names.
    """


@rule("JB146", "invalid-date", Severity.ERROR)
def invalid_date() -> None:
    """A date, a time of day or a span of time is written in another way than the format takes, or
    does not exist.

    Why: `3/4/2026` is March to some and April to others.

    Bad:
        title: Ordering
        reviewed: 3/4/2026

    Good:
        title: Ordering
        reviewed: 2026-04-03

    Fix: Write dates as year, month and day (`2026-04-03`), times as `09:30`, spans as `6 months`.
    """


@rule("JB147", "unknown-choice", Severity.ERROR, mends=True)
def unknown_choice() -> None:
    """A field that takes one of a few words holds another word.

    Why: Types, states and kinds decide how something is drawn and who gets to see it.

    Bad:
        title: Ordering
        status: publishd

    Good:
        title: Ordering
        status: published

    Fix: Choose one of the words in the finding. A slip of the keyboard is mended by `journeybook
    check --fix`.
    """


@rule("JB148", "too-long", Severity.ERROR)
def too_long() -> None:
    """A text is longer than what can be shown."""


@rule("JB149", "empty-text", Severity.ERROR)
def empty_text() -> None:
    """A text holds nothing that can be seen.

    Why: Readers meet an empty box and look for what they have missed.

    Bad:
        title: ""

    Good:
        title: Ordering

    Fix: Write something, or remove the field.
    """


@rule("JB150", "too-many-items", Severity.ERROR)
def too_many_items() -> None:
    """A list is longer than what can be shown."""


@rule("JB151", "duplicate-step-id", Severity.ERROR)
def duplicate_step_id() -> None:
    """Two stages or steps of a map have the same id.

    Why: A link to it leads to one of them, and nobody knows to which.

    Bad:
        title: Ordering
        stages: [{id: order, title: Order}, {id: order, title: Order again}]

    Good:
        title: Ordering
        stages: [{id: order, title: Order}, {id: order-again, title: Order again}]

    Fix: Give the younger one another id; links lead to the older one.
    """


@rule("JB152", "invalid-address", Severity.ERROR)
def invalid_address() -> None:
    """An address, the name of a picture or the code of a language cannot be used.

    Why: A link that goes nowhere, or runs something, has no place in a portal.

    Bad:
        title: Ordering
        language: English

    Good:
        title: Ordering
        language: en

    Fix: Begin addresses with `https://` or `mailto:`; write languages as `en`, `de` or `pt-BR`.
    """


@rule("JB153", "missing-picture", Severity.ERROR)
def missing_picture() -> None:
    """The picture that a persona or a step names is not there, or cannot be shown.

    Why: Readers would see a broken picture, and the words below it would speak of nothing.

    Bad:
        title: Ordering
        stages: [{title: Order, image: {src: images/order.png, alt: The order page without a date}}]

    Good:
        title: Ordering
        stages: [{title: Order, touchpoint: The order page without a date}]

    Fix: Put the picture where the finding looks for it, or correct its path, which begins at the
    folder of the file that names it. Remove `image:` where there is no picture yet.
    """


@rule("JB154", "picture-outside", Severity.ERROR)
def picture_outside() -> None:
    """The path of a picture leads out of the folder of sources.

    Why: A portal publishes what lies in its folder, so that nobody can publish another file of the
    machine by naming it.

    Fix: Put the picture beside the file that names it, or in a folder there.
    """
