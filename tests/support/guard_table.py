"""The guards of the package: what makes each of them work, how it is switched off, and the tests that must then go red."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TESTS = Path(__file__).resolve().parents[1]
_PACKAGE = _TESTS.parent / "plugins" / "journeybook"


@dataclass(frozen=True)
class Guard:
    """A refusal, an escape or a limit. `changes` are texts of `file`, each with what stands there when it is off."""

    subject: str
    what: str
    file: str
    changes: tuple[tuple[str, str], ...]
    tests: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called on the command line."""
        return f"{self.subject}: {self.what}"


def guard(subject: str, what: str, file: str, old: str, new: str, *tests: str) -> Guard:
    """A guard that is one text of its module."""
    return Guard(subject, what, file, ((old, new),), tests)


_GIT = "tests/unit/history/test_git_guards.py"
_HOSTILE = "tests/unit/project/test_guarded_inputs.py"
_ESCAPE = "tests/unit/text/test_escape.py"
_TAKING = "tests/unit/cli/test_taking.py"
_VETTING = "tests/unit/reports/test_vetting.py"
_LOGS = "tests/unit/forge/test_workflow_commands.py"
_SITE = "tests/unit/site/test_site_check.py"

GUARDS: tuple[Guard, ...] = (
    # Git, run in a checkout of anybody's.
    guard(
        "git",
        "orders of the environment",
        "history/git.py",
        'if not key.startswith("GIT_") or _KEPT.fullmatch(key)',
        "if True",
        f"{_GIT}::test_orders_of_the_environment_are_not_taken",
    ),
    guard(
        "git",
        "watchers of files",
        "history/git.py",
        '"core.fsmonitor=false",',
        "",
        f"{_GIT}::test_nothing_runs_that_the_settings_of_a_checkout_name",
    ),
    guard(
        "git",
        "filters of files",
        "history/git.py",
        "_without_filters(folder) if command in _COMPARES_FILES else {}",
        "{}",
        f"{_GIT}::test_nothing_runs_that_the_settings_of_a_checkout_name",
    ),
    Guard(
        "git",
        "programs for transport",
        "history/git.py",
        (
            ('"GIT_ALLOW_PROTOCOL": "none",', ""),
            ('"protocol.allow=never",', ""),
            ('"GIT_NO_LAZY_FETCH": "1",', ""),
            ('"core.sshCommand=false",', ""),
        ),
        (f"{_GIT}::test_a_content_that_is_missing_is_not_fetched_by_a_program",),
    ),
    guard(
        "git",
        "programs for differences",
        "history/git.py",
        '_PLAIN = ("--no-ext-diff", "--no-textconv")',
        "_PLAIN = ()",
        f"{_HOSTILE}::test_no_program_that_a_checkout_names_makes_differences",
    ),
    guard(
        "git",
        "literal paths",
        "history/git.py",
        '"GIT_LITERAL_PATHSPECS": "1",',
        "",
        f"{_GIT}::test_paths_are_taken_word_for_word",
    ),
    guard(
        "git",
        "a time limit",
        "history/git.py",
        "            timeout=SECONDS,\n        )\n    except subprocess.TimeoutExpired:",
        "        )\n    except subprocess.TimeoutExpired:",
        f"{_GIT}::test_a_git_that_never_answers_is_ended",
    ),
    guard(
        "git",
        "files of another folder",
        "history/git.py",
        "if not _is_same(repository.top / prefix, folder):",
        "if False:",
        f"{_GIT}::test_a_repository_whose_files_lie_elsewhere_is_not_written_to",
    ),
    guard(
        "git",
        "repositories within files",
        "history/git.py",
        '"safe.bareRepository=explicit",',
        "",
        f"{_GIT}::test_files_that_look_like_a_repository_are_none",
    ),
    guard(
        "git",
        "control characters in names of authors",
        "history/log.py",
        'plain = printable(" ".join(each.split()))[:NAME]',
        'plain = " ".join(each.split())[:NAME]',
        _HOSTILE,
    ),
    guard(
        "git",
        "control characters in subjects",
        "history/log.py",
        "printable(fields[5])[:SUBJECT]",
        "fields[5][:SUBJECT]",
        _HOSTILE,
    ),
    guard(
        "git",
        "a revision that begins as an option",
        "history/git.py",
        'if revision.startswith("-"):',
        "if False:",
        _HOSTILE,
    ),
    # A revision, unpacked.
    guard(
        "snapshot", "names that lead out", "history/snapshot.py", 'part in ("", ".", "..") or', "", _HOSTILE
    ),
    guard("snapshot", "its size as a whole", "history/snapshot.py", " or total > TOTAL_BYTES", "", _HOSTILE),
    guard("snapshot", "its number of files", "history/snapshot.py", "count > FILES or ", "", _HOSTILE),
    guard("snapshot", "links", "history/snapshot.py", "if entry.mode == _LINK:", "if False:", _HOSTILE),
    guard("snapshot", "large files", "history/snapshot.py", "if entry.size > limit:", "if False:", _HOSTILE),
    # What is kept between runs.
    Guard(
        "cache",
        "its size",
        "cache/sealed_files.py",
        # Of a file that grows while it is read, no more is read either.
        ((" or state.st_size > largest", ""), ("stream.read(largest + 1)", "stream.read()")),
        (f"{_HOSTILE}::test_of_the_cache_only_what_this_account_kept_is_read",),
    ),
    guard(
        "cache",
        "its seal",
        "cache/sealed_files.py",
        "if hmac.compare_digest(seal, _seal(key, name, body))",
        "if True",
        _HOSTILE,
    ),
    guard(
        "cache",
        "a linked folder",
        "cache/sealed_files.py",
        "if key is None or _is_linked(root):\n        return None",
        "if key is None:\n        return None",
        _HOSTILE,
    ),
    guard(
        "cache",
        "a linked file",
        "cache/sealed_files.py",
        'os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)',
        "os.O_RDONLY",
        _HOSTILE,
    ),
    # What authors write, shown.
    guard(
        "escape",
        "texts in HTML and attributes",
        "text/escape.py",
        "return html.escape(text)",
        "return text",
        f"{_ESCAPE}::test_what_is_escaped_is_read_back_as_it_was",
    ),
    guard(
        "escape",
        "texts within elements",
        "text/escape.py",
        'return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")',
        "return text",
        f"{_ESCAPE}::test_what_is_escaped_is_read_back_as_it_was",
    ),
    guard(
        "escape",
        "values in templates",
        "text/escape.py",
        "return markupsafe.escape(value)",
        "return Markup(value)",
        f"{_ESCAPE}::test_markup_is_not_escaped_twice",
    ),
    guard(
        "escape",
        "texts in feeds",
        "text/escape.py",
        "return escape_words(text)",
        "return text",
        f"{_ESCAPE}::test_what_is_escaped_is_read_back_as_it_was",
    ),
    guard(
        "escape",
        "attributes in feeds",
        "text/escape.py",
        "return saxutils.quoteattr(text)",
        "return f'\"{text}\"'",
        f"{_ESCAPE}::test_what_is_escaped_is_read_back_as_it_was",
    ),
    guard(
        "escape",
        "formulas in tables",
        "text/escape.py",
        "return f\"'{inner}\" if text[:1] in _SUSPICIOUS and text.lstrip(' \"').startswith(_FORMULA) else inner",
        "return text",
        "tests/unit/pages/test_machine_spreadsheet.py",
    ),
    guard("escape", "templates", "pages/templates.py", "autoescape=True,", "autoescape=False,", _HOSTILE),
    guard(
        "escape",
        "titles and front matter in the theme",
        "mkdocs_plugin/escaped_values.py",
        'return Markup(_BARE_AMPERSAND.sub("&amp;", str(value)).translate(_QUOTED))',
        "return Markup(str(value))",
        _HOSTILE,
    ),
    guard(
        "escape",
        "addresses in the theme",
        "mkdocs_plugin/escaped_values.py",
        'plain if _SAFE_LINK.match(plain) else "#"',
        "plain",
        _HOSTILE,
    ),
    guard(
        "escape",
        "the message in the box of a fence",
        "fences/journey_fence.py",
        'return re.sub(r"`([^`]+)`", r"<code>\\1</code>", escape(visible(message)))',
        'return re.sub(r"`([^`]+)`", r"<code>\\1</code>", visible(message))',
        _HOSTILE,
    ),
    guard(
        "escape",
        "the place in the box of a fence",
        "fences/journey_fence.py",
        "({escape(_place_words(each.place))})",
        "({_place_words(each.place)})",
        _HOSTILE,
    ),
    guard(
        "escape",
        "hidden characters in the box of a fence",
        "fences/journey_fence.py",
        "escape(visible(message)))",
        "escape(message))",
        "tests/unit/fences/test_mistake_box.py",
    ),
    guard(
        "escape",
        "the caption of a fence",
        "fences/journey_fence.py",
        "caption = escape(journey.title)",
        "caption = journey.title",
        _HOSTILE,
    ),
    guard(
        "escape",
        "the caption of a map in a fence",
        "fences/journey_fence.py",
        "self._figure(fitted.model, view, escape(fitted.model.title))",
        "self._figure(fitted.model, view, fitted.model.title)",
        _HOSTILE,
    ),
    guard(
        "escape",
        "the caption of a diagram",
        "fences/journey_fence.py",
        'escape(titled or "")',
        '(titled or "")',
        _HOSTILE,
    ),
    guard("escape", "HTML in prose", "prose/rendering.py", '"html": False', '"html": True', _HOSTILE),
    guard(
        "escape",
        "links in prose",
        "prose/rendering.py",
        "if address.startswith(_OUTSIDE):\n        return True\n    return _stays_inside(address)",
        "return True",
        _HOSTILE,
    ),
    guard(
        "escape",
        "marks without end in prose",
        "prose/rendering.py",
        "return len(text) <= NOTE_LENGTH and not has_many_marks(text)",
        "return True",
        _HOSTILE,
    ),
    guard(
        "escape",
        "commands in logs",
        "forge/workflow_commands.py",
        'revealed(line).replace("%", "%25")',
        "line",
        _HOSTILE,
    ),
    guard(
        "escape",
        "properties of commands in logs",
        "forge/workflow_commands.py",
        '.replace(":", "%3A").replace(",", "%2C")',
        "",
        _HOSTILE,
    ),
    guard(
        "escape",
        "control characters in terminals",
        "text/characters.py",
        "return _UNPRINTABLE.sub(_escaped, text)",
        "return text",
        _HOSTILE,
    ),
    guard(
        "escape",
        "hidden characters in names",
        "text/characters.py",
        "return _UNSEEN.sub(_escaped, text)",
        "return text",
        _HOSTILE,
    ),
    # Policies.
    guard(
        "policy",
        "the report of a difference",
        "reports/html.py",
        "default-src 'none'; style-src",
        "default-src *; style-src",
        "tests/golden/test_golden_difference.py",
    ),
    guard(
        "policy",
        "scripts of pages",
        "site/content_policy.py",
        "\"script-src\": \"'self' 'wasm-unsafe-eval'\"",
        "\"script-src\": \"'self' 'unsafe-inline' 'wasm-unsafe-eval'\"",
        "tests/unit/mkdocs_plugin/test_page_policy.py",
    ),
    guard(
        "policy",
        "everything else",
        "site/content_policy.py",
        '"default-src": "\'none\'"',
        '"default-src": "*"',
        _HOSTILE,
    ),
    guard(
        "policy",
        "sources in the settings",
        "site/content_policy.py",
        "return text if _SOURCE.fullmatch(text) else None",
        "return text",
        "tests/unit/mkdocs_plugin/test_page_policy.py",
    ),
    guard(
        "policy",
        "the script of the preview",
        "mkdocs_plugin/preview_server.py",
        'or b"livereload(" not in script',
        "",
        "tests/unit/mkdocs_plugin/test_page_policy.py",
    ),
    # The check of a built site.
    guard(
        "site",
        "attributes that run script",
        "site/site_faults.py",
        'if key.startswith("on") and len(key) > 2:',
        "if False:",
        f"{_SITE}::test_whatever_could_run_is_found",
    ),
    guard(
        "site",
        "addresses that run script",
        "site/site_faults.py",
        "scheme is not None and scheme[1].lower() in _SCRIPT_SCHEMES",
        "False",
        f"{_SITE}::test_whatever_could_run_is_found",
    ),
    guard(
        "site",
        "scripts in pages",
        "site/page_scan.py",
        "if self._policy.lets_run(content) or is_known_inline(content):",
        "if True:",
        f"{_SITE}::test_whatever_could_run_is_found",
    ),
    guard(
        "site",
        "tags within texts",
        "site/page_scan.py",
        "                at = start + 1\n",
        "                pass\n",
        f"{_SITE}::test_whatever_could_run_is_found",
    ),
    guard(
        "site",
        "addresses of other hosts",
        "site/site_faults.py",
        'len(address) > 1 and address[0] in "/\\\\" and address[1] in "/\\\\"',
        "False",
        f"{_SITE}::test_whatever_is_loaded_from_another_host_is_found",
    ),
    guard(
        "site",
        "styles of other hosts",
        "site/site_faults.py",
        "if is_foreign(address) and not any(policy.lets_load(name, address) for name in directives):",
        "if False:",
        f"{_SITE}::test_whatever_is_loaded_from_another_host_is_found",
    ),
    guard(
        "site",
        "files of scripts",
        "site/site_check.py",
        "and not is_known_script(content)",
        "and False",
        f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",
    ),
    guard(
        "site",
        "kinds of files",
        "site/site_check.py",
        "if ending not in ALLOWED:\n            kind",
        "if False:\n            kind",
        f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",
    ),
    guard(
        "site",
        "files that are something else",
        "site/site_check.py",
        "elif not SIGNATURES[ending](content):",
        "elif False:",
        f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",
    ),
    guard(
        "site",
        "links",
        "site/site_check.py",
        "mode = entry.stat(follow_symlinks=False).st_mode",
        "mode = entry.stat(follow_symlinks=True).st_mode",
        f"{_SITE}::test_links_and_pipes_are_found_and_nobody_waits_for_them",
    ),
    guard(
        "site",
        "pipes",
        "site/site_check.py",
        "if not stat.S_ISREG(mode):",
        "if False:",
        f"{_SITE}::test_links_and_pipes_are_found_and_nobody_waits_for_them",
    ),
    guard(
        "site",
        "pages without a policy",
        "site/page_scan.py",
        "not any(self._policy.covers(policy) for policy in carried)",
        "False",
        f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",
    ),
    guard(
        "site",
        "document types in drawings",
        "site/xml_scan.py",
        "self.parser.StartDoctypeDeclHandler = self._doctype",
        "pass",
        f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",
    ),
    guard(
        "site",
        "scripts in drawings",
        "site/xml_scan.py",
        'if local == "script":',
        "if False:",
        f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",
    ),
    guard(
        "escape",
        "commands in the middle of logs",
        "forge/workflow_commands.py",
        'inert = _ANYWHERE.sub(r"\\\\u0023", text)',
        "inert = text",
        _LOGS,
    ),
    # What a proposal brings.
    guard(
        "proposal",
        "its size as a whole",
        "history/checkout_data.py",
        "if total > TOTAL_BYTES:",
        "if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "its number of files",
        "history/checkout_data.py",
        "if len(changes) > FILES:",
        "if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "other folders",
        "history/checkout_data.py",
        "if folder is None:",
        "if not folder:\n        folder = next(iter(folders))\n    if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "kinds of files",
        "history/checkout_data.py",
        "if Path(name).suffix not in folders[folder]:",
        "if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "links and programs",
        "history/checkout_data.py",
        "if change.mode != _FILE:",
        "if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "links in the way",
        "history/checkout_data.py",
        "if stat.S_ISLNK(mode):",
        "if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "pictures that are none",
        "history/checkout_data.py",
        "if check_photo(content, target.name):",
        "if False:",
        _TAKING,
    ),
    guard(
        "proposal",
        "what a picture holds beside the picture",
        "history/checkout_data.py",
        "content = image_data(content, target.suffix)",
        "pass",
        _TAKING,
    ),
    guard(
        "proposal",
        "the length of its report",
        "reports/verify_report.py",
        "if len(text) > ROOM:",
        "if False:",
        _VETTING,
    ),
    guard(
        "proposal",
        "the beginning of its report",
        "reports/verify_report.py",
        'if not text.startswith(f"{MARKER}\\n"):',
        "if False:",
        f"{_HOSTILE}::test_a_report_begins_with_its_mark_and_holds_no_character_that_nobody_sees",
    ),
    guard(
        "proposal",
        "characters of its report",
        "reports/verify_report.py",
        "    if refused:\n",
        "    if False:\n",
        f"{_HOSTILE}::test_a_report_begins_with_its_mark_and_holds_no_character_that_nobody_sees",
    ),
)

