"""The dry run: everything that the end of some councils concerns, line by line, and where each goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from commonpool.agreements.queries import TakenOver, taken_over_from
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.carrying import Going
from commonpool.organisations.models import Domain, Organisation
from commonpool.people.models import Employment
from commonpool.successions.models import Assignment
from commonpool.successions.queries import lawful, rows
from commonpool.successions.queries.money import MoneyHeirs, MoneyReading
from commonpool.successions.queries.network import NetworkHeirs, NetworkReading
from commonpool.successions.rules import BALANCE, BOOKING, OFFICER, Line, Plan, hash_of, unassigned


@dataclass
class Heirs:
    """To whom what goes, of one council: by person, by booking, by charge and side, the rest of its money, and what it
    has before the network.
    """

    people: dict[int, int] = field(default_factory=dict)
    bookings: list[Going] = field(default_factory=list)
    charges: dict[tuple[int, bool], int] = field(default_factory=dict)
    money: MoneyHeirs = field(default_factory=MoneyHeirs)
    network: NetworkHeirs = field(default_factory=NetworkHeirs)


@dataclass(frozen=True)
class DryRun:
    """What would be carried over, and to whom it would go by council."""

    lines: list[Line]
    heirs: Mapping[int, Heirs]

    @property
    def sha256(self) -> str:
        return hash_of(self.lines)

    @property
    def unassigned(self) -> list[Line]:
        return unassigned(self.lines)


def heirs_of(plan: Plan, predecessor_id: int) -> tuple[Heirs, list[Line]]:
    """To whom what goes of one council, and what of it nobody has assigned. For the clock."""
    run = dry_run(plan)
    return run.heirs[predecessor_id], [each for each in run.unassigned if each.was_id == predecessor_id]


def dry_run(plan: Plan) -> DryRun:
    """Everything live at the councils that end, as it stands now. A fixed number of SQL queries a successor."""
    return _Reading(plan).run()


class _Reading:
    """One look at everything, so that a line about a booking knows where its officer goes."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.ids = plan.predecessors
        assigned = Assignment.objects.filter(predecessor_id__in=self.ids)
        self.assigned = {(each.predecessor_id, each.kind, each.key): each.successor_id for each in assigned}
        self.heirs = {pk: Heirs() for pk in self.ids}
        self.lines: list[Line] = []
        self.employed: set[tuple[int, int]] = set()
        self.known: dict[int, TakenOver] = {}
        self.following: dict[int, dict[int | str, int | None]] = {pk: {} for pk in self.ids}

    def run(self) -> DryRun:
        self._domains()
        self._officers()
        self._terms()
        self._with_their_person()
        self._bookings()
        self._network()
        money = self._money()
        self._charges(money.keys)
        self.lines += lawful.lines_of_law(
            self.plan, self.known, {pk: _going(each) for pk, each in self.heirs.items()}
        )
        self.lines.sort(key=lambda each: (each.kind, each.was_id, each.key))
        return DryRun(self.lines, self.heirs)

    def _heir(self, was_id: int, kind: str, key: str) -> int | None:
        after = self.plan.after(was_id)
        return after[0] if len(after) == 1 else self.assigned.get((was_id, kind, key))

    def _domains(self) -> None:
        for each in Domain.objects.filter(organisation_id__in=self.ids):
            for now in self.plan.after(each.organisation_id):
                self.lines.append(Line("domain", f"{each.name} {now}", each.name, each.organisation_id, now))

    def _officers(self) -> None:
        going = list(rows.employments(self.ids, self.plan.on - timedelta(days=1)))
        self.employed = {(job.organisation_id, job.person_id) for job in going}
        places: dict[tuple[int, int | None], int] = {}
        for job in going:
            now = self._heir(job.organisation_id, OFFICER, str(job.pk))
            if now is not None:
                self.heirs[job.organisation_id].people[job.person_id] = now
            places[job.person_id, now] = places.get((job.person_id, now), 0) + 1
        for job in going:
            now = self.heirs[job.organisation_id].people.get(job.person_id)
            self.following[job.organisation_id][job.person_id] = now
            note = "two_jobs" if now and places[job.person_id, now] > 1 else ""
            self.lines.append(self._officer(job, now, note))

    def _officer(self, job: Employment, now: int | None, note: str) -> Line:
        what = ", ".join(filter(None, [str(job.person), job.job_title]))
        minutes = job.weekly_minutes or 0
        return Line(OFFICER, str(job.pk), what, job.organisation_id, now, minutes, note=note, assigned=True)

    def _terms(self) -> None:
        for now in self.plan.successors:
            before = self.plan.before(now)
            known = self.known[now] = taken_over_from(before, self.plan.on)
            for was in before:
                signed = "signed" if was in known.governing else "not_signed"
                self.lines.append(Line("agreement", str(now), "", was, now, note=signed))
            for was, prices in known.prices.items():
                for band, pence in prices.items():
                    note = "price_differs" if band in known.price_conflicts else ""
                    self.lines.append(Line("terms", f"{now} {band}", band, was, now, pence=pence, note=note))

    def _with_their_person(self) -> None:
        """What goes where a person goes: roles, deputies, listings, permissions, limits, calls, places in line."""
        limits: set[tuple[int, int]] = set()
        for kind, was, key, person_id, what, pence in rows.of_people(self.ids):
            now = self.heirs[was].people.get(person_id)
            note = "role_ends" if kind == "role" and now is None else ""
            if kind == "limit" and now is not None:
                note = "two_limits" if (now, person_id) in limits else ""
                limits.add((now, person_id))
            self.lines.append(Line(kind, key, what, was, now, pence=pence, note=note))

    def _bookings(self) -> None:
        for booking in rows.bookings(self.ids):
            sides = {True: booking.home_id, False: booking.host_id}
            after = {of_home: self._side(booking, of_home) for of_home in sides}
            ends = after[True] is not None and after[True] == after[False]
            for of_home, was in sides.items():
                if was in self.heirs:
                    self._booking(booking, of_home, was, after[of_home], ends)
        for sheet in rows.hours(self.ids):
            week = sheet.booked_week
            what = f"{sheet.booking.reference} {week.monday.isoformat()}"
            for was in {sheet.booking.home_id, sheet.booking.host_id} & set(self.ids):
                self.lines.append(
                    Line("hours", str(sheet.pk), what, was, None, sheet.minutes or week.minutes)
                )

    def _side(self, booking: Booking, of_home: bool) -> int | None:
        """Who has this side of the booking afterwards."""
        was = booking.home_id if of_home else booking.host_id
        if was not in self.heirs:
            return was
        with_officer = self.heirs[was].people.get(booking.officer_id) if of_home else None
        return with_officer or self._heir(was, BOOKING, _key(booking, of_home))

    def _booking(self, booking: Booking, of_home: bool, was: int, now: int | None, ends: bool) -> None:
        if now is not None:
            self.heirs[was].bookings.append(Going(booking.pk, booking.permission_id, of_home, now, ends))
        if not of_home:
            self.following[was][booking.reference] = now
        live = [week for week in booking.weeks.all() if week.released_at is None]  # type: ignore[attr-defined]
        self.lines.append(
            Line(
                BOOKING,
                _key(booking, of_home),
                f"{booking.reference}, {booking.officer}",
                was,
                now,
                sum(week.minutes for week in live),
                sum(week.net_pence for week in live),
                "ends" if ends else "",
                assigned=True,
            )
        )

    def _network(self) -> None:
        network = NetworkReading(self.plan, self.following)
        network.run()
        self.lines += network.lines
        for pk, heirs in network.heirs.items():
            self.heirs[pk].network = heirs

    def _money(self) -> MoneyReading:
        people = {pk: heirs.people for pk, heirs in self.heirs.items()}
        money = MoneyReading(self.plan, self._heir, people, self.employed)
        money.run()
        self.lines += money.lines
        for pk, heirs in money.heirs.items():
            self.heirs[pk].money = heirs
        return money

    def _charges(self, keys: Iterable[tuple[int, str]]) -> None:
        holders = rows.charges(self.ids)
        codes = _codes({place for each in holders for place in (each.due_to, each.owed_by)})
        balances: dict[tuple[int, str], list[int]] = {key: [] for key in keys}
        for each in holders:
            after = {}
            for to_home, was, other in (
                (True, each.due_to, each.owed_by),
                (False, each.owed_by, each.due_to),
            ):
                balance = f"{'due-from' if to_home else 'owed-to'}-{codes[other]}"
                after[to_home] = self._heir(was, BALANCE, balance) if was in self.heirs else was
                if was in self.heirs:
                    balances.setdefault((was, balance), []).append(each.charge.net_pence)
            self._charge(each, after)
        for (was, balance), pence in balances.items():
            now = self._heir(was, BALANCE, balance)
            self.lines.append(Line(BALANCE, balance, balance, was, now, pence=sum(pence), assigned=True))

    def _charge(self, each: rows.Holder, after: Mapping[bool, int | None]) -> None:
        alike = after[True] is not None and after[True] == after[False]
        charge = each.charge
        for to_home, was in ((True, each.due_to), (False, each.owed_by)):
            now = after[to_home]
            if was not in self.heirs:
                continue
            if now is not None:
                self.heirs[was].charges[charge.pk, to_home] = now
            key = f"{charge.reference} {'due' if to_home else 'owed'}"
            note = "falls_away" if alike else ""
            line = Line("charge", key, charge.reference, was, now, charge.minutes, charge.net_pence, note)
            self.lines.append(line)


def _going(heirs: Heirs) -> lawful.Going:
    borrowed = {each.booking_id: each.successor_id for each in heirs.bookings if not each.of_home}
    return lawful.Going(heirs.people, borrowed)


def _key(booking: Booking, of_home: bool) -> str:
    return f"{booking.reference}-{'home' if of_home else 'host'}"


def _codes(ids: Iterable[int]) -> dict[int, str]:
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "code"))
