"""The guide lists the limits that the program checks. `UPDATE_GOLDEN=1` writes its tables anew."""

from __future__ import annotations

import os
import re

from journeybook.doctor.limits_table import LIMITS, limits_table
from journeybook.sources.limits import PAGE_LIMITS
from places import ROOT

PAGE = ROOT / "docs" / "guide" / "limits.md"
TABLE = re.compile(r"(<!-- limits: ([A-Za-z -]+) -->\n)\n?(?:\|.*\n)*\n*")


def test_the_page_of_limits_says_what_is_checked():
    text = PAGE.read_text("utf-8")
    made = TABLE.sub(lambda found: f"{found[1]}\n{limits_table(found[2])}\n", text).rstrip("\n") + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(made, "utf-8")
    assert [subject for _, subject in TABLE.findall(text)] == list(LIMITS)
    assert PAGE.read_text("utf-8") == made


def test_every_limit_that_settings_change_is_listed():
    listed = [each.setting for limits in LIMITS.values() for each in limits if each.setting]
    assert sorted(listed) == sorted(PAGE_LIMITS)
