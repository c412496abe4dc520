"""Whom a steward may invite, judged contact by contact, and a hash of what the steward was shown."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements.queries.depths import taking_part
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.refusals import Refusal
from commonpool.organisations import queries as organisations
from commonpool.organisations import rules
from commonpool.organisations.models import Organisation
from commonpool.organisations.rules import Contact


@dataclass(frozen=True)
class Judged:
    """A contact, their council where its code is known, and why they cannot be invited; no refusal where they can."""

    contact: Contact
    council: Organisation | None
    refusal: Refusal | None


def judged_contacts(actor: Actor, contacts: Sequence[Contact], at: datetime) -> list[Judged]:
    """Each contact in its turn, in a fixed number of queries. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    known = replace(organisations.known_of(contacts, at), joined=set(taking_part()))
    councils = {each.pk: each for each in organisations.organisations_named(known.councils.values())}
    refusals = rules.judged(contacts, known)
    return [
        Judged(contact, councils.get(known.councils.get(rules.code_of(contact), 0)), refusal)
        for contact, refusal in zip(contacts, refusals, strict=True)
    ]


def hash_of(judged: Sequence[Judged]) -> str:
    """What a steward who was shown these contacts agrees to send: to whom, for which council."""
    return sha256_of(
        {
            str(number): [
                each.council and each.council.pk,
                each.contact.name,
                each.contact.post,
                each.contact.mailbox,
            ]
            for number, each in enumerate(judged)
            if each.refusal is None
        }
    )
