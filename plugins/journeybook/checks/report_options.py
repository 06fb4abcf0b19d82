"""What a check can be told in one word. It imports nothing, so that options may name the words."""

from __future__ import annotations

from enum import StrEnum


class ReportFormat(StrEnum):
    """How findings are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    RDJSON = "rdjson"


class Profile(StrEnum):
    """How strict advice is: as to a draft for every map, by the status of each map, or as to a published map."""

    DRAFT = "draft"
    DEFAULT = "default"
    STRICT = "strict"
