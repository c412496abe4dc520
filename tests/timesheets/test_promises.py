"""What the database promises of hours worked, whoever writes."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.kernel.refusals import NotFound
from commonpool.timesheets import rules
from commonpool.timesheets.models import (
    CorrectedDay,
    HoursCorrection,
    MissingYes,
    Timesheet,
    WorkedDay,
    WorkedPart,
)
from commonpool.timesheets.operations import (
    agree_correction,
    allow_correction,
    allow_hours,
    correct_hours,
    refuse_correction,
)
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours, corrected_hours, sent_hours
from tests.factories.people import actor, make_role
from tests.guards import again, all_refused, gone, refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = FRIDAY + 9 * DAY
TUESDAY, WEDNESDAY, SUNDAY = (monday() + number * DAY for number in (1, 2, 6))


def corrections(pair: Pair) -> tuple[Timesheet, HoursCorrection, HoursCorrection]:
    """Hours of the second week, sent; of the first, a correction that holds and one that home is asked about."""
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    sheet = agreed_hours(pair, booking)
    holds = corrected_hours(pair, sheet, {WEDNESDAY: 60}, at=LATER)
    waits = corrected_hours(pair, sheet, {TUESDAY: 30, WEDNESDAY: 120}, at=LATER)
    return sent_hours(booking, week=monday(1), at=LATER), holds, waits


@pytest.mark.both_servers
def test_a_correction_is_answered_by_others_and_says_what_became_of_it() -> None:
    pair = make_pair()
    sent, holds, waits = corrections(pair)
    officer, hr = pair.officer.person, make_role(pair.home, Role.HR)
    waiting = HoursCorrection.objects.filter(pk=waits.pk)
    answer = {"status": "agreed", "home_answered_at": LATER, "home_allows": True}

    def another(**otherwise: object) -> HoursCorrection:
        return again(holds, **{"number": 9} | otherwise)

    all_refused([
        ("correction_not_answered_by_oneself", lambda: another(answered_by=officer)),
        ("correction_not_answered_by_oneself", lambda: another(proposed_by=hr, answered_by=hr)),
        ("correction_not_allowed_for_oneself", lambda: waiting.update(**answer, home_answered_by=officer)),
        (
            "correction_not_allowed_for_oneself",
            lambda: another(**answer, proposed_by=hr, home_answered_by=hr),
        ),
        ("correction_number", lambda: another(number=holds.number)),
        ("correction_one_open", lambda: again(waits, number=9)),
        ("correction_has_a_reason", lambda: another(reason="")),
        ("correction_of_agreed_hours", lambda: another(timesheet=sent)),
        ("correction_answered_as_it_says", lambda: another(answered_at=None, answered_by=None)),
        ("correction_allowed_as_it_says", lambda: waiting.update(status="agreed")),
        (
            "correction_withdrawn_as_it_says",
            lambda: another(status="withdrawn", answered_at=None, answered_by=None),
        ),
        ("correction_stays", lambda: HoursCorrection.objects.filter(pk=holds.pk).update(minutes=1)),
        ("correction_stays", lambda: HoursCorrection.objects.filter(pk=holds.pk).update(status="refused")),
        ("correction_stays", lambda: waiting.update(reason="Another")),
        ("correction_stays", lambda: gone(another())),
    ])  # fmt: skip
    waiting.update(**answer, home_answered_by=pair.approver)


def test_the_days_of_a_correction_are_those_it_says_each_once() -> None:
    pair = make_pair()
    _sent, holds, _waits = corrections(pair)

    def day_twice() -> None:
        halves = again(holds, number=9)
        CorrectedDay.objects.bulk_create(
            CorrectedDay(correction=halves, date=TUESDAY, minutes=30) for _each in range(2)
        )

    all_refused([
        ("corrected_day_once", day_twice),
        ("correction_sum_of_its_days", lambda: holds.days.create(date=TUESDAY, minutes=1)),
        ("corrected_day_stays", lambda: holds.days.update(minutes=1)),
        (
            "worked_part_allowed",
            lambda: again(WorkedPart.objects.filter(correction__isnull=True)[0], allowed=True),
        ),
        ("worked_part_allowed", lambda: again(WorkedPart.objects.filter(why="")[0], allowed=True)),
    ])  # fmt: skip


@pytest.mark.both_servers
def test_nothing_of_agreed_hours_changes_and_a_yes_stays() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(number), 120) for number in range(3)])
    free = booking.weeks.get(monday=monday(2))
    sheet, sent = agreed_hours(pair, booking, 150), sent_hours(booking, week=monday(1), at=LATER)
    missing, agreed = MissingYes.objects.all(), Timesheet.objects.filter(pk=sheet.pk)
    sending, [later, *_others] = Timesheet.objects.filter(pk=sent.pk), sent.days.all()
    yes = {"status": "given", "answered_at": LATER}
    all_refused([
        ("timesheet_not_agreed_by_submitter", lambda: _agreed(sent, by=sent.submitted_by)),
        ("timesheet_agreed_after_submitted", lambda: sending.update(status="agreed")),
        ("timesheet_agreed_stays", lambda: agreed.update(minutes=1)),
        ("timesheet_agreed_stays", lambda: agreed.update(status="queried")),
        ("timesheet_agreed_stays", lambda: agreed.update(agreed_at=F("agreed_at") + DAY)),
        ("timesheet_agreed_stays", lambda: gone(again(sheet, booked_week=free))),
        ("timesheet_locked_as_it_says", lambda: agreed.update(status="locked")),
        ("worked_day_agreed_stays", lambda: sheet.days.update(minutes=1)),
        ("worked_day_agreed_stays", lambda: sheet.days.all().delete()),
        ("worked_day_agreed_stays", lambda: sheet.days.create(date=SUNDAY, minutes=1)),
        ("worked_day_agreed_stays", lambda: WorkedDay.objects.filter(pk=later.pk).update(timesheet=sheet, date=SUNDAY)),
        ("worked_day_once", lambda: again(later, minutes=1)),
        ("worked_part_stays", lambda: sheet.parts.update(minutes=1)),
        ("missing_yes_not_for_oneself", lambda: missing.update(**yes, answered_by=pair.officer.person)),
        ("missing_yes_answered_as_it_says", lambda: missing.update(status="given")),
        ("missing_yes_stays", lambda: missing.update(minutes=1)),
        ("missing_yes_stays", lambda: missing.delete()),
    ])  # fmt: skip
    allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)
    refused("missing_yes_stays", lambda: missing.update(status="refused"))


def _agreed(sheet: Timesheet, *, by: Person | None) -> None:
    Timesheet.objects.filter(pk=sheet.pk).update(status="agreed", agreed_at=LATER, agreed_by=by)


def test_nobody_answers_their_own_correction_at_host_or_home() -> None:
    """Who could answer, but for one thing: it is theirs, or their council's booking."""
    pair = make_pair()
    booking = bound_booking(pair)
    sheet = agreed_hours(pair, booking)
    officer, hr = booking.officer, make_role(pair.home, Role.HR)
    for person in (officer, hr):
        make_role(pair.host, Role.BOOKING_MANAGER, person=person, at=LATER)
        make_role(pair.home, Role.APPROVER, person=person, at=LATER)
    make_role(pair.home, Role.APPROVER, person=pair.booker, at=LATER)
    facts = {"timesheet_id": sheet.pk, "reason": "I read the wrong week", "at": LATER}
    days = [rules.Day(TUESDAY, 30), rules.Day(WEDNESDAY, 120)]
    said = correct_hours(actor=actor(hr, at=LATER), days=days, **facts)
    asked = {"correction_id": said.pk, "at": LATER}
    for person in (officer, hr):
        for answer in (agree_correction, refuse_correction):
            with pytest.raises(rules.NotYourOwnCorrection):
                answer(actor=actor(person, at=LATER), **asked)
    agree_correction(actor=actor(pair.booker, at=LATER), **asked)
    for person in (officer, hr, pair.booker):
        with pytest.raises(rules.NotYourOwnCorrection):
            allow_correction(actor=actor(person, at=LATER), yes=True, **asked)
    with pytest.raises(NotFound):
        allow_correction(actor=actor(make_pair().approver, at=LATER), yes=True, **asked)
    allow_correction(actor=actor(pair.approver, at=LATER), yes=True, **asked)
