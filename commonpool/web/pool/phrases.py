"""How a plan of weeks and a reason are put into words."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.utils.dates import WEEKDAYS
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from commonpool.kernel import weeks, words
from commonpool.matching.queries.done import MARK, UNMARK
from commonpool.matching.rules import Plan, Reason


def plan_in_words(plan: Plan) -> str:
    """ "2 hours in each of 3 weeks from 7 December", or week by week where they differ."""
    if not plan.weeks:
        return ""
    first = plan.weeks[0][0]
    if len(plan.weeks) == 1:
        return _("%(hours)s in the %(week)s") % {
            "hours": words.hours(plan.total),
            "week": words.week_of(first),
        }
    if plan.even_minutes and plan.in_a_row:
        count = len(plan.weeks)
        text = ngettext(
            "%(hours)s in each of %(count)s week from %(day)s",
            "%(hours)s in each of %(count)s weeks from %(day)s",
            count,
        )
        day = words.day(first)
        return text % {"hours": words.hours(plan.even_minutes), "count": count, "day": day}
    if plan.even_minutes:
        days = [words.day_and_month(monday) for monday, _minutes in plan.weeks]
        each = {"hours": words.hours(plan.even_minutes), "days": ", ".join(days)}
        return _("%(hours)s in each of the weeks of %(days)s") % each
    return ", ".join(f"{words.week_of(monday)}: {words.hours(minutes)}" for monday, minutes in plan.weeks)


def weeks_in_address(chosen: tuple[tuple[date, int], ...]) -> str:
    """`2026-W50:120,2026-W51:120`, as the Wanted page takes them."""
    return ",".join(f"{weeks.written(monday)}:{minutes}" for monday, minutes in chosen)


REASONS = {
    "skill": _lazy("Skill: {}"),
    "function": _lazy("Knows: {}"),
    "headline": _lazy("What they say of themselves matches: “{}”"),
    "job": _lazy("Job: {}"),
    "name": _lazy("Name: {}"),
    "themselves": _lazy("What they say of themselves: “{}”"),
    "place": _lazy("In {}"),
    "remote": _lazy("Works remotely{}"),
    "on_site": _lazy("Can come to you{}"),
    "words": _lazy("“{}” In their words"),
}


def reason_in_words(reason: Reason) -> SafeString:
    """The reason as HTML: the officer's own words are quoted, with what matched marked."""
    text = marked(reason.text)
    if reason.kind == "confirmed":
        return format_html("“{}” {}", text, _("Confirmed by %(who)s") % {"who": reason.by})
    if reason.kind == "worked":
        return format_html("{}: {}", _("Worked for %(council)s") % {"council": reason.by}, text)
    return format_html(str(REASONS[reason.kind]), text)


def marked(text: str) -> SafeString:
    """Escaped text with the matching words in <mark>."""
    whole = escape(text).replace(MARK, "<mark>").replace(UNMARK, "</mark>")
    return mark_safe(whole)  # noqa: S308  (escaped above; the marks are ours)


def weeks_in_words(chosen: Iterable[tuple[date, int]]) -> list[str]:
    """ "Week of 7 December: 2 hours" for each."""
    return [f"{capfirst(words.week_of(monday))}: {words.hours(minutes)}" for monday, minutes in chosen]


def read_address(text: str) -> dict[date, int]:
    """Weeks and minutes from `2026-W50:120,…`; what cannot be read is left out, the page shows what was understood."""
    found: dict[date, int] = {}
    for part in text[:1000].split(","):
        week, _colon, minutes = part.partition(":")
        if minutes.isascii() and minutes.isdigit() and len(minutes) < 5:
            with suppress(weeks.NotAWeek):
                found[weeks.read(week)] = int(minutes)
    return found


def days_in_words(isoweekdays: Iterable[int]) -> str:
    """ "Monday, Tuesday" for 1 and 2."""
    return ", ".join(str(WEEKDAYS[day - 1]) for day in sorted(set(isoweekdays)))
