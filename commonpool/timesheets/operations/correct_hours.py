"""Agreed hours turn out wrong: officer or HR says what is right, the host answers, and home what it has not lent."""

from collections.abc import Sequence
from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import correct_week
from commonpool.kernel import words
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, refusing
from commonpool.timesheets import queries, rules
from commonpool.timesheets.events import (
    AboutCorrection,
    CorrectionProposed,
    CorrectionRefused,
    CorrectionWaits,
    CorrectionWithdrawn,
    HoursCorrected,
)
from commonpool.timesheets.lifecycle import CORRECTION
from commonpool.timesheets.models import AGREED, CorrectedDay, HoursCorrection, Timesheet
from commonpool.timesheets.models.correction import MOST_REASON
from commonpool.timesheets.operations.missing_yes import keep_parts
from commonpool.timesheets.operations.telling import tell
from commonpool.timesheets.rules import correcting
from commonpool.timesheets.rules.correcting import Kept
from commonpool.timesheets.rules.sorting import Sorted

Paid = tuple[Sorted, bool]
"""Minutes as they held before, and whether they were paid."""
OWN = ("correction_not_answered_by_oneself", "correction_not_allowed_for_oneself")


def correct_hours(
    *, actor: Actor, timesheet_id: int, days: Sequence[rules.Day], reason: str, at: datetime
) -> HoursCorrection:
    """The host is asked to agree that these are the days, in place of all that were agreed; until then nothing changes.

    By the officer, or HR of the home council (`check_payroll`); also after the hours were charged, invoiced and paid.
    No days: nothing was worked. Refuses `not_found`, `forbidden`, `reason_missing`, `hours_not_agreed`,
    `correction_open`, `nothing_corrected`, and what `submit_hours` refuses of days.
    """
    seen = queries.sheet_to_answer(actor, timesheet_id)
    if not queries.may_correct(actor, seen.booking):
        raise Forbidden
    said = words.one_line(reason)
    if not said or len(said) > MOST_REASON:
        raise rules.CorrectionReasonMissing
    with change(), refusing("correction_one_open", rules.CorrectionOpen()):
        booking, timesheet = queries.lock_sheet(seen.booking_id, seen.pk)
        missing = getattr(timesheet, "missing_yes", None)
        if timesheet.status not in AGREED or (missing is not None and missing.status == "waiting"):
            raise rules.NotAgreedYet
        if any(each.is_open for each in timesheet.corrections.all()):
            raise rules.CorrectionOpen
        today, before = london_date(at), queries.days_of(timesheet)
        now = rules.judge(days, today=today, span=queries.span_of(booking, today))
        if now == before:
            raise rules.NothingCorrected
        correction = HoursCorrection.objects.create(
            timesheet=timesheet,
            officer_id=booking.officer_id,
            number=timesheet.corrections.count() + 1,
            minutes=rules.total(now),
            adds=correcting.adds(before, now),
            reason=said,
            proposed_at=at,
            proposed_by_id=actor.by,
        )
        CorrectedDay.objects.bulk_create(
            CorrectedDay(
                correction=correction, date=day.date, minutes=day.minutes, starts=day.starts, ends=day.ends
            )
            for day in now
        )
        _tell(CorrectionProposed, booking, correction, timesheet, actor=actor, at=at, for_home=True)
    return correction


def agree_correction(*, actor: Actor, correction_id: int, at: datetime) -> HoursCorrection:
    """The host has agreed: the corrected hours hold in place of those before, paid and charged by the difference.

    Where some lie outside of the booking and home has answered nothing for them yet, it is asked first, and all of it
    waits for that. Requires `agree_hours` at the host, of somebody else than the officer and who proposed it; a token
    needs the `decide` scope. Refuses `not_found`, `forbidden`, `decide_scope_needed`, `not_your_own_correction`,
    `correction_moved`.
    """
    seen = _to_answer(actor, correction_id, Right.AGREE_HOURS)
    with change(), refusing(OWN[0], rules.NotYourOwnCorrection()):
        booking, timesheet, correction = _locked_correction(seen)
        before = queries.parts_now(timesheet, before=correction.number)
        kept = _kept(booking, timesheet, correction, before)
        waits = correcting.asked_minutes(kept)
        verb = "ask_home" if waits else "agree"
        correction.status = CORRECTION.after(correction.status, verb, rules.CorrectionMoved)
        correction.answered_at, correction.answered_by_id = at, actor.by
        correction.waiting_minutes = waits
        correction.save()
        if waits:
            more = {"waiting_minutes": waits}
            _tell(CorrectionWaits, booking, correction, timesheet, actor=actor, at=at, for_home=False, **more)
        else:
            _hold(booking, timesheet, correction, before, kept, actor=actor, at=at, for_home=False)
    return correction


