"""How a portal installs journeybook: dependencies by hash, itself by commit or from a wheel.

journeybook is never installed by name from a package index: the name is not registered, and whoever
registers it could run code in every portal.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution

from journeybook.scaffold.lock import lock_file
from journeybook.scaffold.origin import GitCommit, origin_of
from journeybook.scaffold.portal_files import Piece
from journeybook.scaffold.wheel import wheel

DEPENDENCIES, ITSELF, FOLDER = "requirements.txt", "requirements-journeybook.txt", "tools"

_DEPENDENCIES = f"""\
# Everything that a build of the portal needs beside journeybook, each package by version and hash, as this version of
# journeybook was tested with it. Install it first, then {ITSELF}:
#
#   python -m pip install --require-hashes --requirement {DEPENDENCIES}
#   python -m pip install --no-deps --no-build-isolation --requirement {ITSELF}
#
# hatchling and editables build journeybook where it comes from a repository.
"""

_WHY = """\
# journeybook itself. It is not named by its version alone: no package index knows the name, so whoever registered it
# there would run their code in this portal.
#
"""

_UPGRADE = f"""\
#
# To upgrade: install the newer journeybook, delete this file, {DEPENDENCIES} and {FOLDER}/journeybook-*.whl, and run
# `journeybook ci github --write` (or gitlab), which writes them anew.
"""

_COMMIT = """\
# It comes from the repository that the one which began this portal came from, at the same commit. A commit's name is
# the hash of what it holds. Machines that install it need git and must be able to read the repository.
"""

_WHEEL = f"""\
# It comes from the wheel in {FOLDER}/, which is what the portal was begun with, and is installed only while it has
# this hash. The path is relative to the folder in which pip runs.
"""

_UNKNOWN = """\
# Nothing says where the one which began this portal came from. Write here a repository with a commit, or a wheel with
# its hash:
#
#   journeybook @ git+https://git.example/acme/journeybook@<commit>
#   ./tools/journeybook-0.1.0-py3-none-any.whl --hash=sha256:<hash>
"""


def installation() -> tuple[Piece, ...]:
    """The files from which a portal installs its tools: lock, requirement, and any wheel."""
    lock = Piece(
        DEPENDENCIES,
        "what journeybook needs, by version and hash",
        _DEPENDENCIES + lock_file().read_text("utf-8"),
    )
    try:
        installed = distribution("journeybook")
    except PackageNotFoundError:
        return lock, _itself(_UNKNOWN, "")
    origin = origin_of(installed.read_text("direct_url.json"))
    if isinstance(origin, GitCommit):
        return lock, _itself(_COMMIT, f"{origin.requirement}\n")
    name, content = wheel(installed, origin)
    path = f"{FOLDER}/{name}"
    line = f"./{path} --hash=sha256:{sha256(content).hexdigest()}\n"
    return lock, _itself(_WHEEL, line), Piece(path, "the journeybook that it names", "", content)


def _itself(source: str, line: str) -> Piece:
    return Piece(ITSELF, "journeybook itself, and where it comes from", _WHY + source + _UPGRADE + line)
