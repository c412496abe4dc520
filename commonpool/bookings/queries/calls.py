"""Calls: whose they are, how many there were this week, which have lapsed."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor
from commonpool.availability.models import Listing
from commonpool.bookings.models import Call
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.people.queries import live_employments


def call_for(actor: Actor, reference: str) -> Call:
    """One call, for the officer asked and for whoever asks. Refuses `not_found`."""
    found = sole(calls_of(actor).filter(reference=reference))
    if found is None:
        raise NotFound
    return found


def calls_of(actor: Actor) -> QuerySet[Call]:
    """The calls the actor asked for or was asked for, newest first."""
    return newest_calls().filter(Q(officer_id=actor.by) | Q(asked_by_id=actor.by))


def newest_calls() -> QuerySet[Call]:
    """Calls with all that is shown of them, newest first."""
    linked = ("officer", "asked_by", "home", "host", "listing")
    return Call.objects.select_related(*linked).order_by("-asked_at", "-id")


def call(call_id: int) -> Call:
    """One call by its row, for letters. Refuses `not_found`."""
    whole = Call.objects.select_related("officer", "asked_by", "home", "host", "listing")
    found = sole(whole.filter(pk=call_id))
    if found is None:
        raise NotFound
    return found


def call_to_answer(actor: Actor, call_id: int) -> Call:
    """A call asked of the actor. Refuses `not_found`."""
    found = Call.objects.filter(pk=call_id, officer_id=actor.by).first()
    if found is None:
        raise NotFound
    return found


def lock_call(call_id: int) -> Call:
    """A call, locked until the change is over."""
    return Call.objects.select_for_update(no_key=True).get(pk=call_id)


def calls_counted(asker_id: int, officer_id: int, since: datetime) -> tuple[int, int]:
    """How many calls this person asked for and this officer was asked for since then."""
    since_then = Call.objects.filter(asked_at__gte=since)
    asked = since_then.filter(asked_by_id=asker_id).count()
    return asked, since_then.filter(officer_id=officer_id).count()


def calls_over(at: datetime) -> list[int]:
    """Calls still asked whose time is over."""
    over = Call.objects.filter(status="asked", answer_by__lt=at)
    return list(over.order_by("answer_by", "id").values_list("pk", flat=True))


def listing_in_line(officer: str, host_id: int, day: date) -> Listing:
    """A listing in the pool, and whether the host employs its officer (`host_employs`). Refuses `not_found`."""
    employed_by_host = live_employments(day).filter(person_id=OuterRef("person_id"), organisation_id=host_id)
    found = (
        Listing.objects.filter(reference=officer, status__in=["listed", "paused"])
        .select_related("employment__organisation", "person")
        .annotate(host_employs=Exists(employed_by_host))
        .first()
    )
    if found is None:
        raise NotFound
    return found