def refuse_correction(*, actor: Actor, correction_id: int, at: datetime) -> HoursCorrection:
    """The host does not agree: the hours stay as they were. Another correction may be proposed.

    Requires and refuses the same as `agree_correction`.
    """
    seen = _to_answer(actor, correction_id, Right.AGREE_HOURS)
    with change(), refusing(OWN[0], rules.NotYourOwnCorrection()):
        booking, timesheet, correction = _locked_correction(seen)
        correction.status = CORRECTION.after(correction.status, "refuse", rules.CorrectionMoved)
        correction.answered_at, correction.answered_by_id = at, actor.by
        correction.save()
        _tell(CorrectionRefused, booking, correction, timesheet, actor=actor, at=at, for_home=False)
    return correction


def allow_correction(*, actor: Actor, correction_id: int, yes: bool, at: datetime) -> HoursCorrection:
    """The home council has answered for what lies outside of the booking, and the correction holds.

    After a yes all of it is paid; after a no what home had not allowed before is neither paid nor charged. Requires
    `approve_booking` at home; nobody answers for themselves or for what they proposed; a token needs the `decide`
    scope. Refuses `not_found`, `forbidden`, `decide_scope_needed`, `not_your_own_correction`, `correction_moved`.
    """
    seen = _to_answer(actor, correction_id, Right.APPROVE_BOOKING)
    with change(), refusing(OWN[1], rules.NotYourOwnCorrection()):
        booking, timesheet, correction = _locked_correction(seen)
        correction.status = CORRECTION.after(correction.status, "allow", rules.CorrectionMoved)
        correction.home_answered_at, correction.home_answered_by_id = at, actor.by
        correction.home_allows = yes
        correction.save()
        before = queries.parts_now(timesheet, before=correction.number)
        kept = correcting.with_answer(_kept(booking, timesheet, correction, before), yes=yes)
        _hold(booking, timesheet, correction, before, kept, actor=actor, at=at, for_home=True)
    return correction


def withdraw_correction(*, actor: Actor, correction_id: int, at: datetime) -> HoursCorrection:
    """Who proposed a correction took it back before the host answered. Refuses `not_found`, `forbidden`,
    `correction_moved`.
    """
    seen = queries.correction_to_answer(actor, correction_id)
    if actor.by != seen.proposed_by_id:
        raise Forbidden
    with change():
        booking, timesheet, correction = _locked_correction(seen)
        correction.status = CORRECTION.after(correction.status, "withdraw", rules.CorrectionMoved)
        correction.withdrawn_at, correction.withdrawn_by_id = at, actor.by
        correction.save()
        _tell(CorrectionWithdrawn, booking, correction, timesheet, actor=actor, at=at, for_home=True)
    return correction


def _to_answer(actor: Actor, correction_id: int, right: Right) -> HoursCorrection:
    seen = queries.correction_to_answer(actor, correction_id)
    booking = seen.timesheet.booking
    if right is Right.AGREE_HOURS:
        actor.require(right, booking.host_id)
    elif not bookings.answers_for_home(actor, booking):
        raise Forbidden
    actor.require_decision()
    parties = () if right is Right.AGREE_HOURS else booking.parties
    if actor.by in (booking.officer_id, seen.proposed_by_id, *parties):
        raise rules.NotYourOwnCorrection
    return seen


def _locked_correction(seen: HoursCorrection) -> tuple[Booking, Timesheet, HoursCorrection]:
    booking, timesheet = queries.lock_sheet(seen.timesheet.booking_id, seen.timesheet_id)
    return booking, timesheet, timesheet.corrections.get(pk=seen.pk)


def _kept(
    booking: Booking, timesheet: Timesheet, correction: HoursCorrection, before: Sequence[Paid]
) -> list[Kept]:
    found = queries.sorted_out(booking, timesheet.booked_week, queries.days_said(correction))
    return correcting.keep(found, correcting.answered(before))


def _hold(
    booking: Booking,
    timesheet: Timesheet,
    correction: HoursCorrection,
    before: Sequence[Paid],
    kept: Sequence[Kept],
    *,
    actor: Actor,
    at: datetime,
    for_home: bool,
) -> None:
    keep_parts(timesheet, kept, correction)
    correct_week(booked_week_id=timesheet.booked_week_id, worked_minutes=correction.minutes)
    _tell(
        HoursCorrected,
        booking,
        correction,
        timesheet,
        actor=actor,
        at=at,
        for_home=for_home,
        payable_minutes=correcting.payable_minutes(kept),
        was_payable_minutes=sum(each.part.minutes for each, paid in before if paid),
    )


def _tell(
    fact: type[AboutCorrection],
    booking: Booking,
    correction: HoursCorrection,
    timesheet: Timesheet,
    *,
    actor: Actor,
    at: datetime,
    for_home: bool,
    **more: int,
) -> None:
    before = timesheet.corrections.filter(status="agreed", number__lt=correction.number).order_by("-number")
    last = before.first()
    tell(
        fact,
        booking,
        timesheet.booked_week,
        timesheet,
        for_home=for_home,
        actor=actor,
        at=at,
        minutes=correction.minutes,
        correction_id=correction.pk,
        was_minutes=last.minutes if last else timesheet.minutes,
        **more,
    )
