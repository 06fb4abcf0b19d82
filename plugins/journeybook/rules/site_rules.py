"""Rules about hand-written pages, and about the program that builds the site."""

from __future__ import annotations

from journeybook.diagnostics import Severity
from journeybook.rules.rule import rule


@rule("JB901", "page-in-the-way", Severity.ERROR)
def page_in_the_way() -> None:
    """A page or file stands where the portal puts one of its own, which finds no other place."""


@rule("JB902", "unreadable-page", Severity.ERROR)
def unreadable_page() -> None:
    """A hand-written page cannot be read."""


@rule("JB911", "name-not-shown", Severity.ERROR)
def name_not_shown() -> None:
    """A hand-written page or a file beside it has a name that cannot be used."""


@rule("JB912", "link-out-of-docs", Severity.ERROR)
def link_out_of_docs() -> None:
    """A link in the folder of hand-written pages leads out of it."""


@rule("JB913", "unread-front-matter", Severity.ERROR)
def unread_front_matter() -> None:
    """The front matter of a hand-written page cannot be used."""


@rule("JB914", "unused-front-matter", Severity.WARNING)
def unused_front_matter() -> None:
    """Something in the front matter of a hand-written page is not used."""


@rule("JB915", "held-by-policy", Severity.WARNING)
def held_by_policy() -> None:
    """A hand-written page holds what its policy keeps from working."""


@rule("JB921", "plugin-passed-over", Severity.WARNING)
def plugin_passed_over() -> None:
    """The program that builds the site passes over the plugin."""
