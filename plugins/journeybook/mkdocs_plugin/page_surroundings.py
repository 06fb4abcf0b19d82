"""What is on a generated page besides its own content, as a digest: theme, navigation, settings."""

from __future__ import annotations

import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, PluginCollection
from mkdocs.structure import StructureItem
from mkdocs.theme import Theme

from journeybook.incremental.dependency_graph import digest
from journeybook.mkdocs_plugin.build import Build, searched_portals
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.site.code_digest import folder_digest
from journeybook.site.site_plan import update_date
from journeybook.site.theme import theme_folder

_PLACES = {"docs_dir", "site_dir", "config_file_path", "pages", "build"}
"""Settings that say where things lie on this machine; no page shows them."""


def site_surroundings(config: MkDocsConfig, build: Build) -> str:
    """A digest of what all generated pages of a build show around their content."""
    assert build.nav is not None
    settings = {name: value for name, value in config.items() if name not in _PLACES}
    return digest(
        repr(
            (
                _plain(settings),
                [folder_digest(Path(folder)).hex() for folder in _own_templates(config)],
                [_item(each) for each in build.nav.items],
                build.policy,
                build.suggest,
                build.editor,
                searched_portals(build, config),
                update_date(build.portal) if _shows(config, b"update_date") else None,
            )
        )
    )


def page_surroundings(page: GeneratedPage, build: Build) -> str:
    """What one page shows around its content: where it is, and what stands beside it."""
    plan = page.plan
    return repr(
        (
            (plan.address, plan.title, plan.source, plan.ref, page.file.dest_uri),
            (str(page.title), page.url, page.canonical_url, page.edit_url),
            sorted((name, repr(value)) for name, value in page.meta.items() if name != "description"),
            page.file.src_uri in build.in_nav,
            page.file.src_uri in build.anchored,
            [(str(each.title), each.url) if each else None for each in (page.previous_page, page.next_page)],
            [str(each.title) for each in page.ancestors],
        )
    )


def shows_time(config: MkDocsConfig) -> bool:
    """Whether a template of the site prints the time of the build, so that no two builds agree."""
    return _shows(config, b"build_date")


def _shows(config: MkDocsConfig, name: bytes) -> bool:
    """Whether a template of the site's own prints a variable."""
    own = (path for folder in _own_templates(config) for path in Path(folder).rglob("*"))
    return any(path.is_file() and name in path.read_bytes() for path in own)


def _own_templates(config: MkDocsConfig) -> Iterator[str]:
    """The folders of templates that belong to the site: those of packages are part of the code."""
    installed = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    ours = theme_folder()
    for folder in config.theme.dirs:
        if Path(folder) != ours and not any(Path(folder).is_relative_to(each) for each in installed):
            yield folder


def _item(item: StructureItem) -> tuple[object, ...]:
    children: Iterable[StructureItem] = getattr(item, "children", None) or ()
    return (type(item).__name__, str(item.title), getattr(item, "url", None), *map(_item, children))


def _plain(value: Any) -> object:
    """A setting as data whose `repr` is the same in every process."""
    if isinstance(value, PluginCollection):
        return [(name, type(plugin).__qualname__, _plain(plugin.config)) for name, plugin in value.items()]
    if isinstance(value, Theme):
        return (
            value.name,
            [(key, _plain(value[key])) for key in sorted(value)],
            value.static_templates and sorted(value.static_templates),
        )
    if isinstance(value, Config | Mapping):
        return sorted((str(key), _plain(each)) for key, each in value.items())
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, BasePlugin):
        return _plain(value.config)
    return type(value).__qualname__
