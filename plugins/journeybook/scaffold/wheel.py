"""The installed journeybook as a wheel: the original one, or one packed from its files."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import Distribution
from pathlib import Path

from journeybook.scaffold.lock import LOCK, lock_file
from journeybook.scaffold.origin import WheelFile
from journeybook.site.theme import theme_folder

_PACKAGE = Path(__file__).resolve().parent.parent


def wheel(installed: Distribution, origin: WheelFile | None) -> tuple[str, bytes]:
    """The name and bytes of a wheel of `installed`: that of `origin` if it still matches.

    A packed wheel has the same bytes for the same files.
    """
    if origin is not None:
        try:
            content = origin.path.read_bytes()
        except OSError:
            content = b""
        if sha256(content).hexdigest() == origin.digest:
            return origin.path.name, content
    return f"journeybook-{installed.version}-py3-none-any.whl", _packed(installed)


def _packed(installed: Distribution) -> bytes:
    about = f"journeybook-{installed.version}.dist-info"
    files = {
        **dict(_tree(_PACKAGE, "journeybook")),
        **dict(_tree(theme_folder(), "journeybook/site_theme")),
        f"journeybook/{LOCK}": lock_file().read_bytes(),
        f"{about}/METADATA": (installed.read_text("METADATA") or "").encode(),
        f"{about}/entry_points.txt": (installed.read_text("entry_points.txt") or "").encode(),
        f"{about}/WHEEL": (
            "Wheel-Version: 1.0\n"
            f"Generator: journeybook {installed.version}\n"
            "Root-Is-Purelib: true\nTag: py3-none-any\n"
        ).encode(),
    }
    for each in installed.files or ():
        if each.parts[0].endswith(".dist-info") and each.parts[1:2] == ("licenses",):
            files[f"{about}/{'/'.join(each.parts[1:])}"] = each.read_binary()
    record = "".join(f"{path},{_digest(content)},{len(content)}\n" for path, content in sorted(files.items()))
    files[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, content in sorted(files.items()):
            entry = zipfile.ZipInfo(path)  # ZipInfo's default date is 1980-01-01
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return made.getvalue()


def _tree(folder: Path, name: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") or part == "__pycache__" for part in inside.parts):
            yield f"{name}/{inside.as_posix()}", path.read_bytes()


def _digest(content: bytes) -> str:
    return f"sha256={base64.urlsafe_b64encode(sha256(content).digest()).rstrip(b'=').decode()}"
