"""HR's list: whose payroll facts wait for a check."""

from datetime import date

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.people.models import Employment
from commonpool.people.queries.employments import live_employments
from commonpool.people.rules import STATED


def officers_to_check(actor: Actor, organisation_id: int, day: date) -> QuerySet[Employment]:
    """Officers stated and ticked but not checked, longest waiting first. Requires `check_payroll`."""
    actor.require(Right.CHECK_PAYROLL, organisation_id)
    waiting = live_employments(day).filter(
        organisation_id=organisation_id,
        stated_at__isnull=False,
        ticked_at__isnull=False,
        checked_at__isnull=True,
    )
    return waiting.select_related("person", "ticked_by").order_by("ticked_at", "id")


def officers_checked(actor: Actor, organisation_id: int, day: date) -> QuerySet[Employment]:
    """Officers HR has checked, latest first. Requires `check_payroll`."""
    actor.require(Right.CHECK_PAYROLL, organisation_id)
    checked = live_employments(day).filter(organisation_id=organisation_id, checked_at__isnull=False)
    return checked.select_related("person", "checked_by").order_by("-checked_at", "id")


def facts_sha256(employment: Employment) -> str:
    """The hash of the payroll facts as HR's page shows them."""
    shown = ("person_id", "mailbox", *STATED, "ticked_by_id")
    return sha256_of({name: getattr(employment, name) for name in shown})


def officer_to_check(actor: Actor, employment_id: int) -> Employment:
    """One employment where the actor checks payroll facts. Refuses `not_found`, also another council's."""
    places = actor.where(Right.CHECK_PAYROLL)
    whole = Employment.objects.select_related("person", "organisation", "ticked_by", "checked_by")
    found = sole(whole.filter(pk=employment_id, organisation_id__in=places))
    if found is None:
        raise NotFound
    return found
