"""Bookings in every state, with the people who move them, reached by calling the operations."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commonpool.access import Role
from commonpool.bookings import operations, queries
from commonpool.bookings.models import Booking, BookingTerms, Call, SpendingLimit
from commonpool.identity.models import Person
from commonpool.organisations.models import Function, Organisation
from commonpool.organisations.queries import roles
from tests.factories.councils import council
from tests.factories.listings import Listed, listed_officer
from tests.factories.people import NOW, TODAY, actor, make_role
from tests.factories.recorded import recorded_in_parts

FIRST_MONDAY = date(2026, 12, 7)
PURPOSE = "Review our planning appeals backlog and coach two officers"


def monday(number: int = 0) -> date:
    """The Monday of the first bookable week of most tests (7 December 2026), or so many weeks later."""
    return FIRST_MONDAY + timedelta(weeks=number)


@dataclass(frozen=True)
class Pair:
    """A host that borrows from a home: the officer in the pool, who asks, who holds the budget."""

    home: Organisation
    host: Organisation
    officer: Listed
    booker: Person
    budget_holder: Person

    @property
    def approver(self) -> Person:
        return self.officer.approver


def function_id() -> str:
    """A function of councils, from the reference data."""
    return str(Function.objects.order_by("id").values_list("pk", flat=True)[0])


@recorded_in_parts
def make_pair(
    *,
    home: Organisation | None = None,
    host: Organisation | None = None,
    officer: Listed | None = None,
    limit: bool = True,
    per_booking_pence: int = 50_000,
    per_month_pence: int = 100_000,
    weekly_minutes: int = 240,
    **listed: object,
) -> Pair:
    """Two councils that lend, an officer of the one in the pool, and a booking manager of the other.

    `limit`: their budget holder has given the booking manager a spending limit.
    """
    home = home or council()
    host = host or council()
    officer = officer or listed_officer(home, weekly_minutes=weekly_minutes, **listed)  # type: ignore[arg-type]
    booker = make_role(host, Role.BOOKING_MANAGER)
    holders = roles.holders(host.pk, Role.BUDGET_HOLDER)
    holder = holders[0].person if holders else make_role(host, Role.BUDGET_HOLDER)
    pair = Pair(home, host, officer, booker, holder)
    if limit:
        granted_limit(pair, per_booking_pence=per_booking_pence, per_month_pence=per_month_pence)
    return pair


def another_officer(pair: Pair, **listed: object) -> Pair:
    """The same councils and people, another officer."""
    options: dict[str, object] = {"weekly_minutes": 240} | listed
    return replace(pair, officer=listed_officer(pair.home, **options))  # type: ignore[arg-type]


def granted_limit(
    pair: Pair,
    *,
    holder: Person | None = None,
    per_booking_pence: int = 50_000,
    per_month_pence: int = 100_000,
    starts_on: date = TODAY,
    ends_on: date = TODAY + timedelta(days=365),
    at: datetime = NOW,
) -> SpendingLimit:
    """The budget holder has given the booking manager a spending limit."""
    return operations.grant_spending_limit(
        actor=actor(pair.budget_holder, at=at),
        organisation_id=pair.host.pk,
        holder_id=(holder or pair.booker).pk,
        per_booking_pence=per_booking_pence,
        per_month_pence=per_month_pence,
        cost_code="PL-100",
        starts_on=starts_on,
        ends_on=ends_on,
        at=at,
    )


def asked_limit(
    pair: Pair,
    holder: Person | None = None,
    *,
    per_booking_pence: int = 20_000,
    per_month_pence: int = 40_000,
) -> SpendingLimit:
    """The booking manager has asked a budget holder for a spending limit of ninety days."""
    return operations.ask_spending_limit(
        actor=actor(pair.booker),
        organisation_id=pair.host.pk,
        budget_holder_id=(holder or pair.budget_holder).pk,
        per_booking_pence=per_booking_pence,
        per_month_pence=per_month_pence,
        cost_code="PL-100",
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=90),
        at=NOW,
    )


def requested_booking(
    pair: Pair,
    weeks: Iterable[tuple[date, int]] | None = None,
    *,
    by: Person | None = None,
    kind: str = "paid",
    decisions: bool = False,
    needs: Collection[str] = (),
    contact: str = "",
    ready_on: date | None = None,
    purchase_order: str = "",
    purpose: str = PURPOSE,
    when: Mapping[date, str] | None = None,
    at: datetime = NOW,
) -> Booking:
    """The host has asked; two hours in the week of 7 December 2026, unless said otherwise."""
    booking = operations.request_booking(
        actor=actor(by or pair.booker, at=at),
        host_id=pair.host.pk,
        officer=pair.officer.reference,
        weeks=[(monday(), 120)] if weeks is None else weeks,
        purpose=purpose,
        function_id=function_id(),
        kind=kind,
        decisions=decisions,
        needs=needs,
        contact=contact,
        ready_on=ready_on,
        purchase_order=purchase_order,
        when=when,
        at=at,
    )
    return fresh(booking)


def fresh(booking: Booking) -> Booking:
    """The booking as it stands now."""
    return queries.booking(booking.pk)


def terms_of(booking: Booking) -> str:
    """The version the officer is shown: that of the variation if one waits."""
    now = fresh(booking)
    return (now.pending or now.standing).sha256


def accept(booking: Booking, *, at: datetime = NOW) -> Booking:
    """The officer has said yes."""
    yes = {"booking_id": booking.pk, "terms": terms_of(booking), "at": at}
    operations.accept_booking(actor=actor(booking.officer, at=at), **yes)
    return fresh(booking)


def approve(pair: Pair, booking: Booking, *, by: Person | None = None, at: datetime = NOW) -> Booking:
    """Home has said yes."""
    yes = {"booking_id": booking.pk, "terms": terms_of(booking), "at": at}
    operations.approve_booking(actor=actor(by or pair.approver, at=at), **yes)
    return fresh(booking)


def confirm(
    pair: Pair,
    booking: Booking,
    *,
    by: Person | None = None,
    purchase_order: str = "",
    at: datetime = NOW,
) -> Booking:
    """The host's budget holder has said yes."""
    yes = {"booking_id": booking.pk, "terms": terms_of(booking), "at": at}
    operations.confirm_booking(
        actor=actor(by or pair.budget_holder, at=at), purchase_order=purchase_order, **yes
    )
    return fresh(booking)


