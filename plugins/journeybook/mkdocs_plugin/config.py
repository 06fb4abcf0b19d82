"""The plugin's options in `mkdocs.yml`. None has to be set."""

from __future__ import annotations

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
