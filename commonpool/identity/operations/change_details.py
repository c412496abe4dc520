"""A person's own name, telephone and language."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity import queries
from commonpool.identity.events import PersonDetailsChanged
from commonpool.identity.models import Person
from commonpool.identity.rules import NameNeeded


def change_details(
    *, actor: Actor, name: str, at: datetime, telephone: str = "", language: str = "en-gb"
) -> Person:
    """The person acting is called, telephoned and written to like this. Refuses `name_needed`."""
    if not name.strip():
        raise NameNeeded
    person = queries.myself(actor)
    person.name, person.telephone, person.language = name.strip(), telephone.strip(), language
    with change():
        person.save(update_fields=["name", "telephone", "language"])
        publish(PersonDetailsChanged(on_behalf_of=None, person_id=person.pk), actor=actor, at=at)
    return person
