"""The pages of rules about what the sources say together."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LIBRARY: Mapping[str, str] = MappingProxyType(
    {
        "JB160": """A metric has no values.

Why: Its page has a title and nothing to show.

Bad:
    title: Ordering
    # metrics/csat.yml
    title: Satisfaction

Good:
    title: Ordering
    # metrics/csat.yml
    title: Satisfaction
    # metrics/csat.csv
    date,value
    2026-01-31,4.1

Fix: Put the values into a CSV of the same name beside it: `date,value`, and a row for each date.
""",
        "JB167": """A file of values has no metric of its name beside it.

Why: Numbers without a name, a unit and an owner mean nothing to readers, so they are shown nowhere.

Bad:
    title: Ordering
    # metrics/csat.csv
    date,value
    2026-01-31,4.1

Good:
    title: Ordering
    # metrics/csat.yml
    title: Satisfaction
    # metrics/csat.csv
    date,value
    2026-01-31,4.1

Fix: Describe the metric in a `.yml` file of the same name.
""",
        "JB201": """An id names nothing in the portal: no persona, team, channel, map or whatever belongs there.

Why: Every id becomes a link. This one would lead nowhere, and the page of what was meant would not list the map.

Bad:
    title: Ordering
    personas: [aan]

Good:
    title: Ordering
    personas: [ana]

Fix: Write the id that the finding offers (`journeybook check --fix` does so where only one comes into question), or
describe what is missing.
""",
        "JB202": """A reference names a step or stage that its map does not have.

Why: Whoever follows it lands at the top of a map and looks for what was meant.

Bad:
    title: Ordering
    stages: [{title: Pay, same_as: other#pya}]
    # journeys/other.yml
    title: Other
    stages: [{id: pay, title: Pay}]

Good:
    title: Ordering
    stages: [{title: Pay, same_as: other#pay}]
    # journeys/other.yml
    title: Other
    stages: [{id: pay, title: Pay}]

Fix: Write the id of the step. Where it had that id once, write it under `was:` there.
""",
        "JB203": """A `[[link]]` in a text names nothing in the portal.

Why: Readers see two brackets and a word where they were promised a page.

Bad:
    title: Ordering
    narrative: See [[aan]].

Good:
    title: Ordering
    narrative: See [[ana]].

Fix: Write the id of a thing, such as `[[ana]]`, `[[channel:web]]` or `[[other-map#step]]`.
""",
        "JB204": """A map uses a custom lane that the vocabulary does not declare.

Why: It is drawn last, under a made-up title, and two maps may spell the same lane in two ways.

Bad:
    title: Ordering
    lanes: {policy: The deposit is kept}

Good:
    title: Ordering
    lanes: {policy: The deposit is kept}
    # vocabulary.yml
    lanes: {policy: Policy}

Fix: Declare it under `lanes:` in the vocabulary, with a title.
""",
        "JB205": """A stop of a reading path is nothing to read.

Why: New colleagues follow the path from stop to stop, and this one sends them nowhere.

Bad:
    title: Ordering
    # paths/welcome.yml
    title: Welcome
    steps: [{read: ana}]

Good:
    title: Ordering
    # paths/welcome.yml
    title: Welcome
    steps: [{read: persona/ana}]

Fix: Write `persona/ana`, `journey/ordering#pay` or `docs/guide/page.md`.
""",
        "JB206": """A tag is not among those that the vocabulary declares.

Why: A tag gathers what belongs together only while everybody writes the same one, and a slip hides a map from whoever looks for
it. A portal that declares no tags keeps them free; one that declares some has made its list.

Bad:
    title: Ordering
    tags: [fiber]
    # vocabulary.yml
    tags: {fibre: Fibre}

Good:
    title: Ordering
    tags: [fibre]
    # vocabulary.yml
    tags: {fibre: Fibre}

Fix: Write a tag that is there, or declare this one under `tags:` in the vocabulary, with a title.
""",
        "JB301": """An emotion is outside the portal's scale.

Why: It cannot be drawn where it belongs, and stands for nothing that the scale has a word for.

Bad:
    title: Ordering
    stages: [{title: Order, emotion: 5}]

Good:
    title: Ordering
    stages: [{title: Order, emotion: 2}]

Fix: Use the scale, which runs from -2 to 2 unless the vocabulary says otherwise (`emotion_scale`).
""",
        "JB302": """`future_of` stands on a map that shows no future.

Why: Readers take it for how things are today.

Bad:
    title: Ordering
    future_of: other
    # journeys/other.yml
    title: Other

Good:
    title: Ordering
    type: future-state
    future_of: other
    # journeys/other.yml
    title: Other

Fix: Write `type: future-state`, or remove `future_of`.
""",
        "JB303": """A map is its own parent or its own future, directly or through others.

Why: Readers who follow the links walk in a circle.

Bad:
    title: Ordering
    parent: example

Good:
    title: Ordering

Fix: Remove one link of the circle.
""",
        "JB304": """A step shares itself: `same_as` leads back to where it was, or through too many maps.

Why: There is no step that holds the fields, so nothing can be shown.

Bad:
    title: Ordering
    stages: [{id: a, title: A, same_as: "example#a"}]

Good:
    title: Ordering
    stages: [{id: a, title: A}]

Fix: Let one of the steps hold the fields itself.
""",
        "JB305": """A custom lane stands after itself, directly or through others.

Why: There is no order in which the lanes could be drawn.

Bad:
    title: Ordering
    # vocabulary.yml
    lanes: {policy: {title: Policy, after: policy}}

Good:
    title: Ordering
    # vocabulary.yml
    lanes: {policy: {title: Policy, after: frontstage}}

Fix: Let one lane of the circle stand after a field of every map, such as `frontstage`.
""",
        "JB306": """A custom lane has the name of a lane that every map has.

Why: One of the two would hide the other.

Bad:
    title: Ordering
    # vocabulary.yml
    lanes: {pains: Pains}

Good:
    title: Ordering
    # vocabulary.yml
    lanes: {policy: Policy}

Fix: Give it another name, or use the field.
""",
        "JB307": """A moment of truth has no emotion.

Why: The curve has a hole exactly where readers look.

Bad:
    title: Ordering
    stages: [{title: Order, moment_of_truth: true}]

Good:
    title: Ordering
    stages: [{title: Order, moment_of_truth: true, emotion: -1}]

Fix: Ask, and add `emotion:`.
""",
        "JB308": """A persona takes part in a step and is none of the map's personas.

Why: The map is missing from the persona's page, and the persona from the map's head.

Bad:
    title: Ordering
    personas: [ben]
    stages: [{title: Order, personas: [ana]}]
    # personas/ben.yml
    title: Ben

Good:
    title: Ordering
    personas: [ben, ana]
    stages: [{title: Order, personas: [ana]}]
    # personas/ben.yml
    title: Ben

Fix: Add the persona to `personas:` of the map.
""",
        "JB309": """Two contacts of an account, or two variants of a test, have the same id.

Why: What is said of the one would be shown at the other.

Bad:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A}, {id: a, title: B}]}]

