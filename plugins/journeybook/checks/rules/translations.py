"""Rules about maps that say the same in another language."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.portal_context import PortalContext
from journeybook.checks.rules.consistency import moments_of
from journeybook.checks.scopes import PORTAL
from journeybook.diagnostics import Diagnostic, Severity
from journeybook.library.objects import Kind, Ref
from journeybook.model.journey import Emotion, Journey
from journeybook.rules.rule import rule

FIELD = "translation_of"


@rule("JB317", "invalid-translation", Severity.ERROR, PORTAL)
def invalid_translation(portal: PortalContext) -> Iterator[Diagnostic]:
    """A map cannot be the translation of the map that it names.

    It names itself or a translation, is in the same language, in a language in which there is a
    translation already, or of another type.

    Why: Readers are offered the map in another language and arrive at something else. Such a map
    stands for itself, so that lists and figures count the same experience twice.

    Bad:
        title: Bestellen
        translation_of: other
        # journeys/other.yml
        title: Ordering

    Good:
        title: Bestellen
        language: de
        translation_of: other
        # journeys/other.yml
        title: Ordering

    Fix: Name the map that was written first, and say the language of each with `language`.
    """
    taken: dict[tuple[str, str], str] = {}
    for key, outline in portal.outlines.items():
        target = outline.translation_of
        if target is None or (target not in portal.outlines):
            continue
        original = portal.outlines[target]
        place = portal.place(Ref(Kind.JOURNEY, key), (FIELD,))
        if target == key:
            yield invalid_translation.at(
                place,
                "the map is a translation of itself",
                "name the map that it translates, or remove the field",
            )
        elif original.translation_of is not None:
            yield invalid_translation.at(
                place,
                f"`{target}` is a translation itself",
                f"name the map that it translates, `{original.translation_of}`"
                if original.translation_of not in (key, target)
                else "keep `translation_of` on one of the two",
            )
        elif original.language == outline.language:
            yield invalid_translation.at(
                place,
                f"both maps are in the language `{outline.language}`",
                "say the language of each map with `language`",
            )
        elif original.type is not outline.type:
            yield invalid_translation.at(
                place,
                f"this map is of type `{outline.type}`, and `{target}` of type `{original.type}`",
                "a translation says the same: give both maps the same `type`",
            )
        elif (target, outline.language) in taken:
            yield invalid_translation.at(
                place,
                f"`{taken[target, outline.language]}` is the translation of `{target}` into `{outline.language}`",
                "keep one of the two, or correct its `language`",
            )
        else:
            taken[target, outline.language] = key


@rule("JB318", "translation-differs", Severity.WARNING, PORTAL, advice=True)
def translation_differs(portal: PortalContext) -> Iterator[Diagnostic]:
    """A translation has other steps or other emotions than the map that it translates.

    Stages and steps are compared in their order.

    Why: Both are read as the same map, and what is seen on one of them is not true of the other.
    Mostly one of the two was changed, and the other was forgotten.

    Bad:
        title: Bestellen
        language: de
        status: published
        translation_of: other
        stages: [{title: Bestellung, emotion: 1}]
        # journeys/other.yml
        title: Ordering
        stages: [{title: Order, emotion: -1}]

    Good:
        title: Bestellen
        language: de
        status: published
        translation_of: other
        stages: [{title: Bestellung, emotion: -1}]
        # journeys/other.yml
        title: Ordering
        stages: [{title: Order, emotion: -1}]

    Fix: Change the map that was forgotten.
    """
    for ref, item, _ in portal.items(lambda outline: outline.translation_of is not None):
        if not isinstance(item, Journey) or item.translation_of == item.id or portal.excuses(ref):
            continue
        original = portal.library.journeys.get(item.translation_of or "")
        if original is not None and not portal.excuses(Ref(Kind.JOURNEY, original.id)):
            yield from _differences(portal, ref, item, original)


def _differences(
    portal: PortalContext, ref: Ref, translation: Journey, original: Journey
) -> Iterator[Diagnostic]:
    help_ = "change the map that was forgotten"
    shape, other_shape = (
        tuple(len(stage.steps) for stage in each.stages) for each in (translation, original)
    )
    if len(shape) != len(other_shape):
        yield translation_differs.at(
            portal.place(ref, ("stages",)),
            f"the number of stages is {len(shape)}, and {len(other_shape)} in `{original.id}`, which it translates",
            help_,
        )
        return
    for at, (here, there) in enumerate(zip(shape, other_shape, strict=True)):
        if here != there:
            yield translation_differs.at(
                portal.place(ref, ("stages", at)),
                f"the number of steps of this stage is {here}, and {there} in `{original.id}`, which it translates",
                help_,
            )
    if shape != other_shape:
        return
    for (path, moment), (_, other) in zip(moments_of(translation), moments_of(original), strict=True):
        for name in ("emotion", "emotion_end"):
            mine, theirs = getattr(moment, name), getattr(other, name)
            if mine != theirs:
                yield translation_differs.at(
                    portal.place(ref, (*path, name)),
                    f"`{name}` is {_written(mine)}, and {_written(theirs)} in `{original.id}`, which it translates",
                    help_,
                )


def _written(value: Emotion) -> str:
    """An emotion as a map has it: `-1.5`, `amira: -1, tom: 2`, or `none`."""
    if isinstance(value, dict):
        return ", ".join(f"{persona}: {level:.15g}" for persona, level in value.items())
    return "none" if value is None else f"{value:.15g}"
