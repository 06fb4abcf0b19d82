"""The plan of the portal's pages in one build, placed around the site's own pages."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import PrefixedLogger
from mkdocs.structure.files import File

from journeybook.history.edits import History
from journeybook.library.objects import Library
from journeybook.mkdocs_plugin.build import Build, OwnFiles
from journeybook.mkdocs_plugin.build_reader import BuildReader
from journeybook.mkdocs_plugin.path_pages import written_pages
from journeybook.mkdocs_plugin.site_files import taken_addresses
from journeybook.pages.moved_pages import moved_addresses
from journeybook.pages.page import AssetPlan
from journeybook.pages.portfolio import Portfolio
from journeybook.site import scripts, stylesheets
from journeybook.site.failure_page import guarded_asset
from journeybook.site.rule_texts import rule_texts
from journeybook.site.scripts import script, script_address
from journeybook.site.site_plan import (
    SitePlan,
    SitePlanError,
    failure_plan,
    plan_site,
    report_moves,
    with_findings,
)
from journeybook.site.stylesheets import stylesheet, stylesheet_address
from journeybook.sources.docs_folder import is_page

ReadHistory = Callable[[], History]


def plan_build(
    build: Build,
    reader: BuildReader,
    config: MkDocsConfig,
    own: OwnFiles,
    log: PrefixedLogger,
    *,
    earlier: Portfolio | None = None,
    again: bool = False,
) -> SitePlan:
    """Plan the site of a build, as `planned_site` does, and note in the build what it is."""
    build.own = own
    plan = planned_site(
        build,
        config,
        own,
        home=reader.options.home,
        history=lambda: reader.history(build.portal),
        log=log,
        earlier=earlier,
        again=again,
    )
    build.plan, build.portfolio = plan, plan.portfolio
    build.pictures = reader.pictures(build) if build.preview else {}
    return plan


def planned_site(
    build: Build,
    config: MkDocsConfig,
    own: OwnFiles,
    *,
    home: str | None,
    history: ReadHistory,
    log: PrefixedLogger,
    earlier: Portfolio | None = None,
    again: bool = False,
) -> SitePlan:
    """The plan for a site that has its `own` files, with a log entry for each moved page or file.

    The addresses of files are those in the site, those of pages are in the portal until they are
    added. `home` is the configured address of the home page. In a preview nothing raises: an
    exception becomes a page that shows it. What was computed for the `earlier` portfolio is taken
    over where it is the same. What is planned `again` has been logged.
    """
    taken = _taken(build, config, own.files)
    plan = _planned(build, config, own, taken, home=home, history=history, log=log, earlier=earlier)
    for line in () if again else report_moves(plan, taken):
        log.info("%s", line)
    at = plan.portfolio.at
    assets = (asset.placed_at(at(asset.address)) for asset in plan.assets)
    plan = replace(plan, assets=(*assets, *_theme_assets(build.portal.today)))
    if not build.preview:
        return plan
    plan = with_findings(plan, build.portal.broken, build.found, build.texts)
    return replace(plan, assets=tuple(guarded_asset(asset, log) for asset in plan.assets))


def _theme_assets(today: datetime.date | None) -> Iterator[AssetPlan]:
    """The stylesheets and scripts of the theme."""
    for name in (stylesheets.BASE, *stylesheets.PARTS):
        yield AssetPlan(stylesheet_address(name), partial(stylesheet, name))
    for name in (scripts.BASE, *scripts.FETCHED):
        yield AssetPlan(script_address(name), partial(script, name, today))


def _taken(build: Build, config: MkDocsConfig, files: Iterable[File]) -> dict[str, str]:
    """The addresses that the site uses, each with its file as diagnostics write it."""
    # A page that a preview refuses keeps its address, for when it is corrected.
    refused = (File.generated(config, uri, content="") for uri in build.docs.refused if is_page(uri))
    return {
        address: build.sources.docs_path + file.src_uri
        for address, file in taken_addresses([*files, *refused]).items()
    }


def _planned(
    build: Build,
    config: MkDocsConfig,
    own: OwnFiles,
    taken: Mapping[str, str],
    *,
    home: str | None,
    history: ReadHistory,
    log: PrefixedLogger,
    earlier: Portfolio | None,
) -> SitePlan:
    library = build.portal.library
    moved = moved_addresses(taken, library, home)
    try:
        portfolio = Portfolio(
            library,
            config.site_name,
            own.guides,
            build.portal.today,
            site_url=config.site_url or None,
            written=written_pages(library, own.files, config.nav, build.docs.mentions),
            history=history(),
            rules=rule_texts(),
            moved=moved,
            folders=config.use_directory_urls,
            earlier=earlier,
        )
        if build.cache is not None:
            build.cache.restore(portfolio)
        planned = build.planned if earlier is None else None
        if planned is not None:
            planned.restore(portfolio)
        try:
            plan = plan_site(portfolio, taken)
        except SitePlanError as fault:
            if not build.preview:
                raise PluginError(str(fault)) from None
            log.error("%s", fault)  # noqa: TRY400 - a line about the settings, and no fault in code
            return plan_site(portfolio.moved_to(moved_addresses(taken, library)), taken)
        if planned is not None:
            portfolio.relate()
            planned.note(portfolio)
        return plan  # noqa: TRY300 - what fails above has a page of its own
    except Exception as error:
        if not build.preview:
            raise
        log.exception("the portal cannot be planned")
        return failure_plan(Portfolio(Library(), config.site_name, moved=moved), error)
