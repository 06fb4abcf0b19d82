"""The plugin's options in `mkdocs.yml`. None has to be set."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config


class JourneybookConfig(Config):
    """Options below `plugins: - journeybook:`."""

    maps = c.Type(str, default="maps")
    """The folder of the maps, relative to the folder of `mkdocs.yml`."""

    search = c.Type(bool, default=True)
    """Whether to make the search index."""

    history = c.Type(bool, default=True)
    """Whether to tell what changed when, where git knows it."""

    select = c.Optional(c.Type(list))
    """The only rules that count beside errors, by code, by name or by the beginning of a code."""

    ignore = c.Optional(c.Type(list))
    """Rules that do not count."""

    severity = c.Optional(c.Type(dict))
    """Levels of rules, `error`, `warning` or `info`, in the place of their own."""

    per_file_ignores = c.Optional(c.Type(dict))
    """Rules that do not count in files, by patterns of their names, in which `*` stands for anything."""

    profile = c.Optional(c.Type(str))
    """`draft`, `default` or `strict`: how strict advice is."""

    @property
    def rules(self) -> dict[str, Any]:
        """What is said here about rules, in the form that `checks.settings` takes."""
        names = ("select", "ignore", "severity", "per_file_ignores", "profile")
        return {name: self[name] for name in names if self[name] is not None}
