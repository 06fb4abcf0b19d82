"""Checks fields of front matter that name files of the theme, as missing ones break pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import jinja2
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage

from journeybook.diagnostics import Diagnostic
from journeybook.mkdocs_plugin.escaped_values import html_data, html_link
from journeybook.mkdocs_plugin.log_report import Log
from journeybook.rules import site_rules
from journeybook.sources.markdown.page_fields import Fields, Judge, fitting
from journeybook.sources.yaml.nodes import Scalar, data_of
from journeybook.text.characters import visible

_TEMPLATE = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.html", re.ASCII)
_ICON = re.compile(r"(?:[\w-]+/)*[\w-]+", re.ASCII)


def theme_judge(folders: Sequence[str]) -> Judge:
    """A judge that reports template, icon and target of a page that are not in `folders`."""

    def there(path: str) -> bool:
        return any(Path(folder, path).is_file() for folder in folders)

    def judge(fields: Fields) -> Iterator[Diagnostic]:
        for name, entry in fields.items():
            value = entry.value
            if name == "categories" and "<" in str(data_of(value)):
                yield site_rules.unread_front_matter.at(
                    value.place,
                    "a category holds `<`, and the blog writes its name into a page as Markdown",
                    "name it without markup",
                )
            if not isinstance(value, Scalar) or value.is_null:
                continue
            text, shown = value.text, visible(value.text[:60])
            if name == "template" and not (_TEMPLATE.fullmatch(text) and there(text)):
                yield site_rules.unread_front_matter.at(
                    value.place,
                    f"the theme has no template `{shown}`",
                    "remove the line, or write `main.html`",
                )
            elif name == "icon" and not (_ICON.fullmatch(text) and there(f".icons/{text}.svg")):
                yield site_rules.unread_front_matter.at(
                    value.place,
                    f"the theme has no icon `{shown}`",
                    "write one such as `material/map`, or remove the line",
                )
            elif name == "location" and html_link(text) == "#" and text != "#":
                yield site_rules.unread_front_matter.at(
                    value.place,
                    f"`{shown}` is no address that a page may lead to",
                    "begin it with https:// or /",
                )

    return judge


def drop_misfits(page: MkDocsPage) -> None:
    """Remove front matter that the theme cannot process, and convert tags to texts.

    Material prints tags while it reads them, during the event for a page's Markdown.
    """
    for name, value in list(page.meta.items()):
        fitted = fitting(name, value)
        if fitted is None and value is not None:
            del page.meta[name]
        else:
            page.meta[name] = html_data(fitted) if name == "tags" else fitted


def drop_unknown(files: Files, env: jinja2.Environment, log: Log) -> None:
    """Remove templates and icons that the theme lacks, with a warning."""
    assert env.loader, "MkDocs' environment has the theme's folders"
    pages = [
        file.page for file in files.documentation_pages(inclusion=lambda _: True) if file.page is not None
    ]
    for page in pages:
        for name, path in (("template", "{}"), ("icon", ".icons/{}.svg")):
            value = page.meta.get(name)
            if value is None:
                continue
            try:
                env.loader.get_source(env, path.format(value))
            except (jinja2.TemplateNotFound, ValueError, OSError):
                del page.meta[name]
                shown = visible(str(value)[:60])
                log.warning("%s: the theme has no %s `%s`", page.file.src_uri, name, shown)
