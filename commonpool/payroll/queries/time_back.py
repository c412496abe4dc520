"""Time back: how much each officer has, for them, their managers and HR."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Sum, When

from commonpool.access import Actor, Right
from commonpool.agreements.models import PayTable
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.payroll.events import OwnTimeStated, TimeTakenAgreed
from commonpool.payroll.models import TimeBackAccount, TimeBackEntry, TimeTaken
from commonpool.payroll.queries.due import TIME_BACK, statements
from commonpool.payroll.rules import time_back
from commonpool.payroll.rules.time_back import Due, Movement
from commonpool.people.models import Employment
from commonpool.timesheets.events import HoursAgreed, HoursAllowed, HoursCorrected
from commonpool.timesheets.models import HoursCorrection, Timesheet, WorkedPart
from commonpool.timesheets.models.timesheet import AGREED
from commonpool.timesheets.queries import payable_parts

HOUR_FOR_HOUR = 100
READERS = (Right.CHECK_PAYROLL, Right.GRANT_PERMISSION)


@dataclass(frozen=True)
class TimeBackTerms:
    """How a council gives time back, by day: its pay tables, the newest first. None said: hour for hour, no limits."""

    tables: Sequence[PayTable]

    def _on(self, day: date) -> PayTable | None:
        held = (each for each in self.tables if each.effective_from <= day)
        return next(held, self.tables[-1] if self.tables else None)

    def rate_on(self, day: date) -> int:
        """Minutes of time back for a hundred minutes worked on that day."""
        table = self._on(day)
        return table.toil_rate if table else HOUR_FOR_HOUR

    def lapses_on(self, day: date) -> date | None:
        """The last day on which what was earned that day can be taken."""
        table = self._on(day)
        return day + timedelta(days=table.toil_expiry_days) if table and table.toil_expiry_days else None

    def cap_minutes_on(self, day: date) -> int | None:
        """How much may be saved up."""
        table = self._on(day)
        return table.toil_cap_hours * 60 if table and table.toil_cap_hours else None


@dataclass(frozen=True)
class Account:
    """An officer's time back. `waits_minutes`: earned above the cap, and entered when there is room for it."""

    account: TimeBackAccount
    entries: list[TimeBackEntry]
    takings: list[TimeTaken]
    waits_minutes: int
    cap_minutes: int | None

    @property
    def balance_minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)

    @property
    def asked_minutes(self) -> int:
        """What waits for the manager's answer."""
        return sum(
            each.minutes for each in self.takings if each.agreed_at is None and each.refused_at is None
        )

    @property
    def lapsing(self) -> tuple[date, int] | None:
        """The next last day on which minutes lapse, and how many."""
        return time_back.lapsing_next([_movement(entry) for entry in self.entries])


def time_back_terms(organisation_id: int) -> TimeBackTerms:
    """How a council gives time back. One SQL query."""
    tables = PayTable.objects.filter(organisation_id=organisation_id).order_by("-effective_from", "-pk")
    return TimeBackTerms(list(tables))


def movements(account_id: int) -> list[Movement]:
    """What moved an account, in the order entered."""
    return [_movement(entry) for entry in TimeBackEntry.objects.filter(account_id=account_id).order_by("id")]


def _movement(entry: TimeBackEntry) -> Movement:
    return Movement(entry.kind, entry.minutes, entry.lapses_on)


def free_minutes(account_id: int) -> int:
    """What is left of an account beside what waits for an answer."""
    asked = TimeTaken.objects.filter(account_id=account_id, agreed_at__isnull=True, refused_at__isnull=True)
    return time_back.balance(movements(account_id)) - (asked.aggregate(all=Sum("minutes"))["all"] or 0)


def earning_employment(
    fact: HoursAgreed | HoursAllowed | HoursCorrected | OwnTimeStated | TimeTakenAgreed,
) -> int | None:
    """The employment whose account what happened may move: none where its hours are not given back as time."""
    if isinstance(fact, TimeTakenAgreed):
        return fact.employment_id
    found = Timesheet.objects.filter(
        pk=fact.timesheet_id, status__in=AGREED, time_found__time_basis=TIME_BACK
    )
    return sole(found.values_list("booking__employment_id", flat=True))


def earning_days(employment: Employment, terms: TimeBackTerms) -> list[Due]:
    """What each worked day of an employment should have earned, and has: nothing without the officer's statement."""
    return _dues(employment.pk, _parts([employment.pk]), _earned([employment.pk]), terms)


def _parts(employment_ids: Sequence[int]) -> list[WorkedPart]:
    """What is paid of agreed hours, as they hold now: by calendar day."""
    found = payable_parts().filter(
        timesheet__booking__employment_id__in=employment_ids,
        timesheet__time_found__time_basis=TIME_BACK,
    )
    return list(found.select_related("timesheet__booking").order_by("timesheet_id", "date", "id"))


@dataclass(frozen=True)
class _Earned:
    """What a worked day has earned so far. `corrected_of`: whose hours it is of, where they were corrected since."""

    minutes: int
    corrected_of: int | None


