"""What the rules of working time say to hours worked."""

from dataclasses import replace
from datetime import date, timedelta

from commonpool.access import Actor
from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import Rule
from commonpool.bookings import queries as bookings
from commonpool.bookings.rules import rests, working_time
from commonpool.timesheets import rules
from commonpool.timesheets.queries.corrections import worked_between
from commonpool.timesheets.queries.sheets import Sheet

REST_DAYS = timedelta(days=14)
"""How far from a day other work bears on its rest: a fortnight, and a night."""


def said_of(actor: Actor, sheet: Sheet, today: date) -> list[tuple[Rule, str]]:
    """What the rules of working time say to the hours shown, each rule with PASS or WARN.

    The 48-hour average, and rest between these hours and others, are told to the officer and their own council: the
    host has no business with other hours. Rest is counted as the home council counts it.
    """
    booking, week = sheet.booking, sheet.week
    average, around = None, list[rules.Day]()
    if booking.officer_id == actor.person_id or booking.home_id in actor.rights:
        asked = {each.monday: each.minutes for each in booking.weeks.all() if each.released_at is None}
        asked |= {week.monday: sheet.minutes}
        worker = bookings.working_time_of(booking.officer_id, min(asked), today, but=booking.pk)
        average = working_time.average(asked, _but_this(worker.known, week.monday)).effect
        around = _worked_around(sheet)
    home, law = booking.home.joining, law_as_read()
    agreed = rests.Agreed(home.rest_minutes, home.rest_fortnights_from)
    said = rules.said_of_hours(sheet.days, average, agreed=agreed, around=around)
    return [(law.rules[rule], effect) for rule, effect in said.items()]


def _worked_around(sheet: Sheet) -> list[rules.Day]:
    """What the officer sent with its times for other weeks, within a fortnight of the hours shown."""
    timed = [day.date for day in sheet.days if day.starts]
    if not timed:
        return []
    first, last = min(timed) - REST_DAYS, max(timed) + REST_DAYS
    return worked_between(sheet.booking.officer_id, first, last, but_week_id=sheet.week.pk)


def _but_this(known: working_time.WorkingTime, monday: date) -> working_time.WorkingTime:
    """The same without a week of the booking that is agreed already, which is judged as it is shown."""
    if monday not in known.done:
        return known
    lent = {each: minutes for each, minutes in known.lent.items() if each != monday}
    return replace(known, lent=lent, done=[each for each in known.done if each != monday])
