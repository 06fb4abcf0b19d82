"""Where the site reports what it leaves out: the log of its host."""

from __future__ import annotations

import logging
from typing import TypeAlias

Log: TypeAlias = "logging.Logger | logging.LoggerAdapter[logging.Logger]"
