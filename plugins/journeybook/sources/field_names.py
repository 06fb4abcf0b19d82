"""Words that people use for our fields, and what to say to a name that is none."""

from __future__ import annotations

import re
from collections.abc import Collection

from journeybook.diagnostics import Fix
from journeybook.likeness import clearly_meant, nearest
from journeybook.sources.characters import visible
from journeybook.sources.mending import reworded
from journeybook.sources.nodes import Scalar

_OURS = {
    # what people write (lower-case, with `_`): our words for it, the first one that the object has
    "name": ("title",),
    "label": ("title",),
    "heading": ("title",),
    "description": ("summary", "action", "text"),
    "desc": ("summary", "action", "text"),
    "details": ("summary", "action"),
    "about": ("summary",),
    "phases": ("stages", "phase"),
    "phase": ("stages",),
    "stage": ("stages",),
    "sections": ("stages",),
    "touchpoints": ("steps", "touchpoint"),
    "touch_points": ("steps", "touchpoint"),
    "touch_point": ("touchpoint", "channel"),
    "tasks": ("steps",),
    "moments": ("steps",),
    "activities": ("steps", "action"),
    "step": ("steps",),
    "actions": ("action", "steps"),
    "activity": ("action",),
    "doing": ("action",),
    "does": ("action",),
    "do": ("action",),
    "customer_action": ("action",),
    "customer_actions": ("action",),
    "user_action": ("action",),
    "thinking": ("thought",),
    "thinks": ("thought",),
    "thoughts": ("thought",),
    "feeling": ("feelings",),
    "feelings": ("feeling",),
    "feels": ("feeling",),
    "emotions": ("emotion",),
    "sentiment": ("emotion",),
    "mood": ("emotion",),
    "score": ("emotion",),
    "rating": ("emotion",),
    "experience": ("emotion",),
    "moment_that_matters": ("moment_of_truth",),
    "mot": ("moment_of_truth",),
    "pain": ("pains", "struggles"),
    "pain_point": ("pains",),
    "pain_points": ("pains", "struggles"),
    "painpoints": ("pains", "struggles"),
    "friction": ("pains",),
    "frictions": ("pains",),
    "problems": ("pains", "struggles"),
    "frustrations": ("pains", "struggles"),
    "gain": ("gains",),
    "bright_spots": ("gains",),
    "delights": ("gains",),
    "needs": ("need",),
    "job": ("need",),
    "jobs": ("need", "needs"),
    "opportunity": ("opportunities",),
    "idea": ("opportunities",),
    "ideas": ("opportunities",),
    "solutions": ("opportunities",),
    "recommendation": ("opportunities",),
    "recommendations": ("opportunities",),
    "risk": ("risks",),
    "quote": ("quotes",),
    "verbatim": ("quotes",),
    "verbatims": ("quotes",),
    "persona": ("personas", "contacts"),
    "actor": ("personas",),
    "actors": ("personas",),
    "users": ("personas",),
    "customer": ("personas", "account"),
    "channels": ("channel",),
    "channel": ("channels",),
    "front_stage": ("frontstage",),
    "onstage": ("frontstage",),
    "back_stage": ("backstage",),
    "support_processes": ("support",),
    "processes": ("support",),
    "system": ("systems",),
    "tools": ("systems",),
    "kpi": ("metrics", "metric"),
    "kpis": ("metrics",),
    "metric": ("metrics",),
    "state": ("status",),
    "kind": ("type",),
    "type": ("kind",),
    "goal": ("objective", "goals"),
    "goals": ("goal", "objective"),
    "team": ("owner",),
    "teams": ("team", "contributors"),
    "owners": ("owner", "contributors"),
    "owner": ("team",),
    "author": ("owner",),
    "last_reviewed": ("reviewed",),
    "review_date": ("reviewed",),
    "review": ("review_every",),
    "time": ("at", "duration"),
    "length": ("duration",),
    "lang": ("language",),
    "locale": ("language",),
    "sources": ("evidence",),
    "research": ("evidence",),
    "source": ("evidence",),
    "image": ("photo",),
    "picture": ("photo",),
    "avatar": ("photo",),
    "bio": ("summary",),
    "motivation": ("motivations",),
    "behaviors": ("behaviours",),
    "behavior": ("behaviours",),
    "labels": ("tags",),
    "tag": ("tags",),
    "title": ("text", "role"),
    "text": ("title",),
    "url": ("link",),
    "link": ("links", "url"),
    "href": ("url", "link"),
    "needs_emotion": ("needs",),
    "from": ("since",),
    "aliases": ("was",),
    "same": ("same_as",),
    "deadline": ("due",),
    "date": ("due", "on", "since"),
    "participants": ("people",),
    "sample": ("people",),
    "emotion_scales": ("emotion_scale",),
    "scale": ("emotion_scale",),
    "stages": ("lifecycle", "steps"),
}


def meant_field(key: str, fields: Collection[str]) -> str | None:
    """The field that `key` was probably meant to be, out of those that the object has."""
    plain = key.strip().lower().replace("-", "_").replace(" ", "_")
    if plain in fields:
        return plain
    for ours in _OURS.get(plain, ()):
        if ours in fields:
            return ours
    return nearest(key, fields)


def is_other_word(key: str) -> bool:
    """Whether `key` is a word that people use for one of our fields."""
    return key.strip().lower().replace("-", "_").replace(" ", "_") in _OURS


def renamed_field(key: Scalar, meant: str) -> Fix | None:
    """The fix that renames a key; safe where it can mean nothing else.

    A slip of the keyboard and another word for a field are sure. A field of ours that only another object has may
    stand in the wrong place instead.
    """
    plain = key.text.strip().lower().replace("-", "_").replace(" ", "_")
    if not key.plain:
        return None
    same = meant in (plain, f"{plain}s") or plain == f"{meant}s"
    other_word = meant in _OURS.get(plain, ()) and plain not in _OUR_OWN
    slip = plain not in _OURS and clearly_meant(plain, (meant,)) is not None
    return reworded(key.place, key.text, meant, safe=same or other_word or slip)


_OUR_OWN = frozenset(
    {
        "channel",
        "channels",
        "date",
        "from",
        "goal",
        "goals",
        "kind",
        "link",
        "metric",
        "needs",
        "owner",
        "phase",
    }
    | {
        "recommendation",
        "source",
        "stages",
        "step",
        "team",
        "teams",
        "text",
        "title",
        "type",
        "url",
        "feeling",
    }
)
"""Fields of some object of the format that `_OURS` names as another word for one of another object."""


_UNSPACED = re.compile(r"([A-Za-z_][\w-]*):(\S[^\n]{0,60})")


def looks_unspaced(text: str) -> str | None:
    """The field that a text was meant to be, such as `title: Ordering` for `title:Ordering`."""
    match = _UNSPACED.match(text)
    return (
        f"{match[1]}: {visible(match[2].split(' ')[0])}" if match and not match[2].startswith("/") else None
    )
