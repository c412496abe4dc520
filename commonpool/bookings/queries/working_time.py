"""An officer's working time as the rules read it: all their jobs, all their loans, and what they signed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from commonpool.bookings.models import BookedWeek
from commonpool.bookings.rules.working_time import WINDOW_WEEKS, OptOut, WorkingTime
from commonpool.kernel.prepared import Asking
from commonpool.kernel.rows import Compiled
from commonpool.kernel.weeks import WEEK, monday_of
from commonpool.people.models import OptOut as SignedOptOut
from commonpool.people.queries import live_employments

BACK = 104 * WEEK
"""How far back hours are read: a window reaches over an opt-out, however long it was."""
OPEN = date.max


@dataclass(frozen=True)
class Worker:
    """What is known of an officer's working time on a day.

    `adult` is None while they have stated no job. `in_role` are the Mondays with hours at the host for the function.
    """

    known: WorkingTime
    adult: bool | None
    in_role: tuple[date, ...] = ()

    def opted_out_on(self, day: date) -> bool:
        """Whether the 48-hour limit does not hold for them on a day."""
        return any(out.starts_on <= day <= (out.ends_on or OPEN) for out in self.known.opt_outs)


def working_time_of(
    person_id: int, first: date, today: date, *, host_id: int = 0, function_id: str = "", but: int = 0
) -> Worker:
    """The officer's working time around weeks of which the first holds the day `first`. One SQL query.

    Contract hours are those of every employment that lives today. Lent minutes are those of every week held, asked for
    or bound, and where its hours are agreed all that was worked; without those of the booking `but`, if one is judged
    anew, that are still to be worked. `host_id` and `function_id` tell which weeks are `in_role`. Who works for two
    councils is opted out while both opt-outs hold, and averaged over the shorter time: the limit binds each employer.
    For callers that judged who asks.
    """
    return working_times_of([(person_id, first, function_id)], today, host_id=host_id, but=but)()[0]


def working_times_of(
    asked: Iterable[tuple[int, date, str]], today: date, *, host_id: int = 0, but: int = 0
) -> Asking[list[Worker]]:
    """Asks for the same of each person, first day and function. One SQL query."""
    values = [
        {
            "person_id": person_id,
            "today": today,
            "since": monday_of(first) - BACK,
            "but": but,
            "host_id": host_id,
            "function_id": function_id,
        }
        for person_id, first, function_id in asked
    ]
    return _JOBS.asking_each(values).then(lambda found: list(map(_worker, found)))


def _worker(jobs: list[tuple[Any, ...]]) -> Worker:
    if not jobs:
        return Worker(WorkingTime(0), adult=None)
    lent: dict[date, int] = {}
    _weekly, _other, _young, _stated, _began, mondays, minutes, in_role, _first, _last, done, _over = jobs[0]
    for monday, each in zip(mondays, minutes, strict=True):
        lent[monday] = lent.get(monday, 0) + each
    began = [job[4] for job in jobs]
    known = WorkingTime(
        contract_minutes=sum(job[0] or 0 for job in jobs),
        other_minutes=sum(job[1] for job in jobs),
        lent=lent,
        began_on=None if None in began else min(began),
        done=done,
        window_weeks=min(job[11] or WINDOW_WEEKS for job in jobs),
        opt_outs=reduce(_both, (_opt_outs(job[8], job[9]) for job in jobs)),
    )
    stated = any(job[3] is not None for job in jobs)
    adult = False if any(job[2] for job in jobs) else (True if stated else None)
    return Worker(known, adult, tuple(in_role))


def _opt_outs(starts: Iterable[date], ends: Iterable[date | None]) -> Sequence[OptOut]:
    return [OptOut(first, last) for first, last in zip(starts, ends, strict=True)]


def _both(some: Sequence[OptOut], others: Sequence[OptOut]) -> Sequence[OptOut]:
    """The days on which one of these and one of those hold."""
    found = []
    for one in some:
        for other in others:
            first = max(one.starts_on, other.starts_on)
            last = min(one.ends_on or OPEN, other.ends_on or OPEN)
            if first <= last:
                found.append(OptOut(first, None if last == OPEN else last))
    return found


def _jobs(
    person_id: int, today: date, since: date, but: int, host_id: int, function_id: str
) -> QuerySet[Any, Any]:
    held = BookedWeek.objects.filter(
        person_id=OuterRef("person_id"), released_at__isnull=True, monday__gte=since
    )
    lent = held.exclude(booking_id=but, worked_minutes__isnull=True).order_by("monday", "id")
    done = held.filter(booking_id=but, worked_minutes__isnull=False).order_by("monday")
    in_role = lent.filter(
        booking__host_id=host_id,
        booking__terms__version=F("booking__version"),
        booking__terms__function_id=function_id,
    )
    signed = SignedOptOut.objects.filter(employment_id=OuterRef("pk")).order_by("starts_on", "id")
    rows = live_employments(today).filter(person_id=person_id).order_by("id")
    return rows.annotate(
        mondays=ArraySubquery(lent.values("monday")),
        lent=ArraySubquery(lent.annotate(counted=Coalesce("worked_minutes", "minutes")).values("counted")),
        in_role=ArraySubquery(in_role.values("monday")),
        starts=ArraySubquery(signed.values("starts_on")),
        ends=ArraySubquery(signed.values("ends_on")),
        done=ArraySubquery(done.values("monday")),
    ).values_list(
        "weekly_minutes",
        "other_minutes",
        "under_18",
        "stated_at",
        "began_on",
        "mondays",
        "lent",
        "in_role",
        "starts",
        "ends",
        "done",
        "organisation__joining__average_weeks",
    )


_JOBS = Compiled(
    _jobs, person_id=-1, today=date.min, since=date(2, 1, 1), but=-2, host_id=-3, function_id="no function"
)
