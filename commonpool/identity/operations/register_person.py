"""Somebody has an account."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity import queries
from commonpool.identity.events import PersonRegistered
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Conflict, Refusal, refusing


class JustRegistered(Conflict):
    """Somebody gave this address an account at the same moment (`just_registered`)."""

    code = "just_registered"
    message = _("This address got an account a moment ago. Try again.")
    field = "email"


class AddressNotUsable(Refusal):
    """The e-mail address cannot be written to (`address_not_usable`)."""

    code = "address_not_usable"
    message = _("Enter an e-mail address in the correct format, like name@council.gov.uk.")
    field = "email"


def register_person(
    *,
    actor: Actor,
    email: str,
    at: datetime,
    name: str = "",
    proved: bool = False,
    demonstration: bool = False,
    language: str = "en-gb",
) -> Person:
    """There is an account for this address; the one that was there is returned as it is.

    `proved`: a code sent to the address was given back. A colleague named before they ever sign in is not.
    `language` is that of a new account.
    Refuses `address_not_usable`, `just_registered`.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise AddressNotUsable from error
    with change(), refusing("person_email_once", JustRegistered()):
        person = queries.person_with_address(address)
        if person is None:
            person = Person.objects.create_user(
                address, name=name.strip(), joined_at=at, demonstration=demonstration, language=language
            )
            publish(PersonRegistered(on_behalf_of=None, person_id=person.pk), actor=actor, at=at)
        if proved:
            EmailAddress.objects.update_or_create(
                user_id=person.pk,
                email=address,
                defaults={"verified": True, "primary": address == person.email},
            )
    return person
