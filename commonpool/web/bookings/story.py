"""Everything one booking's page shows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from commonpool.access import Right
from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.bookings import queries
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.bookings.queries import Missing
from commonpool.bookings.queries.together import others_asked
from commonpool.invoices import queries as invoices
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date, now
from commonpool.needs.queries import need_of
from commonpool.notifications.queries import entries
from commonpool.payroll.queries import Pay, pay_asked
from commonpool.timesheets import queries as timesheets
from commonpool.web.bookings import owed, phrases
from commonpool.web.bookings.answering import questions
from commonpool.web.bookings.evidence import evidence_facts
from commonpool.web.bookings.needs import needs_facts
from commonpool.web.bookings.viewpoint import Viewpoint
from commonpool.web.doors import address


def story(view: Viewpoint, at: datetime) -> dict[str, Any]:
    """Where the booking stands, what is asked of the reader, its terms, its weeks and all that happened."""
    booking = view.booking
    missing = queries.missing_answers(booking, at)
    log = entries(queries.readable_timeline(view.actor, booking), view.actor)
    return {
        **heading(view),
        **terms_facts(view),
        "moves": view.moves,
        "questions": questions(view, missing),
        "missing": missing,
        "parts": owed.parts(booking, view.asked, missing) if _open(booking) else [],
        "next_lines": owed.next_lines(booking, view.asked, missing, officer_reads=view.officer),
        "made_for": need_of(booking) if view.manages else None,
        "followed": queries.followed_by(booking),
        "asked_with": others_asked(view.actor, booking),
        "leaves_on": leaves_on(booking),
        "files_of": [
            council for council in (booking.home, booking.host) if view.actor.may(Right.SEE_MONEY, council.pk)
        ],
        "ended": phrases.ended_in_words(booking, str(booking.ended_by or "")),
        "weeks": week_lines(view),
        **needs_facts(view, at),
        **proposal_facts(view),
        **evidence_facts(view, at),
        "charges": list(invoices.charges_for(booking)) if view.sees_price else [],
        "reach": _reach(view),
        "thanks": queries.thanks_for(booking) if booking.status == "worked" else None,
        "may_thank": queries.may_thank(view.actor, booking),
        "entries": log,
        "again_url": _again_url(view, at),
        "back_url": reverse("bookings"),
    }


def next_facts(view: Viewpoint, at: datetime) -> dict[str, Any]:
    """What the page after a deed says: what happens next, by when, and whose turn it is."""
    missing: Sequence[Missing] = queries.missing_answers(view.booking, at)
    lines = owed.next_lines(view.booking, view.asked, missing, officer_reads=view.officer)
    return {**heading(view), "next_lines": lines}


def heading(view: Viewpoint) -> dict[str, Any]:
    """The booking's name, and where it stands."""
    booking = view.booking
    return {
        "view": view,
        "booking": booking,
        "terms": booking.standing,
        "pending": booking.pending,
        "title": phrases.title_of(booking, view.officer),
        "status": phrases.STATUS[booking.status],
        "colour": phrases.COLOURS.get(booking.status, "grey"),
    }


def terms_facts(view: Viewpoint) -> dict[str, Any]:
    """The terms in words: those an answer would be to."""
    asked = view.asked
    return {
        "asked": asked,
        "asked_weeks": phrases.weeks_in_words(asked),
        "standing_weeks": phrases.weeks_in_words(view.booking.standing),
        "asked_when": phrases.when_in_words(asked),
        "needs": phrases.needs_in_words(asked),
        "work": phrases.work_in_words(asked),
        "answer_by": owed.deadline(view.booking, asked),
        "lines": term_lines(asked),
        "pays": _pays(view, asked),
    }


def _pays(view: Viewpoint, asked: BookingTerms) -> list[Pay]:
    """What the hours asked for would pay; nothing of a booking that is over."""
    is_live = view.booking.status in LIVE_BOOKING
    return pay_asked(view.actor, view.booking, asked, now()) if is_live else []


def term_lines(terms: BookingTerms) -> list[dict[str, Any]]:
    """The weeks of some terms, each with its Monday as a date."""
    return [{**each, "monday": iso.read(each["week"])} for each in terms.weeks]


def proposal_facts(view: Viewpoint) -> dict[str, Any]:
    """The weeks that home proposes to a late host, and whether the reader answers."""
    booking = view.booking
    waiting = queries.proposed_for(booking) if booking.standing.needs else None
    answers = waiting is not None and view.manages and waiting.proposed_by_id != view.actor.person_id
    return {"proposal": waiting, "answers_weeks": answers}


def leaves_on(booking: Booking) -> date | None:
    """The officer's last day at home, where weeks still held or bound begin after it."""
    last_day = booking.employment.ends_on
    live = [week.monday for week in booking.weeks.all() if week.released_at is None]
    return last_day if last_day is not None and any(monday > last_day for monday in live) else None


def week_lines(view: Viewpoint) -> list[dict[str, Any]]:
    """Every week booked, held or freed, with where it stands and, where there is one, the page of its hours."""
    booking = view.booking
    hours = timesheets.hours_of(view.actor, booking) if booking.kind == "paid" and booking.bound_at else {}
    lines = []
    for week in sorted(booking.weeks.all(), key=lambda each: (each.monday, each.pk)):
        stands = hours.get(week.pk)
        line = {"week": week, "state": phrases.state_of(week, booking), "hours_url": ""}
        line["when"] = "" if week.when == WEEKDAY else str(WHEN[week.when])
        if stands is not None:
            line["state"] = phrases.HOURS.get(stands.status, line["state"])
            line["hours_url"] = _hours_address(booking, week.monday)
            line["yours"] = stands.may_submit or stands.may_answer
        lines.append(line)
    return lines


def _hours_address(booking: Booking, monday: Any) -> str:
    return reverse("hours", args=[booking.reference, iso.written(monday)])


def _open(booking: Booking) -> bool:
    return booking.status in ("requested", "accepted") or booking.pending is not None


def _reach(view: Viewpoint) -> list[dict[str, Any]]:
    """How the two who do the work reach each other, once it is bound."""
    booking = view.booking
    if booking.status not in ("bound", "worked"):
        return []
    pair = {booking.officer_id: booking.officer, booking.requested_by_id: booking.requested_by}
    return [{"person": person} for pk, person in pair.items() if pk != view.actor.person_id]


def _again_url(view: Viewpoint, at: datetime) -> str:
    booking = view.booking
    if not view.manages or booking.accepted_at is None or not address("find"):
        return ""
    ask = reverse("ask", args=[booking.listing.reference])
    kind = "&kind=peer_help" if booking.kind == "peer_help" else ""
    return f"{ask}?again={booking.reference}&weeks={phrases.again(booking, london_date(at))}{kind}"
