"""The folder with the theme of the portal: templates, and the parts of stylesheets and scripts."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def theme_folder() -> Path:
    """The folder `site_theme`: inside the installed package, or beside `plugins/` in a checkout."""
    here = Path(__file__).resolve().parent.parent
    shipped = here / "site_theme"
    return shipped if shipped.is_dir() else here.parent.parent / "site_theme"
