"""Rules about the pictures of steps and personas: the file is there and can be shown."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from journeybook.checks.map_outline import Mark
from journeybook.checks.portal_context import PortalContext
from journeybook.checks.scopes import PORTAL
from journeybook.diagnostics import Diagnostic
from journeybook.library.images import image_path
from journeybook.library.links import Path as FieldPath
from journeybook.library.objects import Item
from journeybook.model.image import Image
from journeybook.model.journey import Journey
from journeybook.model.persona import Persona
from journeybook.rules import field_rules
from journeybook.sources.validation_messages import shown
from journeybook.text.suggestions import nearest


@field_rules.missing_picture.found_in(PORTAL)
def pictures_that_are_missing(portal: PortalContext) -> Iterator[Diagnostic]:
    """Pictures that are not where a map or a persona says, or that lie outside of the sources."""
    for ref, item, source in portal.items(lambda outline: Mark.PICTURES in outline.marks):
        for path, image in images_of(item):
            file = image_path(ref.kind, item.section, image.src)
            if file in portal.library.images:
                continue
            where = (*path, "image", "src")
            if where not in source.places:  # a shared step's, which is reported where it is written
                continue
            if file.startswith("../"):
                yield field_rules.picture_outside.at(
                    source.place(where),
                    f"{shown(image.src)} is outside of the folder of sources",
                    "put the picture beside this file",
                )
            else:
                yield field_rules.missing_picture.at(
                    source.place(where),
                    f"there is no picture {shown(image.src)} that can be shown",
                    _way(portal, file, posixpath.dirname(source.file)),
                )


def _way(portal: PortalContext, file: str, folder: str) -> str:
    """Advice: the picture of a like name in the same folder, or where the file belongs."""
    beside = posixpath.dirname(file)
    names = [posixpath.basename(each) for each in portal.library.images if posixpath.dirname(each) == beside]
    meant = nearest(posixpath.basename(file), names)
    if meant:
        return f"did you mean `{meant}`?"
    return f"its path begins at `{folder}/`, the folder of this file"


def images_of(item: Item) -> Iterator[tuple[FieldPath, Image]]:
    """The pictures of an object, each with the path of the stage, step or object that has it."""
    if isinstance(item, Persona) and item.image:
        yield (), item.image
    if isinstance(item, Journey):
        for at, stage in enumerate(item.stages):
            if stage.image:
                yield ("stages", at), stage.image
            for number, step in enumerate(stage.steps):
                if step.image:
                    yield ("stages", at, "steps", number), step.image
