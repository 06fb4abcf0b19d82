"""Drafts of everything that is no map: personas, evidence, metrics, recommendations, accounts and reading paths."""

from __future__ import annotations

from collections.abc import Mapping

from journeybook.drafts.lines import Value, comment, joined, line, some_id, some_ids
from journeybook.library.objects import Kind, Library
from journeybook.sources.ids import make_id
from journeybook.sources.yaml.writer import flow, scalar

Answers = Mapping[str, Value]

VALUES = "date,value,people,segment\n"
"""The file of values beside a metric, to which a row is added for each date; `people` and `segment` may stay empty."""


def persona_yaml(answers: Answers, library: Library) -> str:
    """The text of a persona's file."""
    kind = answers.get("kind")
    return joined(
        [
            *comment("A persona. Begin with what research found, and leave out what would only decorate."),
            *line("title", answers["title"]),
            *line("role", answers.get("role"), example="Night-shift nurse, father of three"),
            *line("kind", None if kind == "individual" else kind),
            *line("quote", answers.get("quote"), example="What somebody said, in their words."),
            *line("summary", None, example="Two or three sentences about their life with us."),
            *line("goals", None, example="[What they want to reach]"),
            *line("needs", None, example="[What they cannot do without]"),
            *line("struggles", None, example="[What goes wrong for them again and again]"),
            *line(
                "channels",
                None,
                example=f"[{some_ids(library, Kind.CHANNEL, 'website, phone', 3).removesuffix(' ...')}]",
            ),
            *line("share", None, "percent of all customers", example="18"),
            *line(
                "evidence",
                None,
                "research that it rests on",
                example=some_id(library, Kind.EVIDENCE, "an-id-of-evidence"),
            ),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "research")),
            *line("review_every", None, "with `reviewed:` and a day", example="12 months"),
        ]
    )


def evidence_yaml(answers: Answers, library: Library) -> str:
    """The text of a file of evidence."""
    return joined(
        [
            *comment(
                "A piece of research. Its id goes into `evidence:` of what rests on it: a pain, a quote, a step."
            ),
            *line("title", answers["title"]),
            *line("kind", answers.get("kind"), example="interviews"),
            *line("date", answers.get("date"), "when it was done", example="2026-06-14"),
            *line("people", answers.get("people"), "how many took part", example="14"),
            *line("method", None, example="Semi-structured, 45 minutes"),
            *line("findings", None, example="[What was found, a sentence each]"),
            *line("valid_for", None, "how long it holds", example="18 months"),
            *line("link", None, "where the whole of it is", example="https://research.example/switchers"),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "research")),
        ]
    )


def metric_yaml(answers: Answers, library: Library) -> str:
    """The text of a metric's file; its values stand in the CSV beside it."""
    return joined(
        [
            *comment(
                "A metric. Its values stand in the file of the same name that ends in .csv, a row for each date."
            ),
            *line("title", answers["title"]),
            *line("kind", answers.get("kind"), example="csat"),
            *line("unit", answers.get("unit"), example='"%"'),
            *line("better", answers.get("better"), example="higher"),
            *line("baseline", None, "where it began", example="61"),
            *line("target", answers.get("target"), "where it should be", example="80"),
            *line("due", None, "by when", example="2027-06-30"),
            *line(
                "source",
                None,
                "research that it comes from",
                example=some_id(library, Kind.EVIDENCE, "an-id-of-evidence"),
            ),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "insight")),
        ]
    )


def recommendation_yaml(answers: Answers, library: Library) -> str:
    """The text of a recommendation's file: specific, measurable, achievable, relevant, with a date."""
    journey = some_id(library, Kind.JOURNEY, "a-map")
    metric = answers.get("metric")
    measure = f"{{metric: {metric or some_id(library, Kind.METRIC, 'an-id-of-metrics')}, from: 3.4, to: 4.2}}"
    return joined(
        [
            *comment("A recommendation: specific, measurable, achievable, relevant, and with a date."),
            *line("title", answers["title"]),
            *line(
                "specific", None, example="What exactly is to be done, so that one can say whether it was."
            ),
            *(
                [f"measurable: {{metric: {metric}}}  # add `from:` and `to:`"]
                if metric
                else [f"# measurable: {measure}"]
            ),
            *line(
                "achievable",
                None,
                "effort from 1 to 10",
                example=f"{{effort: 4, team: {some_id(library, Kind.TEAM, 'digital')}}}",
            ),
            *line(
                "relevant", answers.get("relevant"), "maps or steps that it answers", example=f"[{journey}]"
            ),
            *line("due", answers.get("due"), example="2027-03-31"),
            *line("customer_value", None, "1 to 10", example="9"),
            *line("business_value", None, "1 to 10", example="7"),
            *line("status", None, "then accepted, in-progress, done or dropped", example="proposed"),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "digital")),
        ]
    )


def account_yaml(answers: Answers, library: Library) -> str:
    """The text of an account's file: a customer who is a company, and its people."""
    persona = some_id(library, Kind.PERSONA, "an-id-of-personas")
    contacts = answers.get("contacts") or ()
    taken: set[str] = set()
    people = []
    for at, role in enumerate([contacts] if isinstance(contacts, str) else contacts, 1):
        key = make_id(role, f"contact-{at}", taken)
        taken.add(key)
        people.append(f"  - {flow({'id': key, 'role': role})}")
    journey = some_id(library, Kind.JOURNEY, "a-map")
    return joined(
        [
            *comment("An account. Its experience is only as good as the worst of its people's."),
            *line("title", answers["title"]),
            *line("segment", answers.get("segment"), "a persona of kind segment", example=persona),
            *line("since", answers.get("since"), example="2026-03-02"),
            *(
                ["contacts:", *people]
                if people
                else comment("contacts:", f"  - {{id: it-manager, role: IT manager, persona: {persona}}}")
            ),
            *comment("observations:                 # what was seen of them, the newest counts"),
            *comment(
                f"  - {{contact: it-manager, journey: {journey}, step: a-step, emotion: -1, on: 2026-03-09}}"
            ),
            *comment("milestones:", "  - {title: 30-day check-in, after: 30 days}"),
            *comment("gates:                        # what must wait while somebody there is unhappy"),
            *comment("  - {title: Ask for a review, needs: 1}"),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "success")),
        ]
    )


def path_yaml(answers: Answers, library: Library) -> str:
    """The text of a reading path's file."""
    reads = answers.get("reads") or ()
    stops = [reads] if isinstance(reads, str) else list(reads)
    persona = some_id(library, Kind.PERSONA, "an-id-of-personas")
    example = ["  - read: " + f"persona/{persona}", "    why: Meet the customer you will talk to most."]
    return joined(
        [
            *comment("A reading path: five to eight stops, each with a reason to stop there."),
            *line("title", answers["title"]),
            *line("summary", None, example="For whom it is, and what they will know afterwards."),
            *line(
                "for",
                answers.get("for"),
                "home offers it to these",
                example=f"[{some_id(library, Kind.AREA, 'onboarding')}]",
            ),
            *line("owner", answers.get("owner"), example=some_id(library, Kind.TEAM, "research")),
            *(["steps:"] if stops else comment("steps:")),
            *(
                text
                for stop in stops
                for text in (
                    f"  - read: {scalar(stop)}",
                    "    # why: What to look for.",
                    "    # ask: A question to think about.",
                )
            ),
            *([] if stops else comment(*example)),
        ]
    )
