"""Letters about a council's end: who works for the new one, whose booking is with it, and what it is bound by."""

from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.models import Agreement
from commonpool.agreements.queries import missing_for
from commonpool.bookings import queries as bookings
from commonpool.notifications.queries.addressing import holders_of, to, to_all
from commonpool.notifications.rules import Draft
from commonpool.organisations.models import Organisation
from commonpool.people.queries import employment


def employment_carried(event: Event) -> list[Draft]:
    job = employment(event.facts["employment_id"])
    was = employment(event.facts["was_employment_id"])
    facts: dict[str, Any] = {
        "council": job.organisation.name,
        "home": was.organisation.name,
        "starts_on": job.starts_on,
    }
    return to(job.person, "employment_carried", "me", **facts)


def booking_carried(event: Event) -> list[Draft]:
    """The side that stays hears with whom it has to do now. Officers and those who ask are written to already."""
    booking = bookings.booking(event.facts["booking_id"])
    reader = booking.requested_by if event.facts["of_home"] else booking.officer
    names = {each.pk: each.name for each in Organisation.objects.filter(pk__in=_both(event))}
    facts: dict[str, Any] = {
        "reference": booking.reference,
        "officer": str(booking.officer),
        "home": names[event.facts["was_id"]],
        "council": names[event.facts["now_id"]],
    }
    return to(reader, "booking_carried", "booking", booking.reference, **facts)


def agreement_taken_over(event: Event) -> list[Draft]:
    agreement = Agreement.objects.select_related("organisation", "text").get(pk=event.facts["agreement_id"])
    council = agreement.organisation
    readers = holders_of(council.pk, Role.COUNCIL_ADMINISTRATOR, event.happened_at)
    facts: dict[str, Any] = {
        "council": council.name,
        "version": agreement.text.version,
        "ends_on": agreement.ends_on,
        "steps": [str(step.words) for step in missing_for(council.pk, "lend")],
    }
    return to_all(readers, "agreement_taken_over", "joining", council.slug, **facts)


def _both(event: Event) -> list[int]:
    return [event.facts["was_id"], event.facts["now_id"]]


LETTERS = {
    "EmploymentCarriedOver": employment_carried,
    "BookingCarriedOver": booking_carried,
    "AgreementTakenOver": agreement_taken_over,
}
