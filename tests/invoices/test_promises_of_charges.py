"""What the database promises of charges and pay awards, whoever writes."""

from datetime import timedelta

import pytest

from commonpool.invoices.models import CarriedCharge, Charge, PayAward
from tests.factories.bookings import monday
from tests.factories.register import make_organisation
from tests.guards import again, all_refused
from tests.invoices.papers import LATER, papers

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
NOTHING = {"minutes": 0, "net_pence": 0}
CALLED_OFF = {"source": "late_cancellation"}


def test_a_charge_is_one_councils_to_another_and_takes_back_what_was_charged() -> None:
    its = papers()
    week, [other_week] = its.part.charge, Charge.objects.filter(pk=its.freed.charge_id)
    less = Charge.objects.get(source="correction")
    assert week.net_pence == week.ceiling_pence > -less.net_pence
    award = {"source": "award", "original": week}

    def another(**otherwise: object) -> Charge:
        return again(week, **{"reference": "G-AGAIN"} | otherwise)

    all_refused([
        ("charge_once_for_its_source", lambda: another(**NOTHING)),
        ("invoices_charge_reference_key", lambda: another(**CALLED_OFF, **NOTHING, reference=week.reference)),
        ("charge_within_ceiling", lambda: another(**CALLED_OFF, net_pence=week.ceiling_pence + 1)),
        ("charges_within_week", lambda: another(**CALLED_OFF, net_pence=1 - less.net_pence)),
        ("charge_between_two_councils", lambda: another(**CALLED_OFF, **NOTHING, home=week.host)),
        ("charge_host_late_stated", lambda: another(**CALLED_OFF, **NOTHING, stated=True)),
        ("charge_award_has_its_original", lambda: another(**NOTHING, source="award")),
        ("charge_award_has_its_original", lambda: another(**NOTHING, **CALLED_OFF, original=week)),
        ("charge_award_has_its_original", lambda: another(**NOTHING, **CALLED_OFF, outside_ceiling=True)),
        ("charge_correction_has_its_own", lambda: another(**NOTHING, **award, correction=less.correction)),
        ("charge_correction_has_its_own", lambda: again(less, reference="G-AGAIN", correction=None, net_pence=-1)),
        ("charge_below_nothing_takes_back", lambda: another(**award | NOTHING | {"net_pence": -1})),
        ("charge_once_for_its_correction", lambda: again(less, reference="G-AGAIN", net_pence=-1)),
        (
            "charge_takes_back_what_was_charged",
            lambda: again(less, reference="G-AGAIN", original=other_week, booked_week=week.booked_week),
        ),
        ("charge_never_edited", lambda: Charge.objects.filter(pk=week.pk).update(hourly_pence=1)),
    ])  # fmt: skip


def test_a_charge_is_carried_to_another_council_and_once_from_each() -> None:
    its, now = papers(), make_organisation()
    carried = CarriedCharge.objects.create(
        charge=its.part.charge, to_home=True, was=its.pair.home, now=now, on=LATER.date(), carried_at=LATER,
        carried_by_rule="succession",
    )  # fmt: skip
    all_refused([
        ("charge_carried_once", lambda: again(carried, now=its.pair.host)),
        ("charge_carried_to_another", lambda: again(carried, was=now)),
        ("carried_charge_stays", lambda: CarriedCharge.objects.update(now=its.pair.host)),
    ])  # fmt: skip


def test_an_award_is_passed_on_once_and_changes_something() -> None:
    its = papers()
    award = PayAward.objects.create(
        home=its.pair.home, grade_band="Officer", first_monday=monday(), last_monday=monday(1),
        hourly_difference_pence=10, passed_on_at=LATER, passed_on_by=its.clerk,
    )  # fmt: skip
    all_refused([
        ("pay_award_passed_on_once", lambda: again(award, passed_on_at=LATER + timedelta(days=1))),
        ("pay_award_changes_something", lambda: again(award, hourly_difference_pence=0)),
        ("pay_award_weeks", lambda: again(award, first_monday=monday(2))),
        ("pay_award_stays", lambda: PayAward.objects.update(hourly_difference_pence=9)),
    ])  # fmt: skip
