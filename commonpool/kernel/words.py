"""Numbers and times in the words people use: 2 hours, week of 7 December, 5pm on Thursday. Translated."""

import datetime

from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.kernel.clock import LONDON
from commonpool.kernel.names import name_of


def one_line(text: str) -> str:
    """What was typed, on one line: blanks and line breaks are one blank each."""
    return " ".join(text.replace("\x00", "").split())


def hours(minutes: int | None) -> str:
    """120 is "2 hours", 90 is "1 hour 30 minutes", 0 is "0 hours"; less than none has a minus before it."""
    if minutes is None:
        return ""
    if minutes < 0:
        return f"-{hours(-minutes)}"
    whole, rest = divmod(minutes, 60)
    parts = []
    if whole or not rest:
        parts.append(ngettext("%(count)s hour", "%(count)s hours", whole) % {"count": f"{whole:,}"})
    if rest:
        parts.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest})
    return " ".join(parts)


def decimal_hours(minutes: int | None) -> str:
    """120 is 2, 90 is 1.5: for a small box or a number column."""
    return "" if minutes is None else f"{minutes / 60:.2f}".rstrip("0").rstrip(".")


def day(value: datetime.date | datetime.datetime | None) -> str:
    """7 December 2026; an instant is the day it is in the United Kingdom."""
    return "" if value is None else formatted(_uk(value), "j F Y")


def short_day(value: datetime.date | datetime.datetime | None) -> str:
    """Monday 7 December: for days near enough to need no year."""
    return "" if value is None else formatted(_uk(value), "l j F")


def day_and_month(value: datetime.date) -> str:
    """7 December."""
    return formatted(value, "j F")


def week_of(monday: datetime.date | None) -> str:
    """Week of 7 December."""
    return "" if monday is None else _("week of %(day)s") % {"day": formatted(monday, "j F")}


def moment(at: datetime.datetime | None) -> str:
    """5pm on Thursday 10 December 2026, by the clocks of the United Kingdom."""
    if at is None:
        return ""
    local = _uk(at)
    return _("%(time)s on %(day)s") % {"time": clock_time(at), "day": formatted(local, "l j F Y")}


def clock_time(at: datetime.datetime) -> str:
    """5pm, 5:30pm, midday, midnight, in UK time."""
    local = at.astimezone(LONDON)
    if local.minute == 0 and local.hour in (0, 12):
        return _("midday") if local.hour else _("midnight")
    half = _("am") if local.hour < 12 else _("pm")
    shown = str(local.hour % 12 or 12)
    return f"{shown}:{local.minute:02d}{half}" if local.minute else f"{shown}{half}"


def translated(text: str) -> str:
    """A sentence or a name kept as data, in the reader's language; as it stands where there is no other."""
    if not text:
        return ""
    found = _(text)
    return found if found != text else name_of(text)


def _uk(value: datetime.date | datetime.datetime) -> datetime.date | datetime.datetime:
    if isinstance(value, datetime.datetime) and timezone.is_aware(value):
        return value.astimezone(LONDON)
    return value
