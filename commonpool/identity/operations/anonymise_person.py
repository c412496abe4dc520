"""An account is closed and its personal details are gone."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.identity import queries
from commonpool.identity.events import PersonAnonymised
from commonpool.identity.models import ApiToken, IdempotencyKey, Person


def anonymise_person(*, actor: Actor, person_id: int, at: datetime) -> Person:
    """Nobody can sign in as this person, and their name, addresses and keys are gone; what they did stays.

    The person themselves, or a steward at their request. Refuses `forbidden`, `not_found`.
    """
    person = queries.person(person_id)
    if actor.person_id != person_id:
        actor.require(Right.RUN_DESK, NETWORK)
    if person.anonymised_at is not None:
        return person
    person.email, person.name, person.telephone = f"anonymised-{person.pk}@invalid.invalid", "", ""
    person.is_active = False
    person.anonymised_at, person.anonymised_by_id = at, actor.by
    with change():
        EmailAddress.objects.filter(user_id=person.pk).delete()
        Authenticator.objects.filter(user_id=person.pk).delete()
        IdempotencyKey.objects.filter(person_id=person.pk).delete()
        ApiToken.objects.filter(person_id=person.pk, revoked_at__isnull=True).update(
            revoked_at=at, revoked_by_id=actor.by
        )
        ApiToken.objects.filter(person_id=person.pk).update(label="")
        person.save(
            update_fields=["email", "name", "telephone", "is_active", "anonymised_at", "anonymised_by"]
        )
        publish(PersonAnonymised(on_behalf_of=None, person_id=person.pk), actor=actor, at=at)
    return person
