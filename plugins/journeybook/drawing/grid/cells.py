"""The content of cells: each kind of item as HTML. Authors' words are escaped here, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from journeybook.drawing.faces import face_symbol
from journeybook.drawing.icons import icon_symbol
from journeybook.drawing.view.model import Item, ItemKind
from journeybook.i18n.catalog import cached_in_language, language_in_use
from journeybook.i18n.catalog import gettext as _
from journeybook.labels.value_labels import SEVERITY_WORDS
from journeybook.library.images import LARGE, SMALL, ImageSize, image_address
from journeybook.library.objects import Ref
from journeybook.prose.link_texts import Known
from journeybook.prose.rendering import Linker, render_inline
from journeybook.text.escape import escape
from journeybook.text.quotation import quotation_marks


@dataclass(frozen=True, slots=True)
class CellContext:
    """What cells need to write words, references and icons on the current page.

    `map` is the id of the map and `language` its language. The element around a drawing has the
    language of the map; if the site has another one, our own words inside of it are marked.
    `explain` gives the address that explains one of our own words (a lane's key, `moment_of_truth`,
    `assumed`). `to` gives the link to an address of the portal, for pictures; without it they are
    told in words.

    The icons drawn so far are recorded for the sprite. They are referenced by `xlink:href`, because
    Material's instant navigation assigns to the `href` property of every element with an `href`
    attribute, and that of SVG elements is read-only.
    """

    link: Linker
    titles: Callable[[Ref], str]
    known: Known
    map: str
    language: str
    explain: Callable[[str], str | None] | None = None
    to: Callable[[str], str] | None = None
    our_language: str = field(init=False)
    """` lang="…"` for an element of our words, "" if they are in the language of the map."""
    their_language: str = field(init=False)
    """` lang="…"` for an element of the map's words inside of one of ours."""
    _icons: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)
    _faces: dict[int, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Compare the languages of map and site."""
        site = language_in_use()
        alike = site.partition("-")[0] == self.language.partition("-")[0].casefold()
        object.__setattr__(self, "our_language", "" if alike else f' lang="{site}"')
        object.__setattr__(self, "their_language", "" if alike else f' lang="{escape(self.language)}"')

    def ours(self, words: str) -> str:
        """Markup of our words among those of the map."""
        return f"<span{self.our_language}>{words}</span>" if self.our_language else words

    def theirs(self, text: str) -> str:
        """Markup of a plain text of the map among our words."""
        words = escape(text)
        return f"<span{self.their_language}>{words}</span>" if self.their_language else words

    def icon(self, name: str) -> str:
        """An icon from the map's sprite."""
        found = self._icons.get(name)
        if found is None:
            found = f'<svg class="jb-icon" aria-hidden="true"><use xlink:href="#{self.map}--i-{name}"/></svg>'
            self._icons[name] = found
        return found

    def face(self, level: int) -> str:
        """A face from the map's sprite; word and number stand beside it."""
        found = self._faces.get(level)
        if found is None:
            found = f'<svg class="jb-face jb-level-{level}" aria-hidden="true"><use xlink:href="#{self.map}--f-{level}"/></svg>'
            self._faces[level] = found
        return found

    def sprite(self) -> str:
        """The hidden sprite: every shape drawn so far, each once."""
        return "".join(
            [
                '<svg class="jb-sprite" aria-hidden="true">',
                *(icon_symbol(name, f"{self.map}--i-") for name in sorted(self._icons)),
                *(face_symbol(level, f"{self.map}--f-") for level in sorted(self._faces)),
                "</svg>",
            ]
        )

    def text(self, text: str) -> str:
        """A text field: escaped, with its emphasis, code and links."""
        return render_inline(text, self.link, self.known)

    def explained(self, key: str, words: str, *, read: bool = True) -> str:
        """Markup of one of our own words, linked to its explanation.

        With `read=False` for words that are hidden from screen readers.
        """
        href = self.explain(key) if self.explain else None
        if not href:
            return words
        reach = "" if read else ' tabindex="-1"'
        return f'<a class="jb-word" href="{escape(href)}"{reach}>{words}</a>'

    def name(self, ref: Ref | None, title: str) -> str:
        """A plain title, linked if the object has a page."""
        href = self.link(ref) if ref else None
        words = f"<bdi>{escape(title)}</bdi>"
        return f'<a href="{escape(href)}">{words}</a>' if href else words

    def chip(self, item: Item) -> str:
        """An object as a pill with its icon."""
        href = self.link(item.ref) if item.ref else None
        inside = f"{self.icon(item.icon) if item.icon else ''}<bdi>{escape(item.text)}</bdi>"
        if href:
            return f'<a class="jb-chip" href="{escape(href)}">{inside}</a>'
        return f'<span class="jb-chip">{inside}</span>'


def cell_content(items: Sequence[Item], context: CellContext) -> str:
    """The items of one cell; they are of one kind, or of kinds that are drawn alike."""
    draw, opening, closing = _WAYS[items[0].kind]
    return opening + "".join([draw(item, context) for item in items]) + closing


@cached_in_language()
def severity(level: int | None, language: str = "") -> str:
    """Three dots and a word for the severity of a pain; "" if it is unrated.

    `language` is the `lang` attribute of the word.
    """
    if level is None:
        return ""
    dots = "●" * level + "○" * (3 - level)
    return f'<span class="jb-cell-severity"{language}><span aria-hidden="true">{dots}</span> {SEVERITY_WORDS[level]}</span>'


@cached_in_language()
def _assumed_mark(language: str) -> str:
    return f'<span class="jb-sr-only"{language}> ({_("assumed")})</span>'


def _assumed(item: Item, context: CellContext) -> str:
    return _assumed_mark(context.our_language) if item.assumed else ""


def _note_language(item: Item, context: CellContext) -> str:
    return context.our_language if item.ours else ""


def _mark(item: Item) -> str:
    return " jb-is-assumed" if item.assumed else ""


def _text(item: Item, context: CellContext) -> str:
    by = f' <span class="jb-byline">{context.name(item.ref, item.note)}</span>' if item.note else ""
    return f'<p dir="auto">{context.text(item.text)}{by}</p>'


def _said(item: Item, context: CellContext) -> str:
    opening, closing = quotation_marks(item.text)
    return f"{opening}{context.text(item.text)}{closing}"


def _thought(item: Item, context: CellContext) -> str:
    by = f' <span class="jb-byline">{context.name(item.ref, item.note)}</span>' if item.note else ""
    return f'<p class="jb-thought" dir="auto">{_said(item, context)}{by}</p>'


def _quote(item: Item, context: CellContext) -> str:
    by = f'<cite class="jb-byline">{context.name(item.ref, item.note)}</cite>' if item.note else ""
    return (
        f'<blockquote class="jb-cell-quote{_mark(item)}"><p dir="auto">{_said(item, context)}{_assumed(item, context)}</p>'
        f"{by}</blockquote>"
    )


def _chip(item: Item, context: CellContext) -> str:
    return context.chip(item)


def _channel(item: Item, context: CellContext) -> str:
    note = f'<p class="jb-cell-note" dir="auto">{context.text(item.note)}</p>' if item.note else ""
    return context.chip(item) + note


def _feeling(item: Item, context: CellContext) -> str:
    who = f"{context.name(item.ref, item.note)}: " if item.note else ""
    return f'<span class="jb-cell-feeling">{who}<bdi>{escape(item.text)}</bdi></span>'


def _tag(item: Item, context: CellContext) -> str:
    kind = item.kind.value
    return (
        f'<li class="jb-tag jb-tag--{kind}{_mark(item)}">{context.icon(_TAG_ICONS[item.kind])}'
        f'<span dir="auto">{context.text(item.text)}</span>{_assumed(item, context)}{severity(item.severity, context.our_language)}</li>'
    )


def _opportunity(item: Item, context: CellContext) -> str:
    href = context.link(item.ref) if item.ref else None
    # A recommendation of the same name is not named twice.
    words = f"<bdi>{escape(item.note)}</bdi>" if item.note else context.ours(_("Recommendation"))
    more = ""
    if href:
        more = f'<a class="jb-cell-link" href="{escape(href)}">{words}</a>'
    elif item.note:
        more = f'<span class="jb-cell-link">{words}</span>'
    status = (
        f'<span class="jb-cell-status"{context.our_language}>{escape(item.detail)}</span>'
        if item.detail
        else ""
    )
    return (
        f'<li class="jb-tag jb-tag--opportunity">{context.icon("lightbulb-on-outline")}'
        f'<span dir="auto">{context.text(item.text)}</span>{more}{status}</li>'
    )


def _metric(item: Item, context: CellContext) -> str:
    detail = f" <small{context.our_language}>{escape(item.detail)}</small>" if item.detail else ""
    name = context.name(item.ref, item.note or "")
    return (
        f"<div><dt>{context.ours(name) if item.ours else name}</dt>"
        f"<dd><bdi>{escape(item.text)}</bdi>{detail}</dd></div>"
    )


def picture(item: Item, context: CellContext, size: ImageSize) -> str:
    """The element of a picture; its description where it cannot be shown.

    Its width and height are known before it is loaded, so that nothing moves then.
    """
    if item.picture is None or context.to is None:
        return f'<p class="jb-cell-note" dir="auto">{context.icon("image-outline")} {escape(item.text)}</p>'
    width, height = item.picture.small if size is SMALL else item.picture.large
    source = escape(context.to(image_address(item.picture.path, size)))
    return (
        f'<img class="jb-picture" src="{source}" alt="{escape(item.text)}" width="{width}" height="{height}" '
        'loading="lazy" decoding="async">'
    )


def figure_of(item: Item, context: CellContext) -> str:
    """A picture at its full size with its caption and whose it is."""
    words = [f'<span dir="auto">{escape(text)}</span>' for text in (item.note, item.detail) if text]
    caption = f"<figcaption>{' '.join(words)}</figcaption>" if words else ""
    return f'<figure class="jb-figure">{picture(item, context, LARGE)}{caption}</figure>'


def _image(item: Item, context: CellContext) -> str:
    return picture(item, context, SMALL)


def _time(item: Item, context: CellContext) -> str:
    mark = context.icon(item.icon) if item.icon else ""
    words = escape(item.text)
    # Only a time of day has a machine-readable form; a duration is free text.
    words = f'<time datetime="{words}">{words}</time>' if len(words) == 5 and words[2] == ":" else words
    note = f' <span class="jb-cell-note">{escape(item.note)}</span>' if item.note else ""
    return f'<p class="jb-time" dir="auto">{mark}<b>{words}</b>{note}</p>'


def _variant(item: Item, context: CellContext) -> str:
    won = (
        f'<span class="jb-variant__result"{context.our_language}>{context.icon(item.icon)}{escape(item.note or "")}</span>'
        if item.icon
        else ""
    )
    detail = (
        f'<span class="jb-cell-note"{context.our_language}>{escape(item.detail)}</span>'
        if item.detail
        else ""
    )
    return f'<li class="jb-variant"><b dir="auto">{escape(item.text)}</b>{won}{detail}</li>'


def _next(item: Item, context: CellContext) -> str:
    when = (
        f'<span class="jb-cell-note" dir="auto"{_note_language(item, context)}>{context.text(item.note)}</span> '
        if item.note
        else ""
    )
    there = context.name(item.ref, item.text)
    # An item without a reference is our own word for the end of the journey.
    return f'<li class="jb-next">{when}{context.icon(item.icon or "arrow-right")}{there if item.ref else context.ours(there)}</li>'


def _journey(item: Item, context: CellContext) -> str:
    note = (
        f'<span class="jb-cell-note"{_note_language(item, context)}>{escape(item.note)}</span>'
        if item.note
        else ""
    )
    mark = context.icon(item.icon) if item.icon else ""
    return f'<li class="jb-next">{mark}{context.name(item.ref, item.text)} {note}</li>'


def _link(item: Item, context: CellContext) -> str:
    url = escape(item.url or "")
    return f'<li class="jb-next"><a href="{url}" rel="noopener"><bdi>{escape(item.text)}</bdi></a>{context.icon("open-in-new")}</li>'


_TAG_ICONS = {
    ItemKind.PAIN: "alert-circle-outline",
    ItemKind.GAIN: "thumb-up-outline",
    ItemKind.RISK: "alert-outline",
}
_LIST = ("<ul>", "</ul>")
_CHIPS = ('<div class="jb-chips">', "</div>")
_WAYS: dict[ItemKind, tuple[Callable[[Item, CellContext], str], str, str]] = {
    ItemKind.TEXT: (_text, "", ""),
    ItemKind.THOUGHT: (_thought, "", ""),
    ItemKind.QUOTE: (_quote, "", ""),
    ItemKind.NEED: (_text, "", ""),
    ItemKind.FEELING: (_feeling, *_CHIPS),
    ItemKind.PAIN: (_tag, *_LIST),
    ItemKind.GAIN: (_tag, *_LIST),
    ItemKind.RISK: (_tag, *_LIST),
    ItemKind.OPPORTUNITY: (_opportunity, *_LIST),
    ItemKind.CHANNEL: (_channel, "", ""),
    ItemKind.SYSTEM: (_chip, *_CHIPS),
    ItemKind.TEAM: (_chip, *_CHIPS),
    ItemKind.PERSONA: (_chip, *_CHIPS),
    ItemKind.LIFECYCLE: (_chip, *_CHIPS),
    ItemKind.METRIC: (_metric, "<dl>", "</dl>"),
    ItemKind.TIME: (_time, "", ""),
    ItemKind.VARIANT: (_variant, *_LIST),
    ItemKind.NEXT: (_next, *_LIST),
    ItemKind.JOURNEY: (_journey, *_LIST),
    ItemKind.LINK: (_link, *_LIST),
    ItemKind.IMAGE: (_image, "", ""),
}
"""For each kind of item: the function that draws it, and the markup around a cell's items."""
