"""Makes files of Office programs the same for the same content.

They are ZIP archives, and their writers put the time of writing into each entry and into the
document's properties.
"""

from __future__ import annotations

import io
import re
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a ZIP archive can hold."""

_PROPERTIES = "docProps/core.xml"
_DATE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def without_times(content: bytes) -> bytes:
    """The same file with its entries in their order and every time of writing set to 1980."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as package,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as stable,
    ):
        for entry in package.infolist():
            data = package.read(entry)
            if entry.filename == _PROPERTIES:
                data = _DATE.sub(rb"\g<1>1980-01-01T00:00:00Z\g<3>", data)
            info = zipfile.ZipInfo(entry.filename, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            stable.writestr(info, data)
    return made.getvalue()
