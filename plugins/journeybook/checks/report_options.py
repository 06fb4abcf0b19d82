"""The words of options for checks. It imports nothing, so that options can be declared quickly."""

from __future__ import annotations

from enum import StrEnum


class ReportFormat(StrEnum):
    """The format in which findings are printed."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    RDJSON = "rdjson"


class Profile(StrEnum):
    """How strict advice is.

    As for a draft in every map, by the status of each map, or as for a published map.
    """

    DRAFT = "draft"
    DEFAULT = "default"
    STRICT = "strict"
