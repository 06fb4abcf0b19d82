"""Addresses at the repository's host where readers edit a source or suggest a change.

Hosts have forms that can be prefilled by the address. Those of GitHub and GitLab are built in; for
other hosts the addresses are templates, with names in braces for values that are percent-encoded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

FORM = "suggest-a-change.yml"
"""The issue form on GitHub; its fields are called `map`, `step`, `change` and `evidence`."""

SUGGEST_NAMES = ("kind", "id", "map", "step", "title", "page")
EDITOR_NAMES = ("path",)
MAPS_NAMES = ("path",)
"""The names allowed in braces in either kind of template."""

LONGEST_TITLE = 80
"""The most letters of a title in an address, which keep it below 2,000 bytes (9 per letter)."""

_NAME = re.compile(r"\{([^{}]*)\}")
_STEP_BACK = re.compile(r"(?:(?<=[^/]/)|(?<==))(?!\.\.?/)[^/?#=&:]+/\.\./")
_EDITED = re.compile(
    r"(?P<repository>https?://[^?#]+?)(?P<dash>/-)?/(?:edit|blob)/(?P<branch>[^/?#]+)/(?P<path>[^?#]+)"
)
_DESCRIPTION = (
    "Page: {page}\nMap: {map}\nStep: {step}\n\n**What should change**\n\n\n\n**What it rests on**\n\n"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a suggestion: an object, or a page about none (`kind` is then `page`).

    `title` is plain text, `page` the address of its page, absolute if the site's address is set.
    """

    kind: str
    id: str
    title: str
    page: str

    @property
    def map(self) -> str:
        """The value of the form's field `map`: the id, with the kind before it for other kinds."""
        return self.id if self.kind in ("journey", "page") else f"{self.kind}:{self.id}"


def unknown_names(template: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names in braces in a template that are not in `names`, in order."""
    return tuple(name for name in _NAME.findall(template) if name not in names)


def suggest_template(repository: str | None) -> str | None:
    """The template of the suggestion form at the host of `repository`; None for an unknown host."""
    root = (repository or "").rstrip("/").removesuffix(".git")
    host = urlsplit(root).hostname or ""
    if not root.startswith(("https://", "http://")):
        return None
    if _is(host, "github"):
        return f"{root}/issues/new?template={FORM}&title=Suggestion%3A%20{{title}}&map={{map}}&step={{step}}"
    if _is(host, "gitlab"):
        text = _filled(_DESCRIPTION, {name: f"{{{name}}}" for name in SUGGEST_NAMES}, around=True)
        return f"{root}/-/issues/new?issue%5Btitle%5D=Suggestion%3A%20{{title}}&issue%5Bdescription%5D={text}"
    return None


def editor_address(edit: str | None, path: str | None, template: str | None) -> str | None:
    """The address of the source at `path` in a browser-based editor; None if none is known.

    `path` is relative to the portal's root, `edit` is the address for editing the file alone. For
    github.com and GitLab the editor is derived from it, assuming that branch names have no slash.
    For other hosts `template` is used.
    """
    if template:
        return edit_address(template, path) if path else None
    found = _EDITED.fullmatch(edit or "")
    if not found:
        return None
    repository, branch, file = found["repository"], found["branch"], found["path"]
    parts = urlsplit(repository)
    if parts.hostname == "github.com":
        return f"https://github.dev{parts.path}/blob/{branch}/{file}"
    if found["dash"] or _is(parts.hostname or "", "gitlab"):
        return f"{parts.scheme}://{parts.netloc}/-/ide/project{parts.path}/edit/{branch}/-/{file}"
    return None


def edit_address(template: str, path: str) -> str:
    """The address in the template for a path, which may begin with `../`."""
    return folded(_filled(template, {"path": quote(path)}))


def folded(url: str) -> str:
    """The address of a source with `docs/../maps/x.yml` as `maps/x.yml`, in path or query."""
    before = ""
    while before != url:
        before, url = url, _STEP_BACK.sub("", url, count=1)
    return url


def suggestion(template: str, subject: Subject) -> str:
    """The address of a prefilled form about the whole of `subject`."""
    return _filled(template, {**_values(subject), "step": "", "title": quote(_cut(subject.title), safe="")})


def step_suggestion(template: str, subject: Subject) -> str:
    """The form address for any step of `subject`: it keeps `{step}`, `{title}` and `{anchor}`.

    A page of many steps holds it once instead of an address for each step.
    """
    values = _values(subject)
    return _filled(
        template,
        {
            **values,
            "step": "{step}",
            "title": f"{quote(f'{_cut(subject.title)}: ', safe='')}{{title}}",
            "page": f"{values['page']}{{anchor}}",
        },
    )


def _values(subject: Subject) -> dict[str, str]:
    fields = {"kind": subject.kind, "id": subject.id, "map": subject.map, "page": subject.page}
    return {name: quote(value, safe="") for name, value in fields.items()}


def _filled(template: str, values: Mapping[str, str], *, around: bool = False) -> str:
    """The template with its names replaced; with `around`, the text between is percent-encoded.

    `values` are inserted unchanged.
    """
    parts = _NAME.split(template)
    return "".join(
        values.get(part, "") if at % 2 else quote(part, safe="") if around else part
        for at, part in enumerate(parts)
    )


def _cut(title: str) -> str:
    words = " ".join(title.split())
    return words if len(words) <= LONGEST_TITLE else f"{words[: LONGEST_TITLE - 1].rstrip()}…"


def _is(host: str, name: str) -> bool:
    """Whether a host runs `name`: the public one, or a company's own under its usual address."""
    return host == f"{name}.com" or host.startswith(f"{name}.")
