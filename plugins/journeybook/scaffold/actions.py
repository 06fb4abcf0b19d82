"""The GitHub actions used in recipes, each by commit, because tags can be moved.

To update one, look up its commit and write it here:

    git ls-remote https://github.com/actions/checkout 'refs/tags/v6*'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Action:
    """An action at the commit of one of its versions."""

    name: str
    commit: str
    version: str

    def __str__(self) -> str:
        """The value of `uses:`, with the version as a comment for people and update programs."""
        return f"actions/{self.name}@{self.commit} # {self.version}"


ACTIONS: Mapping[str, Action] = MappingProxyType(
    {
        each.name: each
        for each in (
            Action("checkout", "de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2"),
            Action("cache", "0057852bfaa89a56745cba8c7296529d2fc39830", "v4.3.0"),
            Action("setup-python", "a309ff8b426b58ec0e2a45f0f869d46889d02405", "v6.2.0"),
            Action("upload-artifact", "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
            Action("download-artifact", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
            Action("upload-pages-artifact", "fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
            Action("deploy-pages", "368f82528645a54fb793d4d04e342629a3f51346", "v5.0.1"),
        )
    }
)
