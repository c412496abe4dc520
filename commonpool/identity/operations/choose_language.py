"""The language a person reads, and is written to in."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity import queries
from commonpool.identity.events import PersonDetailsChanged


def choose_language(*, actor: Actor, language: str, at: datetime) -> None:
    """The person acting reads pages and letters in this language. The same one again changes nothing."""
    person = queries.myself(actor)
    if person.language == language:
        return
    person.language = language
    with change():
        person.save(update_fields=["language"])
        publish(PersonDetailsChanged(on_behalf_of=None, person_id=person.pk), actor=actor, at=at)
