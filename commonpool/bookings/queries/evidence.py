"""The evidence a host council has recorded, and who may record which."""

from datetime import date

from django.db.models import Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import ASK, BLOCK, WARN
from commonpool.bookings.models import Booking, Evidence
from commonpool.bookings.rules.evidence import ANSWERABLE, BEFORE_WORK, BOOKING, FINANCE, ONE_BOOKING
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.words import translated

RIGHTS = {BOOKING: Right.REQUEST_BOOKING, FINANCE: Right.RECORD_SECTION_114}


def may_answer(actor: Actor, host_id: int, rule: str) -> bool:
    """Whether the actor may record evidence for the host that answers this rule."""
    answer = ANSWERABLE.get(rule)
    return answer is not None and actor.may(RIGHTS[answer.by], host_id)


def unanswered(booking: Booking, today: date) -> list[str]:
    """The rules that spoke to its standing terms, one booking's evidence could answer, and none does today.

    At most one SQL query, and none where no such rule spoke. For one who may see the booking.
    """
    spoke = [
        each["rule"]
        for each in booking.standing.checks
        if each["rule"] in ANSWERABLE and each["effect"] in (BLOCK, WARN, ASK)
    ]
    asked = [rule for rule in spoke if ONE_BOOKING in ANSWERABLE[rule].scopes]
    answered = _answered(booking, today) if asked else set()
    return [rule for rule in asked if rule not in answered]


def outstanding(booking: Booking, today: date) -> list[str]:
    """Of these, what the host has to have seen before work begins, while a booking is bound."""
    if booking.status != "bound":
        return []
    return [rule for rule in unanswered(booking, today) if rule in BEFORE_WORK]


def _answered(booking: Booking, today: date) -> set[str]:
    of_it = Q(listing_id=booking.listing_id) | Q(home_id=booking.home_id) | Q(booking_id=booking.pk)
    stands = Evidence.objects.filter(
        of_it, host_id=booking.host_id, revoked_at__isnull=True, starts_on__lte=today, ends_on__gte=today
    )
    return set(stands.values_list("rule", flat=True))


def evidence_of(actor: Actor, host_id: int) -> QuerySet[Evidence]:
    """All that a council has recorded, newest first, for who records there and its auditors. 404 to others."""
    if not any(actor.may(right, host_id) for right in (*RIGHTS.values(), Right.READ_LOG)):
        raise NotFound
    found = Evidence.objects.filter(host_id=host_id)
    return found.select_related("listing__person", "home", "booking", "given_by", "revoked_by").order_by(
        "-pk"
    )


def rule_message(rule: str) -> str:
    """What a rule says, as it is read now, in the reader's language."""
    return translated(law_as_read().rules[rule].message)
