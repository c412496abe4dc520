"""Letters about hours worked."""

from datetime import date
from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.rules.when import WHEN
from commonpool.bookings import queries as bookings
from commonpool.bookings.rules.evidence import BEFORE_WORK
from commonpool.identity.models import Person
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.notifications.queries.about_bookings import approver_of
from commonpool.notifications.queries.addressing import first_of, holders_of, to
from commonpool.notifications.rules import Draft
from commonpool.timesheets.models import HoursCorrection, MissingYes, Timesheet


def _timesheet(event: Event) -> Timesheet:
    linked = ("booking__officer", "booking__host", "booking__home", "booking__requested_by", "booked_week")
    return Timesheet.objects.select_related(*linked).get(pk=event.facts["timesheet_id"])


def _draft(person: Person | None, template: str, sheet: Timesheet, event: Event, **more: Any) -> list[Draft]:
    facts = {
        "reference": sheet.booking.reference,
        "officer": str(sheet.booking.officer),
        "host": sheet.booking.host.name,
        "home": sheet.booking.home.name,
        "monday": sheet.booked_week.monday,
        "booked_minutes": sheet.booked_week.minutes,
        "minutes": event.facts.get("minutes", 0),
        "answer_by": sheet.answer_by,
    }
    link = ("hours", sheet.booking.reference, weeks.written(sheet.booked_week.monday))
    return to(person, template, *link, **facts, **more)


def hours_opened(event: Event) -> list[Draft]:
    sheet = _timesheet(event)
    return _draft(sheet.booking.officer, "hours_opened", sheet, event) if sheet.status == "prefilled" else []


def hours_submitted(event: Event) -> list[Draft]:
    """Who asked for the hours answers for them; if they have left, the first booking manager there."""
    sheet = _timesheet(event)
    reader = _manager(sheet, event)
    return _draft(reader, "hours_submitted", sheet, event) if sheet.status == "submitted" else []


def hours_without_evidence(event: Event) -> list[Draft]:
    """The same reader hears what their council still owes; once it is recorded, nobody does."""
    sheet = _timesheet(event)
    booking = bookings.booking(sheet.booking_id)
    missing = bookings.outstanding(booking, london_date(event.happened_at))
    if not missing:
        return []
    facts: dict[str, Any] = {
        "officer": str(booking.officer),
        "monday": sheet.booked_week.monday,
        "missing": [str(BEFORE_WORK[rule]) for rule in missing],
    }
    return to(_manager(sheet, event), "hours_without_evidence", "booking", booking.reference, **facts)


def _manager(sheet: Timesheet, event: Event) -> Person | None:
    managers = holders_of(sheet.booking.host_id, Role.BOOKING_MANAGER, event.happened_at)
    asked = sheet.booking.requested_by
    return asked if asked in managers else first_of(managers, but=[sheet.booking.officer_id])


def hours_queried(event: Event) -> list[Draft]:
    sheet = _timesheet(event)
    return _draft(sheet.booking.officer, "hours_queried", sheet, event, text=sheet.question)


def hours_agreed(event: Event) -> list[Draft]:
    """The officer hears; when silence agreed them, so does the host."""
    sheet = _timesheet(event)
    drafts = _draft(sheet.booking.officer, "hours_agreed", sheet, event)
    if event.happened_by is None:
        drafts += _draft(sheet.booking.requested_by, "hours_agreed_by_silence", sheet, event)
    return drafts


def yes_missing(event: Event) -> list[Draft]:
    """Who answers for the permission at home is asked; once it is answered, nobody is."""
    sheet = _timesheet(event)
    waits = MissingYes.objects.filter(timesheet=sheet, status="waiting").exists()
    return _draft(approver_of(sheet.booking, event), "yes_missing", sheet, event) if waits else []


def hours_allowed(event: Event) -> list[Draft]:
    sheet = _timesheet(event)
    return _draft(sheet.booking.officer, "hours_allowed", sheet, event)


def hours_not_allowed(event: Event) -> list[Draft]:
    sheet = _timesheet(event)
    return _draft(sheet.booking.officer, "hours_not_allowed", sheet, event)


def correction_proposed(event: Event) -> list[Draft]:
    """Who answers for the hours at the host is asked; the officer hears what HR proposed of theirs."""
    said = _correction(event)
    if said.status != "proposed":
        return []
    sheet = _timesheet(event)
    drafts = _draft(_manager(sheet, event), "correction_proposed", sheet, event, **_corrected(said, event))
    if said.proposed_by_id != said.officer_id:
        drafts += _draft(said.officer, "correction_proposed", sheet, event, **_corrected(said, event))
    return drafts


def correction_waits(event: Event) -> list[Draft]:
    """Who answers for the permission at home is asked."""
    said, sheet = _correction(event), _timesheet(event)
    if said.status != "waiting":
        return []
    facts = _corrected(said, event) | {"waiting_minutes": event.facts["waiting_minutes"]}
    return _draft(approver_of(sheet.booking, event), "correction_waits", sheet, event, **facts)


def correction_answered(event: Event) -> list[Draft]:
    """The officer and who proposed it hear; once it holds, so does who answers for the hours at the host."""
    said, sheet = _correction(event), _timesheet(event)
    template = "hours_corrected" if event.name == "HoursCorrected" else "correction_refused"
    readers = {each.pk: each for each in (said.officer, said.proposed_by)}
    if event.name == "HoursCorrected" and said.home_answered_by_id and said.answered_by is not None:
        readers[said.answered_by.pk] = said.answered_by
    facts = _corrected(said, event)
    return [draft for person in readers.values() for draft in _draft(person, template, sheet, event, **facts)]


def _correction(event: Event) -> HoursCorrection:
    linked = HoursCorrection.objects.select_related("officer", "proposed_by", "answered_by")
    return linked.get(pk=event.facts["correction_id"])


def _corrected(said: HoursCorrection, event: Event) -> dict[str, Any]:
    return {
        "text": said.reason,
        "was_minutes": event.facts["was_minutes"],
        "proposer": str(said.proposed_by),
    }


def move_asked(event: Event) -> list[Draft]:
    """Who asked for the hours is asked to move them; the page of the change has the move filled in."""
    sheet = _timesheet(event)
    facts: dict[str, Any] = {
        "officer": str(sheet.booking.officer),
        "monday": sheet.booked_week.monday,
        "to_monday": date.fromisoformat(event.facts["to_monday"]),
        "minutes": event.facts["minutes"],
        "text": str(WHEN[event.facts["when"]]),
    }
    week = weeks.written(sheet.booked_week.monday)
    return to(_manager(sheet, event), "move_asked", "booking_move", sheet.booking.reference, week, **facts)


LETTERS = {
    "HoursOpened": hours_opened,
    "HoursSubmitted": hours_submitted,
    "HoursWithoutEvidence": hours_without_evidence,
    "HoursQueried": hours_queried,
    "HoursAgreed": hours_agreed,
    "YesMissing": yes_missing,
    "MoveAsked": move_asked,
    "CorrectionProposed": correction_proposed,
    "CorrectionWaits": correction_waits,
    "CorrectionRefused": correction_answered,
    "HoursCorrected": correction_answered,
    "HoursAllowed": hours_allowed,
    "HoursNotAllowed": hours_not_allowed,
}
