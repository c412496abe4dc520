"""How a booking is put into words: what it is, where it stands, why it ended."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.agreements.rules.when import WEEKDAY, WHEN
from commonpool.bookings.models import BookedWeek, Booking, BookingTerms
from commonpool.bookings.rules import cancelling
from commonpool.kernel import weeks, words

STATUS = {
    "requested": gettext_lazy("Asked"),
    "accepted": gettext_lazy("Accepted"),
    "bound": gettext_lazy("Bound"),
    "worked": gettext_lazy("Worked"),
    "declined": gettext_lazy("Declined"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "expired": gettext_lazy("Expired"),
    "cancelled": gettext_lazy("Cancelled"),
}
COLOURS = {"requested": "yellow", "accepted": "light-blue", "bound": "green", "worked": "turquoise"}
NEEDS = {
    "documents": gettext_lazy("documents with personal data"),
    "account": gettext_lazy("an account on the host council’s system"),
    "visit": gettext_lazy("a visit to the host council"),
}
REASONS = {
    **cancelling.DECLINING,
    **cancelling.WITHDRAWING,
    **cancelling.CANCELLING_HOST,
    **cancelling.CANCELLING_HOME,
    **cancelling.ENDED_BY_RULE,
}
HOURS = {
    "prefilled": gettext_lazy("Hours to be said"),
    "submitted": gettext_lazy("Hours to be agreed"),
    "queried": gettext_lazy("A question about the hours"),
    "agreed": gettext_lazy("Hours agreed"),
    "locked": gettext_lazy("Hours agreed"),
}
RELEASED = {
    "varied": gettext_lazy("Moved"),
    "declined": gettext_lazy("Free again"),
    "withdrawn": gettext_lazy("Free again"),
    "expired": gettext_lazy("Free again"),
}


def title_of(booking: Booking, officer_reads: bool) -> str:
    """ "6 hours of Asha Rao’s time", or to the officer: "6 hours for Testshire"."""
    hours = words.hours(booking.standing.minutes)
    if officer_reads:
        return _("%(hours)s for %(host)s") % {"hours": hours, "host": booking.host.name}
    return _("%(hours)s of %(officer)s’s time") % {"hours": hours, "officer": booking.officer}


def weeks_in_words(terms: BookingTerms) -> str:
    """ "2 hours in each of 3 weeks from 7 December", or from the first week to the last where they differ."""
    hours = terms.hours
    first, minutes = hours[0]
    if len(hours) == 1:
        return _("%(hours)s in the %(week)s") % {"hours": words.hours(minutes), "week": words.week_of(first)}
    facts = {"hours": words.hours(minutes), "count": len(hours), "day": words.day(first)}
    if all(each == minutes for _monday, each in hours):
        return _("%(hours)s in each of %(count)s weeks from %(day)s") % facts
    facts |= {"hours": words.hours(terms.minutes), "last": words.day(hours[-1][0])}
    return _("%(hours)s in %(count)s weeks between %(day)s and %(last)s") % facts


def when_in_words(terms: BookingTerms) -> str:
    """At which times of the week the hours are worked, each once; nothing where all are for weekdays."""
    if set(terms.when.values()) <= {WEEKDAY}:
        return ""
    return ", ".join(dict.fromkeys(str(WHEN[each]) for each in terms.when.values()))


def needs_in_words(terms: BookingTerms) -> str:
    if not terms.needs:
        return _("nothing beyond conversation")
    return ", ".join(str(NEEDS.get(need, need)) for need in terms.needs)


def work_in_words(terms: BookingTerms) -> str:
    if terms.decisions:
        return _("Decide, inspect or sign for the host council")
    return _("Advise and support; the host council decides")


def ended_in_words(booking: Booking, doer: str) -> str:
    """Why it is over, in one sentence; nothing for what is not."""
    facts = {"doer": doer, "reason": str(REASONS.get(booking.ended_reason, ""))}
    by_status = {
        "declined": _("%(doer)s said no."),
        "withdrawn": _("%(doer)s withdrew the request."),
        "expired": _("The request expired."),
        "cancelled": _("%(doer)s cancelled it."),
    }
    text = by_status.get(booking.status, "") % facts
    return f"{text} {facts['reason']}." if text and facts["reason"] else text


def state_of(week: BookedWeek, booking: Booking) -> str:
    """Where one booked week stands."""
    if week.released_at is not None:
        return str(RELEASED.get(week.released_reason, _("Cancelled")))
    if week.worked_at is not None:
        return _("Hours agreed")
    return _("Held until answered") if booking.bound_at is None else _("Booked")


def again(booking: Booking, today: date) -> str:
    """The same hours in as many weeks after the last one, as the Ask page takes them."""
    hours = booking.standing.hours
    earliest = max(hours[-1][0], weeks.monday_of(today)) + weeks.WEEK
    shift = earliest - hours[0][0]
    return ",".join(f"{weeks.written(monday + shift)}:{minutes}" for monday, minutes in hours)
