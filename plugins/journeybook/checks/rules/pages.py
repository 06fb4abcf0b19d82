"""The pages of rules that are not made by a function with a page of its own.

Rules about the folder itself (links, pipes, sizes, names) and about imports have no page but their meaning in a line:
no text shows them, and their findings say all there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from journeybook.checks.rules.pages_library import LIBRARY
from journeybook.checks.rules.pages_reading import READING

PAGES: Mapping[str, str] = MappingProxyType({**READING, **LIBRARY})
"""By code, in the form that `checks.rules.page` reads."""
