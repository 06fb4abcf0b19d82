"""Whether the plugins of a site may handle events of pages in several processes.

A handler runs in the process that makes the page. What it keeps in its plugin is lost there, so
pages are made in several processes only where every handler is known to keep nothing. The table is
short: a plugin that is not in it is asked for nothing, it only has one process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from mkdocs.plugins import PluginCollection

_EVENTS = ("page_context", "post_page")
"""What MkDocs calls while it writes a page, after everything is read and rendered."""

STATELESS: Mapping[str, str] = MappingProxyType(
    {
        "journeybook.mkdocs_plugin.plugin.JourneybookPlugin": "hands over what it finds",
        "material.plugins.tags.plugin.TagsPlugin": "looks up tags that were gathered before",
        "material.plugins.blog.plugin.BlogPlugin": "looks at pages of its blog, which are hand-written",
    }
)
"""Plugins whose handlers keep nothing of a generated page, by their class, with the reason."""

COLLECTORS: Mapping[str, str] = MappingProxyType(
    {
        "material.plugins.search.plugin.SearchPlugin": "gathers words of the page, not of the context",
        "mkdocs.contrib.search.SearchPlugin": "gathers words of the page, not of the context",
    }
)
"""Plugins that gather what a page holds before it is made: called for every page in one process."""

Handler = Callable[..., Any]


def keeper_of_state(plugins: PluginCollection) -> str | None:
    """The name of a plugin or hook that may keep something of a page, None without one."""
    for event in _EVENTS:
        for handler in plugins.events[event]:
            kind = _class_of(handler)
            if kind not in STATELESS and not (kind in COLLECTORS and event == "page_context"):
                return _name_of(handler, plugins)
    return None


def collecting_handlers(plugins: PluginCollection) -> tuple[Handler, ...]:
    """The handlers of `page_context` that gather what a page holds before it is made."""
    return tuple(each for each in plugins.events["page_context"] if _class_of(each) in COLLECTORS)


def _class_of(handler: Handler) -> str | None:
    owner = getattr(handler, "__self__", None)
    if owner is None:
        return None
    name = f"{type(owner).__module__}.{type(owner).__qualname__}"
    return f"mkdocs.{name.removeprefix('properdocs.')}" if name.startswith("properdocs.") else name


def _name_of(handler: Handler, plugins: PluginCollection) -> str:
    owner = getattr(handler, "__self__", None)
    for name, plugin in plugins.items():
        if plugin is owner and owner is not None:
            return f"the plugin `{name}`"
    return f"the hook `{getattr(handler, '__module__', None) or 'without a name'}`"
