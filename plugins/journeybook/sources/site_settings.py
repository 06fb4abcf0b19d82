"""The settings of `mkdocs.yml` that this project needs, read without running code.

MkDocs resolves tags that call Python or read the environment. Here a value with such a tag is
`Unknown`. Size, nesting and the number of files that inherit from each other are limited.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import yaml

from journeybook.sources.text_file import decode, read_bytes

NAMES = ("mkdocs.yml", "mkdocs.yaml")
"""The file names of MkDocs's settings; the first that exists is read."""

PLUGIN = "journeybook"

SETTINGS_BYTES = 256_000
EVENTS = 20_000
DEPTH = 30
INHERITED = 5
"""The most files that inherit from each other."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAMLS_OWN = re.compile(r"tag:yaml\.org,2002:[a-z]+")
"""Tags that only state the type that a value has anyway."""


PLAIN = "plain"
DOCS_VARIABLE = "JOURNEYBOOK_DOCS"
"""The environment variable that makes hand-written pages plain, overriding the settings."""

_NO = ("false", "no", "off")
"""The spellings of false in YAML 1.1."""


class Unknown:
    """A value that is determined when MkDocs runs, such as `!ENV MAPS`."""


UNKNOWN = Unknown()

Value: TypeAlias = "str | Unknown | list[Value] | dict[str, Value]"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings about where sources are and how the site is built.

    Texts are None if not set. `file` is the settings file, `plugin` whether the portal is among the
    site's plugins. `unknown` are those of `maps`, `docs_dir` and `site_dir` that are determined
    when MkDocs runs. `search` is whether the portal makes a search index.
    """

    file: str
    plugin: bool = False
    maps: str | None = None
    docs_dir: str | None = None
    unknown: frozenset[str] = frozenset()
    plugins: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    theme: str | None = None
    language: str | None = None
    strict: bool = False
    name: str | None = None
    """The name of the site."""
    search: bool = True
    site_url: str | None = None
    repo_url: str | None = None
    edit_links: bool = False
    folders: bool = True
    """Whether the addresses of pages end in a folder."""
    policy: str | dict[str, list[str]] = "strict"
    """The plugin's `policy`: `strict` (also for `auto`), `off`, or additional sources."""
    scripts: tuple[str, ...] = ()
    """The site's own scripts, as paths below its root or addresses."""
    site_dir: str | None = None
    """The folder of the built site, relative to that of the settings."""
    docs: str | None = None
    """How hand-written pages are read: the plugin's option `docs`."""
    federation: Value | None = None
    """The plugin's option `federation`, as it is written."""


def read_site_settings(root: Path) -> SiteSettings | None:
    """The settings of the site in `root`; None if there are none or they cannot be read."""
    for name in NAMES:
        if (root / name).is_file():
            values = _inherited(root / name, INHERITED)
            return None if values is None else _settings(name, values)
    return None


def read_settings_file(path: Path) -> SiteSettings | None:
    """The settings of a site in this file; None if they cannot be read."""
    values = _inherited(path, INHERITED)
    return None if values is None else _settings(path.name, values)


def _settings(name: str, values: dict[str, Value]) -> SiteSettings:
    options = _options(values.get("plugins"))
    found = {
        "maps": (options or {}).get("maps"),
        "docs_dir": values.get("docs_dir"),
        "site_dir": values.get("site_dir"),
    }
    theme = values.get("theme")
    told = {key: value for key, value in found.items() if isinstance(value, str) and value}
    return SiteSettings(
        name,
        plugin=options is not None,
        maps=told.get("maps"),
        docs_dir=told.get("docs_dir"),
        docs=_text((options or {}).get("docs")),
        unknown=frozenset(key for key, value in found.items() if isinstance(value, Unknown)),
        plugins=_names(values.get("plugins")),
        extensions=_names(values.get("markdown_extensions")),
        theme=_text(theme.get("name") if isinstance(theme, dict) else theme),
        language=_text(theme.get("language")) if isinstance(theme, dict) else None,
        strict=_is(values.get("strict"), "true"),
        name=_text(values.get("site_name")),
        search=not _is((options or {}).get("search"), "false"),
        site_url=_text(values.get("site_url")),
        repo_url=_text(values.get("repo_url")),
        edit_links=any(values.get(key) for key in ("edit_uri", "edit_uri_template")),
        folders=not any(_is(values.get("use_directory_urls"), word) for word in _NO),
        policy=_policy((options or {}).get("policy")),
        scripts=_paths(values.get("extra_javascript")),
        site_dir=told.get("site_dir"),
        federation=(options or {}).get("federation"),
    )


def plain_docs(setting: str | None) -> bool:
    """Whether hand-written pages are read as plain ones, given the option `docs`.

    An unknown value of `JOURNEYBOOK_DOCS` counts as `plain`, the more restrictive choice.
    """
    said = os.environ.get(DOCS_VARIABLE, "").strip().casefold()
    return setting == PLAIN or said not in ("", "markdown")


