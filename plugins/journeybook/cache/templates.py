"""The cache of compiled templates, beside Python's compiled modules; it saves half a second.

An entry is used only for the same template text, Jinja version and settings. Jinja evaluates
filters of constants at compile time, so our own templates have none; a test verifies it.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import sys
from pathlib import Path
from types import FunctionType

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """The compiled templates of one environment in a folder, one file for each name."""

    def __init__(self, environment: jinja2.Environment, folder: Path) -> None:
        settings = (
            *(jinja2.__version__, sorted(environment.extensions), sorted(environment.filters)),
            *(sorted(environment.tests), environment.trim_blocks, environment.lstrip_blocks),
            str(environment.autoescape),
            getattr(environment, "newstyle_gettext", False),
            _generator(environment.code_generator_class),
            environment.policies.get("ext.i18n.trimmed"),
        )
        digest = hashlib.sha256(repr(settings).encode()).hexdigest()[:16]
        super().__init__(str(folder), f"template-{digest}-%s.{sys.implementation.cache_tag}.cache")

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The hash of the name alone, so that changed templates replace their older entries."""
        return hashlib.sha256(name.encode()).hexdigest()[:32]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Save a compiled template if the folder can be written to."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _generator(kind: type[CodeGenerator]) -> tuple[object, ...]:
    """What code a generator writes that is not Jinja's own."""
    if kind is CodeGenerator:
        return ()
    own = [method.__code__ for method in vars(kind).values() if isinstance(method, FunctionType)]
    return tuple((code.co_name, code.co_code, code.co_consts) for code in own)


def cache_compiled_templates(environment: jinja2.Environment) -> None:
    """Make an environment cache its compiled templates if Python caches its compiled modules."""
    if sys.dont_write_bytecode or environment.bytecode_cache is not None:
        return
    folder = Path(importlib.util.cache_from_source(__file__)).parent
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = CompiledTemplates(environment, folder)
