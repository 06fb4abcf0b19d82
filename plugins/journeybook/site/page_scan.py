"""Scans a page of a built site for scripts and for resources of other hosts.

Every place where some reader of HTML could see a tag is looked at, inside of comments, texts and
attributes too: what counts as one depends on what stands around it, and a page of the portal holds
`<` as a character reference everywhere else. So what is found may be more than what a browser sees,
and never less.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from journeybook.site.content_policy import Policy
from journeybook.site.known_scripts import is_known_inline
from journeybook.site.site_faults import Fault, FaultKind, Found, element_faults, style_faults

TAG_LENGTH = 100_000
"""The most characters of one tag. The longest of a portal have a few thousand."""

_SPACE = r"[\t\n\f\r ]"
_TAG = re.compile(
    rf"""<([a-zA-Z][^\t\n\f\r />]*+)
    ((?:[\t\n\f\r /]++
      | [^\t\n\f\r />][^\t\n\f\r />=]*+
        (?:{_SPACE}*+={_SPACE}*+(?:"[^"]*+"|'[^']*+'|[^\t\n\f\r "'>][^\t\n\f\r >]*+)?+)?+
    )*+)>""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    rf"""([^\t\n\f\r />][^\t\n\f\r />=]*+)
    (?:{_SPACE}*+={_SPACE}*+(?:"([^"]*+)"|'([^']*+)'|([^\t\n\f\r "'>][^\t\n\f\r >]*+))?+)?+""",
    re.VERBOSE,
)
_TELLING_ELEMENT = re.compile(
    r"(?:script|style|base|meta|link|iframe|frame|object|embed|applet|form|portal|fencedframe)\Z",
    re.IGNORECASE,
)
_TELLING_ATTRIBUTE = re.compile(
    r"(?:^|[\s/\"'])on[a-z]|script:|(?:^|[\s/\"'])(?:src|ping|poster|background|data|action|formaction|manifest"
    r"|imagesrcset|lowsrc|dynsrc|code|archive|classid|srcdoc)\w*\s*=|href\s*=|\(|&|<|[\x00-\x08\x0b]",
    re.IGNORECASE,
)
_PLAIN_LINK = re.compile(
    r"""\shref="(?:\.{0,2}/|\#|\?|https?://|mailto:|[A-Za-z0-9_.-]+[/\#?"])[^"'&<=(\x00-\x20]*"?(?=[\s>]|\Z)"""
)
"""A plain link without anything that another parser could take for an attribute."""

_SCRIPT_END = re.compile(r"</script[\t\n\f\r />]", re.IGNORECASE)
_STYLE_END = re.compile(r"</style[\t\n\f\r />]", re.IGNORECASE)
_DATA_TYPES = frozenset({"application/json", "application/ld+json", "speculationrules-none", "text/template"})
_CLEAN = 20_000
"""The number of clean tags that are cached: navigation and icons repeat on every page."""


class PageScan:
    """Scans pages under a policy. Tags without faults are cached from page to page."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._clean: set[tuple[str, str]] = set()

    def faults(self, text: str, *, whole: bool = True) -> Iterator[Fault]:
        """The faults of a page; with `whole` false of a part, which has no policy of its own."""
        carried: list[Policy] = []
        redirect = False
        at, looked = 0, 0
        while (match := _TAG.search(text, at)) is not None:
            start, name, attributes = match.start(), match[1].lower(), match[2]
            at = match.end()
            if "<" in attributes:
                # What looks like an attribute may be text, so scanning continues inside of the tag.
                at = start + 1
                looked += match.end() - start
                if match.end() - start > TAG_LENGTH or looked > 2 * len(text) + TAG_LENGTH:
                    yield _fault(
                        text,
                        start,
                        (FaultKind.SCRIPT, "tags in tags, of which nobody can say what runs", None),
                    )
                    return
            if name == "script":
                found, end = self._script(text, match.end(), _values(attributes))
                yield from (_fault(text, start, each) for each in found)
                at = end
                continue
            if (name, attributes) in self._clean:
                continue
            if not _TELLING_ELEMENT.match(name) and not _TELLING_ATTRIBUTE.search(
                _PLAIN_LINK.sub(" ", attributes) if name == "a" else attributes
            ):
                self._remember(name, attributes)
                continue
            values = _values(attributes)
            faults = list(element_faults(name, values, self._policy))
            if name == "style":
                style_end = _STYLE_END.search(text, match.end())
                content = text[match.end() : style_end.start() if style_end else len(text)]
                faults += style_faults(content, self._policy)
            elif name == "meta":
                http = values.get("http-equiv", "").lower()
                if http == "content-security-policy":
                    carried.append(Policy.of(values.get("content", "")))
                redirect |= http == "refresh"
            if not faults and name not in ("style", "meta"):
                self._remember(name, attributes)
            yield from (_fault(text, start, fault) for fault in faults)
        if whole and not any(self._policy.covers(policy) for policy in carried) and not redirect:
            message = (
                "this page carries a weaker policy than its site"
                if carried
                else "this page carries no policy"
            )
            yield Fault(FaultKind.POLICY, message)

    def _script(self, text: str, start: int, values: dict[str, str]) -> tuple[list[Found], int]:
        """The faults of a script, and where it ends."""
        found = list(element_faults("script", values, self._policy))
        end = _SCRIPT_END.search(text, start)
        content = text[start : end.start() if end else len(text)]
        behind = end.end() if end else len(text)
        if "src" in values or "href" in values or "xlink:href" in values:
            return found, start if content.strip() else behind
        kind = values.get("type", "").strip().lower()
        if kind in _DATA_TYPES:
            # Browsers end such a block elsewhere than at its first end tag.
            if "<!--" in content:
                return [*found, (FaultKind.SCRIPT, "a block of data that hides where it ends", None)], start
            return found, behind
        if self._policy.lets_run(content) or is_known_inline(content):
            return found, behind
        return [
            *found,
            (FaultKind.SCRIPT, "a script in the page that is none of the known ones", "script-src"),
        ], start

    def _remember(self, name: str, attributes: str) -> None:
        if len(self._clean) >= _CLEAN:
            self._clean.clear()
        if len(attributes) < 1_000:
            self._clean.add((name, attributes))


def _values(attributes: str) -> dict[str, str]:
    """Attributes by name; of a repeated one, the first counts, as in browsers."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(attributes):
        value = match[2] or match[3] or match[4] or ""
        found.setdefault(match[1].lower(), unescape(value) if "&" in value else value)
    return found


def _fault(text: str, at: int, found: Found) -> Fault:
    kind, message, directive = found
    line = text.count("\n", 0, at) + 1
    return Fault(kind, message, line, at - text.rfind("\n", 0, at), directive)
