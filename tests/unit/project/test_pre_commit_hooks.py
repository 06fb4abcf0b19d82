"""What pre-commit runs, by its own rule: a hook runs where it always does, or where a file that is left fits it."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from journeybook.scaffold.answers import Answers
from journeybook.scaffold.portal_files import planned
from journeybook.scaffold.portal_parts import Part
from places import ROOT


def offered() -> list[dict[str, Any]]:
    """The hooks that this repository offers, then those of a new portal."""
    (config,) = planned([Part.PRE_COMMIT], Answers(name="A"))
    (local,) = yaml.safe_load(config.text)["repos"]
    return [*yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()), *local["hooks"]]


def runs(hook: dict[str, Any], left: list[str]) -> bool:
    return hook.get("always_run", False) or any(re.search(hook.get("files", ""), file) for file in left)


@pytest.mark.parametrize("hook", offered(), ids=lambda hook: hook["id"])
def test_a_commit_that_only_deletes_is_checked(hook):
    deleted_only: list[str] = []  # pre-commit lists no file that a commit deletes
    assert runs(hook, deleted_only)
    assert hook["pass_filenames"] is False