Good:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B}]}]

Fix: Give one of them another id.
""",
        "JB310": """A test has more than one winner.

Why: Readers cannot tell what was decided.

Bad:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A, winner: true}, {id: b, title: B, winner: true}]}]

Good:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B, winner: true}]}]

Fix: Keep `winner: true` on one variant.
""",
        "JB311": """The shares of a test's variants add up to more than a hundred percent.

Why: One of the numbers is wrong, and readers do not know which.

Bad:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A, share: 60}, {id: b, title: B, share: 60}]}]

Good:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A, share: 40}, {id: b, title: B, share: 60}]}]

Fix: `share` is the percentage of all people who met the variant.
""",
        "JB312": """A former id is in use: it is the present id, or a former id, of something else.

Why: Old links were promised to lead here, and they lead to the other one.

Bad:
    title: Ordering
    was: [other]
    # journeys/other.yml
    title: Other

Good:
    title: Ordering
    was: [buying]
    # journeys/other.yml
    title: Other

Fix: Remove it here, or give the other thing another id.
""",
        "JB313": """More people got to a stage than to the one before.

Why: Drop-off is reckoned from these numbers, and would be below nothing.

Bad:
    title: Ordering
    stages: [{title: Order, entered: 10}, {title: Pay, entered: 12}]

Good:
    title: Ordering
    stages: [{title: Order, entered: 12}, {title: Pay, entered: 10}]

Fix: Look whether both count the same people in the same time. If others come in later, say so in the prose.
""",
        "JB314": """A step says that it is a journey of its own, and names the map that it stands on.

Why: Readers who follow it arrive where they were.

Bad:
    title: Ordering
    stages: [{title: Order, journey: example}]

Good:
    title: Ordering
    stages: [{title: Order, journey: other}]
    # journeys/other.yml
    title: Other

Fix: Name the map that tells the step at length.
""",
        "JB315": """A recommendation answers no step and no journey.

Why: Readers learn what should be done, and not what for.

Bad:
    title: Ordering
    # recommendations/tracker.yml
    title: Live tracker

Good:
    title: Ordering
    # recommendations/tracker.yml
    title: Live tracker
    relevant: [example]

Fix: Name steps or journeys under `relevant:`, or the recommendation in a step's opportunity.
""",
        "JB316": """The figures of a test do not bear the winner that is written down.

Why: With so few people, the other variant may as well be the better one, and readers would build on chance.

Bad:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B, winner: true}]}]

Good:
    title: Ordering
    stages: [{title: Order, variants: [{id: a, title: A}, {id: b, title: B}]}]

Fix: Write the `people` of each variant and a metric in percent, or wait for more people.
""",
    }
)
"""By code, in the form that `checks.rules.page` reads."""
