"""Time back: how much each officer has, for them, their managers and HR."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Exists, F, Func, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum, When

from commonpool.access import Actor, Right
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.payroll.events import OwnTimeStated, TimeTakenAgreed
from commonpool.payroll.models import TimeBackAccount, TimeBackEntry, TimeTaken
from commonpool.payroll.queries.due import TIME_BACK, statements
from commonpool.payroll.queries.time_back_terms import TimeBackTerms, time_back_terms
from commonpool.payroll.rules import time_back
from commonpool.payroll.rules.time_back import Due, Movement
from commonpool.people.models import Employment
from commonpool.timesheets.events import HoursAgreed, HoursAllowed, HoursCorrected
from commonpool.timesheets.models import HoursCorrection, Timesheet, WorkedPart
from commonpool.timesheets.models.timesheet import AGREED
from commonpool.timesheets.queries import payable_parts

READERS = (Right.CHECK_PAYROLL, Right.GRANT_PERMISSION)


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


def movements(account_id: int) -> list[Movement]:
    """What moved an account, in the order entered."""
    held_in = Q(account_id=account_id) | Q(account__goes_on_in=account_id)
    return [_movement(entry) for entry in TimeBackEntry.objects.filter(held_in).order_by("id")]


def _movement(entry: TimeBackEntry) -> Movement:
    return Movement(entry.kind, entry.minutes, entry.lapses_on)


def free_minutes(account_id: int) -> int:
    """What is left of an account beside what waits for an answer."""
    asked = TimeTaken.objects.filter(account_id=account_id, agreed_at__isnull=True, refused_at__isnull=True)
    return time_back.balance(movements(account_id)) - (asked.aggregate(all=Sum("minutes"))["all"] or 0)


def earning_employment(
    fact: HoursAgreed | HoursAllowed | HoursCorrected | OwnTimeStated | TimeTakenAgreed,
) -> int | None:
    """The employment whose account what happened may move: none where its hours are not given back as time.

    Where a council took over since, that of the employment which went on there.
    """
    if isinstance(fact, TimeTakenAgreed):
        return fact.employment_id
    found = Timesheet.objects.filter(
        pk=fact.timesheet_id, status__in=AGREED, time_found__time_basis=TIME_BACK
    )
    job = sole(found.values_list("booking__employment_id", "booking__officer_id"))
    return next((each.account_of for each in _jobs_of([job[1]]) if each.pk == job[0]), None) if job else None


@dataclass(frozen=True)
class _Job:
    """An employment, its council, and the employment whose account its hours earn for: its own, or what it became."""

    pk: int
    organisation_id: int
    account_of: int


def _jobs_of(person_ids: Iterable[int]) -> list[_Job]:
    """Every employment of these people. One SQL query."""
    jobs = Employment.objects.filter(person_id__in=list(person_ids)).order_by("pk")
    rows = list(
        jobs.values_list(
            "pk", "organisation_id", "came_from_id", "time_back", "time_back__goes_on_in__employment_id"
        )
    )
    went_on = {was: pk for pk, _place, was, _account, _later in rows if was is not None}
    went_on |= {pk: later for pk, _place, _was, _account, later in rows if later is not None}
    have_one = {pk for pk, _place, _was, account, later in rows if account and later is None}

    def account_of(job: int) -> int:
        return job if job in have_one or job not in went_on else account_of(went_on[job])

    return [_Job(pk, place, account_of(pk)) for pk, place, *_rest in rows]


def _terms_by_job(jobs: Iterable[_Job], employment_id: int) -> dict[int, TimeBackTerms]:
    """How each job gave time back whose hours are in an employment's account: as its own council says."""
    theirs = [job for job in jobs if job.account_of == employment_id]
    terms = {place: time_back_terms(place) for place in {job.organisation_id for job in theirs}}
    return {job.pk: terms[job.organisation_id] for job in theirs}


def earning_days(employment: Employment) -> list[Due]:
    """What each worked day of an employment should have earned, and has: nothing without the officer's statement."""
    terms = _terms_by_job(_jobs_of([employment.person_id]), employment.pk)
    return _dues(terms, _parts(terms), _earned(terms))


def _parts(employment_ids: Collection[int]) -> list[WorkedPart]:
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


def _earned(employment_ids: Collection[int]) -> dict[tuple[int, date], _Earned]:
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
    terms: Mapping[int, TimeBackTerms],
    parts: Sequence[WorkedPart],
    earned: Mapping[tuple[int, date], _Earned],
) -> list[Due]:
    """What was earned of a day that a correction took away is to be nothing. `terms`: by the jobs of an account."""
    jobs = {each.timesheet_id: each.timesheet.booking.employment_id for each in parts}
    own = [each for each in parts if jobs[each.timesheet_id] in terms]
    stated = statements({each.timesheet_id for each in own})
    worked = {key: 0 for key, has in earned.items() if has.corrected_of in terms}
    for part in own:
        key = part.timesheet_id, part.date
        worked[key] = worked.get(key, 0) + (part.minutes if part.timesheet_id in stated else 0)
    should = {
        key: time_back.earned(minutes, terms[jobs[key[0]]].rate_on(key[1])) if minutes else 0
        for key, minutes in worked.items()
    }
    return [Due(*key, should[key], earned.get(key, _NOTHING).minutes) for key in sorted(should)]


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
    held_in = Q(account=OuterRef("pk")) | Q(account__goes_on_in=OuterRef("pk"))
    moved = TimeBackEntry.objects.filter(held_in).order_by().annotate(all=Func("minutes", function="sum"))
    balance = Subquery(moved.values("all"))
    return found.annotate(balance=balance).order_by("employment__person__name", "id")


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
    own = TimeBackAccount.objects.filter(goes_on_in__isnull=True)
    return own.select_related("employment__person", "employment__organisation")


def _whole(accounts: QuerySet[TimeBackAccount], at: datetime) -> list[Account]:
    before = Prefetch("before", TimeBackAccount.objects.prefetch_related("entries", "takings"))
    rows = list(accounts.prefetch_related("entries", "takings", before).order_by("id"))
    jobs = _jobs_of({row.employment.person_id for row in rows})
    ids = [job.pk for job in jobs]
    parts, earned = _parts(ids), _earned(ids)
    found = []
    for row in rows:
        terms = time_back_terms(row.employment.organisation_id)
        dues = _dues(_terms_by_job(jobs, row.employment_id), parts, earned)
        waits = sum(max(due.should_minutes - due.has_minutes, 0) for due in dues)
        cap = terms.cap_minutes_on(london_date(at))
        held = [row, *row.before.all()]
        entries = sorted((one for each in held for one in each.entries.all()), key=lambda one: one.pk)
        takings = sorted(
            (one for each in held for one in each.takings.all()),
            key=lambda one: (one.on, one.pk),
            reverse=True,
        )
        found.append(Account(row, entries, takings, waits, cap))
    return found
