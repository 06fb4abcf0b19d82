"""Results about the sources: the folders, and their history in git."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from journeybook.doctor.result import Result, advice, ok, problem
from journeybook.history.git import GitError, NoRepositoryError, open_repository
from journeybook.sources.portal_location import PortalLocation

_ENDINGS = (".yml", ".yaml", ".md")


def source_results(layout: PortalLocation) -> Iterator[Result]:
    """The results about the folders of maps and pages, and about git."""
    yield _maps(layout)
    docs = layout.docs_folder
    if docs.is_dir():
        yield ok("docs", f"pages in {layout.docs}/")
    else:
        yield problem(
            "docs",
            f"there is no folder {layout.docs}/, and MkDocs builds nothing without it",
            f"make {layout.docs}/",
        )
    yield _history(layout.maps_folder if layout.maps_folder.is_dir() else layout.root)


def _maps(layout: PortalLocation) -> Result:
    folder = layout.maps_folder
    if not folder.is_dir():
        return problem(
            "maps",
            f"there is no folder {layout.maps}/",
            "journeybook init writes an example; `maps:` below `journeybook:` in mkdocs.yml names another folder",
        )
    count = sum(1 for path in folder.rglob("*") if path.suffix in _ENDINGS and path.is_file())
    if not count:
        return advice("maps", f"{layout.maps}/ is empty", "journeybook new journey")
    return ok("maps", f"{count} {'source' if count == 1 else 'sources'} in {layout.maps}/")


def _history(folder: Path) -> Result:
    without = "the portal is built without its page of changes"
    try:
        repository = open_repository(folder)
    except NoRepositoryError:
        return advice("git", f"the maps are in no git repository: {without}", "git init, and commit them")
    except GitError as fault:
        return advice("git", f"{fault.message}: {without}", fault.way_out or "mend that")
    if repository.shallow:
        return advice(
            "git",
            f"this clone holds only the newest part of its history: {without}",
            'git fetch --unshallow; in a recipe, `fetch-depth: 0` (GitHub) or `GIT_DEPTH: "0"` (GitLab)',
        )
    count = repository.ask("rev-list", "--count", "HEAD")
    if count is None:
        return advice("git", f"nothing is committed yet: {without}", "commit the maps")
    return ok(
        "git", f"a repository with its whole history, {count} {'commit' if count == '1' else 'commits'}"
    )
