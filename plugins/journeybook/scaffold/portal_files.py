"""The files of a new portal and their contents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from journeybook.scaffold.actions import ACTIONS
from journeybook.scaffold.answers import Answers, Host
from journeybook.scaffold.portal_parts import Part


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to write: its path from the portal's root with `/`, its purpose, and its content.

    Recipes are at the repository's top; their paths begin with `../` for a portal below it.
    """

    path: str
    purpose: str
    text: str
    data: bytes | None = None


_PIECES: dict[Part, tuple[tuple[str, str, str], ...]] = {
    Part.SITE: (
        ("README.md", "site/README.md", "how to work on it"),
        ("mkdocs.yml", "site/mkdocs.yml", "the portal's settings"),
        (".gitignore", "site/gitignore", "what git leaves alone"),
        (".gitattributes", "site/gitattributes", "lets git tell changes of maps in words"),
    ),
    Part.EXAMPLE: (
        ("maps/vocabulary.yml", "example/vocabulary.yml", "channels and teams: the words that all maps share"),
        (
            "maps/journeys/getting-a-bike-repaired.yml",
            "example/getting-a-bike-repaired.yml",
            "a map to copy from",
        ),
        ("maps/personas/nadia.yml", "example/nadia.yml", "who goes that way"),
        ("maps/evidence/counter-interviews.yml", "example/counter-interviews.yml", "what it rests on"),
        (
            "maps/recommendations/message-when-it-changes.yml",
            "example/message-when-it-changes.yml",
            "what should be done about it",
        ),
        ("maps/paths/your-first-day.yml", "example/your-first-day.yml", "what to read first"),
    ),
    Part.GUIDE: (
        ("docs/guide/reading-a-map.md", "guide/reading-a-map.md", "for everyone"),
        ("docs/guide/proposing-a-change.md", "guide/proposing-a-change.md", "for everyone who knows better"),
    ),
    Part.PRE_COMMIT: (
        (".pre-commit-config.yaml", "site/pre-commit-config.yaml", "checks maps before a commit"),
    ),
    Part.GITHUB: (
        (".github/workflows/proposal.yml", "github/workflows/proposal.yml", "check, changes in words, preview"),
        (".github/workflows/comment.yml", "github/workflows/comment.yml", "the changes as one comment"),
        (".github/workflows/publish.yml", "github/workflows/publish.yml", "the portal after each merge"),
        (".github/workflows/review.yml", "github/workflows/review.yml", "an issue for each team with reviews due"),
        (
            ".github/ISSUE_TEMPLATE/suggest-a-change.yml",
            "github/issues/suggest-a-change.yml",
            "for people who write no YAML",
        ),
        (
            ".github/ISSUE_TEMPLATE/report-a-wrong-map.yml",
            "github/issues/report-a-wrong-map.yml",
            "for people who write no YAML",
        ),
        (".github/ISSUE_TEMPLATE/add-a-quote.yml", "github/issues/add-a-quote.yml", "for people who write no YAML"),
        (".github/ISSUE_TEMPLATE/config.yml", "github/issues/config.yml", "other issues stay possible"),
        (".github/pull_request_template.md", "github/pull_request_template.md", "what a proposal should say"),
    ),
    Part.GITLAB: (
        (".gitlab-ci.yml", "gitlab/gitlab-ci.yml", "check, changes in words, preview, portal, reviews"),
        (
            ".gitlab/issue_templates/suggest-a-change.md",
            "gitlab/issues/suggest-a-change.md",
            "for people who write no YAML",
        ),
        (
            ".gitlab/issue_templates/report-a-wrong-map.md",
            "gitlab/issues/report-a-wrong-map.md",
            "for people who write no YAML",
        ),
        (".gitlab/issue_templates/add-a-quote.md", "gitlab/issues/add-a-quote.md", "for people who write no YAML"),
        (
            ".gitlab/merge_request_templates/Default.md",
            "github/pull_request_template.md",
            "what a proposal should say",
        ),
    ),
}  # fmt: skip


def recipe_parts(host: Host) -> tuple[Part, ...]:
    """The recipes for a host."""
    parts = [Part.PRE_COMMIT]
    if host in (Host.GITHUB, Host.BOTH):
        parts.append(Part.GITHUB)
    if host in (Host.GITLAB, Host.BOTH):
        parts.append(Part.GITLAB)
    return tuple(parts)


def planned(parts: Iterable[Part], answers: Answers) -> tuple[Piece, ...]:
    """The files of these parts with the answers filled in, in a fixed order."""
    wanted = set(parts)
    return tuple(
        Piece(_placed(path, part, answers), purpose, _filled(template, answers))
        for part in Part
        if part in wanted
        for path, template, purpose in _PIECES[part]
    )


_AT_TOP = frozenset({Part.PRE_COMMIT, Part.GITHUB, Part.GITLAB})
_WORKFLOWS = ".github/workflows/"


def _placed(path: str, part: Part, answers: Answers) -> str:
    """The path of a file from the portal's root; workflows of portals in folders get a suffix."""
    if part not in _AT_TOP or not answers.folder:
        return path
    if path.startswith(_WORKFLOWS):
        path = f"{path.removesuffix('.yml')}{answers.suffix}.yml"
    return "../" * len(answers.folder.split("/")) + path


def _filled(template: str, answers: Answers) -> str:
    return _templates().get_template(template).render(answers=answers, actions=ACTIONS)


@cache
def _templates() -> Environment:
    # Recipes contain `{{ }}` and `{% %}` of their hosts, so the templates use other brackets. They
    # are not HTML; values are quoted as JSON, which is valid YAML.
    environment = Environment(  # noqa: S701 - no markup, see above
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    environment.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return environment
