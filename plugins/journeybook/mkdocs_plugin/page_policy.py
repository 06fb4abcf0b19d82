"""The Content Security Policy of a site's pages, and what on them it blocks."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal

from mkdocs.config.base import BaseConfigOption, ValidationError
from mkdocs.config.defaults import MkDocsConfig

from journeybook.diagnostics import Diagnostic, Place
from journeybook.mkdocs_plugin.site_config import SCRIPT
from journeybook.rules import site_rules
from journeybook.site.content_policy import EXTENSIBLE, Additions, policy, source

PolicySetting = Literal["auto", "strict", "off"] | dict[str, list[str]]

QUIET_PLUGINS = frozenset(
    {
        *("journeybook", "search", "tags", "meta", "blog", "info", "group", "typeset", "optimize", "privacy"),
        *(
            "awesome-nav",
            "awesome-pages",
            "literate-nav",
            "section-index",
            "exclude",
            "redirects",
            "gen-files",
        ),
        *("git-revision-date-localized", "git-revision-date", "git-authors", "git-committers", "rss"),
        *("macros", "include-markdown", "autorefs", "same-dir", "monorepo", "table-reader"),
    }
)
"""Plugins known to add no script or style to a page, by their name without the theme's."""

_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_IN_TEMPLATES = re.compile(
    r"<(?:script|style|iframe)\b|\s(?:style|on[a-z]+)=|\bsrc=[\"']?(?:https?:)?//", re.IGNORECASE
)
_ON_PAGES: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        "script-src",
        re.compile(r"<script\b(?![^>]*\ssrc=)(?![^>]*\stype=[\"']?application/(?:ld\+)?json)", re.IGNORECASE),
        "a script",
    ),
    (
        "script-src",
        re.compile(r"<script\b[^>]*\ssrc=[\"']?(?:https?:)?//", re.IGNORECASE),
        "a script of another host",
    ),
    ("script-src", re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE), "an attribute that runs script"),
    (
        "script-src",
        re.compile(r"<(?:pre|div)\b[^>]*\sclass=[\"']?mermaid\b", re.IGNORECASE),
        "a Mermaid diagram, which the theme draws with a script of another host",
    ),
    ("style-src", re.compile(r"<style\b|<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE), "a style"),
    (
        "img-src",
        re.compile(r"<(?:img|source)\b[^>]*\ssrc(?:set)?=[\"']?(?:https?:)?//", re.IGNORECASE),
        "a picture of another host",
    ),
    ("frame-src", re.compile(r"<iframe\b", re.IGNORECASE), "a frame"),
    ("media-src", re.compile(r"<(?:video|audio)\b", re.IGNORECASE), "a film or a sound"),
    ("object-src", re.compile(r"<(?:object|embed)\b", re.IGNORECASE), "an embedded object"),
    ("form-action", re.compile(r"<form\b[^>]*\saction\s*=", re.IGNORECASE), "a form"),
)


class PolicyOption(BaseConfigOption[PolicySetting]):
    """`auto`, `strict`, `false`, or sources to add to the strict policy, by directive."""

    def __init__(self) -> None:
        super().__init__()
        self.default = "auto"

    def run_validation(self, value: object) -> PolicySetting:
        """The setting in a uniform form, with sources as in a policy."""
        match value:
            case "auto" | "strict":
                return value
            case True:
                return "strict"
            case False:
                return "off"
            case dict():
                return {str(name): _sources(str(name), said) for name, said in value.items()}
        raise ValidationError(
            "expected `auto`, `strict`, `false`, or sources by directive such as `img-src: [https:]`"
        )


def _sources(name: str, said: object) -> list[str]:
    if name not in EXTENSIBLE:
        raise ValidationError(f"`{name[:40]}` takes no sources, expected one of {', '.join(EXTENSIBLE)}")
    words = said.split() if isinstance(said, str) else said
    if not isinstance(words, list):
        raise ValidationError(f"`{name}` takes a list of sources such as `[https://cdn.example]`")
    found = []
    for word in words:
        written = source(str(word))
        if written is None:
            raise ValidationError(
                f"`{str(word)[:60]}` is no source for `{name}`, expected one such as https://cdn.example"
            )
        found.append(written)
    return found


def site_policy(setting: PolicySetting, config: MkDocsConfig) -> tuple[str | None, str | None]:
    """The policy of every page, or None with the reason: the site's own code."""
    if setting == "off":
        return None, None
    own = ", ".join(own_code(config)) if setting == "auto" else ""
    if own:
        return None, f"pages carry no Content-Security-Policy, because of {own}: see the option `policy`"
    return policy(_additions(setting)), None


def own_code(config: MkDocsConfig) -> Iterator[str]:
    """The parts of a site's configuration that the strict policy blocks, or may block."""
    if any(str(each) != SCRIPT for each in config.extra_javascript):
        yield "extra_javascript"
    if any(_FOREIGN.match(str(each)) for each in config.extra_css):
        yield "extra_css"
    yield from (f"extra.{name}" for name in ("analytics", "consent") if config.extra.get(name))
    icons = config.theme.get("icon") or {}
    yield from (f"theme.icon.{name}" for name in ("admonition", "annotation", "tag") if icons.get(name))
    if config.theme.custom_dir and _templates_need_more(Path(config.theme.custom_dir)):
        yield "theme.custom_dir"
    if config.hooks:
        yield "hooks"
    for name in config.plugins:
        if (
            name.rpartition("/")[2] not in QUIET_PLUGINS
            and not name.startswith("hooks")
            and name not in config.hooks
        ):
            yield f"plugin {name}"
    fences = config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences") or ()
    if any(isinstance(fence, dict) and fence.get("class") == "mermaid" for fence in fences):
        yield "Mermaid diagrams"


def _templates_need_more(folder: Path) -> bool:
    for path in sorted(folder.rglob("*.html")):
        try:
            if _IN_TEMPLATES.search(path.read_text("utf-8")):
                return True
        except (OSError, UnicodeDecodeError):
            return True
    return False


def _additions(setting: PolicySetting) -> Additions:
    return setting if isinstance(setting, dict) else {}


def held_back(html: str, setting: PolicySetting, file: str) -> Iterator[Diagnostic]:
    """What the policy blocks on a hand-written page, except directives with added sources."""
    let: Collection[str] = _additions(setting)
    for directive, pattern, what in _ON_PAGES:
        if directive not in let and pattern.search(html):
            yield site_rules.held_by_policy.at(
                Place(file),
                f"this page holds {what}, which its policy keeps from working",
                f"remove it, or add its source to `policy: {{{directive}: […]}}` of the plugin in `mkdocs.yml`",
            )