def _earned(employment_ids: Sequence[int]) -> dict[tuple[int, date], _Earned]:
    corrected = HoursCorrection.objects.filter(timesheet_id=OuterRef("timesheet_id"), status="agreed")
    whose = Case(When(Exists(corrected), then=F("timesheet__booking__employment_id")))
    # By whose bookings they are: the account may have gone on to a council that took over since.
    entries = TimeBackEntry.objects.filter(
        kind="earned", timesheet__booking__employment_id__in=employment_ids
    )
    rows = entries.values("timesheet_id", "on").annotate(all=Sum("minutes"), whose=whose)
    return {(row["timesheet_id"], row["on"]): _Earned(row["all"], row["whose"]) for row in rows}


_NOTHING = _Earned(0, None)


def _dues(
    employment_id: int,
    parts: Sequence[WorkedPart],
    earned: dict[tuple[int, date], _Earned],
    terms: TimeBackTerms,
) -> list[Due]:
    """What was earned of a day that a correction took away is to be nothing."""
    own = [each for each in parts if each.timesheet.booking.employment_id == employment_id]
    stated = statements({each.timesheet_id for each in own})
    worked: dict[tuple[int, date], int] = {
        key: 0 for key, has in earned.items() if has.corrected_of == employment_id
    }
    for part in own:
        key = part.timesheet_id, part.date
        worked[key] = worked.get(key, 0) + (part.minutes if part.timesheet_id in stated else 0)
    return [
        Due(*key, time_back.earned(minutes, terms.rate_on(key[1])), earned.get(key, _NOTHING).minutes)
        for key, minutes in sorted(worked.items())
    ]


def own_employment(actor: Actor, employment_id: int) -> Employment:
    """An employment of the actor's own. Refuses `not_found`."""
    found = sole(Employment.objects.filter(pk=employment_id, person_id=actor.by))
    if found is None:
        raise NotFound
    return found


def own_accounts(actor: Actor, at: datetime) -> list[Account]:
    """The actor's own time back, an account for each employment that earned some."""
    return _whole(_accounts().filter(employment__person_id=actor.by), at)


def sees_time_back(actor: Actor, organisation_id: int) -> None:
    """Refuses `not_found` at another council, `forbidden` to who is neither HR nor a manager there."""
    if not actor.rights.get(organisation_id):
        raise NotFound
    if not actor.may(Right.CHECK_PAYROLL, organisation_id):
        actor.require(Right.GRANT_PERMISSION, organisation_id)


def accounts_at(actor: Actor, organisation_id: int) -> QuerySet[TimeBackAccount]:
    """Every account of a council for HR; for a manager too, and for a mere deputy those of whom they stand in for.

    `balance` with each. Refuses `not_found`, `forbidden`.
    """
    sees_time_back(actor, organisation_id)
    found = _accounts().filter(_theirs(actor, "employment"), employment__organisation_id=organisation_id)
    return found.annotate(balance=Sum("entries__minutes")).order_by("employment__person__name", "id")


def waiting_takings(actor: Actor) -> QuerySet[TimeTaken]:
    """Time taken that waits for the actor's answer, longest waiting first."""
    waiting = TimeTaken.objects.filter(
        _theirs(actor, "account__employment"),
        account__employment__organisation_id__in=actor.where(Right.GRANT_PERMISSION),
        agreed_at__isnull=True,
        refused_at__isnull=True,
    ).exclude(account__employment__person_id=actor.by)
    return waiting.select_related(*_LINKED).order_by("recorded_at", "id")


_LINKED = ("account__employment__person", "account__employment__organisation")


def taken_to_answer(actor: Actor, taken_id: int) -> TimeTaken:
    """Time taken at a council where the actor may see it. Refuses `not_found`."""
    places = actor.where(Right.GRANT_PERMISSION) | actor.where(Right.CHECK_PAYROLL)
    found = TimeTaken.objects.filter(
        _theirs(actor, "account__employment"), pk=taken_id, account__employment__organisation_id__in=places
    )
    taken = sole(found.select_related(*_LINKED))
    if taken is None:
        raise NotFound
    return taken


def _theirs(actor: Actor, employment: str) -> Q:
    """All, but where the actor is only somebody's deputy: then the officers of those managers."""
    of_others = Q(**{f"{employment}__organisation_id__in": actor.only_deputy})
    theirs = Q()
    for place, approvers in actor.deputy_of.items():
        theirs |= Q(
            **{f"{employment}__organisation_id": place, f"{employment}__manager_id__in": list(approvers)}
        )
    hr = Q(**{f"{employment}__organisation_id__in": actor.where(Right.CHECK_PAYROLL)})
    return ~of_others | theirs | hr if actor.deputy_of else ~of_others | hr


def _accounts() -> QuerySet[TimeBackAccount]:
    return TimeBackAccount.objects.select_related("employment__person", "employment__organisation")


def _whole(accounts: QuerySet[TimeBackAccount], at: datetime) -> list[Account]:
    entries = Prefetch("entries", TimeBackEntry.objects.order_by("id"))
    takings = Prefetch("takings", TimeTaken.objects.order_by("-on", "-id"))
    rows = list(accounts.prefetch_related(entries, takings).order_by("id"))
    ids = [row.employment_id for row in rows]
    parts, earned = _parts(ids), _earned(ids)
    found = []
    for row in rows:
        terms = time_back_terms(row.employment.organisation_id)
        dues = _dues(row.employment_id, parts, earned, terms)
        waits = sum(max(due.should_minutes - due.has_minutes, 0) for due in dues)
        cap = terms.cap_minutes_on(london_date(at))
        found.append(Account(row, list(row.entries.all()), list(row.takings.all()), waits, cap))
    return found
