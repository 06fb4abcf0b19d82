"""Results about the site: its settings, theme, host and requirements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from journeybook.checks.settings import SettingsError, read_settings
from journeybook.doctor.result import Result, advice, ok, problem
from journeybook.doctor.site_host import UNSUPPORTED_PLUGINS, builds_strictly, host_findings
from journeybook.i18n.catalog import SOURCE_LANGUAGE, supported
from journeybook.sources.portal_location import PortalLocation
from journeybook.sources.site_settings import NAMES, SiteSettings

EXTENSIONS = ("admonition", "attr_list", "footnotes")
"""Markdown extensions that `init` adds to the default ones of MkDocs."""

_BARE = re.compile(r"^[ \t]*journeybook[ \t]*(?:\[[^\]]*\][ \t]*)?(?:[=~<>!].*)?$", re.MULTILINE)


def site_results(layout: PortalLocation) -> Iterator[Result]:
    """The results about the files that set up the site."""
    settings = layout.settings
    if settings is None:
        yield _no_settings(layout)
    else:
        yield from _settings(settings, strict=settings.strict or builds_strictly(layout.root))
    yield from (
        problem("host", f"{each.message} ({each.place})", each.help or "")
        for each in host_findings(layout.root)
    )
    try:
        read_settings(layout.root)
    except SettingsError as fault:
        yield problem("rules", str(fault), "mend that setting")
    yield from _requirements(layout.root)


def _no_settings(layout: PortalLocation) -> Result:
    there = next((name for name in NAMES if (layout.root / name).is_file()), None)
    if there:
        return problem("settings", f"{there} cannot be read", "mend it; `mkdocs build` says what is wrong")
    return problem("settings", "there is no mkdocs.yml here", "journeybook init, or name the portal's folder")


def _settings(settings: SiteSettings, *, strict: bool) -> Iterator[Result]:
    file = settings.file
    if settings.plugin:
        yield ok("plugin", f"{file} names the plugin")
    else:
        yield problem(
            "plugin", f"{file} does not name the plugin", f"add `- journeybook` below `plugins:` in {file}"
        )
    for name, why in UNSUPPORTED_PLUGINS.items():
        if name in settings.plugins:
            yield problem("plugin", f"the plugin `{name}` cannot be used beside `journeybook`", why)
    if settings.theme != "material":
        yield problem(
            "theme",
            f"the site has another theme than Material, or none, in {file}",
            "theme: {name: material}",
        )
    if (
        settings.language
        and settings.language != SOURCE_LANGUAGE
        and supported(settings.language) == SOURCE_LANGUAGE
    ):
        yield advice(
            "language",
            f"the site is in `{settings.language}`, and the portal's own words are English",
            "there is nothing to do: pages say which words are English; `language:` in a map says what its texts are in",
        )
    missing = [each for each in EXTENSIONS if each not in settings.extensions]
    if missing:
        yield advice(
            "markdown",
            f"pages cannot use {', '.join(f'`{each}`' for each in missing)}",
            f"add {'it' if len(missing) == 1 else 'them'} below `markdown_extensions:` in {file}",
        )
    else:
        yield ok("markdown", "notes, attributes and footnotes can be used in pages")
    if strict:
        yield ok("strict", "a broken link in a page stops a build")
    else:
        yield advice(
            "strict",
            "a broken link in a page stops a build only with `--strict`",
            f"`strict: true` in {file}, or `journeybook build --strict` wherever it is published",
        )
    if not settings.site_url:
        yield advice(
            "address",
            "feeds, calendars and links in exports need the portal's address",
            f"`site_url:` in {file}",
        )
    if not (settings.repo_url or settings.edit_links):
        yield advice(
            "address", "pages have no link to their source", f"`repo_url:` or `edit_uri_template:` in {file}"
        )


def _requirements(root: Path) -> Iterator[Result]:
    for path in sorted(root.glob("requirements*.txt")):
        try:
            text = path.read_text("utf-8", errors="replace")
        except OSError:
            continue
        if _BARE.search(text):
            yield problem(
                "install",
                f"{path.name} names `journeybook` by its name alone: whoever registers it at an index runs their code here",
                "delete that line and run `journeybook ci github --write` (or gitlab), which pins it by commit or hash",
            )