_RULE = re.compile(r'@rule\(\s*"(JB\d{3})",\s*"([a-z0-9-]+)",\s*Severity\.ERROR[^)]*\)\s*def (\w+)')
_GOLDEN = "tests/golden/test_golden_diagnostics.py::test_a_mistake_is_reported_as_it_was"
_RULE_FILE = "rules/rule.py"
_RULE_TEXT = "return Diagnostic(self.code, severity or self.severity,"


_NAMED = {
    "JB931": (f"{_SITE}::test_whatever_could_run_is_found",),
    "JB932": (f"{_SITE}::test_whatever_is_loaded_from_another_host_is_found",),
    "JB933": (f"{_SITE}::test_links_and_pipes_are_found_and_nobody_waits_for_them",),
    "JB934": (f"{_SITE}::test_a_file_is_of_a_known_kind_and_what_its_name_says",),
}
"""Tests of rules that stand in a file with slower ones."""

HINT = ("JB501", "info")
"""What a finding becomes whose rule is off: one of another rule, at a level that refuses nothing."""


def guards_of_rules() -> Iterator[Guard]:
    """For each rule that is an error, one that turns its findings into hints of another rule."""
    texts = {path: path.read_text("utf-8") for path in sorted((_TESTS / "unit").rglob("test_*.py"))}
    golden = {
        path.stem: path.read_text("utf-8")
        for path in sorted((_TESTS / "golden" / "diagnostics").glob("*.txt"))
    }
    for path in sorted(_PACKAGE.rglob("*.py")):
        if "/rules" not in path.as_posix():
            continue
        for code, name, function in _RULE.findall(path.read_text("utf-8")):
            words = re.compile(rf"\b(?:{code}|{re.escape(name)}|{path.stem}\.{function})\b")
            tests = sorted(
                (each for each, text in texts.items() if words.search(text)),
                key=lambda each: each.stat().st_size,
            )
            named = [each.relative_to(_TESTS.parent).as_posix() for each in tests]
            shown = [f"{_GOLDEN}[{case}]" for case, text in golden.items() if f"[{code}]" in text][:1]
            off = f'return Diagnostic(*(({HINT[0]!r}, Severity.INFO) if self.code == "{code}" else (self.code, severity or self.severity)),'
            yield Guard(
                "rule",
                f"{code} {name}",
                _RULE_FILE,
                ((_RULE_TEXT, off),),
                tuple(_NAMED.get(code, ()) or shown or named or ["tests/unit/checks/test_rule_pages.py"]),
            )
