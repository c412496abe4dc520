"""By which power an officer is lent: every pair of nations, and a booking made before the law was read anew."""

from itertools import product
from pathlib import Path

import pytest

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.agreements.operations import load_legal_powers
from commonpool.agreements.operations.reference import REFERENCE
from commonpool.bookings.models import CallOff
from commonpool.bookings.rules import pricing, refusals
from commonpool.bookings.rules.asking import Ask
from commonpool.organisations.models import Nation
from tests.factories import NOW, council, signed_in
from tests.factories.bookings import (
    PURPOSE,
    accept,
    bound_booking,
    fresh,
    make_pair,
    monday,
    requested_booking,
    varied,
)
from tests.factories.tables import rewritten_table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

COUNCILS = ("England", "council", "England", "council")
PAIRS = list(product(Nation.values, repeat=2))
DEEMED = [
    ("England", "England"), ("England", "Wales"), ("Wales", "England"), ("Wales", "Wales"),
    ("Scotland", "Scotland"),
]  # fmt: skip


@pytest.mark.parametrize(("home", "host"), [pair for pair in PAIRS if pair not in DEEMED])
def test_decisions_are_refused_where_the_officer_does_not_count_as_the_hosts(home: str, host: str) -> None:
    pair = make_pair(home=council(home), host=council(host), decisions=True)
    with pytest.raises(refusals.NotDeemed) as refused:
        requested_booking(pair, decisions=True)
    assert refused.value.rule == "PWR-06"
    advice = requested_booking(pair).power
    assert advice is not None
    assert (advice.home_nation, advice.host_nation, advice.deemed) == (home, host, False)


@pytest.mark.parametrize(("home", "host"), DEEMED)
def test_decisions_are_taken_where_the_officer_counts_as_the_hosts(home: str, host: str) -> None:
    booking = requested_booking(
        make_pair(home=council(home), host=council(host), decisions=True), decisions=True
    )
    assert booking.standing.decisions
    assert booking.power is not None
    assert (booking.power.home_nation, booking.power.host_nation, booking.power.deemed) == (home, host, True)


def test_a_booking_keeps_the_power_it_was_made_under(tmp_path: Path) -> None:
    pair = make_pair(decisions=True)
    booking = bound_booking(pair)
    made_under = fresh(booking).power
    page = signed_in(pair.booker).get(f"/bookings/{booking.reference}/")
    assert "Local Government Act 1972, section 113" in page.content.decode()

    def repeal(rows: list[dict[str, str]]) -> None:
        for row in rows:
            if (row["home_nation"], row["home_body"], row["host_nation"], row["host_body"]) == COUNCILS:
                row.update(
                    power="An Act of 2027", deemed="no", text="Advice only.", source="https://law.example/"
                )

    folder = rewritten_table(REFERENCE, tmp_path, "legal_powers.csv", repeal)
    assert load_legal_powers(actor=Actor.rule("reference_data"), at=NOW, folder=folder) == 1
    assert Event.objects.filter(name="LegalPowersChanged").latest("id").facts["power_ids"]

    kept = fresh(booking).power
    assert kept is not None
    assert kept == made_under
    assert (kept.power, kept.deemed) == ("Local Government Act 1972, section 113", True)
    page = signed_in(pair.booker).get(f"/bookings/{booking.reference}/")
    assert "Local Government Act 1972, section 113" in page.content.decode()
    assert "An Act of 2027" not in page.content.decode()
    later = requested_booking(pair, [(monday(1), 60)])
    assert later.power is not None
    assert (later.power.power, later.power.deemed) == ("An Act of 2027", False)
    with pytest.raises(refusals.NotDeemed):
        requested_booking(pair, [(monday(2), 60)], decisions=True)


def test_a_variation_is_under_the_power_that_the_booking_was_made_under(tmp_path: Path) -> None:
    pair = make_pair()
    booking = bound_booking(pair)

    def read_anew(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row.update(text="Other words.")

    folder = rewritten_table(REFERENCE, tmp_path, "legal_powers.csv", read_anew)
    load_legal_powers(actor=Actor.rule("reference_data"), at=NOW, folder=folder)
    varied(pair, booking, [(monday(), 180)])
    accept(booking)
    first, second = CallOff.objects.order_by("version")
    assert first.facts["power"] == second.facts["power"]
    kept = fresh(booking)
    assert kept.power is not None
    words = pricing.wording(
        Ask.of([(monday(), 180)], purpose=PURPOSE, function_id=kept.standing.function_id),
        [pricing.Priced(monday(), 180, kept.standing.hourly_pence, kept.standing.net_pence)],
        officer_id=kept.officer_id, home_id=kept.home_id, host_id=kept.host_id,
        grade_band=kept.standing.grade_band, version=2, power=kept.power,
        vat_pence=kept.standing.vat_pence, vat=kept.standing.vat,
    )  # fmt: skip
    assert pricing.sha256_of(words) == kept.standing.sha256
