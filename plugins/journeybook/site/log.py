"""The log of the host, as the site uses it."""

from __future__ import annotations

import logging
from typing import TypeAlias

Log: TypeAlias = "logging.Logger | logging.LoggerAdapter[logging.Logger]"
