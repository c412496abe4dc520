"""A back-dated pay award: nothing under £1,000, a supplement or a credit above it, once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.agreements.operations import set_invoice_mode
from commonpool.bookings.models import Booking
from commonpool.invoices import operations, queries
from commonpool.invoices.models import Charge, Invoice
from commonpool.invoices.operations import Given
from commonpool.invoices.rules.award import difference, touched
from commonpool.invoices.rules.refusals import AwardedAlready, NothingToAward, OwnNumberMissing
from commonpool.ledger.queries import balance
from commonpool.organisations.models import Organisation
from tests.factories.bookings import Pair, bound_by_all, make_pair, monday
from tests.factories.hours import agreed_hours
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.people import NOW, actor

WEEKS = [(monday(number), 600) for number in range(4)]
"""Hours enough for a booking above £1,000."""


@settings(max_examples=2000)
@given(st.integers(1, 10_000), st.integers(-10_000, 10_000))
def test_the_difference_is_half_up_either_way(minutes: int, pence: int) -> None:
    whole, rest = divmod(minutes * abs(pence), 60)
    assert abs(difference(minutes, pence)) == whole + (rest >= 30)
    assert difference(minutes, pence) * pence >= 0


def test_only_bookings_of_a_thousand_pounds_are_touched() -> None:
    assert [touched(99_999), touched(100_000)] == [False, True]


def dear_booking(home: Organisation | None = None) -> tuple[Pair, Booking]:
    """A booking above £1,000, with its first week agreed."""
    pair = make_pair(home=home, weekly_minutes=600, per_booking_pence=500_000, per_month_pence=500_000)
    booking = bound_by_all(pair, WEEKS)
    agreed_hours(pair, booking)
    return pair, booking


@pytest.mark.django_db
@pytest.mark.parametrize("pence", [10, -10])
def test_an_award_is_shown_passed_on_once_and_settled(pence: int) -> None:
    pair, _booking = dear_booking()
    finance = finance_of(pair.home)
    mine = {"actor": actor(finance, at=NEW_YEAR), "organisation_id": pair.home.pk}
    charge = Charge.objects.get()
    asked = {
        "grade_band": charge.booking.standing.grade_band,
        "first_monday": monday(),
        "last_monday": monday(1),
        "hourly_difference_pence": pence,
    }
    (invoice,) = issued(pair.home, by=finance)
    (shown,) = queries.differences(**mine, **asked)
    assert (shown.pence, shown.why_not) == (10 * pence, "")
    operations.pass_on_award(**mine, **asked, at=NEW_YEAR)
    with pytest.raises(AwardedAlready):
        operations.pass_on_award(**mine, **asked, at=NEW_YEAR)
    if pence > 0:
        supplement = Charge.objects.get(source="award")
        assert (supplement.original, supplement.net_pence) == (charge, 100)
        (more,) = issued(pair.home, by=finance, month=NEW_YEAR.date())
        assert more.net_pence == 100
    else:
        note = Invoice.objects.get(kind="credit_note")
        assert (note.net_pence, note.corrects) == (100, invoice)
    assert balance(pair.home.pk, "income") == -(invoice.net_pence + 10 * pence)


@pytest.mark.django_db
def test_each_credit_note_of_an_award_has_its_own_number_of_the_own_system() -> None:
    pair, booking = dear_booking()
    dear_booking(pair.home)
    finance = finance_of(pair.home)
    set_invoice_mode(
        actor=actor(finance), organisation_id=pair.home.pk, mode="own_system", starts_on=NOW.date(), at=NOW
    )
    mine = {"actor": actor(finance, at=NEW_YEAR), "organisation_id": pair.home.pk, "at": NEW_YEAR}
    drafts = issued(pair.home, by=finance)
    given = [Given(each.pk, f"AR-{number}", NEW_YEAR.date()) for number, each in enumerate(drafts)]
    one, two = operations.take_numbers(**mine, given=given)
    asked = {
        "grade_band": booking.standing.grade_band,
        "first_monday": monday(),
        "last_monday": monday(1),
        "hourly_difference_pence": -10,
    }
    shown = queries.differences(mine["actor"], pair.home.pk, **asked)
    assert queries.notes_to_number(shown, NEW_YEAR.date()) == [one, two]
    with pytest.raises(OwnNumberMissing) as missing:
        operations.pass_on_award(**mine, **asked, own_numbers={one.pk: "CN-1"})
    assert missing.value.field == f"own_number_{two.pk}"
    assert not Invoice.objects.filter(kind="credit_note").exists()
    operations.pass_on_award(**mine, **asked, own_numbers={one.pk: "CN-1", two.pk: "CN-2"})
    notes = Invoice.objects.filter(kind="credit_note").order_by("pk")
    assert [(each.corrects, each.own_number) for each in notes] == [(one, "CN-1"), (two, "CN-2")]


@pytest.mark.django_db
def test_a_small_booking_stays_as_it_is() -> None:
    pair, (booking,) = worked_pair()
    mine = {"actor": actor(finance_of(pair.home), at=NEW_YEAR), "organisation_id": pair.home.pk}
    asked = {"grade_band": booking.standing.grade_band, "first_monday": monday(), "last_monday": monday()}
    with pytest.raises(NothingToAward):
        operations.pass_on_award(**mine, **asked, hourly_difference_pence=10, at=NEW_YEAR)
