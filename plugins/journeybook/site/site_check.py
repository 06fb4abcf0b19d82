"""Checks a built site for scripts, resources of other hosts, and files that do not belong there.

It reads the files as they lie there and trusts nothing in them. What it allows comes from the
settings of the portal and from the installed theme.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeybook.diagnostics import Diagnostic, Place, arranged
from journeybook.rules import site_rules
from journeybook.rules.rule import Rule
from journeybook.site.content_policy import Policy, policy
from journeybook.site.file_types import ALLOWED, SIGNATURES, TEXTS, decoded, name_fault, text_fault, unpacked
from journeybook.site.known_scripts import is_known_script
from journeybook.site.page_scan import PageScan
from journeybook.site.site_faults import Fault, FaultKind, is_foreign, plain_address, shortened, style_faults
from journeybook.site.xml_scan import XmlScan

FILE_BYTES = 200_000_000
"""The largest file that is read. The data of a portal of ten thousand maps is a quarter of it."""

_RULES: dict[FaultKind, Rule] = {
    FaultKind.SCRIPT: site_rules.script_in_site,
    FaultKind.OTHER_HOST: site_rules.address_of_another_host,
    FaultKind.FILE: site_rules.unexpected_file,
    FaultKind.POLICY: site_rules.page_without_policy,
}
_JSON_ADDRESS = re.compile(r'"(?:src|url|start_url|scope|id|action)"\s*:\s*"([^"]*)"')
_WITHOUT_ENDING = frozenset({"_headers", "_redirects", "CNAME", ".nojekyll", "robots.txt"})
"""Files for hosts of static files, without links to them."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a site may hold besides the files of every portal.

    `policy` is that of its pages, None for a site without one: of such a site only the files are
    judged. `scripts` are the paths of scripts that its settings name, from its root on, and
    `endings` further kinds of files, without a dot.
    """

    policy: str | None = policy()
    scripts: frozenset[str] = frozenset()
    endings: frozenset[str] = frozenset()


def check_site(folder: Path, allowed: Allowed = Allowed()) -> tuple[Diagnostic, ...]:
    """The findings about the built site in `folder`, in the order of files and lines.

    Places name files from the site's root. Raises OSError if the folder or a file in it cannot be
    read.
    """
    return arranged(_Check(folder, allowed).findings())


class _Check:
    """One check, with its caches."""

    def __init__(self, folder: Path, allowed: Allowed) -> None:
        self._folder = folder
        self._allowed = allowed
        self._policy = Policy.of(allowed.policy or "")
        self._pages = PageScan(self._policy)
        self._xml = XmlScan(self._policy, self._pages)

    def findings(self) -> Iterator[Diagnostic]:
        """Every finding, folder by folder."""
        folders = [""]
        while folders:
            within = folders.pop()
            with os.scandir(self._folder / within) as entries:
                for entry in entries:
                    path = f"{within}{entry.name}"
                    mode = entry.stat(follow_symlinks=False).st_mode
                    fault = self._entry_fault(entry.name, mode)
                    if fault:
                        yield _finding(path, Fault(FaultKind.FILE, fault))
                    elif stat.S_ISDIR(mode):
                        folders.append(f"{path}/")
                    else:
                        yield from (_finding(path, file_fault) for file_fault in self._file_faults(path))

    def _entry_fault(self, name: str, mode: int) -> str | None:
        if stat.S_ISLNK(mode):
            return "it is a symbolic link, which leads to what is not in the site"
        if stat.S_ISDIR(mode):
            return name_fault(name)
        if not stat.S_ISREG(mode):
            return "it is no file and no folder"
        return name_fault(name)

    def _file_faults(self, path: str) -> Iterator[Fault]:
        name = path.rpartition("/")[2]
        if name in _WITHOUT_ENDING and path == name:
            return
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        if ending in self._allowed.endings and ending not in ALLOWED:
            return
        if ending not in ALLOWED:
            kind = f"a file that ends in `.{ending[:20]}`" if ending else "a file without an ending"
            yield Fault(FaultKind.FILE, f"{kind} is none of a portal")
            return
        content = self._read(path)
        if content is None:
            yield Fault(FaultKind.FILE, f"it is larger than {FILE_BYTES:,} bytes")
        elif ending in TEXTS:
            text = decoded(content)
            if text is None:
                yield Fault(FaultKind.FILE, "it is no text in UTF-8")
            else:
                yield from self._text_faults(path, ending, text, content)
        elif not SIGNATURES[ending](content):
            yield Fault(FaultKind.FILE, f"it is not what `.{ending}` says")
        elif ending == "gz":
            yield from self._packed_faults(path, content)

    def _read(self, path: str) -> bytes | None:
        # Do not block if the file has been replaced by a pipe since it was looked at.
        number = os.open(
            self._folder / path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
        )
        with os.fdopen(number, "rb") as file:
            content = file.read(FILE_BYTES + 1)
        return content if len(content) <= FILE_BYTES else None

    def _text_faults(self, path: str, ending: str, text: str, content: bytes) -> Iterator[Fault]:
        fault = text_fault(ending, text)
        if fault:
            yield Fault(FaultKind.FILE, fault)
        elif ending in ("svg", "xml"):
            found = self._xml.faults(content, root="svg" if ending == "svg" else None)
            yield from (each for each in found if self._allowed.policy or each.kind is FaultKind.FILE)
        elif self._allowed.policy is None:
            return
        elif ending == "html":
            yield from self._pages.faults(text)
        elif ending == "css":
            yield from (
                Fault(kind, said, directive=to) for kind, said, to in style_faults(text, self._policy)
            )
        elif ending == "js" and path not in self._allowed.scripts and not is_known_script(content):
            yield Fault(
                FaultKind.SCRIPT,
                "a script that is neither the portal's nor the theme's",
                directive="extra_javascript",
            )
        elif ending == "webmanifest":
            yield from self._manifest_faults(text)

    def _manifest_faults(self, text: str) -> Iterator[Fault]:
        for address in _JSON_ADDRESS.findall(text):
            plain = plain_address(address)
            if is_foreign(plain) and not self._policy.lets_load("manifest-src", plain):
                yield Fault(
                    FaultKind.OTHER_HOST,
                    f"the manifest leads to {shortened(plain)}",
                    directive="manifest-src",
                )

    def _packed_faults(self, path: str, content: bytes) -> Iterator[Fault]:
        inside = unpacked(content)
        if path != "sitemap.xml.gz":
            yield Fault(FaultKind.FILE, "a packed file is none of a portal")
        elif inside is None:
            yield Fault(FaultKind.FILE, "it cannot be unpacked")
        else:
            yield from self._xml.faults(inside)


def _finding(path: str, fault: Fault) -> Diagnostic:
    rule = _RULES[fault.kind]
    return rule.at(Place(path, fault.line, fault.column), fault.message, _way_out(fault))


def _way_out(fault: Fault) -> str:
    match fault.kind:
        case FaultKind.FILE:
            return "remove it from the site's sources, or allow its kind by `--allow ENDING`"
        case FaultKind.POLICY:
            return "let the portal's templates make this page, or remove the file from `docs/`"
        case _ if fault.directive == "extra_javascript":
            return "remove it, or name it below `extra_javascript` in `mkdocs.yml`"
        case _ if fault.directive:
            what = "its hash" if fault.kind is FaultKind.SCRIPT else "the host"
            return f"remove it from its source, or add {what} to `policy: {{{fault.directive}: […]}}` of the plugin in `mkdocs.yml`"
    return "remove it from its source"
