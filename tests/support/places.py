"""Where things are: this checkout, its package, the expected outputs, and the corpus beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "plugins" / "journeybook"
GOLDEN = ROOT / "tests" / "golden"
CORPUS = ROOT.parent / "shared" / "corpus"
"""Maps by others and hostile files, which are not part of this repository. Tests that read them skip where they are absent."""


def needs_corpus(folder: str) -> pytest.MarkDecorator:
    """A mark that skips a test where this folder of the corpus is not beside the checkout."""
    present = (CORPUS / folder).is_dir()
    return pytest.mark.skipif(
        not present, reason=f"needs ../shared/corpus/{folder}, which is not beside this checkout"
    )
