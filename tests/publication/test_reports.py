"""What a host publishes of a quarter, from invoices paid, credited and netted; what is handed out; what was avoided."""

from datetime import date, timedelta

import pytest

from commonpool.bookings.models import Booking
from commonpool.invoices import operations as invoices
from commonpool.invoices.models import Invoice
from commonpool.kernel.refusals import NotFound
from commonpool.publication import queries
from commonpool.publication.operations import set_comparison_rate
from commonpool.publication.rules.quarters import Quarter
from commonpool.publication.rules.refusals import PublishedLater, RangeWrong, SourceMissing
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import agreed_hours, corrected_hours
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.people import actor
from tests.factories.settlement import VALUE, invoiced_ring, settled_cycle

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2027, 1)
LATER = NEW_YEAR + timedelta(days=7)
"""A day's hours at £32 an hour: three bookings of 360 minutes are £576."""


@pytest.fixture
def big() -> Invoice:
    """One invoice of £576 before VAT, of three bookings."""
    pair, _bookings = worked_pair(
        (360, 360, 360),
        pair=make_pair(weekly_minutes=480, per_booking_pence=200_000, per_month_pence=900_000),
    )
    (invoice,) = issued(pair.home)
    return invoice


def at_host(invoice: Invoice):
    return actor(finance_of(invoice.host), at=LATER)


def paid(invoice: Invoice, pence: int | None = None) -> None:
    on = LATER.date()
    places = {"organisation_id": invoice.host_id, "invoice_id": invoice.pk}
    invoices.mark_paid(actor=at_host(invoice), **places, on=on, at=LATER, pence=pence)


def test_an_invoice_paid_in_parts_is_published_whole_and_a_smaller_one_not(big: Invoice) -> None:
    assert big.net_pence == 57_600
    paid(big, 30_000)
    paid(big)
    found = queries.spend_of(at_host(big), big.host_id, QUARTER)
    assert [each.net_pence for each in found] == [25_000, 32_600]
    assert {each.beneficiary for each in found} == {big.supplier["name"]}
    assert all(each.functions and each.irrecoverable_vat_pence == 0 for each in found)
    assert queries.spend_of(at_host(big), big.host_id, QUARTER.before) == []
    home = actor(finance_of(big.home), at=LATER)
    assert queries.spend_of(home, big.home_id, QUARTER) == []  # who lends publishes nothing
    with pytest.raises(NotFound):
        queries.spend_of(home, big.host_id, QUARTER)


def test_a_credit_note_stands_below_nought_and_hides_nothing(big: Invoice) -> None:
    home = actor(finance_of(big.home), at=LATER)
    note = invoices.credit(
        actor=home, organisation_id=big.home_id, invoice_id=big.pk, lines=None, reason="All wrong", at=LATER
    )
    found = queries.spend_of(at_host(big), big.host_id, QUARTER)
    assert [(each.reference, each.net_pence, each.set_off) for each in found] == [
        (big.reference, 57_600, True),
        (note.reference, -57_600, True),
    ]


def test_what_is_paid_back_is_published_when_it_comes_back(big: Invoice) -> None:
    paid(big)
    home = actor(finance_of(big.home), at=LATER)
    note = invoices.credit(
        actor=home, organisation_id=big.home_id, invoice_id=big.pk, lines=None, reason="All wrong", at=LATER
    )
    assert [each.net_pence for each in queries.spend_of(at_host(big), big.host_id, QUARTER)] == [57_600]
    paid(note)
    found = queries.spend_of(at_host(big), big.host_id, QUARTER)
    assert [each.net_pence for each in found] == [57_600, -57_600]


