"""The decision records: each number once, and the number of the heading that of the file."""

from __future__ import annotations

from places import ROOT

RECORDS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))


def test_each_record_has_a_number_of_its_own_which_its_heading_says():
    numbers = [record.name.partition("-")[0] for record in RECORDS]
    assert len(numbers) > 20
    assert len(set(numbers)) == len(numbers)
    headings = [record.read_text("utf-8").partition("\n")[0] for record in RECORDS[1:]]
    assert [heading.partition(".")[0] for heading in headings] == [
        f"# {int(number)}" for number in numbers[1:]
    ]
