"""Generated pages and files for MkDocs: with a source, an edit link and a place in the site."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Container, Iterable, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from journeybook.diagnostics import Diagnostic, Place
from journeybook.library.page_addresses import destination
from journeybook.mkdocs_plugin.site_files import taken_addresses
from journeybook.mkdocs_plugin.written_files import WriteOutput, write_output
from journeybook.pages.page import AssetPlan, PagePlan
from journeybook.rules import site_rules
from journeybook.site.addresses import file_links, source_uri
from journeybook.site.site_sources import Sources
from journeybook.sources.image_data import ImageDataError, image_data
from journeybook.text.escape import escaped


class GeneratedPage(MkDocsPage):
    """A page of the portal; its body is set when it is written and bypasses Markdown."""

    plan: PagePlan

    @classmethod
    def adopt(cls, page: MkDocsPage, plan: PagePlan, title: str) -> None:
        """Turn MkDocs' page for a generated file into a generated page with a title.

        `title` is used for pages without a title in `nav`. MkDocs makes the page, because it uses
        titles of `nav` only for pages of its own making; the object stays the same, because the
        navigation and its sections refer to it.
        """
        titled = vars(page).get("title")  # `page.title` would look for a title in Markdown
        page.__class__ = cls
        assert isinstance(page, cls)
        page.plan = plan
        # MkDocs treats titles as plain text and prints them as HTML: escaped here, they are both.
        page.title = escaped(titled or title)  # `Markup`, which is not escaped again

    def replan(self, plan: PagePlan, *, in_nav: bool) -> None:
        """Let the page be made from another plan; in the navigation it keeps its title."""
        self.plan = plan
        if not in_nav:
            self.title = escaped(plan.title)

    def read_source(self, config: MkDocsConfig) -> None:
        """Do nothing: there is no Markdown to read."""
        self.markdown = ""
        # No sidebar beside a map, which needs the width; the table of contents would be empty. The
        # title serves as description for plugins that read it before the page is made, such as
        # feeds.
        self.meta = {"hide": ["navigation", "toc"], "description": self.title}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Do nothing, which also saves a converter for each page."""
        self.content = ""
        # The only entry, without parts, is the target of "skip to content". There is no list of
        # contents.
        self.toc = TableOfContents([AnchorLink("Content", "jb-content", 1)])
        self.present_anchor_ids = None
        self.links_to_anchors = None


class _MadeFile(File):
    """A generated file. Its inputs may have changed anywhere, so it is never up to date."""

    def is_modified(self) -> bool:
        """Always."""
        return True


class GeneratedFile(_MadeFile):
    """The file of a generated page."""

    plan: PagePlan


class GeneratedAsset(_MadeFile):
    """A file that is made when it is written, so that not all files are in memory at once.

    A file `on_request` is known to MkDocs, so that links to it are checked, but written by `write`.
    """

    def __init__(self, plan: AssetPlan, config: MkDocsConfig, *, on_request: bool) -> None:
        super().__init__(
            plan.address,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            dest_uri=plan.address,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.plan = plan
        self.on_request = on_request
        self.generated_by = "journeybook"

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file into the site, unless somebody else does it on request."""
        if not self.on_request:
            self.write()

    def write(self, write: WriteOutput = write_output) -> None:
        """Make the file and write it into the site."""
        write(self.abs_dest_path, self._content)

    @property
    def _content(self) -> bytes:  # type: ignore[override]
        # The content for MkDocs and for plugins. Bytes, because MkDocs would convert line ends of
        # text, and calendars and tables need CRLF on every system.
        made = self.plan.make()
        if isinstance(made, bytes):
            return made
        is_page = self.dest_uri.endswith(".html")
        return (file_links(made) if is_page and not self.use_directory_urls else made).encode()


def sources_of(config: MkDocsConfig) -> Sources:
    """The places of a site's sources; the configuration's path may be relative (`-f`)."""
    settings = Path(config.config_file_path or "mkdocs.yml").resolve()
    return Sources(settings.parent, Path(config.docs_dir).resolve(), settings)


def add_pages(
    files: Files,
    config: MkDocsConfig,
    sources: Sources,
    pages: Iterable[PagePlan],
    *,
    at: Callable[[str], str],
    in_nav: Container[str] = (),
) -> list[Diagnostic]:
    """Add each page; returns diagnostics for pages whose old and new addresses are both taken.

    Two pages never write the same file: the site's own page stays, and the clash is a diagnostic.
    `at` gives the address in the site of an address of the portal, `in_nav` are the paths of pages
    that a navigation plugin may include without naming them.
    """
    taken = taken_addresses(files)
    clashes = []
    for plan in pages:
        address = at(plan.address)
        uri = source_uri(address)
        dest = destination(address)
        there = taken.get(address)
        if there is not None:
            clashes.append(_clash(plan.title, there, sources))
            continue
        file = GeneratedFile(
            uri,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            dest_uri=dest,
            inclusion=InclusionLevel.INCLUDED if uri in in_nav else InclusionLevel.NOT_IN_NAV,
        )
        file.plan = plan
        if plan.source:
            # The file of a page is its source, so that plugins that ask git for dates get the right
            # ones.
            file.abs_src_path = str(sources.root / plan.source)
            file.edit_uri = sources.edit_uri(plan.source)
        else:
            # Many plugins expect that every page has a file. This page is made of all sources and
            # has none of its own; the configuration of the site stands in.
            file.abs_src_path = str(sources.settings)
            file.generated_by = "journeybook"
        file._content = ""  # noqa: SLF001 - the setter would take the path away; a plugin that reads the page's Markdown must not get YAML
        files.append(file)
    return clashes


def add_assets(
    files: Files,
    config: MkDocsConfig,
    sources: Sources,
    plans: Iterable[AssetPlan],
    on_request: Container[str] = (),
) -> list[Diagnostic]:
    """Add each generated file, those `on_request` without writing them; returns the clashes."""
    taken = {file.dest_uri: file for file in files}
    clashes = []
    for plan in plans:
        there = taken.get(plan.address)
        if there is not None:
            clashes.append(_clash(plan.address, there, sources))
            continue
        files.append(GeneratedAsset(plan, config, on_request=plan.address in on_request))
    return clashes


class PersonaPicture(File):
    """A picture that is published without comments, camera data or what follows its end."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write the picture; a damaged one, of which that cannot be told, as it is."""
        assert self.abs_src_path is not None
        source, target = Path(self.abs_src_path), Path(self.abs_dest_path)
        content = source.read_bytes()
        with contextlib.suppress(ImageDataError):
            content = image_data(content, source.suffix)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def add_photos(files: Files, config: MkDocsConfig, folder: Path, photos: Mapping[str, str]) -> None:
    """Add pictures from `folder`, each by its name at an address; missing pictures are skipped."""
    for name, address in photos.items():
        picture = folder / name
        if picture.is_symlink() or not picture.is_file() or address in files.src_uris:
            continue
        file = PersonaPicture(
            address,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        file.abs_src_path = str(picture)
        files.append(file)


def _clash(title: str, there: File, sources: Sources) -> Diagnostic:
    return site_rules.page_in_the_way.at(
        Place(sources.docs_path + there.src_uri),
        f"this stands where the portal puts `{title}`, which finds no other place",
        "rename or remove it; what clashes goes to a folder `journeybook/`, which has to be free for it",
    )
