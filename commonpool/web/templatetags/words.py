"""Numbers and times in the words people use, as filters: £76.63, 2 hours, week of 7 December, 5pm on Thursday."""

from django import template

from commonpool.kernel import money, words

register = template.Library()


@register.filter
def pounds(pence: int | None) -> str:
    """7663 is £76.63; nothing is an empty text."""
    return "" if pence is None else money.pounds(pence)


@register.filter
def times(hundredths: int) -> str:
    """150 is 1.5, 100 is 1, 125 is 1.25."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


@register.filter
def credit(pence: int) -> str:
    """-7663, a credit of the ledger, is £76.63 in the column of credits."""
    return money.pounds(-pence)


hours = register.filter(words.hours)
decimal_hours = register.filter(words.decimal_hours)
day = register.filter(words.day)
short_day = register.filter(words.short_day)
week_of = register.filter(words.week_of)
moment = register.filter(words.moment)
clock_time = register.filter(words.clock_time)
translated = register.filter(words.translated)
