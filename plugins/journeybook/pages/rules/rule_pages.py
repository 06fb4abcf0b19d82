"""The rules of `journeybook check`: a list by family, and a page for each with examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial

from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.markers import N_
from journeybook.pages.page import Crumb, Page, PagePlan, SearchRecord
from journeybook.pages.page_context import PageContext
from journeybook.pages.portfolio import Portfolio
from journeybook.pages.rules.rule_text import FAMILIES, LEVEL_MEANS, LEVEL_TITLES, ROOT, RuleText
from journeybook.prose.rendering import plain_text
from journeybook.text.escape import escaped

TITLE = N_("Rules")
LEAD = N_("What `journeybook check` looks for, why it matters to readers, and how to fix it.")


def rule_plans(portfolio: Portfolio) -> Iterator[PagePlan]:
    """The list, and the page of each rule that has one; none without rules."""
    if portfolio.rules:
        yield PagePlan(ROOT, _(TITLE), None, None, partial(_make_list, portfolio))
    for index, rule in enumerate(portfolio.rules):
        if rule.why:
            yield PagePlan(
                rule.address, f"{rule.code} {rule.name}", None, None, partial(_make_rule, portfolio, index)
            )


def _make_list(portfolio: Portfolio) -> Page:
    context = PageContext(portfolio, ROOT)
    crumbs = context.crumbs(Crumb(_(TITLE), None))
    rules = portfolio.rules
    families = [
        (key, _(title), _(about), found)
        for key, title, about in FAMILIES
        if (found := [rule for rule in rules if rule.code.startswith(key)])
    ]
    levels: Counter[str] = Counter(rule.level for rule in rules)
    body = context.render(
        "rules/rules.html",
        crumbs=crumbs,
        lead=_(LEAD),
        said=_,
        families=families,
        levels=[
            (level, word, levels[level], LEVEL_MEANS[level])
            for level, word in LEVEL_TITLES.items()
            if levels[level]
        ],
        total=len(rules),
        mending=sum(rule.mends for rule in rules),
    )
    return Page(
        ROOT,
        _(TITLE),
        body,
        context.plain(_(LEAD)),
        crumbs=crumbs,
        search=_record([rule for rule in rules if not rule.why]),
    )


def _make_rule(portfolio: Portfolio, at: int) -> Page:
    rule = portfolio.rules[at]
    context = PageContext(portfolio, rule.address)
    crumbs = context.crumbs(Crumb(_(TITLE), ROOT), Crumb(rule.code, None))
    with_page = [each for each in portfolio.rules if each.why]
    here = with_page.index(rule)
    family = _(next((title for key, title, _about in FAMILIES if rule.code.startswith(key)), TITLE))
    body = context.render(
        "rules/rule.html",
        crumbs=crumbs,
        rule=rule,
        said=_,
        family=family,
        before=with_page[here - 1] if here else None,
        after=with_page[here + 1] if here + 1 < len(with_page) else None,
        alone=len({*rule.before, *rule.bad, *rule.good}) == 1,
    )
    title = f"{rule.code} {rule.name}"
    return Page(
        rule.address,
        title,
        body,
        context.plain(_(rule.what)),
        crumbs=crumbs,
        search=_record([rule], whole=True),
    )


def _record(rules: list[RuleText], *, whole: bool = False) -> SearchRecord:
    """The search record: rules by code, name and meaning."""
    lines = [] if whole else [f'<h1 id="jp--rules">{escaped(_(TITLE))}</h1>']
    for rule in rules:
        mark = ("h1", f"jp--{rule.code}") if whole else ("h2", rule.code)
        lines.append(
            f'<{mark[0]} id="{mark[1]}">{rule.code} {escaped(rule.name.replace("-", " "))}</{mark[0]}>'
        )
        lines += [
            f"<p>{escaped(plain_text(each, {}))}</p>"
            for each in (rule.name, *(_(text) for text in (rule.what, rule.why, rule.fix) if text))
        ]
    meta: Mapping[str, str] = {
        "kind": _("Rule"),
        **({"title": f"{rules[0].code} {rules[0].name}"} if whole else {}),
    }
    return SearchRecord(body="\n".join(lines), filters={"kind": (_("Rule"),)}, meta=meta, reference=True)
