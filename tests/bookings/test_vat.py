"""VAT is as the home council says it of each week, and stays as it stood in the terms that were agreed."""

from datetime import date

import pytest

from commonpool.access import Role
from commonpool.agreements.operations import set_vat
from commonpool.bookings import queries
from commonpool.bookings.models import BookingTerms, CallOff
from commonpool.bookings.rules.pricing import Priced
from commonpool.bookings.rules.vat import Treatment, as_said, in_words, treatments, vat_of
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    accept,
    fresh,
    function_id,
    make_pair,
    monday,
    requested_booking,
    varied,
)
from tests.factories.councils import VAT_NUMBER
from tests.factories.people import NOW, TODAY, actor, make_role
from tests.guards import refused

WHY = "Our VAT officer has agreed it with HMRC"
SAID = [
    {"starts_on": "2026-12-14", "treatment": "outside_scope", "reason": WHY},
    {"starts_on": "2026-11-01", "treatment": "standard", "reason": ""},
]
LINES = [Priced(monday(number), 60, 3833, 3833) for number in (0, 1, 2)]


def test_each_week_bears_vat_as_it_is_said_of_its_monday() -> None:
    held = treatments(SAID, [date(2026, 10, 26), date(2026, 12, 7), date(2026, 12, 14)])
    assert [each.percent for each in held.values()] == [20, 20, 0]
    assert held[date(2026, 12, 14)] == Treatment("outside_scope", WHY)
    by_week = treatments(SAID, [line.monday for line in LINES])
    assert vat_of(LINES, by_week) == 767
    assert vat_of(LINES[:2], {}) == 1533  # half-up once, of both together
    said = as_said(LINES, by_week)
    assert [(each["from"], each["percent"]) for each in said] == [("2026-W50", 20), ("2026-W51", 0)]
    assert in_words(said).endswith(f"outside the scope of VAT. {WHY}")
    assert in_words(said).startswith("From the week of 7 December: Standard rate")
    assert as_said([Priced(monday(), 60, 0, 0)], {}) == []


def says(pair: Pair, treatment: str, starts_on: date = TODAY, **more: object) -> None:
    """The home council's standing for VAT is this from that day."""
    who = actor(make_role(pair.home, Role.FINANCE))
    set_vat(
        actor=who, organisation_id=pair.home.pk, treatment=treatment, starts_on=starts_on, at=NOW, **more  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_council_outside_vat_quotes_asks_and_binds_without_it() -> None:
    pair = make_pair()
    usual = requested_booking(pair, [(monday(), 60)])
    assert usual.standing.vat_pence * 5 == usual.standing.net_pence
    says(pair, "no_vat")
    quote = queries.quote(
        actor(pair.booker), pair.host.pk, pair.officer.reference, [(monday(1), 60)], function_id(),
        purpose=PURPOSE, at=NOW,
    )  # fmt: skip
    assert (quote.vat_pence, quote.gross_pence) == (0, quote.net_pence)
    booking = accept(requested_booking(pair, [(monday(1), 60)]))
    terms = booking.standing
    assert (terms.vat_pence, terms.vat[0]["treatment"]) == (0, "no_vat")
    facts = CallOff.objects.get(booking=booking).facts
    assert facts["vat"] == "None: the home council is not registered for VAT."
    assert "Standard rate" in CallOff.objects.get(booking=accept(usual)).facts["vat"]  # as it was agreed
    says(pair, "outside_scope", monday(2), number=VAT_NUMBER, reason=WHY, vat_officer="Jo", decided_on=TODAY)
    varied(pair, booking, [(monday(1), 60), (monday(2), 60)])
    accept(booking)
    assert [each["treatment"] for each in fresh(booking).standing.vat] == ["no_vat", "outside_scope"]
    assert WHY in CallOff.objects.get(booking=booking, version=2).facts["vat"]
    refused("terms_never_edited", lambda: BookingTerms.objects.update(vat=[]))
