"""Read by every Python that is started while a guard is switched off: it is off there too."""

import os
import sys
from pathlib import Path

_NAME = os.environ.get("JOURNEYBOOK_GUARD_OFF")
if _NAME:
    _TESTS = Path(__file__).resolve().parents[2]
    sys.path.append(str(_TESTS))
    import guards

    guards.switch_off(_NAME)
