"""What was meant by a mistyped word, and what it costs to find out among many."""

from __future__ import annotations

import pytest

from journeybook.portal.portal import read_portal
from journeybook.text import suggestions
from journeybook.text.suggestions import COMPARED, KnownWords, clearly_meant, nearest
from small_portal import write


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("amria", "amira"),
        ("AMIRA", "amira"),
        ("Call centre", "phone"),
        ("call-center", "phone"),
        ("mov", "moving-house"),
        ("house", "moving-house"),
        ("centre", "phone"),
        ("xyzzy", None),
        ("", None),
        ("--", None),
    ],
)
def test_what_was_meant_is_found_among_few_and_among_many(word, expected):
    few = {"moving-house": "", "amira": "Amira Haddad", "phone": "Call centre"}
    assert nearest(word, few) == expected
    # As many others as make it search by pairs of letters; none of them is like what is asked for.
    many = {f"qq{at:05}": f"{at:05}" for at in range(3 * COMPARED)}
    assert nearest(word, few | many) == expected
    assert nearest(word, many | few) == expected


def test_only_a_slip_that_leaves_no_doubt_is_clearly_meant():
    assert clearly_meant("amria", ["amira", "ana"]) == "amira"
    assert clearly_meant("anna", ["ana", "anne"]) is None
    assert clearly_meant("zebra", ["amira"]) is None
    assert clearly_meant("amria", ["amira", *(f"qq{at:05}" for at in range(3 * COMPARED))]) == "amira"


def test_a_word_is_compared_with_no_more_however_many_there_are():
    known = KnownWords(f"step-{at}" for at in range(10 * COMPARED))
    assert 0 < len(known._ids.like("steps77")) <= COMPARED


def test_unknown_ids_cost_what_their_number_says_however_many_are_known(tmp_path, monkeypatch):
    """Words made plain: once for each that is known, and once or twice for each that is asked about."""
    counts = []
    for size in (20, 80):
        count = 0
        plain = suggestions._plain

        def counted(word, plain=plain):
            nonlocal count
            count += 1
            return plain(word)

        monkeypatch.setattr(suggestions, "_plain", counted)
        folder = tmp_path / str(size)
        unknown = ", ".join(f"nobody-{at}" for at in range(30))
        files = {f"maps/personas/p{at}.yml": f"title: Person {at}\n" for at in range(size)}
        for at in range(size):
            files[f"maps/journeys/m{at}.yml"] = (
                f"title: Map {at}\npersonas: [{unknown}]\ntags: [{unknown}]\nnarrative: See [[nothing]].\n"
                "stages: [{title: A, steps: [{title: B}]}]\n"
            )
        files["maps/vocabulary.yml"] = "tags:\n" + "".join(f"  t{at}: Tag {at}\n" for at in range(size))
        portal = read_portal(write(folder, files))
        monkeypatch.setattr(suggestions, "_plain", plain)
        assert portal.diagnostics
        counts.append(count)
    few, many = counts
    assert few > 100
    assert many < 5 * few
