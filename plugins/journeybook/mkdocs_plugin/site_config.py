"""The configuration that the plugin adds to a site, so that `plugins: [journeybook]` suffices."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from journeybook.doctor.site_host import UNSUPPORTED_PLUGINS
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.mkdocs_plugin.inert_log import keep_log_inert
from journeybook.site import scripts, stylesheets
from journeybook.site.scripts import script_address
from journeybook.site.stylesheets import stylesheet_address
from journeybook.site.theme import theme_folder

STYLESHEET = stylesheet_address(stylesheets.BASE)
SCRIPT = script_address(scripts.BASE)
ICON = "assets/journeybook.svg"
EXTENSION = "journeybook"

PARTS = ("styles/", "scripts/")
"""Folders of the theme with the parts of stylesheet and script, which are no files of the site."""

PALETTE: tuple[Mapping[str, Any], ...] = (
    {
        "media": "(prefers-color-scheme: light)",
        "scheme": "default",
        "primary": "white",
        "accent": "indigo",
        "toggle": {"icon": "material/weather-night", "name": N_("Switch to dark colours")},
    },
    {
        "media": "(prefers-color-scheme: dark)",
        "scheme": "slate",
        "primary": "black",
        "accent": "indigo",
        "toggle": {"icon": "material/weather-sunny", "name": N_("Switch to light colours")},
    },
)
"""The default palette: light or dark as the system is, with a button."""

FEATURES = ("navigation.tabs", "content.tooltips", "search.highlight")
"""The default features of the theme."""


def own_palette() -> list[dict[str, Any]]:
    """The portal's palette with the titles of its buttons in the language of the portal."""
    return [{**option, "toggle": _in_language(option["toggle"])} for option in PALETTE]


def _in_language(toggle: Mapping[str, str]) -> dict[str, str]:
    title = toggle["name"]
    return {**toggle, "name": _(title)}


def is_ours(file: File) -> bool:
    """Whether a file comes from our theme's folder."""
    return file.src_dir == str(theme_folder())


def wire(config: MkDocsConfig, maps: Path) -> None:
    """Add theme, stylesheet, script, icon, Markdown extension and the watched folder.

    A site's own settings take precedence. Raises PluginError for a theme other than Material, and
    for plugins that are not supported.
    """
    keep_log_inert()
    _need_material(config)
    _refuse_unsupported(config)
    _add_theme(config)
    config.extra_css.insert(0, STYLESHEET)
    config.extra_javascript.insert(0, SCRIPT)
    if EXTENSION not in config.markdown_extensions:
        config.markdown_extensions.append(EXTENSION)
    if maps.is_dir() and str(maps) not in config.watch:
        config.watch.append(str(maps))


def align_without_styles(config: MkDocsConfig) -> None:
    """Align columns of tables by an attribute that a policy without inline styles allows."""
    for name in ("tables", "markdown.extensions.tables"):
        config.mdx_configs.setdefault(name, {}).setdefault("use_align_attribute", True)


def _need_material(config: MkDocsConfig) -> None:
    partial = Path("partials", "nav-item.html")
    if not any((Path(folder) / partial).is_file() for folder in config.theme.dirs):
        name = config.theme.name or "no theme"
        raise PluginError(
            f"the portal is made for Material for MkDocs, and this site has `{name}`: set `theme: {{name: material}}`"
        )


def _refuse_unsupported(config: MkDocsConfig) -> None:
    for name, why in UNSUPPORTED_PLUGINS.items():
        if name in config.plugins:
            raise PluginError(f"the plugin `{name}` cannot be used beside `journeybook`: {why}")


def _add_theme(config: MkDocsConfig) -> None:
    theme = config.theme
    folder = str(theme_folder())
    if folder not in theme.dirs:
        # A site's own overrides come first, then ours, then Material's.
        theme.dirs.insert(1 if theme.custom_dir else 0, folder)
    theme["font"] = False  # Material loads fonts from Google by default; ours are in the site
    if not theme.get("palette"):
        theme["palette"] = own_palette()
    if not theme.get("features"):
        theme["features"] = list(FEATURES)
    if theme.get("favicon") in (None, "assets/images/favicon.png"):
        theme["favicon"] = ICON
