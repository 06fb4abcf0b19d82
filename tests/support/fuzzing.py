"""How many inputs property tests try: a few in every run, many more by `make fuzz`."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

TIMES = max(1, int(os.environ.get("JOURNEYBOOK_FUZZ", "1")))
"""How many times as many inputs as in an ordinary run."""


def inputs(count: int) -> Callable[[Any], Any]:
    """A decorator for a property test that tries `count` inputs, and `TIMES` as many by `make fuzz`."""
    chosen = settings(
        max_examples=count * TIMES,
        deadline=None,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.function_scoped_fixture,
        ],
    )
    return lambda test: pytest.mark.fuzz(chosen(test))
