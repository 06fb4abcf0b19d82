"""The programs that can build a portal, and which one the files of a portal call.

MkDocs and ProperDocs run the plugin. Zensical reads `mkdocs.yml` too, but ignores unknown plugins
silently and publishes a site without journeys; the plugin cannot warn because it does not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place
from journeybook.rules import site_rules

UNSUPPORTED_PLUGINS = {
    "i18n": "it makes the site once for each language, of files in the folder of pages alone, and loses pages that are made "
    "from maps: give the portal a `mkdocs.yml` of its own without `i18n`, and link to it from the other site",
}
"""Plugins that keep a portal from being built, by their name in `plugins:`: reason and help."""

ZENSICAL_SETTINGS = "zensical.toml"

_RECIPES = (
    "Makefile",
    "makefile",
    "GNUmakefile",
    "justfile",
    "Justfile",
    "Taskfile.yml",
    "tox.ini",
    "noxfile.py",
    "package.json",
    "Dockerfile",
    "netlify.toml",
    ".readthedocs.yaml",
    ".gitlab-ci.yml",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
    ".circleci/config.yml",
)
_WORKFLOWS = ".github/workflows"
_RECIPE_BYTES = 256_000
_RUN = re.compile(r"\b(zensical|mkdocs|properdocs|journeybook)[\"',\s]+(?:build|serve|gh-deploy)\b")
_WAY_OUT = "build it with `journeybook build`; Zensical runs no plugin but those it knows"


def host_findings(root: Path) -> tuple[Diagnostic, ...]:
    """A warning if the files of a portal call Zensical and no other host.

    These files are `zensical.toml` and recipes. An installed Zensical is no reason for the warning:
    it may be there for another site.
    """
    calls: dict[str, Place] = {}
    for place, program, _ in _calls(root):
        calls.setdefault(program, place)
    if calls.keys() & {*HOSTS, "journeybook"}:
        return ()
    if "zensical" not in calls and not (root / ZENSICAL_SETTINGS).is_file():
        return ()
    return (
        site_rules.plugin_passed_over.at(
            calls.get("zensical", Place(ZENSICAL_SETTINGS)),
            "this site is built by Zensical, which passes over the plugin `journeybook`: it gets no page of the portal",
            _WAY_OUT,
        ),
    )


@dataclass(frozen=True, slots=True)
class HostProgram:
    """An installed program that builds portals: its module, name and version."""

    module: str
    name: str
    version: str


HOSTS = {"mkdocs": "MkDocs", "properdocs": "ProperDocs"}
"""The programs that run the plugin, by module; the first is the default."""


def host_program(root: Path) -> HostProgram | None:
    """The program called by recipes of the portal in `root`, else the first installed one."""
    called = {program for _, program, _ in _calls(root)}
    installed = [each for each in map(_installed, HOSTS) if each is not None]
    return next((each for each in installed if each.module in called), next(iter(installed), None))


def _installed(module: str) -> HostProgram | None:
    try:
        return HostProgram(module, HOSTS[module], version(module))
    except PackageNotFoundError:
        return None


def builds_strictly(root: Path) -> bool:
    """Whether a recipe of the portal builds it so that warnings stop the build."""
    return any("--strict" in line for _, _, line in _calls(root))


def _calls(root: Path) -> Iterator[tuple[Place, str, str]]:
    """Each program that a recipe calls to build a site: place, program, and the whole line."""
    workflows = root / _WORKFLOWS
    names = [*_RECIPES]
    if workflows.is_dir():
        found = sorted(each.name for each in workflows.iterdir() if each.suffix in (".yml", ".yaml"))
        names += [f"{_WORKFLOWS}/{each}" for each in found]
    for name in names:
        for number, line in enumerate(_lines(root / name), 1):
            call = None if line.lstrip().startswith("#") else _RUN.search(line)
            if call:
                yield Place(name, number, call.start() + 1, len(call[0])), call[1], line


def _lines(path: Path) -> list[str]:
    try:
        if not path.is_file() or path.stat().st_size > _RECIPE_BYTES:
            return []
        return path.read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return []
