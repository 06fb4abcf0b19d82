"""Compiled templates: kept from run to run, and never used for another text or other settings."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2
import pytest
from jinja2 import nodes
from jinja2.defaults import DEFAULT_FILTERS

from journeybook.cache.templates import CompiledTemplates, cache_compiled_templates
from journeybook.pages.templates import templates

# Jinja's own, and `Markup` by another name.
NEVER_CHANGING = {*DEFAULT_FILTERS, "safe_html"}


class Environment(jinja2.Environment):
    """An environment that counts what it compiles."""

    count = 0

    def compile(self, *args: Any, **options: Any) -> Any:
        self.count += 1
        return super().compile(*args, **options)


def environment(folder: Path, text: str, **settings: bool) -> Environment:
    """An environment with one template, which it has loaded, as a fresh process would make it."""
    made = Environment(loader=jinja2.DictLoader({"page.html": text}), autoescape=True, **settings)
    made.bytecode_cache = CompiledTemplates(made, folder)
    made.get_template("page.html")
    return made


def test_a_template_is_compiled_once_for_many_runs(tmp_path: Path) -> None:
    text = "<p>{{ words }}</p>"
    assert environment(tmp_path, text).count == 1
    again = environment(tmp_path, text)
    assert again.count == 0
    assert again.get_template("page.html").render(words="a < b") == "<p>a &lt; b</p>"


def test_a_changed_template_is_compiled_again_in_the_place_of_the_old_one(tmp_path: Path) -> None:
    environment(tmp_path, "one")
    changed = environment(tmp_path, "two")
    assert changed.count == 1
    assert changed.get_template("page.html").render() == "two"
    assert len(list(tmp_path.iterdir())) == 1


def test_other_settings_never_meet(tmp_path: Path) -> None:
    text = "{% if true %}\nline\n{% endif %}\n"
    environment(tmp_path, text)
    trimmed = environment(tmp_path, text, trim_blocks=True)
    assert trimmed.count == 1
    assert trimmed.get_template("page.html").render() == "line\n"


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    made = environment(tmp_path / "missing", "words")
    assert made.get_template("page.html").render() == "words"


def test_templates_are_kept_where_python_keeps_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    made = jinja2.Environment(loader=jinja2.DictLoader({"page.html": "words"}), autoescape=True)
    cache_compiled_templates(made)
    made.get_template("page.html")
    assert [each.suffix for each in tmp_path.rglob("template-*")] == [".cache"]


def test_whoever_wants_no_compiled_modules_gets_no_compiled_templates(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    made = jinja2.Environment(autoescape=True)
    cache_compiled_templates(made)
    assert made.bytecode_cache is None


def test_no_template_of_ours_filters_a_constant() -> None:
    """Jinja would do so when it compiles, and a changed filter would not be seen."""
    ours = templates()
    assert ours.loader is not None
    found = []
    for name in ours.list_templates(extensions=["html"]):
        source, _, _ = ours.loader.get_source(ours, name)
        found += [
            (name, each.lineno, each.name)
            for each in ours.parse(source).find_all(nodes.Filter)
            if each.name not in NEVER_CHANGING and isinstance(each.node, nodes.Const)
        ]
    assert found == []
