"""What waits for somebody of bookings, calls and spending limits, in words."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commonpool.access import Actor
from commonpool.bookings import queries
from commonpool.bookings.models import Booking, Call, SpendingLimit
from commonpool.kernel import money
from commonpool.web.bookings.phrases import needs_in_words, weeks_in_words
from commonpool.web.home.task import Task


def booking_tasks(actor: Actor, at: datetime) -> Iterator[Task]:
    """Answers, approvals, confirmations, calls and limits that wait for the actor."""
    for row in queries.waiting_for(actor, at):
        if row.kind == "answer_weeks" and isinstance(row.subject, Booking):
            yield _of_weeks(row.subject)
        elif row.kind in NEED_TASKS and isinstance(row.subject, Booking):
            yield _of_need(row.kind, row.subject, row.due_at)
        elif isinstance(row.subject, Booking):
            yield _of_booking(row.kind, row.subject, row.due_at)
        elif isinstance(row.subject, Call):
            yield _of_call(row.subject)
        else:
            yield _of_limit(row.subject)


def _of_booking(kind: str, booking: Booking, due_at: datetime | None) -> Task:
    terms = booking.asked
    facts = {
        "officer": booking.officer,
        "host": booking.host.name,
        "who": booking.requested_by,
        "weeks": weeks_in_words(terms),
        "price": money.pounds(terms.net_pence),
    }
    titles = {
        "answer_booking": _("%(host)s asks for your help"),
        "approve_booking": _("Approve the work of %(officer)s for %(host)s"),
        "confirm_booking": _("Confirm %(price)s for %(officer)s"),
        "answer_variation": _("%(host)s asks you for other hours"),
        "approve_variation": _("Approve a change of hours for %(officer)s"),
        "confirm_variation": _("Confirm a change to %(price)s for %(officer)s"),
    }
    return Task(
        title=titles[kind] % facts,
        text=_("%(who)s asks for %(weeks)s.") % facts,
        button=_("Read and answer"),
        url=reverse("booking", args=[booking.reference]),
        due_at=due_at,
    )


def _of_weeks(booking: Booking) -> Task:
    facts = {"officer": booking.officer, "home": booking.home.name}
    return Task(
        title=_("Other weeks are proposed for %(officer)s") % facts,
        text=_("What they need is late, so %(home)s asks you to move the hours. It is free.") % facts,
        button=_("Read and answer"),
        url=reverse("booking_proposed", args=[booking.reference]),
    )


NEED_TASKS = ("say_ready", "say_removed")


def _of_need(kind: str, booking: Booking, due_at: datetime | None) -> Task:
    facts = {"officer": booking.officer, "needs": needs_in_words(booking.standing)}
    if kind == "say_removed":
        return Task(
            title=_("End the access of %(officer)s") % facts,
            text=_("Their last day is here: %(needs)s.") % facts,
            button=_("Say that it is ended"),
            url=reverse("booking_removed", args=[booking.reference]),
        )
    return Task(
        title=_("Have ready what %(officer)s needs") % facts,
        text=_("%(needs)s.") % {"needs": capfirst(str(facts["needs"]))},
        button=_("Say that it is ready"),
        url=reverse("booking_ready", args=[booking.reference]),
        due_at=due_at,
    )


def _of_call(call: Call) -> Task:
    facts = {"who": call.asked_by, "host": call.host.name}
    return Task(
        title=_("%(who)s of %(host)s asks for a call") % facts,
        text=_("Up to 30 minutes, free. You answer with one message."),
        button=_("Read and answer"),
        url=reverse("call", args=[call.reference]),
        due_at=call.answer_by,
    )


def _of_limit(limit: SpendingLimit) -> Task:
    facts = {
        "who": limit.holder,
        "booking": money.pounds(limit.per_booking_pence),
        "month": money.pounds(limit.per_month_pence),
    }
    return Task(
        title=_("%(who)s asks for a spending limit") % facts,
        text=_("%(booking)s a booking and %(month)s a month, before VAT.") % facts,
        button=_("Read and decide"),
        url=reverse("limit", args=[limit.reference]),
    )
