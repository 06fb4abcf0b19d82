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


@rule("JB916", "page-beyond-limit", Severity.ERROR)
def page_beyond_limit() -> None:
    """A hand-written page is larger, or its marks are nested deeper, than what is made into
    HTML.
    """


@rule("JB917", "page-takes-too-long", Severity.ERROR)
def page_takes_too_long() -> None:
    """Making HTML of a hand-written page takes longer than a page may."""


@rule("JB921", "plugin-passed-over", Severity.WARNING)
def plugin_passed_over() -> None:
    """The program that builds the site ignores the plugin."""


@rule("JB931", "script-in-site", Severity.ERROR)
def script_in_site() -> None:
    """A built site holds a script that is neither the portal's nor the theme's.

    Why: A script in a page does whatever its reader may do. Those of the portal and the theme are
    files with known contents; any other one came in through a source.

    Fix: Remove it from the page. Where the site brings it by intention, name its hash below
    `policy:` of the plugin, or its file in `extra_javascript`.
    """


@rule("JB932", "address-of-another-host", Severity.ERROR)
def address_of_another_host() -> None:
    """A built site loads something from another host. Links that readers follow are none of it.

    Why: The other host learns who reads what, and can change what is shown.

    Fix: Put the file into `docs/`, or name its source below `policy:` of the plugin.
    """


@rule("JB933", "unexpected-file", Severity.ERROR)
def unexpected_file() -> None:
    """A built site holds a file of a kind that no portal has, or one that is not what its name
    says.

    Why: A server hands out whatever lies in the site's folder, and a browser opens it at the
    portal's address.

    Fix: Remove the file, or allow its ending with `--allow`.
    """


@rule("JB934", "page-without-policy", Severity.ERROR)
def page_without_policy() -> None:
    """A page of a built site carries no Content Security Policy, or a weaker one than the site's.

    Why: On hosts where nobody sets headers, the policy in the page is the only one.

    Fix: Build the page with the portal's templates. A file that was copied as it is carries what
    its author wrote.
    """
