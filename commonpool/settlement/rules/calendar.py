"""The days of a clearing cycle, counted in working days of England: ADR 0092."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from commonpool.kernel import months
from commonpool.kernel.workdays import nth_working_day_after

NATION = "England"
"""Whose bank holidays the calendar keeps: one calendar for everyone, that of the banks' clearing systems."""

CLOSES_ON_WORKING_DAY = 10
"""Of the following month: five for hours to be agreed by themselves, five for the month's invoices to be issued."""
OBJECT_WITHIN, CALL_AFTER, PAY_WITHIN, VALUE_AFTER = 5, 1, 3, 2
"""Working days: after the advice, the last day to object, the call, the last day to order payment, the value date."""


@dataclass(frozen=True, slots=True)
class Days:
    """The last day of each step of a cycle, each a working day."""

    close_on: date
    object_by: date
    call_on: date
    pay_by: date
    value_on: date


def days_of(month: date, holidays: Collection[date]) -> Days:
    """The days of a month's cycle: it closes on the tenth working day of the next month and advises that day."""
    eve = months.after(month) - timedelta(days=1)
    close_on = nth_working_day_after(eve, CLOSES_ON_WORKING_DAY, holidays=holidays)
    return days_from_advice(close_on, close_on, holidays)


def days_from_advice(close_on: date, advised_on: date, holidays: Collection[date]) -> Days:
    """The days that follow an advice sent on this day: five whole working days to object, however late it was sent."""
    object_by = nth_working_day_after(advised_on, OBJECT_WITHIN, holidays=holidays)
    return days_from_call(
        close_on, object_by, nth_working_day_after(object_by, CALL_AFTER, holidays=holidays), holidays
    )


def days_from_call(close_on: date, object_by: date, called_on: date, holidays: Collection[date]) -> Days:
    """The days that follow a call made on this day: three working days to order payment, two for it to arrive.

    Two working days are what a Bacs credit takes; a Faster Payment arrives sooner.
    """
    pay_by = nth_working_day_after(called_on, PAY_WITHIN, holidays=holidays)
    value_on = nth_working_day_after(pay_by, VALUE_AFTER, holidays=holidays)
    return Days(close_on, object_by, called_on, pay_by, value_on)
