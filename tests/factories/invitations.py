"""Councils that were invited."""

from datetime import datetime

from commonpool.agreements.operations import invite
from commonpool.identity.models import Person
from commonpool.organisations.models import Invitation, Organisation
from commonpool.organisations.rules import Contact
from tests.factories.councils import domain_of
from tests.factories.people import NOW, actor, make_steward


def contact(
    organisation: Organisation, name: str = "Ada Lund", *, email: str = "", post: str = ""
) -> Contact:
    """Somebody at a council, with an address at its own domain."""
    letters = name.lower().replace(" ", ".")
    return Contact(organisation.code, name, email or f"{letters}@{domain_of(organisation)}", post)


def make_invitation(
    organisation: Organisation, name: str = "Ada Lund", *, steward: Person | None = None, at: datetime = NOW
) -> Invitation:
    """A steward (a new one, unless given) invited somebody at the council."""
    asking = actor(steward or make_steward(at=at), at=at)
    return invite(actor=asking, contact=contact(organisation, name), at=at)