def _policy(value: Value | None) -> str | dict[str, list[str]]:
    if any(_is(value, word) for word in _NO):
        return "off"
    if not isinstance(value, dict):
        return "strict"
    return {
        name: sources.split()
        if isinstance(sources, str)
        else [each for each in sources if isinstance(each, str)]
        for name, sources in value.items()
        if isinstance(sources, str | list)
    }


def _paths(value: Value | None) -> tuple[str, ...]:
    """Paths in a list of texts, or of groups with a `path`."""
    listed = value if isinstance(value, list) else []
    paths = (each.get("path") if isinstance(each, dict) else each for each in listed)
    return tuple(each for each in paths if isinstance(each, str))


def _names(value: Value | None) -> tuple[str, ...]:
    """The names in a list (whose items may have options) or in a group by name."""
    groups = value if isinstance(value, list) else [value]
    return tuple(
        name
        for each in groups
        for name in (each if isinstance(each, dict) else (each,))
        if isinstance(name, str)
    )


def _text(value: Value | None) -> str | None:
    return value if isinstance(value, str) and value else None


def _is(value: Value | None, word: str) -> bool:
    return isinstance(value, str) and value.casefold() == word


def _options(plugins: Value | None) -> dict[str, Value] | None:
    """The plugin's options; None if it is not among the plugins."""
    groups = plugins if isinstance(plugins, list) else [plugins]
    for group in groups:
        if group == PLUGIN:
            return {}
        if isinstance(group, dict) and PLUGIN in group:
            options = group[PLUGIN]
            return options if isinstance(options, dict) else {}
    return None


def _inherited(path: Path, left: int) -> dict[str, Value] | None:
    """The settings of a file, merged with those of the one that it inherits from."""
    content, _ = read_bytes(path, path.name, SETTINGS_BYTES)
    text = decode(content, path.name)[0] if content is not None else None
    values = _read(text) if text is not None else None
    if not isinstance(values, dict):
        return None
    parent = values.get("INHERIT")
    if not isinstance(parent, str) or not left:
        return values
    below = _inherited(path.parent / parent, left - 1)
    return values if below is None else _on_top(below, values)


def _on_top(below: dict[str, Value], above: dict[str, Value]) -> dict[str, Value]:
    """`above` over `below`: the groups that are needed here are merged, other values replaced."""
    made = {**below, **above}
    one, other = below.get("plugins"), above.get("plugins")
    if isinstance(one, dict) and isinstance(other, dict):
        plugins = {**one, **other}
        options = one.get(PLUGIN), other.get(PLUGIN)
        if isinstance(options[0], dict) and isinstance(options[1], dict):
            plugins[PLUGIN] = {**options[0], **options[1]}
        made["plugins"] = plugins
    return made


def _read(text: str) -> Value | None:
    """The first document of a text; None if it is no YAML or exceeds a limit."""
    try:
        return _Tree(text).read()
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError, _TooMuch):
        return None


class _TooMuch(Exception):  # noqa: N818 (it ends the reading, it is no error of ours)
    """The text exceeds a limit."""


class _Tree:
    """The values of a YAML text, from its events; aliased values are shared, never copied."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._named: dict[str, Value] = {}
        self._left = EVENTS

    def read(self) -> Value | None:
        for event in self._events:
            if isinstance(event, yaml.StreamEndEvent):
                return None
            if isinstance(event, yaml.DocumentStartEvent):
                return self._value(self._next(), 0)
        return None

    def _next(self) -> yaml.Event:
        self._left -= 1
        if self._left < 0:
            raise _TooMuch
        return next(self._events)

    def _value(self, event: yaml.Event, depth: int) -> Value:
        if depth > DEPTH:
            raise _TooMuch
        if isinstance(event, yaml.AliasEvent):
            return self._named.get(event.anchor or "", UNKNOWN)
        made: Value
        if isinstance(event, yaml.ScalarEvent):
            made = event.value
        else:
            made = [*self._items(depth)]
            if isinstance(event, yaml.MappingStartEvent):
                made = _group(made)
        tag = getattr(event, "tag", None)
        if tag and tag != "!" and not _YAMLS_OWN.fullmatch(tag):
            made = UNKNOWN
        anchor = getattr(event, "anchor", None)
        if anchor:
            self._named[anchor] = made
        return made

    def _items(self, depth: int) -> Iterator[Value]:
        while True:
            event = self._next()
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                return
            yield self._value(event, depth + 1)


def _group(parts: list[Value]) -> dict[str, Value]:
    """A group from alternating names and values; its own values override those merged by `<<`."""
    made: dict[str, Value] = {}
    for at, (key, value) in enumerate(pairwise(parts)):
        if at % 2 or not isinstance(key, str):
            continue
        if key != "<<":
            made[key] = value
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                made = {**each, **made}
    return made
