"""The links by which a page's source is edited, wherever in its repository, or in another one, that lies."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.forge.edit_links import edit_address, folded
from journeybook.mkdocs_plugin.files import GeneratedPage
from journeybook.sources.portal_location import PortalLocation

_PAGES = "docs/"
"""The end of the address that MkDocs makes up for a repository at a host it knows: it takes a site for the whole of it."""


def set_edit_links(config: MkDocsConfig, layout: PortalLocation) -> None:
    """Where nobody said at which address pages are edited, put the way from the repository's top into MkDocs' own guess."""
    # MkDocs keeps what was written apart from what it made up, but warns in every build of whoever asks for it.
    said = layout.settings is not None and layout.settings.edit_links
    if not said and config.edit_uri and config.edit_uri.endswith(_PAGES):
        config.edit_uri = f"{config.edit_uri.removesuffix(_PAGES)}{layout.from_top(layout.docs)}/"


def edit_link(page: MkDocsPage, layout: PortalLocation, template: str | None) -> str | None:
    """Where the source of a page is edited; None where nobody knows.

    `template` is the address for the file of a map or persona, with `{path}` below the folder of maps. Without it, maps
    that are kept in another repository than the portal have none: the address of pages would lead nowhere.
    """
    source = page.plan.source if isinstance(page, GeneratedPage) else None
    below = source.removeprefix(f"{layout.maps}/") if source else None
    if below and template:
        return edit_address(template, below)
    if not page.edit_url or (below and layout.maps_apart):
        return None
    return folded(page.edit_url)


def missing_links(config: MkDocsConfig, layout: PortalLocation, template: str | None) -> str | None:
    """Why maps have no edit link though pages have one, in one line; None where they have, or need none."""
    if template or not layout.maps_apart or not (config.edit_uri or config.edit_uri_template):
        return None
    return (
        "the maps are kept in another repository than the portal, so their pages have no link that edits them; "
        "say `maps_edit_uri_template`, in which {path} is the path below the folder of maps"
    )
