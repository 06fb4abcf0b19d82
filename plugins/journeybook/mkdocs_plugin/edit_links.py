"""Edit links of pages, for sources anywhere in the repository or in another one."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.forge.edit_links import edit_address, folded
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.sources.portal_location import PortalLocation

_PAGES = "docs/"
"""The end of the default address of MkDocs, which assumes that the site is the repository's top."""


def set_edit_links(config: MkDocsConfig, layout: PortalLocation) -> None:
    """Add the path from the repository's top to MkDocs' default edit address."""
    # MkDocs keeps the configured value apart from its default, but warns in every build about
    # access to it.
    said = layout.settings is not None and layout.settings.edit_links
    if not said and config.edit_uri and config.edit_uri.endswith(_PAGES):
        config.edit_uri = f"{config.edit_uri.removesuffix(_PAGES)}{layout.from_top(layout.docs)}/"


def edit_link(page: MkDocsPage, layout: PortalLocation, template: str | None) -> str | None:
    """The address where the source of a page is edited; None if unknown.

    `template` is the address for the file of a map or persona, with `{path}` below the folder of
    maps. Without it, maps in another repository than the portal have no edit link, because the
    address for pages would be wrong.
    """
    source = page.plan.source if isinstance(page, GeneratedPage) else None
    below = source.removeprefix(f"{layout.maps}/") if source else None
    if below and template:
        return edit_address(template, below)
    if not page.edit_url or (below and layout.maps_apart):
        return None
    return folded(page.edit_url)


def missing_links(config: MkDocsConfig, layout: PortalLocation, template: str | None) -> str | None:
    """Why maps have no edit link though pages have one, in one line; else None."""
    if template or not layout.maps_apart or not (config.edit_uri or config.edit_uri_template):
        return None
    return (
        "the maps are kept in another repository than the portal, so their pages have no link that edits them; "
        "say `maps_edit_uri_template`, in which {path} is the path below the folder of maps"
    )
