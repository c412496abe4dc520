"""What cancelling a booking's weeks would mean: which are left, why they may go, what would be owed."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commonpool.availability.queries import bank_holidays
from commonpool.bookings.models import BookedWeek
from commonpool.bookings.queries import is_host_late
from commonpool.bookings.rules import cancelling, deadlines
from commonpool.kernel import money, weeks, words
from commonpool.kernel.clock import london_date
from commonpool.web.bookings.forms import CancelForm
from commonpool.web.bookings.viewpoint import Viewpoint

FOR_THE_OFFICER = ("illness", "emergency", cancelling.HOST_LATE)


def reasons_for(view: Viewpoint, at: datetime) -> dict[str, str | Promise]:
    """The reasons this reader may give; that the host is late, only while it is."""
    if view.manages and not view.officer:
        return dict(cancelling.CANCELLING_HOST)
    codes = FOR_THE_OFFICER if view.officer else cancelling.CANCELLING_HOME
    found: dict[str, str | Promise] = {code: cancelling.CANCELLING_HOME[code] for code in codes}
    if not is_host_late(view.booking, london_date(at)):
        del found[cancelling.HOST_LATE]
    return found


def weeks_left(view: Viewpoint, at: datetime) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The weeks that can still be cancelled, in order, and what each would cost the host."""
    labels, hints = [], {}
    for week in _left(view, at):
        written = weeks.written(week.monday)
        labels.append((written, f"{capfirst(words.week_of(week.monday))}: {words.hours(week.minutes)}"))
        if view.manages:
            hints[written] = _hint(view, week, at)
    return labels, hints


def _left(view: Viewpoint, at: datetime) -> list[BookedWeek]:
    live = [week for week in view.booking.weeks.all() if week.released_at is None]
    found = cancelling.still_to_cancel(live, by_home=not view.manages, today=london_date(at))
    return sorted(found, key=lambda week: week.monday)


def _hint(view: Viewpoint, week: BookedWeek, at: datetime) -> str:
    holidays = bank_holidays(view.booking.home.nation)
    if not cancelling.is_late(at, week.monday, holidays):
        free = words.moment(deadlines.free_until(week.monday, holidays))
        return _("Free to cancel until %(free)s, UK time") % {"free": free}
    minutes = min(week.minutes, cancelling.OWED_AT_MOST_MINUTES)
    facts = {"hours": words.hours(minutes), "pence": money.pounds(money.price_of(minutes, week.hourly_pence))}
    return (
        _("Late: %(hours)s would be charged (%(pence)s before VAT), except for illness or an emergency")
        % facts
    )


def cancelling_facts(view: Viewpoint, form: CancelForm, at: datetime) -> dict[str, Any]:
    """What is about to be cancelled, and what would be owed, for the page that asks whether they are sure."""
    reason = form.cleaned_data["reason"]
    chosen = [week for week in _left(view, at) if form.mondays is None or week.monday in form.mondays]
    holidays = bank_holidays(view.booking.home.nation)
    owed = [
        (week, cancelling.owed_minutes(
            week.minutes, week.monday, at=at, by_home=not view.manages, reason=reason, holidays=holidays
        ))
        for week in chosen
    ]  # fmt: skip
    return {
        "chosen": chosen,
        "reason": reasons_for(view, at)[reason],
        "whole": len(chosen) == len(_left(view, at)),
        "owed_minutes": sum(minutes for _week, minutes in owed),
        "owed_pence": sum(money.price_of(minutes, week.hourly_pence) for week, minutes in owed),
        "kept": [("reason", reason), *(("weeks", week) for week in form.cleaned_data.get("weeks", []))],
    }
