"""The pages of rules that readers find while they read, and of those about what the library as a whole says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PAGES: Mapping[str, str] = MappingProxyType({})
