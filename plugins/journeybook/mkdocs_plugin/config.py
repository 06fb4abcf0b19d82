"""The plugin's options in `mkdocs.yml`, all of them optional."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from journeybook.forge.edit_links import EDITOR_NAMES, MAPS_NAMES, SUGGEST_NAMES, unknown_names
from journeybook.mkdocs_plugin.page_policy import PolicyOption
from journeybook.processes.process_count import MOST
from journeybook.sources.site_settings import PLAIN

_FOLDER = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


class AddressTemplate(c.Type[str]):
    """An address with placeholders in braces, each one of `names`."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(str)
        self._names = names

    def run_validation(self, value: object) -> str:
        """The template, after a check that it is a valid address with known placeholders."""
        text = super().run_validation(value)
        if not text.startswith(("https://", "http://")):
            raise ValidationError(f"`{text[:60]}` is no address, expected one that starts with https://")
        unknown = unknown_names(text, self._names)
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in self._names)
            raise ValidationError(f"`{{{unknown[0][:60]}}}` means nothing here, expected {known}")
        return text


class SiteFolder(c.Type[str]):
    """The address of a folder from the site's root, with or without slashes around it."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """The address with one `/` at its end, `` for the root."""
        folder = super().run_validation(value).strip("/")
        if folder and not all(_FOLDER.fullmatch(each) for each in folder.split("/")):
            raise ValidationError(
                f"`{folder[:60]}` is no folder of the site, expected one such as `journeys`"
            )
        return f"{folder}/" if folder else ""


class ProcessCount(c.Type[int]):
    """A number of processes."""

    def __init__(self) -> None:
        super().__init__(int)

    def run_validation(self, value: object) -> int:
        """The number, if it can be meant."""
        count = super().run_validation(value)
        if isinstance(value, bool) or not 1 <= count <= MOST:
            raise ValidationError(f"expected a number from 1 to {MOST}")
        return count


class JourneybookConfig(Config):
    """Options below `plugins: - journeybook:`."""

    maps = c.Type(str, default="maps")
    """The folder of the maps, relative to the folder of `mkdocs.yml`."""

    docs = c.Choice(("markdown", PLAIN), default="markdown")
    """How hand-written pages are read.

    `plain` is for pages of untrusted authors: Markdown without HTML and without extensions, in
    which no code can run. The environment variable `JOURNEYBOOK_DOCS=plain` has the same effect.
    """

    limits = c.Optional(c.Type(dict))
    """Limits of a hand-written page, by names such as `page_fences`."""

    home = c.Optional(SiteFolder())
    """The folder of the portal's home page from the site's root, `/` for the root.

    Default: `journeys` in a site with a front page of its own.
    """

    search = c.Type(bool, default=True)
    """Whether to make the search index."""

    jobs = c.Optional(ProcessCount())
    """The number of processes that make pages, by default as many as there are cores to use.

    The environment variable `JOURNEYBOOK_JOBS` and the option `--jobs` take precedence.
    """

    history = c.Type(bool, default=True)
    """Whether to publish the history of changes, if there is a git repository."""

    cache = c.Type(bool, default=True)
    """Whether a build takes over from `.cache/journeybook/` what has not changed since the last."""

    policy = PolicyOption()
    """The Content Security Policy of every page.

    `auto` is the strict one, unless the site adds code of its own: scripts, hooks, plugins.
    `strict` is always strict, `false` is none; a mapping adds sources to it, such as `img-src:
    [https:]`.
    """

    suggest_uri_template = c.Optional(AddressTemplate(SUGGEST_NAMES))
    """The address of the form for suggestions; has a default for a `repo_url` at GitHub or GitLab.

    `{title}`, `{page}`, `{kind}` and `{id}` describe the page, `{map}` is the id of a map or
    `kind:id`, `{step}` the id of a step.
    """

    editor_uri_template = c.Optional(AddressTemplate(EDITOR_NAMES))
    """The address of an editor in the browser, with a default for GitHub and GitLab.

    `{path}` is the path of the source.
    """

    maps_edit_uri_template = c.Optional(AddressTemplate(MAPS_NAMES))
    """The address where the source of a map or persona is edited.

    For maps in another repository than the portal, such as a submodule. `{path}` is the path below
    the folder of maps.
    """

    select = c.Optional(c.Type(list))
    """The only rules that count besides errors, by code, name or beginning of a code."""

    ignore = c.Optional(c.Type(list))
    """Rules that do not count."""

    severity = c.Optional(c.Type(dict))
    """Levels of rules: `error`, `warning` or `info`, instead of their defaults."""

    per_file_ignores = c.Optional(c.Type(dict))
    """Rules that do not count in some files, by patterns of names; `*` matches anything."""

    profile = c.Optional(c.Type(str))
    """`draft`, `default` or `strict`: how strict advice is."""

    federation = c.Optional(c.Type(dict))
    """Other portals to which maps and pages link, by the ids under which they name them.

    Each has a `folder` (a built site, or the folder of its `mkdocs.yml`) or a `portal` (the address
    of its `portal.json`), and may have an `address`, a `title` and `search`.
    """

    @property
    def rules(self) -> dict[str, Any]:
        """The settings of rules, limits and portals in the form that `checks.settings` takes."""
        names = ("select", "ignore", "severity", "per_file_ignores", "profile", "limits", "federation")
        return {name: self[name] for name in names if self[name] is not None}
