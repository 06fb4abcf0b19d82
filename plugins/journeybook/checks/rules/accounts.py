"""Rules about accounts."""

from __future__ import annotations

from collections.abc import Iterator

from journeybook.checks.item_context import ItemContext
from journeybook.checks.rules.consistency import emotion_outside_scale, outside_scale
from journeybook.checks.rules.references import unknown_reference
from journeybook.checks.rules.variants import repeated, repeated_id
from journeybook.diagnostics import Diagnostic
from journeybook.model.account import Account
from journeybook.rules.rule import Scope
from journeybook.text.suggestions import nearest

ACCOUNT: Scope[[ItemContext, Account]] = Scope("an account by itself", Account)


@emotion_outside_scale.found_in(ACCOUNT)
def account_outside_scale(context: ItemContext, account: Account) -> Iterator[Diagnostic]:
    """Emotions in an account that are outside the portal's scale."""
    if context.words_damaged:
        return
    for at, seen in enumerate(account.observations):
        yield from outside_scale(context, ("observations", at, "emotion"), seen.emotion)
    for at, gate in enumerate(account.gates):
        yield from outside_scale(context, ("gates", at, "needs"), gate.needs)


@repeated_id.found_in(ACCOUNT)
def repeated_contacts(context: ItemContext, account: Account) -> Iterator[Diagnostic]:
    """Contacts of an account that share an id."""
    yield from repeated(context, ("contacts",), tuple(each.id for each in account.contacts))


@unknown_reference.found_in(ACCOUNT)
def unknown_contacts(context: ItemContext, account: Account) -> Iterator[Diagnostic]:
    """Observations of a contact that the account does not list."""
    there = {contact.id: contact.role or "" for contact in account.contacts}
    for at, seen in enumerate(account.observations):
        if seen.contact not in there and not context.damaged:
            meant = nearest(seen.contact, there)
            yield unknown_reference.at(
                context.place(("observations", at, "contact")),
                f"unknown contact `{seen.contact}`",
                f"did you mean `{meant}`?" if meant else "describe the person under `contacts`",
            )
