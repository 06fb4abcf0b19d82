"""The date against which a build judges overdue reviews, evidence that is too old and past dates.

Every part of a build uses this date, so that pages, exports, calendars and findings agree. It never
comes from the clock: the same commit gives the same bytes. In the browser a script marks what has
become overdue since that date.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from pathlib import Path

from journeybook.history.edits import moment_of
from journeybook.history.git import GitError, open_repository
from journeybook.insight.review import newest_date
from journeybook.library.objects import Library
from journeybook.text.characters import printable

EPOCH = "SOURCE_DATE_EPOCH"
"""The environment variable of https://reproducible-builds.org/specs/source-date-epoch/."""

LAST_SECOND = 2**32 - 1
"""7 February 2106, the largest time of a gzip header (32 bits; RFC 1952, 2.3.1).

MkDocs compresses the sitemap with gzip.
"""

FIRST_DAY = datetime.date(1970, 1, 1)
LAST_DAY = datetime.datetime.fromtimestamp(LAST_SECOND, datetime.UTC).date()


class BuildDateError(ValueError):
    """SOURCE_DATE_EPOCH is no number of seconds since 1970; the message says so in one line."""


def epoch_date(text: str | None) -> datetime.date | None:
    """The UTC date of a value of SOURCE_DATE_EPOCH, None if unset; raises BuildDateError."""
    if text is None:
        return None
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 10 and int(digits) <= LAST_SECOND):
        shown = printable(text)[:40]
        raise BuildDateError(
            f"{EPOCH} is `{shown}`, expected seconds since 1970, a whole number from 0 to {LAST_SECOND}; "
            "set it to the start of today with `$(date -u -d 00:00 +%s)`, or unset it"
        )
    return datetime.datetime.fromtimestamp(int(digits), datetime.UTC).date()


def build_date(
    maps: Path, library: Library, of_maps: Iterable[datetime.date | None] | None = None
) -> datetime.date | None:
    """The date against which a build of the portal with the folder `maps` judges age.

    It is SOURCE_DATE_EPOCH if set, else the UTC date of the newest commit, else, without git, the
    newest date in the sources; None if there is none of these. `of_maps` are the review dates of
    the maps, for callers that have them already. Raises BuildDateError.
    """
    return epoch_date(os.environ.get(EPOCH)) or newest_commit_date(maps) or newest_date(library, of_maps)


def newest_commit_date(folder: Path) -> datetime.date | None:
    """The UTC date of the checked-out commit; None without git, a repository or a commit."""
    try:
        seconds = open_repository(folder).ask("log", "-1", "--format=%ct", "HEAD")
    except GitError:
        return None
    return moment_of(int(seconds)).date() if seconds and seconds.isdigit() else None
