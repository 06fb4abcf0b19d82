"""Customer journey maps as text: read, checked, drawn and published as a portal."""

from __future__ import annotations

__version__ = "0.1.0"
