"""Where the sources are kept, and the addresses at which a reader changes them or asks for a change.

Hosts of code have pages that open filled in. What GitHub and GitLab call them is known here; for any other host the
addresses are templates, in which names in braces stand for what is put in, percent-encoded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

FORM = "suggest-a-change.yml"
"""The issue form that GitHub opens; its fields are called `map`, `step`, `change` and `evidence`."""

SUGGEST_NAMES = ("kind", "id", "map", "step", "title", "page")
EDITOR_NAMES = ("path",)
MAPS_NAMES = ("path",)
"""What may stand in braces in a template of either kind."""

LONGEST_TITLE = 80
"""Letters of a title in an address. Nine bytes each at most, so that no address comes near the 2,000 that all programs take."""

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
    """What a suggestion is about: a thing of the portal, or a page that is about none (`kind` is then `page`).

    `title` is plain text, `page` the address of its page, absolute where it is known where the portal is published.
    """

    kind: str
    id: str
    title: str
    page: str

    @property
    def map(self) -> str:
        """What stands in the form's field for the map: its id, with the kind before it for anything else."""
        return self.id if self.kind in ("journey", "page") else f"{self.kind}:{self.id}"


def unknown_names(template: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What stands in braces in a template and is not one of `names`, in its order."""
    return tuple(name for name in _NAME.findall(template) if name not in names)


def suggest_template(repository: str | None) -> str | None:
    """The template of the form for suggestions at the host of `repository`; None for a host whose forms are not known."""
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
    """Where the source at `path` opens in an editor that runs in the browser; None where none is known.

    `path` is relative to the portal's root, `edit` the address at which the file alone is edited. From that the
    editors of github.com and of GitLab are derived; a branch is then taken to have no slash in its name. Any other is
    said by `template`.
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
    """The address in which `{path}` stands for a path, which may climb with `../` to where the template begins."""
    return folded(_filled(template, {"path": quote(path)}))


def folded(url: str) -> str:
    """The address of a source with `docs/../maps/x.yml` written as `maps/x.yml`, in a path or in a query."""
    before = ""
    while before != url:
        before, url = url, _STEP_BACK.sub("", url, count=1)
    return url


def suggestion(template: str, subject: Subject) -> str:
    """The address of a filled-in form about the whole of `subject`."""
    return _filled(template, {**_values(subject), "step": "", "title": quote(_cut(subject.title), safe="")})


def step_suggestion(template: str, subject: Subject) -> str:
    """The same for any step of `subject`: a template in which `{step}`, `{title}` and `{anchor}` of a step are still to be put.

    A page of many steps carries it once instead of an address for each of them.
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
    """The template with its names replaced by `values` as they are, what stands `around` them percent-encoded where asked."""
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
