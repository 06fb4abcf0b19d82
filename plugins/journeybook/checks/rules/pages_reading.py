"""The pages of rules that readers find in a text."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

READING: Mapping[str, str] = MappingProxyType(
    {
        "JB120": """A line is no YAML, the form in which sources are written.

Why: Nothing of the file can be read, so the whole map is missing from the portal.

Bad:
    title: Ordering
    outcome: I paid: nothing happened

Good:
    title: Ordering
    outcome: "I paid: nothing happened"

Fix: Put texts in quotes that contain a colon and a space, or that begin with a bracket, a star, an at sign or a
quotation mark. The finding says which of these it is.
""",
        "JB121": """A tab stands where only spaces belong.

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
""",
        "JB122": """A field stands twice in the same object.

Why: Only one of the two can be shown, and readers would see one that its author has forgotten.

Bad:
    title: Ordering
    title: Buying

Good:
    title: Ordering

Fix: Keep one of the two, or join them.
""",
        "JB123": """The file uses `&name`, `*name` or `<<`, by which YAML repeats things.

Why: Those who read the file in a proposal do not see what stands there, and large files can be made of small ones in
this way.

Bad:
    title: Ordering
    outcome: *happy

Good:
    title: Ordering
    outcome: "*happy*"

Fix: Write the value out. A step that two maps share says `same_as: other-map#step`. A text that begins with a star
goes in quotes.
""",
        "JB129": """The file holds nothing.

Why: It has a name and a place among the others, and readers look for what it promises.

Bad:
    # an empty map

Good:
    title: Ordering

Fix: Begin with a line `title:`, or remove the file.
""",
        "JB132": """`#` after a space begins a comment, and cuts off the rest of the text.

Why: Readers see `Order` where `Order #5` was written, and nobody notices.

Bad:
    title: Ordering
    outcome: Order #5 arrives

Good:
    title: Ordering
    outcome: "Order #5 arrives"

Fix: Put the text in quotes. Where a comment is meant, put a space after `#`.
""",
        "JB140": """An object has a field that the format does not know.

Why: What stands there would be shown to nobody. Most often it is a slip of the keyboard, or another word for a field
that exists.

Bad:
    title: Ordering
    phases: [{title: Order}]

Good:
    title: Ordering
    stages: [{title: Order}]

Fix: Write the name that the finding offers; `journeybook check --fix` does so where it can mean only one thing. What has
no field of its own goes under `lanes:`.
""",
        "JB141": """An object lacks a field without which it cannot be shown.

Why: A step without a title is a box that nobody can name.

Bad:
    title: Ordering
    stages: [{emotion: 1}]

Good:
    title: Ordering
    stages: [{title: Order, emotion: 1}]

Fix: Add the field that the finding names.
""",
        "JB142": """A text, a list or a group of fields stands where another of them belongs.

Why: What cannot be understood cannot be shown, and is left out of the map.

Bad:
    title: Ordering
    stages: [Order, Wait]

Good:
    title: Ordering
    stages: [{title: Order}, {title: Wait}]

Fix: Write what the finding shows.
""",
        "JB143": """An id is not lower-case words joined by hyphens.

Why: Ids stand in addresses, in which capitals and spaces are written in several ways and links then fail.

Bad:
    title: Ordering
    stages: [{id: The Order, title: Order}]

Good:
    title: Ordering
    stages: [{id: the-order, title: Order}]

Fix: Write it as the finding spells it; `journeybook check --fix` does so.
""",
        "JB144": """A field that takes a number holds something else.

Why: A curve is drawn of numbers. `1,5` is none, and neither is a word for a feeling.

Bad:
    title: Ordering
    stages: [{title: Order, emotion: "1,5"}]

Good:
    title: Ordering
    stages: [{title: Order, emotion: 1.5}]

Fix: Write digits, with a point. A word for a feeling goes under `feeling:`.
""",
        "JB145": """A number is too small or too large for its field.

Why: A severity of 7 on a scale of 3 tells readers nothing.

Bad:
    title: Ordering
    stages: [{title: Order, pains: {text: No date, severity: 7}}]

Good:
    title: Ordering
    stages: [{title: Order, pains: {text: No date, severity: 3}}]

Fix: Keep to the range that the finding names.
""",
        "JB146": """A date, a time of day or a span of time is written in another way than the format takes, or does not exist.

Why: `3/4/2026` is March to some and April to others.

Bad:
    title: Ordering
    reviewed: 3/4/2026

Good:
    title: Ordering
    reviewed: 2026-04-03

Fix: Write dates as year, month and day (`2026-04-03`), times as `09:30`, spans as `6 months`.
""",
        "JB147": """A field that takes one of a few words holds another word.

Why: Types, states and kinds decide how something is drawn and who gets to see it.

Bad:
    title: Ordering
    status: publishd

Good:
    title: Ordering
    status: published

Fix: Choose one of the words in the finding. A slip of the keyboard is mended by `journeybook check --fix`.
""",
        "JB149": """A text holds nothing that can be seen.

Why: Readers meet an empty box and look for what they have missed.

Bad:
    title: ""

Good:
    title: Ordering

Fix: Write something, or remove the field.
""",
        "JB151": """Two stages or steps of a map have the same id.

Why: A link to it leads to one of them, and nobody knows to which.

Bad:
    title: Ordering
    stages: [{id: order, title: Order}, {id: order, title: Order again}]

Good:
    title: Ordering
    stages: [{id: order, title: Order}, {id: order-again, title: Order again}]

Fix: Give the younger one another id; links lead to the older one.
""",
        "JB152": """An address, the name of a picture or the code of a language cannot be used.

Why: A link that goes nowhere, or runs something, has no place in a portal.

Bad:
    title: Ordering
    language: English

Good:
    title: Ordering
    language: en

Fix: Begin addresses with `https://` or `mailto:`; write languages as `en`, `de` or `pt-BR`.
""",
    }
)
"""By code, in the form that `checks.rules.page` reads."""
