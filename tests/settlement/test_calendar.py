"""The days of a cycle: working days of England, five of them to object however late the advice was."""

from datetime import date

from commonpool.kernel import months
from commonpool.settlement.rules.calendar import Days, days_from_advice, days_of

HOLIDAYS = (date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29))


def test_november_closes_on_the_tenth_working_day_of_december_and_steps_over_christmas() -> None:
    assert days_of(date(2026, 11, 1), HOLIDAYS) == Days(
        close_on=date(2026, 12, 14),
        object_by=date(2026, 12, 21),
        call_on=date(2026, 12, 22),
        pay_by=date(2026, 12, 29),
        value_on=date(2026, 12, 31),
    )


def test_a_month_that_ends_on_a_sunday_counts_from_the_monday_after() -> None:
    assert days_of(date(2027, 1, 1), HOLIDAYS).close_on == date(2027, 2, 12)
    assert months.after(date(2026, 12, 31)) == date(2027, 1, 1)


def test_a_late_advice_still_leaves_five_working_days() -> None:
    late = days_from_advice(date(2026, 12, 14), date(2026, 12, 23), HOLIDAYS)
    assert late.object_by == date(2027, 1, 4)
    assert late.close_on == date(2026, 12, 14)


def test_every_day_of_ten_years_is_in_order() -> None:
    month = date(2026, 1, 1)
    for _month in range(120):
        days = days_of(month, HOLIDAYS)
        assert month < days.close_on < days.object_by < days.call_on < days.pay_by < days.value_on
        month = months.after(month)
