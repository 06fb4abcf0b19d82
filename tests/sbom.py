"""Writes `locks/portal.cdx.json`: what the wheel needs, package by package, with licences (CycloneDX 1.6).

    python tests/sbom.py

Packages and versions are those of `locks/portal.txt`, licences and who needs whom those of the packages
as they are installed here. A package of another system that is not installed has no licence in it.
The same locks give the same bytes: there is no time and no random number in the file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "locks" / "portal.txt"
BILL = ROOT / "locks" / "portal.cdx.json"

_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
_CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
    "Python Software Foundation License": "PSF-2.0",
}
_SHORT = 60
"""Characters of a licence's name; packages that put the whole text there have a classifier too."""


def pins(text: str) -> dict[str, str]:
    """The version of each package of a lock."""
    return {canonicalize_name(name): version for name, version in _PIN.findall(text)}


def bill() -> dict[str, Any]:
    """The bill of materials."""
    locked = pins(LOCK.read_text("utf-8"))
    needed = _needed(locked)
    own = distribution("journeybook")
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": _component("journeybook", own.version, "application", own),
            "properties": [
                {"name": "journeybook:lock:sha256", "value": hashlib.sha256(LOCK.read_bytes()).hexdigest()}
            ],
        },
        "components": [
            _component(name, locked[name], "library", _installed(name, locked[name]))
            for name in sorted(needed)
            if name != "journeybook"
        ],
        "dependencies": [
            {
                "ref": _address(name, own.version if name == "journeybook" else locked[name]),
                "dependsOn": sorted(_address(each, locked[each]) for each in others),
            }
            for name, others in sorted(needed.items())
        ],
    }


def _needed(locked: dict[str, str]) -> dict[str, set[str]]:
    """Each package that the wheel needs, on whatever system, with those that it needs itself."""
    found: dict[str, set[str]] = {}
    waiting = ["journeybook"]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        package = distribution(name) if name == "journeybook" else _installed(name, locked[name])
        found[name] = {each for each in _requirements(package) if each in locked}
        waiting += sorted(found[name])
    return found


def _requirements(package: Distribution | None) -> Iterator[str]:
    for line in (package.requires or ()) if package else ():
        requirement = Requirement(line)
        # What only an extra asks for is not needed, but for the one that we ask for.
        extra = requirement.marker and re.search(r"extra == ['\"]([^'\"]+)['\"]", str(requirement.marker))
        if not extra or extra[1] == "bin":
            yield canonicalize_name(requirement.name)


def _installed(name: str, version: str) -> Distribution | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    if found.version != version:
        raise SystemExit(
            f"{name} is here as {found.version}, and the lock has {version}: run `make portal` first"
        )
    return found


def _component(name: str, version: str, kind: str, package: Distribution | None) -> dict[str, Any]:
    address = _address(name, version)
    made: dict[str, Any] = {"type": kind, "bom-ref": address, "name": name, "version": version}
    licence = _licence(package) if package else None
    if licence:
        made["licenses"] = [licence]
    return {**made, "purl": address}


def _address(name: str, version: str) -> str:
    return f"pkg:pypi/{name}@{version}"


def _licence(package: Distribution) -> dict[str, Any] | None:
    told = package.metadata
    if told.get("License-Expression"):
        return {"expression": told["License-Expression"]}
    said = " ".join((told.get("License") or "").split())
    classifiers = [
        each.rpartition(" :: ")[2]
        for each in told.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    known = 0 < len(said) <= _SHORT and said != "UNKNOWN"
    name = said if known else next((_CLASSIFIERS.get(each, each) for each in classifiers), "")
    return {"license": {"name": name}} if name else None


def written() -> str:
    """The file."""
    return json.dumps(bill(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    BILL.write_text(written(), "utf-8")