def test_what_the_clearing_nets_is_published_gross(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = invoiced_ring()
    settled_cycle(ring)
    monkeypatch.setattr("commonpool.publication.queries.spend.published_over", lambda *_: _figure(0))
    for number, place in enumerate(ring.councils):
        found = queries.spend_of(ring.hand(number), place.pk, QUARTER)
        assert [(each.net_pence, each.paid_on) for each in found] == [
            (ring.invoices[number].net_pence, VALUE.date())
        ]


def _figure(pence: int):
    figure = queries.published_over(queries.SPEND, LATER.date())
    return type(figure)(**{**vars(figure), "pence": pence})


def test_call_offs_over_the_amount_and_the_agreement_once_together_they_are(
    big: Invoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert queries.contracts_of(at_host(big), big.host_id, Quarter(2026, 4)) == []
    figure = queries.published_over(queries.CONTRACT, LATER.date())
    assert figure.pence == 500_000
    least = type(figure)(**{**vars(figure), "pence": 19_200})
    monkeypatch.setattr("commonpool.publication.queries.contracts.published_over", lambda *_: least)
    (agreement,) = queries.contracts_of(at_host(big), big.host_id, Quarter(2026, 4))
    assert agreement.is_master
    assert agreement.net_pence == 57_600
    under = type(figure)(**{**vars(figure), "pence": 19_199})
    monkeypatch.setattr("commonpool.publication.queries.contracts.published_over", lambda *_: under)
    found = queries.contracts_of(at_host(big), big.host_id, Quarter(2026, 4))
    assert [each.net_pence for each in found] == [57_600, 19_200, 19_200, 19_200]
    assert queries.contracts_of(at_host(big), big.host_id, Quarter(2026, 2)) == []
    with pytest.raises(NotFound):
        queries.contracts_of(actor(finance_of(big.home)), big.host_id, QUARTER)


def test_hours_are_compared_with_the_rate_that_held(big: Invoice) -> None:
    finance = at_host(big)
    said = {
        "actor": finance, "organisation_id": big.host_id, "kind": "agency", "day_minutes": 450,
        "source": "A framework’s price list", "published_on": date(2026, 4, 1), "at": LATER,
    }  # fmt: skip
    set_comparison_rate(**said, day_pence=60_000, starts_on=date(2026, 12, 14))
    found = queries.avoided_of(finance, big.host_id, date(2026, 10, 1), date(2026, 12, 31))
    assert [(each.compared.minutes, each.compared.charged_pence) for each in found] == [(360, 19_200)] * 3
    assert [each.rate is None for each in found] == [True, False, False]
    assert [each.compared.compared_pence for each in found] == [0, 48_000, 48_000]
    assert found[1].compared.avoided_pence == 28_800
    with pytest.raises(SourceMissing):
        set_comparison_rate(**said | {"source": " "}, day_pence=1, starts_on=LATER.date())
    with pytest.raises(PublishedLater):
        set_comparison_rate(**said | {"published_on": date(2027, 6, 1)}, day_pence=1, starts_on=LATER.date())
    with pytest.raises(NotFound):
        queries.avoided_of(finance, council().pk, date(2026, 10, 1), date(2026, 12, 31))


def test_an_extract_holds_no_name_no_text_and_no_account(big: Invoice) -> None:
    paid(big)
    finance = at_host(big)
    first, last = date(2026, 1, 1), date(2027, 12, 31)
    bookings = list(
        queries.disclosed_bookings(queries.bookings_between(finance, big.host_id, first, last), big.host_id)
    )
    payments = list(
        queries.disclosed_payments(queries.payments_between(finance, big.host_id, first, last), big.host_id)
    )
    booking = Booking.objects.select_related("officer").first()
    assert booking is not None
    assert len(bookings) == 3
    assert (bookings[0].booked_minutes, bookings[0].worked_minutes, bookings[0].net_pence) == (
        360,
        360,
        19_200,
    )
    assert [(each.gross_pence, each.received) for each in payments] == [(big.gross_pence, False)]
    said = repr(bookings) + repr(payments)
    for secret in (booking.officer.name, booking.standing.purpose, big.supplier["bank"]["account_number"]):
        assert secret
        assert secret not in said
    with pytest.raises(RangeWrong):
        queries.bookings_between(finance, big.host_id, last, first)


def test_hours_that_were_corrected_are_compared_as_they_are_now() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair))
    corrected_hours(pair, sheet, {monday(): 60}, at=LATER)
    finance = actor(finance_of(pair.host), at=LATER)
    (week,) = queries.avoided_of(finance, pair.host.pk, date(2026, 12, 1), date(2026, 12, 31))
    assert (week.compared.minutes, week.compared.charged_pence) == (60, 3200)
