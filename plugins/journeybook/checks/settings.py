"""The settings of a portal: rules and their levels, limits of pages, and other portals.

All keys are optional. They are read from `[tool.journeybook]` of the `journeybook.toml` or
`pyproject.toml` beside the folder of maps, or from the plugin's options with the same names. In
`journeybook.toml` they may also be at the top level.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from journeybook.checks.registry import RULES, rule_like, rules_named
from journeybook.checks.report_options import Profile
from journeybook.diagnostics import Severity
from journeybook.federation.settings import FederationError, PortalSetting, federation_of
from journeybook.sources.limits import LARGEST_LIMIT, PAGE_LIMITS, PageLimits
from journeybook.sources.site_settings import read_site_settings
from journeybook.text.characters import printable
from journeybook.text.suggestions import nearest

FILES = ("journeybook.toml", "pyproject.toml")


class SettingsError(ValueError):
    """The settings are invalid; the message is one line."""


@dataclass(frozen=True)
class Settings:
    """Which rules are reported, and how. Sets hold codes; None in `select` means all rules."""

    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_ignores: tuple[tuple[str, frozenset[str]], ...] = ()
    profile: Profile = Profile.DEFAULT
    limits: PageLimits = field(default_factory=PageLimits)
    federation: tuple[PortalSetting, ...] = ()

    def wants(self, code: str, file: str) -> bool:
        """Whether a finding of this rule in this file is reported; errors always are."""
        if RULES[code].firm:
            return True
        if code in self.ignore or (self.select is not None and code not in self.select):
            return False
        return not any(code in codes and fnmatchcase(file, glob) for glob, codes in self.per_file_ignores)


def read_settings(root: Path) -> Settings:
    """The settings of the portal at `root`, from the first of `FILES` that has any.

    Raises SettingsError.
    """

    def read(name: str) -> bytes | None:
        path = root / name
        return path.read_bytes() if path.is_file() else None

    found = settings_in(read)
    if found.federation:
        return found
    # Other portals are part of the site: whoever names them in its settings need not repeat it.
    site = read_site_settings(root)
    if site is None or site.federation is None:
        return found
    return settings_of({"federation": site.federation}, site.file, found)


def settings_in(read: Callable[[str], bytes | None]) -> Settings:
    """The settings of the first of `FILES` that has any.

    `read` returns the content of a file, or None if there is none. Raises SettingsError.
    """
    for name in FILES:
        try:
            content = read(name)
            if content is None:
                continue
            whole = tomllib.loads(content.decode("utf-8"))
        except (OSError, ValueError) as fault:
            reason = str(fault).splitlines()[0] if str(fault) else "it cannot be read"
            raise SettingsError(f"{name}: {printable(reason)[:200]}") from None
        tool = whole.get("tool", {})
        table = tool.get("journeybook") if isinstance(tool, dict) else None
        if table is None and name == FILES[0]:
            table = {key: value for key, value in whole.items() if key != "tool"}
        if table is not None:
            if not isinstance(table, dict):
                raise SettingsError(f"{name}: `tool.journeybook` takes names with values")
            return settings_of(table, name)
    return Settings()


def settings_of(table: Mapping[str, Any], origin: str, over: Settings | None = None) -> Settings:
    """The settings in `table`, with those of `over` as defaults.

    Raises SettingsError with `origin` at the start of its message.
    """
    made = over or Settings()
    known = [each.name for each in fields(Settings)]
    for key, value in table.items():
        name = key.replace("-", "_")
        if name not in known:
            meant = nearest(name, known)
            way = (
                f"did you mean `{meant}`?"
                if meant
                else f"there are {', '.join(f'`{each}`' for each in known)}"
            )
            raise SettingsError(f"{origin}: there is no setting `{printable(key)}`; {way}")
        taken: Any
        if name == "profile":
            taken = _choice(value, Profile, f"{origin}: `profile`")
        elif name == "limits":
            taken = _limits(value, f"{origin}: `{key}`", made.limits)
        elif name == "federation":
            taken = _federation(value, origin)
        elif name == "severity":
            taken = _severity(value, origin)
        elif name == "per_file_ignores":
            taken = tuple(
                (str(glob), _codes(codes, f"{origin}: `{key}`"))
                for glob, codes in _table(value, f"{origin}: `{key}`").items()
            )
        else:
            taken = _codes(value, f"{origin}: `{key}`")
        made = replace(made, **{name: taken})
    return made


def _federation(value: Any, origin: str) -> tuple[PortalSetting, ...]:
    try:
        return federation_of(value, origin)
    except FederationError as fault:
        raise SettingsError(f"{origin}: {fault}") from None


def _table(value: Any, where: str) -> dict[Any, Any]:
    if not isinstance(value, dict):
        raise SettingsError(f"{where} takes names with values")
    return value


def _choice(value: Any, kind: type[Any], where: str) -> Any:
    words = [each.value for each in kind]
    if value not in words:
        raise SettingsError(f"{where} is one of {', '.join(f'`{word}`' for word in words)}")
    return kind(value)


def _limits(value: Any, where: str, over: PageLimits) -> PageLimits:
    for key, limit in _table(value, where).items():
        name = str(key).replace("-", "_")
        if name not in PAGE_LIMITS:
            meant = nearest(name, list(PAGE_LIMITS))
            way = (
                f"did you mean `{meant}`?"
                if meant
                else f"there are {', '.join(f'`{each}`' for each in PAGE_LIMITS)}"
            )
            raise SettingsError(f"{where}: there is no limit `{printable(str(key))[:60]}`; {way}")
        if not isinstance(limit, int) or isinstance(limit, bool) or not 0 < limit <= LARGEST_LIMIT:
            raise SettingsError(f"{where}: `{name}` is a whole number from 1 to {LARGEST_LIMIT:,}")
        over = replace(over, **{name: limit})
    return over


def _codes(value: Any, where: str) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise SettingsError(f'{where} takes a list of rules, such as ["JB501", "missing-owner"]')
    return frozenset(code for word in value for code in _named(word, where))


def _named(word: str, where: str) -> tuple[str, ...]:
    codes = rules_named(word)
    if not codes:
        meant = rule_like(word)
        raise SettingsError(
            f"{where}: there is no rule `{printable(word)[:60]}`"
            + (f"; did you mean `{meant}`?" if meant else "")
        )
    if all(RULES[code].firm for code in codes) and not where.endswith("`select`"):
        raise SettingsError(
            f"{where}: `{word}` is about what cannot be built, and cannot be silenced or lowered"
        )
    return codes


def _severity(value: Any, origin: str) -> dict[str, Severity]:
    found: dict[str, Severity] = {}
    # Longer names are more specific and apply later: a rule after its family.
    for word, level in sorted(
        _table(value, f"{origin}: `severity`").items(), key=lambda each: len(str(each[0]))
    ):
        taken = _choice(level, Severity, f"{origin}: the severity of `{printable(str(word))}`")
        for code in _named(str(word), f"{origin}: `severity`"):
            if not RULES[code].firm:
                found[code] = taken
    return found
