"""An hour of a week that was lost because the host was late: claimed by the officer or home, once, by constraint."""

from datetime import datetime

import pytest

from commonpool.access import Role
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import cancel_booking
from commonpool.bookings.rules.refusals import LossNotStated, NothingLost
from commonpool.identity.models import Person
from commonpool.invoices import queries
from commonpool.invoices.models import Charge
from commonpool.invoices.operations import claim_host_late
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories.bookings import Pair, fresh, make_pair, monday
from tests.factories.councils import PRICES, council
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.needs import LATE, needing, said_ready, two_weeks
from tests.factories.people import actor, make_role
from tests.guards import again, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def claim(
    pair: Pair,
    booking: Booking,
    *,
    by: Person | None = None,
    at: datetime = FRIDAY,
    week: int = 0,
    because_late: bool = True,
) -> None:
    who = actor(by or pair.officer.person, at=at)
    claim_host_late(
        actor=who, booking_id=booking.pk, mondays=[monday(week)], because_late=because_late, at=at
    )


def test_who_claims_states_that_the_hours_were_lost_for_that_reason(pair: Pair) -> None:
    booking = needing(pair, weeks=two_weeks())
    agreed_hours(pair, booking, 0)
    with pytest.raises(LossNotStated) as refusal:
        claim(pair, booking, because_late=False)
    assert refusal.value.field == "because_late"
    claim(pair, booking)
    charge = Charge.objects.get()
    assert charge.stated
    [other] = booking.weeks.exclude(pk=charge.booked_week_id)
    unsaid = {"reference": "G-AGAIN", "booked_week": other, "stated": False}
    refused("charge_host_late_stated", lambda: again(charge, **unsaid))


def test_an_hour_of_a_lost_week_is_charged_at_its_price_beside_what_was_worked(pair: Pair) -> None:
    booking = needing(pair, weeks=two_weeks())
    with pytest.raises(NothingLost):
        claim(pair, booking)  # its hours are not agreed yet
    agreed_hours(pair, booking, 30)
    [lost] = queries.lost_weeks(fresh(booking))
    assert (lost.week.monday, lost.minutes) == (monday(), 60)
    claim(pair, booking, by=pair.approver)
    worked, late = Charge.objects.order_by("pk")
    week = BookedWeek.objects.get(booking=booking, monday=monday())
    assert (late.source, late.minutes, late.made_by) == ("host_late", 60, pair.approver)
    assert late.net_pence == lost.net_pence == week.hourly_pence
    assert worked.net_pence + late.net_pence <= week.net_pence
    with pytest.raises(NothingLost):
        claim(pair, booking)
    assert queries.lost_weeks(fresh(booking)) == []


def test_worked_and_lost_together_cost_no_penny_more_than_the_week() -> None:
    pair = make_pair(home=council(prices=dict.fromkeys(PRICES, 3831)))
    booking = needing(pair, weeks=[(monday(), 60)])
    agreed_hours(pair, booking, 30)
    [lost] = queries.lost_weeks(fresh(booking))
    claim(pair, booking)
    worked, late = Charge.objects.order_by("pk")
    assert (worked.net_pence, late.net_pence, lost.net_pence) == (1916, 1915, 1915)
    more = {"reference": "G-AGAIN", "source": "late_cancellation", "net_pence": 1, "stated": False}
    refused("charges_within_week", lambda: again(late, **more))


def test_nothing_is_lost_where_it_was_ready_before_the_week_or_all_was_worked(pair: Pair) -> None:
    ready = said_ready(pair, needing(pair, weeks=two_weeks()), at=LATE)
    agreed_hours(pair, ready, 0)
    with pytest.raises(NothingLost):
        claim(pair, ready)
    other = make_pair(home=pair.home, host=pair.host)
    worked = needing(other)
    agreed_hours(other, worked)
    with pytest.raises(NothingLost):
        claim(other, worked)


def test_a_week_called_off_because_the_host_is_late_is_an_hour_of_it(pair: Pair) -> None:
    booking = needing(pair, weeks=two_weeks())
    cancel_booking(
        actor=actor(pair.officer.person, at=LATE), booking_id=booking.pk, reason="host_late", at=LATE
    )
    assert [lost.week.monday for lost in queries.lost_weeks(fresh(booking))] == [monday()]
    claim(pair, booking, at=LATE)
    with pytest.raises(NothingLost):
        claim(pair, booking, at=LATE, week=1)  # the host itself could still have cancelled it free of charge
    assert Charge.objects.get().minutes == 60


def test_the_host_and_others_claim_nothing(pair: Pair) -> None:
    booking = needing(pair)
    agreed_hours(pair, booking, 0)
    for person in (pair.booker, pair.budget_holder):
        with pytest.raises(Forbidden):
            claim(pair, booking, by=person)
    with pytest.raises(NotFound):
        claim(pair, booking, by=make_role(council(), Role.APPROVER))


def test_the_database_keeps_it_to_an_hour_and_to_once(pair: Pair) -> None:
    booking = needing(pair, weeks=two_weeks())
    agreed_hours(pair, booking, 0)
    claim(pair, booking)
    charge = Charge.objects.get()
    [other] = booking.weeks.exclude(pk=charge.booked_week_id)
    refused("charge_once_for_its_source", lambda: again(charge, reference="G-AGAIN", net_pence=0))
    long = {"reference": "G-AGAIN", "booked_week": other, "minutes": 61}
    refused("charge_host_late_an_hour", lambda: again(charge, **long))
