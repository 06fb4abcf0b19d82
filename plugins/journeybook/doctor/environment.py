"""Results about the installation: Python, the host, the theme and the search program."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version

from journeybook.doctor.result import Result, advice, ok, problem
from journeybook.scaffold.origin import GitCommit, WheelFile, origin_of
from journeybook.search.pagefind_client import SearchUnavailableError, pagefind_program

INSTALL = "install what the portal's requirements files list, as its README says"


def environment_results(*, search: bool) -> Iterator[Result]:
    """The results about the installation; `search` is whether the portal makes a search index."""
    yield ok("python", f"Python {platform.python_version()}")
    yield _journeybook()
    yield from _hosts()
    yield _material()
    yield _search(wanted=search)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:2]))


def _journeybook() -> Result:
    try:
        installed = distribution("journeybook")
    except PackageNotFoundError:
        return advice("journeybook", "it runs from its sources and is not installed", INSTALL)
    origin = origin_of(installed.read_text("direct_url.json"))
    source = ""
    if isinstance(origin, GitCommit):
        source = f", commit {origin.commit[:12]} of {origin.url}"
    elif isinstance(origin, WheelFile):
        source = ", from a wheel"
    return ok("journeybook", f"journeybook {installed.version}{source}")


def _hosts() -> Iterator[Result]:
    mkdocs, properdocs, zensical = map(_version, ("mkdocs", "properdocs", "zensical"))
    found = [f"{name} {each}" for name, each in (("MkDocs", mkdocs), ("ProperDocs", properdocs)) if each]
    if not found:
        yield problem("host", "neither MkDocs nor ProperDocs is installed", INSTALL)
    elif any(not (1, 6) <= _numbers(each) < (2,) for each in (mkdocs, properdocs) if each):
        yield problem(
            "host",
            f"the plugin runs in version 1.6 of either, and here is {' and '.join(found)}",
            'python -m pip install "mkdocs>=1.6,<2"',
        )
    else:
        yield ok("host", " and ".join(found))
    if zensical:
        yield advice(
            "host",
            f"Zensical {zensical} is installed too, and passes over the plugin without a word",
            "build the portal with `journeybook build`",
        )


def _material() -> Result:
    material = _version("mkdocs-material")
    if material is None:
        return problem("theme", "Material for MkDocs is not installed", INSTALL)
    if not (9, 7) <= _numbers(material) < (10,):
        return problem(
            "theme",
            f"the portal is made for Material for MkDocs 9.7 and later, and here is {material}",
            'python -m pip install "mkdocs-material>=9.7,<10"',
        )
    return ok("theme", f"Material for MkDocs {material}")


def _search(*, wanted: bool) -> Result:
    if not wanted:
        return ok("search", "the portal is built without search, as its settings say")
    try:
        pagefind_program()
    except SearchUnavailableError as fault:
        return advice("search", "the portal is built without search", str(fault))
    return ok("search", f"Pagefind {_version('pagefind') or ''}".strip())
