"""Agreed hours that turn out wrong: who says so, who answers, and what is paid and charged afterwards."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.invoices.models import Charge
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets import queries, rules
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.operations import (
    agree_correction,
    allow_correction,
    allow_hours,
    correct_hours,
    refuse_correction,
    refuse_hours,
    withdraw_correction,
)
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours, corrected_hours
from tests.factories.people import actor, make_role
from tests.guards import again, all_refused

LATER = FRIDAY + timedelta(days=9)
TUESDAY, WEDNESDAY = monday() + timedelta(days=1), monday() + timedelta(days=2)


@dataclass
class Agreed:
    """Two hours on the Wednesday, agreed by the host; later hours can be corrected."""

    pair: Pair
    booking: Booking
    sheet: Timesheet
    hr: Person

    def propose(
        self, days: dict[date, int], *, by: Person | None = None, at: datetime = LATER
    ) -> HoursCorrection:
        return correct_hours(
            actor=actor(by or self.booking.officer, at=at),
            timesheet_id=self.sheet.pk,
            days=[rules.Day(day, minutes) for day, minutes in days.items()],
            reason="I read the wrong week",
            at=at,
        )

    def corrected(self, days: dict[date, int], *, at: datetime = LATER) -> HoursCorrection:
        return corrected_hours(self.pair, self.sheet, days, at=at)

    @property
    def paid(self) -> list[tuple[date, int]]:
        found = queries.paid_days(self.pair.home.pk, upto=LATER + timedelta(days=60))
        return [(each.date, each.minutes) for each in found]

    @property
    def charged(self) -> int:
        return Charge.objects.aggregate(pence=Sum("net_pence"))["pence"] or 0

    def price(self, minutes: int) -> int:
        week = self.booking.weeks.get()
        return min((2 * minutes * week.hourly_pence + 60) // 120, week.net_pence)


def agreed(minutes: int = 120) -> Agreed:
    pair = make_pair()
    booking = bound_booking(pair)
    return Agreed(pair, booking, agreed_hours(pair, booking, minutes), make_role(pair.home, Role.HR))


@pytest.mark.django_db
def test_fewer_hours_are_paid_and_charged_once_the_host_agrees_and_not_before() -> None:
    case = agreed()
    before = Timesheet.objects.values().get()
    said = case.propose({WEDNESDAY: 45})
    assert (case.paid, case.charged) == ([(WEDNESDAY, 120)], case.price(120))
    agree_correction(actor=actor(case.pair.booker, at=LATER), correction_id=said.pk, at=LATER)
    assert (case.paid, case.charged) == ([(WEDNESDAY, 45)], case.price(45))
    assert Timesheet.objects.values().get() == before
    assert [day.minutes for day in queries.days_of(case.sheet)] == [45]
    assert case.booking.weeks.get().worked_minutes == 45
    assert queries.paid_days(case.pair.home.pk, upto=LATER - timedelta(hours=1))[0].minutes == 120
    names = ["CorrectionProposed", "HoursCorrected"]
    assert list(Event.objects.filter(name__in=names).order_by("pk").values_list("name", flat=True)) == names


@pytest.mark.django_db
def test_hours_corrected_down_and_up_again_end_at_what_they_began_with() -> None:
    case = agreed()
    for minutes in (50, 0, 75, 120):
        case.corrected({WEDNESDAY: minutes})
        assert (sum(each for _on, each in case.paid), case.charged) == (minutes, case.price(minutes))


@pytest.mark.django_db
def test_more_than_was_booked_waits_for_home_and_is_never_charged_above_the_ceiling() -> None:
    case = agreed()
    said = case.corrected({TUESDAY: 30, WEDNESDAY: 120})
    assert (said.status, said.waiting_minutes) == ("waiting", 30)
    assert (case.paid, case.charged) == ([(WEDNESDAY, 120)], case.price(120))
    with pytest.raises(Forbidden):
        allow_correction(actor=actor(case.pair.booker, at=LATER), correction_id=said.pk, yes=True, at=LATER)
    allow_correction(actor=actor(case.pair.approver, at=LATER), correction_id=said.pk, yes=True, at=LATER)
    assert sum(each for _on, each in case.paid) == 150
    assert case.charged == case.booking.weeks.get().net_pence
    again = case.corrected({TUESDAY: 30, WEDNESDAY: 105})
    assert again.status == "agreed", "home said yes to no less before"


@pytest.mark.django_db
def test_after_homes_no_the_correction_holds_without_what_home_did_not_lend() -> None:
    case = agreed()
    said = case.corrected({TUESDAY: 60, WEDNESDAY: 90})
    allow_correction(actor=actor(case.pair.approver, at=LATER), correction_id=said.pk, yes=False, at=LATER)
    assert (sum(each for _on, each in case.paid), case.charged) == (120, case.price(120))
    sheet = queries.timesheet_for(actor(case.pair.approver, at=LATER), case.booking.reference, monday())
    assert (sheet.minutes, sheet.waiting_minutes) == (150, 30)


@pytest.mark.django_db
def test_what_home_has_still_to_answer_is_answered_before_hours_are_corrected() -> None:
    case = agreed(150)
    with pytest.raises(rules.NotAgreedYet):
        case.propose({WEDNESDAY: 60})
    refuse_hours(actor=actor(case.pair.approver, at=LATER), timesheet_id=case.sheet.pk, at=LATER)
    case.corrected({WEDNESDAY: 135})
    assert case.paid == [(WEDNESDAY, 120)], "what home refused stays refused"
    with pytest.raises(rules.TimesheetMoved):
        allow_hours(actor=actor(case.pair.approver, at=LATER), timesheet_id=case.sheet.pk, at=LATER)


@pytest.mark.django_db
def test_officer_or_hr_proposes_the_host_answers_and_nobody_their_own() -> None:
    case, other = agreed(), make_pair()
    with pytest.raises(Forbidden):
        case.propose({WEDNESDAY: 60}, by=case.pair.booker)
    with pytest.raises(NotFound):
        case.propose({WEDNESDAY: 60}, by=other.booker)
    said = case.propose({WEDNESDAY: 60}, by=case.hr)
    with pytest.raises(rules.CorrectionOpen):
        case.propose({WEDNESDAY: 30})
    for person, refusal in (
        (case.booking.officer, Forbidden),
        (case.hr, Forbidden),
        (other.booker, NotFound),
    ):
        with pytest.raises(refusal):
            agree_correction(actor=actor(person, at=LATER), correction_id=said.pk, at=LATER)
    with pytest.raises(Forbidden):
        withdraw_correction(actor=actor(case.pair.booker, at=LATER), correction_id=said.pk, at=LATER)
    refuse_correction(actor=actor(case.pair.booker, at=LATER), correction_id=said.pk, at=LATER)
    with pytest.raises(rules.CorrectionMoved):
        agree_correction(actor=actor(case.pair.booker, at=LATER), correction_id=said.pk, at=LATER)
    assert (case.paid, case.charged) == ([(WEDNESDAY, 120)], case.price(120))
    again = case.propose({WEDNESDAY: 60})
    withdraw_correction(actor=actor(case.booking.officer, at=LATER), correction_id=again.pk, at=LATER)
    assert list(HoursCorrection.objects.order_by("number").values_list("number", "status")) == [
        (1, "refused"), (2, "withdrawn"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_correction_says_why_and_changes_something() -> None:
    case = agreed()
    officer = actor(case.booking.officer, at=LATER)
    wrong: list[tuple[list[rules.Day], str, type[Exception]]] = [
        ([rules.Day(WEDNESDAY, 60)], "  ", rules.CorrectionReasonMissing),
        ([rules.Day(WEDNESDAY, 120)], "Same", rules.NothingCorrected),
        ([rules.Day(WEDNESDAY, 1441)], "Long", rules.HoursWrong),
        ([rules.Day(LATER.date() + timedelta(days=1), 60)], "Early", rules.NotYetWorked),
    ]
    for days, reason, refusal in wrong:
        with pytest.raises(refusal):
            correct_hours(actor=officer, timesheet_id=case.sheet.pk, days=days, reason=reason, at=LATER)


@pytest.mark.django_db
@pytest.mark.both_servers
def test_a_correction_takes_back_no_more_than_was_charged() -> None:
    case = agreed()
    case.corrected({WEDNESDAY: 60})
    less = Charge.objects.get(source="correction")
    other = case.propose({WEDNESDAY: 30})

    def another(**otherwise: object) -> Charge:
        return again(less, reference="G-AGAIN", **otherwise)

    all_refused([
        ("charge_once_for_its_correction", another),
        (
            "charge_takes_back_what_was_charged",
            lambda: another(correction=other, net_pence=5 * less.net_pence),
        ),
    ])  # fmt: skip


sequences = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 200), st.booleans()), min_size=1, max_size=4
)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=25)
@given(steps=sequences)
def test_any_corrections_end_with_paid_minutes_agreed_and_their_price_charged(
    steps: list[tuple[int, int, bool]],
) -> None:
    with transaction.atomic():
        case = agreed()
        for number, (tuesday, wednesday, yes) in enumerate(steps, start=1):
            at = LATER + timedelta(hours=number)
            days = {day: each for day, each in ((TUESDAY, tuesday), (WEDNESDAY, wednesday)) if each}
            try:
                said = case.corrected(days, at=at)
            except rules.NothingCorrected:
                continue
            if said.status == "waiting":
                home = actor(case.pair.approver, at=at)
                allow_correction(actor=home, correction_id=said.pk, yes=yes, at=at)
            paid = sum(each for _on, each in case.paid)
            assert min(tuesday + wednesday, 120) <= paid <= tuesday + wednesday
            assert case.charged == case.price(paid)
            assert queries.days_of(case.sheet) == [rules.Day(day, each) for day, each in days.items()]
        transaction.set_rollback(True)
