"""Scans XML of a built site (drawings, feeds, sitemaps) for scripts and other hosts.

Browsers run scripts in drawings that are opened by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from journeybook.site.content_policy import Policy
from journeybook.site.page_scan import PageScan
from journeybook.site.site_faults import Fault, FaultKind, element_faults, style_faults

PIECE = 65_536
"""Characters given to the parser at once, so that a fault ends the work early."""

_GEOMETRY = frozenset(
    {
        *(
            "x",
            "y",
            "x1",
            "y1",
            "x2",
            "y2",
            "cx",
            "cy",
            "r",
            "rx",
            "ry",
            "dx",
            "dy",
            "d",
            "points",
            "width",
            "height",
        ),
        *(
            "id",
            "class",
            "viewBox",
            "transform",
            "offset",
            "opacity",
            "font-size",
            "font-weight",
            "font-style",
        ),
        *(
            "text-anchor",
            "stroke-width",
            "stop-color",
            "stroke-linecap",
            "stroke-linejoin",
            "role",
            "aria-hidden",
        ),
    }
)
"""Attributes of drawings without addresses; most attributes are among them."""

_ATOM = "http://www.w3.org/2005/Atom "
_MARKUP_OF_RSS = frozenset({"description", "encoded"})
"""Elements of RSS whose text is read as HTML. In Atom, those are that say so."""


class XmlScan:
    """Scans XML files under a policy."""

    def __init__(self, policy: Policy, pages: PageScan) -> None:
        self._policy = policy
        self._pages = pages

    def faults(self, content: bytes, *, root: str | None = None) -> Iterator[Fault]:
        """The faults of a file; `root` is the required name of its outermost element, if given."""
        reading = _Reading(self._policy, self._pages, root)
        try:
            for start in range(0, len(content) or 1, PIECE):
                reading.parser.Parse(content[start : start + PIECE], start + PIECE >= len(content))
        except expat.ExpatError as error:
            message = f"it is no XML: {expat.errors.messages[error.code]}"
            reading.found.append(Fault(FaultKind.FILE, message, error.lineno, error.offset + 1))
        except _RefusedError:
            pass
        yield from reading.found


class _RefusedError(Exception):
    """The rest of the file need not be read."""


class _Reading:
    """One file while it is parsed."""

    def __init__(self, policy: Policy, pages: PageScan, root: str | None) -> None:
        self.found: list[Fault] = []
        self._policy = policy
        self._pages = pages
        self._root = root
        self._open: list[tuple[str, bool]] = []
        """The names of the elements around, and whether the text of each is read as HTML."""
        self._texts: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._texts.append

    def _add(self, kind: FaultKind, message: str, directive: str | None = None) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        self.found.append(Fault(kind, message, line, column, directive))

    def _doctype(self, *_: object) -> None:
        self._add(FaultKind.FILE, "it declares a document type, which may define anything")
        raise _RefusedError

    def _instruction(self, target: str, data: str) -> None:
        if target.lower().startswith("xml-"):
            self._add(FaultKind.OTHER_HOST, f"an instruction `{target[:30]}` loads another file")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if not self._open and self._root is not None and local != self._root:
            self._add(FaultKind.FILE, f"its outermost element is `{local[:30]}` and not `{self._root}`")
        in_atom = name.startswith(_ATOM) and attributes.get("type") == "html"
        self._open.append(
            (local, in_atom or ((" " not in name or "rss" in name) and local in _MARKUP_OF_RSS))
        )
        self._texts.clear()
        if local == "script":
            self._add(FaultKind.SCRIPT, "a script", "script-src")
        if local == "handler":
            self._add(FaultKind.SCRIPT, "a handler of events")
        if local == "link" and "rel" not in attributes and "href" not in attributes:
            return  # an address of a feed, for readers to follow
        values: dict[str, str] = {}
        for key, value in attributes.items():
            if key in _GEOMETRY:
                continue
            space, _, bare = key.rpartition(" ")
            values[f"xlink:{bare.lower()}" if "xlink" in space else bare.lower()] = value
        followed = (
            "a"
            if local == "link" and values.get("rel", "alternate") in ("alternate", "self", "related", "via")
            else local
        )
        for kind, message, directive in element_faults(followed, values, self._policy):
            self._add(kind, message, directive)

    def _end(self, name: str) -> None:
        local, is_markup = self._open.pop()
        text = "".join(self._texts)
        self._texts.clear()
        if local == "style":
            for kind, message, directive in style_faults(text, self._policy):
                self._add(kind, message, directive)
        elif is_markup and "<" in text:
            for fault in self._pages.faults(text, whole=False):
                self._add(fault.kind, fault.message, fault.directive)


def _local(name: str) -> str:
    return name.rpartition(" ")[2].lower()
