"""How many processes there are: what is asked for first, then the cores."""

from __future__ import annotations

import pytest

from journeybook.processes.process_count import ProcessCountError, process_count, usable_cores


@pytest.mark.parametrize(
    ("setting", "variable", "expected"),
    [
        (None, None, (usable_cores(), False)),
        (None, "", (usable_cores(), False)),
        (3, None, (3, True)),
        (3, "1", (1, True)),
        (None, " 12 ", (12, True)),
    ],
)
def test_the_variable_comes_before_the_setting_and_both_before_the_cores(
    setting: int | None, variable: str | None, expected: tuple[int, bool]
) -> None:
    environment = {} if variable is None else {"JOURNEYBOOK_JOBS": variable}
    assert process_count(setting, environment) == expected


@pytest.mark.parametrize("variable", ["0", "-1", "two", "1.5", "257", "9999999999", "²"])
def test_a_number_that_cannot_be_meant_is_refused(variable: str) -> None:
    with pytest.raises(ProcessCountError, match="expected a number from 1 to 256"):
        process_count(2, {"JOURNEYBOOK_JOBS": variable})
