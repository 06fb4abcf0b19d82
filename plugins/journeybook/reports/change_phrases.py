"""Changes in words: a phrase with the value before and after, all as plain text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from journeybook.history.change import Act, Change, Sort, Value
from journeybook.history.field_changes import names_of
from journeybook.i18n.catalog import gettext as _
from journeybook.i18n.catalog import pgettext
from journeybook.i18n.markers import N_
from journeybook.labels.field_labels import label_of
from journeybook.labels.value_labels import SEVERITY_WORDS
from journeybook.library.objects import Kind, Library, Ref
from journeybook.model.vocabulary import EmotionScale
from journeybook.text.characters import look_alike, visible
from journeybook.text.numbers import exact_figure, level_figure
from journeybook.text.quotation import quoted

EXCERPT = 110
"""About two lines on a phone: enough to recognise a sentence and the part that differs."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One change in words: `lead`, then `before` and `after` if it has values, then `tail`.

    `before` may be shown struck through, `after` as inserted text.
    """

    lead: str
    before: str = ""
    after: str = ""
    tail: str = ""

    @property
    def line(self) -> str:
        """The whole phrase in a line."""
        values = " → ".join(each for each in (self.before, self.after) if each)
        said = f"{self.lead}: {values}" if values else self.lead
        return f"{said} {self.tail}" if self.tail else said


@dataclass(frozen=True)
class Names:
    """The titles of ids: in the newer library, else in the older one, else the ids themselves."""

    head: Library
    base: Library

    @property
    def scale(self) -> EmotionScale:
        """The scale for the words of emotions."""
        return self.head.vocabulary.emotion_scale

    def title(self, ref: Ref) -> str:
        """The title of an object or step."""
        return self.head.title(ref) if self.head.has(ref) else self.base.title(ref)

    def of(self, kind: Kind, key: str) -> str:
        """The title for an id of a kind; tags and unknown ids stay as they are."""
        return self.title(Ref(kind, key))

    def feeling(self, value: float) -> str:
        """An emotion with its word and the number as it was written: `frustrated (−1.2)`."""
        word, level = self.scale.word(value), exact_figure(value, signed=self.scale.min < 0)
        return f"{word} ({level})" if word else level

    def level(self, value: float) -> str:
        """A value of the scale with two decimals: a mean, or a mark of a curve."""
        return level_figure(value, self.scale.min)


def where_of(change: Change) -> str:
    """The place of a change: `Order › Waits for a date`; "" for the object as a whole."""
    return " › ".join(change.trail)


def phrase(change: Change, names: Names) -> Phrase:
    """The phrase for a change; values that would look alike show what makes them differ."""
    said = _phrase(change, names)
    if look_alike(said.before, said.after):
        return replace(said, before=visible(said.before), after=visible(said.after))
    return said


def _phrase(change: Change, names: Names) -> Phrase:
    if change.field in ("emotion", "emotion_end"):
        return _feeling(change, names)
    match change.field, change.act:
        case "lowest", _:
            return _lowest(change, names)
        case "", Act.MOVED:
            return _moved(change)
        case "", Act.ADDED:
            return Phrase(_("new %(what)s", what=change.about) if change.about else _("all of it is new"))
        case "", _:
            return Phrase(
                _("%(what)s removed", what=change.about) if change.about else _("all of it is gone")
            )
        case "id", _:
            return _renamed(change)
        case "section", _:
            return Phrase(
                _("moved to another section"),
                str(change.before or pgettext("section", "none")),
                str(change.after or pgettext("section", "none")),
            )
        case "title", _:
            return Phrase(_("now called"), _quoted(change.before), _quoted(change.after))
        case "moment_of_truth", Act.ADDED:
            return Phrase(_("is now a moment of truth"))
        case "moment_of_truth", _:
            return Phrase(_("is no longer a moment of truth"))
        case "readings", _:
            return _reading(change)
    return _field(change, names)


def _feeling(change: Change, names: Names) -> Phrase:
    who = names.of(Kind.PERSONA, change.about) if change.about else _("everybody")
    what = (
        _("feeling of %(person)s at the end", person=who)
        if change.field == "emotion_end"
        else _("feeling of %(person)s", person=who)
    )
    before, after = change.before, change.after
    if not isinstance(before, float):
        return Phrase(_("%(feeling)s, now known", feeling=what), after=_told(after, names))
    if not isinstance(after, float):
        return Phrase(_("%(feeling)s, no longer recorded", feeling=what), _told(before, names))
    lower = after < before
    if change.sort in (Sort.REGRESSION, Sort.IMPROVEMENT):
        lead = (
            _("%(feeling)s, now lower", feeling=what) if lower else _("%(feeling)s, now higher", feeling=what)
        )
    elif names.scale.word(after) == names.scale.word(before):
        lead = (
            _("%(feeling)s, a little lower", feeling=what)
            if lower
            else _("%(feeling)s, a little higher", feeling=what)
        )
    else:
        lead = _("%(feeling)s, lower", feeling=what) if lower else _("%(feeling)s, higher", feeling=what)
    return Phrase(lead, _told(before, names), _told(after, names))


def _told(value: Value, names: Names) -> str:
    return names.feeling(value) if isinstance(value, float) else ""


def _lowest(change: Change, names: Names) -> Phrase:
    where = names.title(Ref(Kind.JOURNEY, change.ref.id, change.about))
    return Phrase(
        _("the lowest moment is now %(step)s", step=quoted(where)),
        _told(change.before, names),
        _told(change.after, names),
    )


def _moved(change: Change) -> Phrase:
    after = quoted(change.about) if change.about else ""
    if change.before:
        place = _("(now after %(step)s)", step=after) if after else _("(now first there)")
        return Phrase(_("moved to another stage"), _quoted(change.before), _quoted(change.after), place)
    return Phrase(_("moved, now after %(step)s", step=after) if after else _("moved, now first"))


def _renamed(change: Change) -> Phrase:
    if change.guess:
        return Phrase(
            _("probably renamed"),
            str(change.before),
            str(change.after),
            _("(a guess; “was: %(id)s” beside the new id would say so)", id=change.before),
        )
    return Phrase(_("has another id"), str(change.before), str(change.after), _("(old links still work)"))


def _reading(change: Change) -> Phrase:
    before, after = (
        exact_figure(each) if isinstance(each, float) else "" for each in (change.before, change.after)
    )
    message = {
        Act.ADDED: N_("new value of %(day)s"),
        Act.REMOVED: N_("value removed of %(day)s"),
    }.get(change.act, N_("value corrected of %(day)s"))
    return Phrase(_(message, day=change.about), before, after)


def _field(change: Change, names: Names) -> Phrase:
    worded = change.field.endswith(".text")
    label = label_of(change.field.removesuffix(".text"))
    about = "" if worded else _about(change, names)
    before, after = (_value(each, change, names) for each in (change.before, change.after))
    subject = f"{label}{about}"
    match change.act:
        case Act.ADDED:
            return Phrase(_("new %(what)s", what=subject), after=after)
        case Act.REMOVED:
            return Phrase(_("%(what)s removed", what=subject), before)
        case Act.MOVED:
            place = (
                _("(%(what)s now after %(other)s)", what=before, other=after)
                if after
                else _("(%(what)s now first)", what=before)
            )
            return Phrase(_("order of %(what)s changed", what=label), tail=place)
    return Phrase(subject, *_parted(before, after))


def _about(change: Change, names: Names) -> str:
    if not change.about:
        return ""
    whole = change.field.partition(".")[0]
    kind = names_of(change.field) if whole == "metrics" else None
    said = names.of(kind, change.about) if kind else change.about
    return f" {quoted(excerpt(said))}"


def _value(value: Value, change: Change, names: Names) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float):
        if change.field.endswith("severity"):
            level = exact_figure(value)
            words = SEVERITY_WORDS.get(int(value))
            # Translators: the severity of a pain, and what it means: "2, it costs us trust".
            return _("%(level)s, %(words)s", level=level, words=words) if words else level
        return exact_figure(value)
    kind = names_of(change.field)
    if kind and change.field != "next" and not ("#" in value or " " in value):
        return names.of(kind, value)
    if kind is Kind.JOURNEY and "#" in value:
        key, _hash, step = value.partition("#")
        return names.title(Ref(Kind.JOURNEY, key, step))
    plain = " ".join(value.split())
    return _quoted(plain) if " " in plain else plain


def _quoted(value: Value) -> str:
    return quoted(str(value)) if value else ""


def _parted(before: str, after: str) -> tuple[str, str]:
    """Two long texts cut to the part in which they differ."""
    if max(len(before), len(after)) <= EXCERPT:
        return before, after
    one, other = before.split(" "), after.split(" ")
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    # A few words on either side show where in the sentence it is.
    start, end = max(0, start - 3), max(0, end - 3)
    return _piece(one, start, end), _piece(other, start, end)


def _piece(words: list[str], start: int, end: int) -> str:
    said = " ".join(words[start : len(words) - end])
    said = excerpt(said, 3 * EXCERPT)
    return f"{'… ' if start else ''}{said}{' …' if end else ''}"


def excerpt(text: str, length: int = EXCERPT) -> str:
    """The beginning of a text, in one line."""
    plain = " ".join(text.split())
    return plain if len(plain) <= length else plain[: length - 1].rstrip() + "…"