def bound_booking(
    pair: Pair | None = None, weeks: Iterable[tuple[date, int]] | None = None, *, at: datetime = NOW
) -> Booking:
    """Asked and accepted, and bound at once by both limits."""
    booking = accept(requested_booking(pair or make_pair(), weeks, at=at), at=at)
    assert booking.status == "bound"
    return booking


def bound_by_all(
    pair: Pair, weeks: Iterable[tuple[date, int]], *, purchase_order: str = "PO-1", at: datetime = NOW
) -> Booking:
    """Asked, and everybody has said yes who has to."""
    booking = accept(requested_booking(pair, weeks, purchase_order=purchase_order, at=at), at=at)
    if booking.status != "bound":
        booking = approve(pair, booking, at=at)
    if booking.status != "bound":
        booking = confirm(pair, booking, purchase_order=purchase_order, at=at)
    assert booking.status == "bound", (booking.status, booking.approved_at, booking.confirmed_at)
    return booking


def cancelled_booking(pair: Pair, *, reason: str = "not_needed", at: datetime = NOW) -> Booking:
    """Bound, then cancelled by the host."""
    booking = bound_booking(pair)
    operations.cancel_booking(actor=actor(pair.booker, at=at), booking_id=booking.pk, reason=reason, at=at)
    return fresh(booking)


def varied(
    pair: Pair, booking: Booking, weeks: Iterable[tuple[date, int]], *, at: datetime = NOW
) -> BookingTerms:
    """The host has asked to change a bound booking."""
    return operations.vary_booking(actor=actor(pair.booker, at=at), booking_id=booking.pk, weeks=weeks, at=at)


def peer_help(
    pair: Pair, minutes: int = 60, *, by: Person | None = None, week: date = FIRST_MONDAY, at: datetime = NOW
) -> Booking:
    """Somebody of the host has asked for a little help between neighbours."""
    return requested_booking(pair, [(week, minutes)], by=by, kind="peer_help", at=at)


def asked_call(pair: Pair, *, by: Person | None = None, at: datetime = NOW) -> Call:
    """Somebody of the host has asked the officer to talk."""
    return operations.ask_for_call(
        actor=actor(by or pair.booker, at=at),
        officer=pair.officer.reference,
        host_id=pair.host.pk,
        message="Could we talk about your appeals work for half an hour?",
        at=at,
    )
