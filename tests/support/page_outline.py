"""A page as its readers meet it: headings, texts and links in reading order, a line for each block."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import html
from lxml.html import HtmlElement

BLOCKS = {
    *(
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "summary",
        "blockquote",
        "caption",
        "div",
        "section",
    ),
    *(
        "header",
        "nav",
        "ul",
        "ol",
        "dl",
        "table",
        "article",
        "details",
        "form",
        "label",
        "button",
        "thead",
        "tbody",
    ),
}
HEADINGS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
MARKS = {"li": "- ", "dt": "  ", "dd": "    ", "tr": "| "}

SKIPPED = {
    "jb-map": "[the map]",
    "jb-map-table": "[the map as a table]",
    "jb-card-curve": "[curve]",
    "jb-overlay__scroller": "[curves]",
}
"""Drawings, which have golden files of their own."""


MARKED_ON_ANOTHER_DAY = {"data-due-when", "data-due", "data-month", "data-next"}
"""Hidden elements with one of these are shown by the script on a later day."""


def _on_agenda(element: HtmlElement) -> bool:
    parent = element.getparent()
    return parent is not None and parent.get("data-agenda") is not None


def shown_words(element: HtmlElement) -> str:
    """The text of an element without what is hidden in it, in one line."""
    texts = element.xpath(".//text()[not(ancestor::*[@hidden])]")
    return " ".join("".join(texts).split())


def outline(body: str) -> str:
    """The page's body as text; `[words](target)` is a link, `(hidden: words)` is there for screen readers alone."""
    return (
        "\n".join(line.rstrip() for line in _lines(html.fragment_fromstring(body, create_parent=True))) + "\n"
    )


def _lines(element: HtmlElement) -> Iterator[str]:
    """One line for each block that holds text of its own."""
    drawn = _drawn(element)
    if drawn:
        yield from filter(None, [drawn.strip()])
        return
    if element.tag == "tr":
        cells = (" ".join(_words(cell).split()) for cell in element)
        yield "| " + " | ".join(cells)
        return
    text = element.text or ""
    mark = HEADINGS.get(element.tag) or MARKS.get(element.tag, "")
    for child in element:
        if not isinstance(child.tag, str):
            continue
        if child.tag in BLOCKS or _drawn(child):
            if text.strip():
                yield mark + " ".join(text.split())
                mark = ""
            text = ""
            yield from _lines(child)
        else:
            text += _words(child)
        text += child.tail or ""
    if text.strip():
        yield mark + " ".join(text.split())


def _words(element: HtmlElement) -> str:
    drawn = _drawn(element)
    if drawn:
        return drawn
    inner = (element.text or "") + "".join(_words(child) + (child.tail or "") for child in element)
    classes = element.get("class", "").split()
    if element.tag == "svg":
        return ""
    if element.tag == "a":
        return f"[{' '.join(inner.split())}]({element.get('href')})"
    if element.tag == "input":
        return f"<{element.get('type')} {element.get('name')} {element.get('value', '')}>".replace(" >", ">")
    if "jb-sr-only" in classes:
        return f"(hidden: {' '.join(inner.split())})" if inner.strip() else ""
    if element.get("aria-label") and element.get("role") == "img":
        return f"({element.get('aria-label')})"
    return inner


def _drawn(element: HtmlElement) -> str | None:
    if element.get("hidden") is not None and (
        MARKED_ON_ANOTHER_DAY & set(element.keys()) or _on_agenda(element)
    ):
        return " "
    return next((SKIPPED[name] for name in (element.get("class") or "").split() if name in SKIPPED), None)
