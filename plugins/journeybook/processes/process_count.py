"""How many processes make a site: as asked for, else as many as there are cores to use."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "JOURNEYBOOK_JOBS"
"""The environment variable that sets the number."""

MOST = 256
"""The largest number that may be asked for."""

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""The share of a container: microseconds of processor time in each period, or `max`."""


class ProcessCountError(ValueError):
    """A number of processes that cannot be meant; the message says what is expected."""


def process_count(setting: int | None, environment: Mapping[str, str] = os.environ) -> tuple[int, bool]:
    """The number of processes, and whether somebody asked for it.

    The environment variable takes precedence over the setting. Raises ProcessCountError for a value
    that is not a number from 1 to 256.
    """
    said = environment.get(VARIABLE, "").strip()
    if said:
        if not (said.isascii() and said.isdigit() and 1 <= int(said[:4]) <= MOST):
            raise ProcessCountError(f"{VARIABLE} is `{said[:40]}`, expected a number from 1 to {MOST}")
        return int(said), True
    return (usable_cores(), False) if setting is None else (setting, True)


def usable_cores() -> int:
    """The cores that this process may use; a container's share of them is rounded up."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    with suppress(OSError, ValueError):
        quota, period = _QUOTA.read_text("ascii").split()
        cores = min(cores, math.ceil(int(quota) / int(period)))
    return max(1, min(cores, MOST))
